// push_back moves the elements, and a pointer to one is left behind.
//! levels: -O0 -O2
#include <cstdio>
#include <vector>

int main() {
    std::vector<int> marks{2, 3, 1};
    int *best = &marks[1];
    marks.push_back(2);
    std::printf("%d\n", *best); //~ InvalidRead
}
