// Hash tables that grow and are thinned out.
//! levels: -O0 -O2
#include <cstdio>
#include <string>
#include <unordered_map>
#include <unordered_set>

struct Cell {
    int row, column;
    bool operator==(const Cell &other) const {
        return row == other.row && column == other.column;
    }
};
template <> struct std::hash<Cell> {
    size_t operator()(const Cell &cell) const {
        return std::hash<int>()(cell.row) * 31 + std::hash<int>()(cell.column);
    }
};

int main() {
    std::unordered_map<std::string, int> counts;
    const char *words[] = {"to", "be", "or", "not", "to", "be", "that is a question of some length"};
    for (const char *word : words) {
        counts[word]++;
    }
    std::printf("%zu %d\n", counts.size(), counts.at("be"));

    std::unordered_map<Cell, double> cells;
    for (int i = 0; i < 500; i++) {
        cells[{i / 10, i % 10}] = i;
    }
    for (auto it = cells.begin(); it != cells.end();) {
        it = it->first.column % 2 ? cells.erase(it) : std::next(it);
    }
    cells.rehash(0);
    auto found = cells.find({7, 4});
    std::printf("%zu %.0f\n", cells.size(), found == cells.end() ? -1.0 : found->second);

    std::unordered_multiset<int> numbers{3, 1, 3, 2, 3};
    std::unordered_set<std::string> seen;
    seen.reserve(100);
    for (int i = 0; i < 50; i++) {
        seen.insert("number " + std::to_string(i * i % 17));
    }
    auto copy = seen;
    seen.clear();
    std::printf("%zu %zu\n", numbers.count(3), copy.size());
}
