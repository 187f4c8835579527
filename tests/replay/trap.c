// A division by zero, deep in calls, at a depth that chance decides.
#include <stdlib.h>
#include <unistd.h>

static volatile int zero;

static int dive(int depth) {
  int *volatile mine = malloc(sizeof *mine);
  *mine = depth;
  int result = depth == 0 ? 7 / zero : dive(depth - 1) + *mine;
  free(mine);
  return result;
}

int main(void) {
  unsigned char random;
  getentropy(&random, 1);
  return dive(random % 64);
}
