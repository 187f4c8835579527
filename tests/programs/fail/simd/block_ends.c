// Each kind of vector access, beyond the end of a block: once, with its own size.
//! options: --cflags=-msimd128
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <wasm_simd128.h>

int main(void) {
  // Twenty bytes: two granules and a half.
  uint8_t *volatile block = calloc(20, 1);
  uint8_t *p = block;
  v128_t v = wasm_v128_load(p + 4);
  v = wasm_i32x4_add(v, wasm_v128_load(p + 5)); //~ InvalidRead
  v = wasm_i32x4_add(v, wasm_v128_load(p + 19)); //~ InvalidRead
  v = wasm_i32x4_add(v, wasm_v128_load(p - 8)); //~ InvalidRead
  v = wasm_i32x4_add(v, wasm_i16x8_load8x8(p + 12));
  v = wasm_i32x4_add(v, wasm_i16x8_load8x8(p + 13)); //~ InvalidRead
  v = wasm_i32x4_add(v, wasm_u64x2_load32x2(p + 16)); //~ InvalidRead
  v = wasm_i32x4_add(v, wasm_v128_load8_splat(p + 19));
  v = wasm_i32x4_add(v, wasm_v128_load8_splat(p + 20)); //~ InvalidRead
  v = wasm_i32x4_add(v, wasm_v128_load32_splat(p + 16));
  v = wasm_i32x4_add(v, wasm_v128_load64_splat(p + 16)); //~ InvalidRead
  v = wasm_i32x4_add(v, wasm_v128_load32_zero(p + 16));
  v = wasm_i32x4_add(v, wasm_v128_load64_zero(p + 16)); //~ InvalidRead
  v = wasm_v128_load16_lane(p + 18, v, 3);
  v = wasm_v128_load16_lane(p + 19, v, 4); //~ InvalidRead

  wasm_v128_store(p + 4, v);
  wasm_v128_store(p + 8, v); //~ InvalidWrite
  wasm_v128_store8_lane(p + 19, v, 15);
  wasm_v128_store8_lane(p + 20, v, 0); //~ InvalidWrite
  wasm_v128_store64_lane(p + 13, v, 1); //~ InvalidWrite
  printf("%d %d\n", p[0], wasm_i32x4_extract_lane(v, 0));
  free(p);
  return 0;
}
