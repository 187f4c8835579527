// Uses an undefined local and then ends in its calls, which hold the only pointers to their blocks.
#include <stdio.h>
#include <stdlib.h>

static int dive(int depth, char *above) {
  int local;
  if (depth == 3 && local == above[0]) puts("same");
  if (depth == 0) exit(0);
  char *mine = malloc(8);
  mine[0] = above[0];
  int below = dive(depth - 1, mine);
  free(mine);
  return below;
}

int main(void) {
  char *lost = malloc(16);
  lost[0] = 1;
  lost = NULL;
  return dive(5, "x");
}
