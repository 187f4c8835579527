// A virtual call reads the object's class from freed memory.
#include <cstdio>
#include <vector>

struct Animal {
    virtual ~Animal() = default;
    virtual const char *says() const = 0;
};
struct Dog : Animal {
    const char *says() const override { return "woof"; }
};

int main() {
    std::vector<Animal *> animals{new Dog, new Dog};
    delete animals[0];
    for (Animal *animal : animals) {
        std::puts(animal->says()); //~ InvalidRead
    }
    delete animals[1];
}
