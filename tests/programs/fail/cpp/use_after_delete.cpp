// The object answers once more after it was deleted.
//! levels: -O0 -O2
#include <cstdio>

class Timer {
    int left = 3;

public:
    virtual ~Timer() = default;
    bool tick() { return --left > 0; } //~ InvalidRead InvalidWrite
};

int main() {
    auto *timer = new Timer;
    while (timer->tick()) {
    }
    delete timer;
    std::printf("%d\n", timer->tick());
}
