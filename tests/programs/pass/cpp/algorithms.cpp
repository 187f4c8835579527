// Algorithms over what is there, and into what is not there yet.
//! levels: -O0 -O2
#include <algorithm>
#include <cstdio>
#include <iterator>
#include <numeric>
#include <string>
#include <vector>

struct Entry {
    char kind;
    int value;
    std::string name;
};

int main() {
    unsigned seed = 42;
    const auto random = [&seed] { return (seed = seed * 1664525u + 1013904223u) >> 8; };
    std::vector<int> numbers(1000);
    std::iota(numbers.begin(), numbers.end(), 0);
    for (size_t i = numbers.size() - 1; i > 0; i--) {
        std::swap(numbers[i], numbers[random() % (i + 1)]);
    }
    std::vector<int> sorted = numbers;
    std::sort(sorted.begin(), sorted.end());
    std::nth_element(numbers.begin(), numbers.begin() + 500, numbers.end());
    std::printf("%d %d\n", numbers[500], std::is_sorted(sorted.begin(), sorted.end()));
    std::printf("%d\n", *std::lower_bound(sorted.begin(), sorted.end(), 700));

    std::vector<Entry> entries;
    for (int i = 0; i < 60; i++) {
        entries.push_back({static_cast<char>('a' + i % 3), i * 7 % 10, "entry " + std::to_string(i)});
    }
    std::stable_sort(entries.begin(), entries.end(),
                     [](const Entry &a, const Entry &b) { return a.value < b.value; });
    auto end = std::remove_if(entries.begin(), entries.end(), [](const Entry &e) { return e.kind == 'b'; });
    entries.erase(end, entries.end());
    auto middle = std::stable_partition(entries.begin(), entries.end(),
                                        [](const Entry &e) { return e.kind == 'a'; });
    std::rotate(entries.begin(), middle, entries.end());
    std::printf("%zu %s %c\n", entries.size(), entries[5].name.c_str(), entries.back().kind);

    std::vector<int> squares;
    std::transform(sorted.begin(), sorted.begin() + 10, std::back_inserter(squares),
                   [](int n) { return n * n; });
    std::partial_sum(squares.begin(), squares.end(), squares.begin());
    std::string letters = "hello";
    int permutations = 0;
    do {
        permutations++;
    } while (std::next_permutation(letters.begin(), letters.end()));
    std::make_heap(squares.begin(), squares.end());
    std::pop_heap(squares.begin(), squares.end());
    std::printf("%d %d %s\n", squares.back(), permutations, letters.c_str());
}
