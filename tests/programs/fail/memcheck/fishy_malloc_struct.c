// A negative number of elements is still a negative number of bytes.
#include <stdlib.h>

struct point {
  int x, y;
};

int main(void) {
  int count = 2 - 5;
  struct point *points = malloc(count * sizeof *points); //~ FishyValue
  free(points);
}
