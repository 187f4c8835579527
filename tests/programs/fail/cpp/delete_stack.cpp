// A smart pointer is given the address of a local variable.
#include <memory>

struct Config {
    int level = 3;
};

int main() {
    Config config;
    std::unique_ptr<Config> owner(&config);
    owner->level = 4;
} //~ InvalidFree
