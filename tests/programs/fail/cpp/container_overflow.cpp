// A vector has room for more elements than it holds.
#include <vector>

int main() {
    std::vector<int> numbers;
    numbers.reserve(8);
    for (int i = 0; i < 5; i++) numbers.push_back(i);
    int *all = numbers.data();
    int sum = all[4];
    sum += all[5]; //~ InvalidRead
    numbers.pop_back();
    all[4] = 0; //~ InvalidWrite
    numbers.resize(8);
    all[7] = sum;
    return 0;
}
