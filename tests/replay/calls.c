// Calls without an end, and at -O2 without frames in linear memory.
#include <stdlib.h>
#include <unistd.h>

static volatile unsigned depth;
static void *volatile last;

__attribute__((noinline)) static unsigned dive(unsigned seed) {
  if (++depth % 10000 == seed % 10000) last = malloc(depth);
  unsigned below = dive(seed);
  depth--;
  return below ^ seed;
}

int main(void) {
  unsigned seed;
  getentropy(&seed, sizeof seed);
  return dive(seed) != 0;
}
