// Two owners of one object: the second one deletes it again.
#include <memory>

int main() {
    int *number = new int(3);
    std::unique_ptr<int> first(number);
    std::unique_ptr<int> second(number);
    return *first == *second ? 0 : 1;
} //~ InvalidFree
