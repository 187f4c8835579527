// One object from new is given to free().
//! levels: -O0 -O2
#include <cstdlib>

struct Point {
  int x, y;
};

int main(int argc, char **) {
  Point *point = new Point{argc, 2};
  volatile int x = point->x;
  std::free(point); //~ MismatchedFree
  return x - argc;
}
