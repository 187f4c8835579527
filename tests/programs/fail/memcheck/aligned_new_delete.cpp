// Memory of an over-aligned type goes to the operator delete that knows of no alignment.
#include <new>

struct alignas(64) Line {
  char bytes[64];
};

int main() {
  void *line = new Line;
  operator delete(line); //~ MismatchedFree
}
