// Loops that the compiler makes vectors of: sums, extremes, products, conversions, searches.
//! options: --cflags=-msimd128
//! levels: -O2 -O0
//! stdout: 499500 -7 991 332833500
//! stdout: 333.281 0.0625 4.9375
//! stdout: 2 4 255
//! stdout: 5 -1 23 1
//! stdout: 6.5 13 -6
#include <stdio.h>
#include <stdlib.h>

static long sum(const int *a, int n) {
  long total = 0;
  for (int i = 0; i < n; i++) total += a[i];
  return total;
}
static int least(const int *a, int n) {
  int found = a[0];
  for (int i = 1; i < n; i++) found = a[i] < found ? a[i] : found;
  return found;
}
static int most(const int *a, int n) {
  int found = a[0];
  for (int i = 1; i < n; i++) found = a[i] > found ? a[i] : found;
  return found;
}
static long long squares(const int *a, int n) {
  long long total = 0;
  for (int i = 0; i < n; i++) total += (long long)a[i] * a[i];
  return total;
}
static int count(const unsigned char *s, int n, unsigned char byte) {
  int found = 0;
  for (int i = 0; i < n; i++) found += s[i] == byte;
  return found;
}
static int contains(const unsigned char *s, int n, unsigned char byte) {
  int found = 0;
  for (int i = 0; i < n; i++) found |= s[i] == byte;
  return found;
}

int main(int argc, char **argv) {
  (void)argv;
  int n = 1000;
  int *a = malloc(n * sizeof *a);
  for (int i = 0; i < n; i++) a[i] = i;
  long total = sum(a, n);
  long long square = squares(a, n);
  // Lengths that are no multiple of any vector's.
  for (int i = 0; i < n - 7; i++) a[i] = i % 2 ? i : -7 * (i % 13 == 0);
  printf("%ld %d %d %lld\n", total, least(a, n - 7), most(a, n - 7), square);

  float *f = malloc(79 * sizeof *f);
  for (int i = 0; i < 79; i++) f[i] = i * 0.0625f + 0.0625f;
  float least_f = f[0], most_f = f[0], product = 0;
  for (int i = 0; i < 79; i++) {
    product += f[i] * f[78 - i];
    if (f[i] < least_f) least_f = f[i];
    if (f[i] > most_f) most_f = f[i];
  }
  printf("%g %g %g\n", product, least_f, most_f);

  unsigned char *s = malloc(371);
  for (int i = 0; i < 371; i++) s[i] = i * 7;
  int sums = 0;
  for (int i = 0; i < 371; i++) sums += s[i] >> 1 == 3;
  unsigned char largest = 0;
  for (int i = 0; i < 371; i++) largest = s[i] > largest ? s[i] : largest;
  printf("%d %d %d\n", count(s, 371, 7), sums, largest);

  // Only the first n elements were ever set.
  short *half = malloc(64 * sizeof *half);
  int m = 22 + argc;
  for (int i = 0; i < m; i++) half[i] = (short)(i - 1);
  int wide = 0;
  for (int i = 0; i < m; i++) wide += half[i] == m;
  signed char *narrow = malloc(64);
  for (int i = 0; i < m; i++) narrow[i] = (signed char)half[i];
  printf("%d %d %d %d\n", narrow[6], narrow[0], m + wide, contains((unsigned char *)narrow, m, 9));

  double *d = malloc(m * sizeof *d);
  for (int i = 0; i < m; i++) d[i] = half[i] * 0.5;
  int *back = malloc(m * sizeof *back);
  for (int i = 0; i < m; i++) back[i] = (int)(d[i] * -1.0);
  printf("%g %d %d\n", d[14], half[14], back[14]);
  free(a), free(f), free(s), free(half), free(narrow), free(d), free(back);
  return 0;
}
