// exit() in the middle of calls that hold the only pointers to their blocks.
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static int dive(int depth, const char *above) {
  char *mine = malloc(depth + 1);
  mine[0] = above[0] + 1;
  if (depth == 0) {
    printf("%c\n", mine[0]);
    exit(3);
  }
  int below = dive(depth - 1, mine);
  free(mine);
  return below + above[0];
}

int main(void) {
  unsigned char random;
  getentropy(&random, 1);
  return dive(random % 64 + 1, "A");
}
