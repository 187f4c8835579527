// Each way to get memory has one way to give it back: malloc() and free(), new and delete, new[]
// and delete[]. `delete` for an array runs the destructor of its first element only, and how much
// memory that frees is anyone's guess.
#include <cstdio>

class Shape {
public:
    explicit Shape(int corners = 3) : corners_(corners) {}
    int corners() const { return corners_; }

private:
    int corners_;
};

int main() {
    Shape *square = new Shape(4);
    Shape *triangles = new Shape[10];

    int corners = square->corners();
    for (int i = 0; i < 10; i++) {
        corners += triangles[i].corners();
    }
    std::printf("%d corners\n", corners);

    delete square;    // one object
    delete triangles; // ten objects: should be `delete[] triangles`
    //~^ MismatchedFree
    return 0;
}
