// One of the constructors forgets a member.
//! levels: -O0 -O2
#include <cstdio>

class Switch {
    int wire;
    bool on;

public:
    explicit Switch(int w) : wire(w) {}
    Switch(int w, bool o) : wire(w), on(o) {}
    bool isOn() const { return on; }
};

int main() {
    auto *one = new Switch(1), *two = new Switch(2, true);
    if (one->isOn()) { //~ UninitCondition
        std::puts("one");
    }
    if (two->isOn()) {
        std::puts("two");
    }
    delete one;
    delete two;
}
