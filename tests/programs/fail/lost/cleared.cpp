// A vector that was cleared keeps its memory, but nothing behind its last element is an element.
#include <cstdio>
#include <vector>

int main() {
    std::vector<int *> numbers;
    for (int i = 0; i < 3; i++) {
        numbers.push_back(new int(i)); //~ Leak_DefinitelyLost 3 blocks
    }
    numbers.clear(); //@ lost 1 3 5
    numbers.reserve(2);
    std::printf("%zu\n", numbers.size());
    return 0;
}
