// Lanes that were never set: what is decided by them is a mistake, what others decide is none.
//! options: --cflags=-msimd128
//! levels: -O0 -O2
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <wasm_simd128.h>

int main(int argc, char **argv) {
  (void)argv;
  int *p = malloc(8 * sizeof *p);
  for (int i = 0; i < 4 + argc; i++) p[i] = i;
  v128_t whole = wasm_v128_load(p), part = wasm_v128_load(p + 4);
  if (wasm_v128_any_true(whole)) puts("set");
  // Lane 0 is 4: whatever the others are.
  if (wasm_v128_any_true(part)) puts("set");
  if (wasm_i32x4_all_true(part)) puts("not set"); //~ UninitCondition
  v128_t sum = wasm_i32x4_add(whole, part);
  if (wasm_i32x4_extract_lane(sum, 0) == 4) puts("four");
  if (wasm_i32x4_extract_lane(sum, 1) == 4) puts("not set"); //~ UninitCondition
  v128_t same = wasm_i32x4_eq(whole, part);
  if (wasm_i32x4_bitmask(same) & 1) puts("not the same");
  if (wasm_i32x4_bitmask(same) & 2) puts("not set"); //~ UninitCondition
  v128_t moved = wasm_i32x4_shuffle(whole, part, 0, 4, 1, 7);
  if (wasm_i32x4_extract_lane(moved, 1) == 4) puts("four");
  if (wasm_i32x4_extract_lane(moved, 3) == 4) puts("not set"); //~ UninitCondition
  v128_t shifted = wasm_i32x4_shr(part, 1);
  if (wasm_i32x4_extract_lane(shifted, 0) == 2) puts("two");
  v128_t converted = wasm_f32x4_convert_i32x4(part);
  if (wasm_f32x4_extract_lane(converted, 0) == 4) puts("four");
  if (wasm_f32x4_extract_lane(converted, 2) == 4) puts("not set"); //~ UninitCondition
  // As an index of memory.
  wasm_v128_store(p, wasm_v128_and(part, wasm_i32x4_splat(3)));
  printf("%d\n", p[p[0]]);
  if (p[p[3]] == 4) puts("not set"); //~ UninitValue
  free(p);
  return 0;
}
