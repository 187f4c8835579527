// What nobody set is copied, moved and destroyed, and never decides anything.
//! levels: -O0 -O2
#include <array>
#include <cstdio>
#include <cstring>
#include <memory>
#include <string>
#include <utility>
#include <vector>

struct Padded {
    char letter;
    long long number;
    bool flag : 1;
    unsigned kind : 3;
};

struct Half {
    int set;
    int unset;
    Half() : set(1) {}
};

union Either {
    int number;
    char text[16];
};

struct Buffer {
    char bytes[64];
    size_t used = 0;
    void add(char c) { bytes[used++] = c; }
};

int main() {
    std::vector<Padded> many;
    for (int i = 0; i < 20; i++) {
        Padded one;
        one.letter = 'x';
        one.number = i;
        one.flag = i % 2;
        one.kind = i;
        many.push_back(one);
    }
    many.erase(many.begin());
    int flags = 0;
    for (const auto &each : many) {
        flags += each.flag + each.kind;
    }

    std::vector<Half> halves(10);
    std::vector<Half> copy = halves;
    std::swap(copy[0], copy[9]);
    std::pair<Half, Half> both{copy[0], copy[1]};
    auto moved = std::move(both);

    std::array<Either, 4> choices;
    choices[1].number = 5;
    auto other = choices;
    Buffer buffer;
    buffer.add('a');
    Buffer same = buffer;
    same.add('b');

    std::unique_ptr<int[]> numbers(new int[100]);
    numbers[7] = 3;
    auto *bytes = new unsigned char[32];
    std::memcpy(bytes, &copy[3], sizeof(Half));
    std::string reserved;
    reserved.reserve(100);
    reserved += "c";
    std::printf("%d %d %d %zu %d %s\n", flags, moved.first.set, other[1].number, same.used, numbers[7],
                reserved.c_str());
    delete[] bytes;
}
