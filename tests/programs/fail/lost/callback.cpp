// Lost in a function that the library calls, whose own variables still hold what they held when their blocks were left.
#include <algorithm>
#include <cstdio>
#include <vector>

int main() {
    std::vector<int *> slots;
    for (int i = 0; i < 3; i++) {
        slots.push_back(new int(i)); //~ Leak_DefinitelyLost 3 blocks
    }
    std::for_each(slots.begin(), slots.end(), [](int *&slot) {
        slot = nullptr; //@ lost 1 3 5
        std::puts("gone");
    });
    return slots.size() != 3;
}
