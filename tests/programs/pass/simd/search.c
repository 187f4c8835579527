// Bytes searched sixteen at a time, in buffers of which only the beginning was ever set.
//! options: --cflags=-msimd128
//! levels: -O2 -O0
//! stdout: 5 20 37 0
//! stdout: 20 -1
//! stdout: 3
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wasm_simd128.h>

// What lies behind the end of the string in the last sixteen bytes belongs to the block, but is undefined.
static int length(const char *s) {
  for (int at = 0;; at += 16) {
    v128_t chunk = wasm_v128_load(s + at);
    uint32_t zeros = wasm_i8x16_bitmask(wasm_i8x16_eq(chunk, wasm_i8x16_splat(0)));
    if (zeros) return at + __builtin_ctz(zeros);
  }
}

static int find(const char *s, int size, char byte) {
  v128_t wanted = wasm_i8x16_splat(byte);
  for (int at = 0; at + 16 <= size; at += 16) {
    v128_t same = wasm_i8x16_eq(wasm_v128_load(s + at), wanted);
    if (wasm_v128_any_true(same)) return at + __builtin_ctz(wasm_i8x16_bitmask(same));
  }
  return -1;
}

// Lanes beyond the count are switched off before anything is decided.
static int digits(const char *s, int count) {
  v128_t places = wasm_i8x16_make(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
  v128_t inside = wasm_i8x16_lt(places, wasm_i8x16_splat((char)count));
  v128_t chunk = wasm_v128_load(s);
  v128_t digit = wasm_v128_and(wasm_u8x16_ge(chunk, wasm_i8x16_splat('0')),
                               wasm_u8x16_le(chunk, wasm_i8x16_splat('9')));
  return __builtin_popcount(wasm_i8x16_bitmask(wasm_v128_and(digit, inside)));
}

int main(void) {
  const char *words[] = {"short", "exactly twenty bytes", "a string that needs more than two vectors", ""};
  int lengths[4];
  for (int i = 0; i < 4; i++) {
    char *s = malloc(64);
    strcpy(s, words[i]);
    if (i == 2) s[37] = 0;
    lengths[i] = length(s);
    free(s);
  }
  printf("%d %d %d %d\n", lengths[0], lengths[1], lengths[2], lengths[3]);

  char *s = malloc(32);
  memset(s, 'x', 32);
  s[20] = '!';
  printf("%d %d\n", find(s, 32, '!'), find(s, 32, '?'));
  free(s);

  char some[16];
  memcpy(some, "a1b2c3", 6);
  printf("%d\n", digits(some, 6));
  return 0;
}
