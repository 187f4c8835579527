// A lambda takes a local variable by reference and outlives it.
#include <cstdio>
#include <functional>

static std::function<int()> counter() {
    int *count = new int(0);
    auto next = [count] { return ++*count; }; //~ InvalidRead InvalidWrite
    next();
    delete count;
    return next;
}

int main() {
    auto next = counter();
    std::printf("%d\n", next());
}
