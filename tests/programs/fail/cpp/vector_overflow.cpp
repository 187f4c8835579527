// operator[] of a vector is not at().
//! levels: -O0 -O2
#include <cstdio>
#include <vector>

int main() {
    std::vector<int> numbers(10);
    int sum = 0;
    for (size_t i = 0; i <= numbers.size(); i++) {
        sum += numbers[i]; //~ InvalidRead
    }
    std::printf("%d\n", sum < 0);
}
