// Ordered containers, walked, changed while they are walked, and taken apart.
//! levels: -O0 -O2
#include <cstdio>
#include <map>
#include <set>
#include <string>

struct Longer {
    bool operator()(const std::string &a, const std::string &b) const {
        return a.size() != b.size() ? a.size() > b.size() : a < b;
    }
};

int main() {
    std::map<std::string, int> ages;
    ages["Ada"] = 36;
    ages["Grace"] = 85;
    ages["a name of more than twenty letters"] = 1;
    ages.emplace("Alan", 41);
    ages.insert_or_assign("Ada", 37);
    for (auto it = ages.begin(); it != ages.end();) {
        it = it->second == 1 ? ages.erase(it) : std::next(it);
    }
    for (const auto &[name, age] : ages) {
        std::printf("%s %d\n", name.c_str(), age);
    }
    auto node = ages.extract("Alan");
    node.key() = "Turing";
    ages.insert(std::move(node));
    std::printf("%zu %zu\n", ages.size(), ages.count("Turing"));

    std::set<std::string, Longer> words{"pear", "fig", "apple", "plum", "banana"};
    words.erase("fig");
    std::printf("%s %s\n", words.begin()->c_str(), words.rbegin()->c_str());

    std::multimap<int, char> letters;
    for (char letter : std::string("hello")) {
        letters.emplace(letter % 3, letter);
    }
    auto [from, to] = letters.equal_range(0);
    int found = 0;
    for (; from != to; ++from) {
        found += from->second;
    }
    std::map<int, std::map<int, int>> table;
    for (int i = 0; i < 200; i++) {
        table[i % 7][i] = i;
    }
    table.erase(table.lower_bound(3), table.end());
    std::map<int, std::map<int, int>> copy(table);
    table.clear();
    std::printf("%d %zu %d\n", found, copy.size(), copy[2].rbegin()->second);
}
