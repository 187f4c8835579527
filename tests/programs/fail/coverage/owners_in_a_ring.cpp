// Two objects own each other, and nobody else owns them.
#include <memory>

struct spouse {
    std::shared_ptr<spouse> other;
};

int main() {
    auto a = std::make_shared<spouse>(); //~ Leak_DefinitelyLost
    auto b = std::make_shared<spouse>(); //~ Leak_IndirectlyLost
    a->other = b;
    b->other = a;
}
