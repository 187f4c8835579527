// Deleted through a base class whose destructor is not virtual.
#include <string>

struct Shape {
    int sides = 0;
};
struct Polygon : Shape {
    std::string *name;
    Polygon() : name(new std::string("polygon")) {} //~ Leak_DefinitelyLost
    ~Polygon() { delete name; }
};

int main() {
    Shape *shape = new Polygon;
    shape->sides = 5;
    delete shape;
}
