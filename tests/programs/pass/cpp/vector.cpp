// Vectors that grow, shrink, move and hold one another.
//! levels: -O0 -O2
#include <cstdio>
#include <string>
#include <vector>

struct Point {
    short x;
    double y; // behind a gap
};

static int sum(const std::vector<int> &values) {
    int total = 0;
    for (int value : values) {
        total += value;
    }
    return total;
}

int main() {
    std::vector<int> numbers;
    for (int i = 0; i < 100; i++) {
        numbers.push_back(i);
    }
    numbers.insert(numbers.begin() + 10, 5, 7);
    numbers.erase(numbers.begin(), numbers.begin() + 3);
    numbers.resize(50);
    numbers.resize(60, 1);
    numbers.shrink_to_fit();
    std::printf("%zu %d\n", numbers.size(), sum(numbers));

    std::vector<std::string> words{"one", "a word that is too long to be short", "three"};
    words.emplace_back(30, 'x');
    words.insert(words.begin(), words.back());
    std::vector<std::string> others = words;
    others.pop_back();
    words.swap(others);
    std::vector<std::string> moved = std::move(others);
    std::printf("%zu %zu %s\n", words.size(), moved.size(), moved.front().c_str());

    std::vector<std::vector<int>> table(4, std::vector<int>(3));
    table[2][1] = 5;
    table.erase(table.begin());
    table.push_back({1, 2, 3, 4});
    std::printf("%d %zu\n", table[1][1], table.back().size());

    std::vector<bool> bits(70);
    bits[69] = true;
    bits.push_back(true);
    bits.flip();
    int set = 0;
    for (bool bit : bits) {
        set += bit;
    }
    std::vector<Point> points(3, Point{1, 2.5});
    std::vector<Point> copy(points.rbegin(), points.rend());
    copy.reserve(100);
    std::printf("%d %.1f\n", set, copy[2].y);
}
