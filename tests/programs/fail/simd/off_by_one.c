// One element too many in loops that the compiler makes vectors of: the last vector is the one that is wrong.
//! options: --cflags=-msimd128 -O2
#include <stdio.h>
#include <stdlib.h>

__attribute__((noinline)) static void scale(float *a, int n, float by) {
  for (int i = 0; i < n; i++) a[i] *= by; //~ InvalidRead InvalidWrite
}
__attribute__((noinline)) static int sum(const int *a, int n) {
  int total = 0;
  for (int i = 0; i < n; i++) total += a[i];
  return total;
}

int main(void) {
  float *f = malloc(63 * sizeof *f);
  for (int i = 0; i < 63; i++) f[i] = (float)i;
  scale(f, 63, 2);
  scale(f, 64, 0.5f);
  // Of sixteen numbers the last one was never set.
  int *p = malloc(16 * sizeof *p);
  for (int i = 0; i < 15; i++) p[i] = i;
  printf("%g %d\n", f[62], sum(p, 15));
  if (sum(p, 16) > 1000) puts("not set"); //~ UninitCondition
  free(f), free(p);
  return 0;
}
