// The loop adds to what it walks over.
#include <cstdio>
#include <vector>

int main() {
    std::vector<int> numbers{1, 2, 3};
    int sum = 0;
    for (auto it = numbers.begin(); it != numbers.begin() + 3; ++it) {
        if (*it == 2) { //~ InvalidRead
            numbers.push_back(4);
        }
        sum += *it; //~ InvalidRead
        if (sum > 5) {
            break;
        }
    }
    std::printf("%d\n", sum > 0);
}
