// The stack in linear memory ends: each call has a frame in it.
#include <stdlib.h>
#include <unistd.h>

static volatile int sum;
static void *volatile last;

__attribute__((noinline)) static int dive(int depth, int step) {
  volatile int frame[40];
  frame[depth % 40] = depth;
  if (depth % 1000 < step) last = malloc(depth);
  int below = dive(depth + 1, step);
  sum += frame[depth % 40];
  return below + 1;
}

int main(void) {
  unsigned char random;
  getentropy(&random, 1);
  return dive(random, random % 3 + 1);
}
