// Structs with padding, copied, compared field by field and shuffled as vectors.
//! options: --cflags=-msimd128
//! levels: -O2 -O0
//! stdout: 7 70 x 1.5
//! stdout: 28 4
//! stdout: 10 11 12 13
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wasm_simd128.h>

struct mixed {
  char kind;
  // three bytes that nobody sets
  int number;
  short half;
  // six bytes
  double weight;
};

__attribute__((noinline)) static void copy(struct mixed *to, const struct mixed *from, int count) {
  for (int i = 0; i < count; i++) to[i] = from[i];
}
__attribute__((noinline)) static void copy_bytes(char *to, const char *from, int size) {
  for (int i = 0; i < size; i++) to[i] = from[i];
}

int main(void) {
  struct mixed *a = malloc(9 * sizeof *a), *b = malloc(9 * sizeof *b), *c = malloc(9 * sizeof *c);
  for (int i = 0; i < 9; i++) {
    a[i].kind = 'x';
    a[i].number = i;
    a[i].half = (short)(10 * i);
    a[i].weight = 1.5;
  }
  copy(b, a, 9);
  copy_bytes((char *)c, (const char *)b, 9 * sizeof *b);
  // Across granules too.
  char *odd = malloc(9 * sizeof *c + 5);
  copy_bytes(odd + 5, (const char *)c, 9 * sizeof *c);
  memcpy(b, odd + 5, 9 * sizeof *b);
  printf("%d %d %c %g\n", b[7].number, b[7].half, b[7].kind, b[7].weight);

  // A sum over the fields between the padding.
  int total = 0, same = 0;
  for (int i = 0; i < 8; i++) total += c[i].number;
  for (int i = 0; i < 8; i++) same += c[i].half == 10 * i && c[i].number % 2 == 0;
  printf("%d %d\n", total, same);

  // Of two halves of a vector only one was set; the other goes nowhere.
  int half[4];
  half[0] = 10, half[1] = 11;
  int rest[4];
  rest[2] = 12, rest[3] = 13;
  v128_t joined = wasm_i32x4_shuffle(wasm_v128_load(half), wasm_v128_load(rest), 0, 1, 6, 7);
  int out[4];
  wasm_v128_store(out, wasm_i32x4_add(joined, wasm_i32x4_splat(0)));
  printf("%d %d %d %d\n", out[0], out[1], out[2], out[3]);
  free(a), free(b), free(c), free(odd);
  return 0;
}
