// A comparison that forgets what it has compared: sorting calls it, the library's own functions stand between.
#include <algorithm>
#include <array>
#include <cstdio>

struct entry {
    int *value;
};

static entry *second;

static bool before(const entry &a, const entry &b) {
    int left = *a.value;
    int right = *b.value;
    if (left == 1) {
        second->value = a.value; //@ lost 1
        std::puts("compared");
    }
    return left < right;
}

int main() {
    std::array<entry, 2> entries{entry{new int(2)}, entry{new int(1)}}; //~ Leak_DefinitelyLost 2 blocks
    second = &entries[0];
    std::sort(entries.begin(), entries.end(), before);
    return *entries[0].value - 1;
} //@ lost 2
