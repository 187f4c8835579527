// A vector of a block that was given back, and of one that moved.
//! options: --cflags=-msimd128
//! levels: -O0 -O2
#include <stdio.h>
#include <stdlib.h>
#include <wasm_simd128.h>

__attribute__((noinline)) static v128_t pick(const float *from) {
  return wasm_v128_load(from); //~ InvalidRead
}

int main(void) {
  float *a = malloc(8 * sizeof *a);
  for (int i = 0; i < 8; i++) a[i] = (float)i;
  float *volatile old = a;
  float *volatile moved = realloc(a, 4000 * sizeof *a);
  wasm_v128_store(old + 4, wasm_f32x4_splat(1)); //~ InvalidWrite
  wasm_v128_store(moved + 4, wasm_f32x4_splat(1));
  float *volatile again = moved;
  free(moved);
  v128_t sum = pick(again);
  printf("%d\n", wasm_i32x4_extract_lane(sum, 0) != 0);
  return 0;
}
