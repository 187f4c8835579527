// Vectors that reach beyond a local and a global array, and beyond an element's own row no mistake.
//! options: --cflags=-msimd128
//! levels: -O0 -O2
#include <stdio.h>
#include <wasm_simd128.h>

static short table[10] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
static int rows[3][2] = {{1, 2}, {3, 4}, {5, 6}};

__attribute__((noinline)) static v128_t eight(const short *from) {
  return wasm_v128_load(from); //~ InvalidRead
}
__attribute__((noinline)) static void set(int *to) {
  wasm_v128_store(to, wasm_i32x4_splat(7)); //~ InvalidWrite
}

int main(void) {
  int local[6];
  set(local);
  set(local + 2);
  printf("%d\n", wasm_i16x8_extract_lane(eight(table + 2), 7));
  printf("%d\n", wasm_i32x4_extract_lane(wasm_v128_load(&rows[1][0]), 2));
  set(local + 3);
  printf("%d %d\n", local[0], wasm_i16x8_extract_lane(eight(table + 3), 0));
  return 0;
}
