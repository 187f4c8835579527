// Lanes loaded and stored one by one, made wider and narrower, looked up and shifted.
//! options: --cflags=-msimd128
//! levels: -O2 -O0
//! stdout: 255 128 70
//! stdout: 2 4 6 8
//! stdout: f e d c
//! stdout: 3 0.75
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <wasm_simd128.h>

// Sums that saturate, of pixels of four bytes, the last of which nobody looks at.
static void brighten(uint8_t *pixels, int count, int by) {
  for (int i = 0; i + 4 <= count; i += 4) {
    v128_t each = wasm_v128_load(pixels + 4 * i);
    v128_t low = wasm_u16x8_extend_low_u8x16(each), high = wasm_u16x8_extend_high_u8x16(each);
    v128_t more = wasm_i16x8_splat((short)by);
    low = wasm_i16x8_add(low, more), high = wasm_i16x8_add(high, more);
    wasm_v128_store(pixels + 4 * i, wasm_u8x16_narrow_i16x8(low, high));
  }
}

int main(void) {
  uint8_t *pixels = malloc(4 * 16);
  for (int i = 0; i < 16; i++) {
    pixels[4 * i] = (uint8_t)(20 * i);
    pixels[4 * i + 1] = 118;
    pixels[4 * i + 2] = 246;
  }
  brighten(pixels, 16, 10);
  printf("%d %d %d\n", pixels[2], pixels[1], pixels[4 * 3]);
  free(pixels);

  // Room for one lane each, and for half a vector.
  int *one = malloc(4), *two = malloc(4);
  long long *wide = malloc(8);
  *one = 2, *two = 4, *wide = 0x800000006;
  v128_t v = wasm_v128_load32_zero(one);
  v = wasm_v128_load32_lane(two, v, 1);
  v = wasm_v128_load64_lane(wide, v, 1);
  int out[4];
  for (int i = 0; i < 4; i++) out[i] = 0;
  wasm_v128_store64_lane(out, v, 0);
  wasm_v128_store32_lane(out + 2, v, 2);
  out[3] = wasm_i32x4_extract_lane(v, 3);
  printf("%d %d %d %d\n", out[0], out[1], out[2], out[3]);
  free(one), free(two), free(wide);

  // A table look-up with indices of which only four were set.
  v128_t table = wasm_v128_load("0123456789abcdef");
  uint8_t indices[16], found[16];
  for (int i = 0; i < 4; i++) indices[i] = (uint8_t)(15 - i);
  wasm_v128_store(found, wasm_i8x16_swizzle(table, wasm_v128_load(indices)));
  printf("%c %c %c %c\n", found[0], found[1], found[2], found[3]);

  // Bit-fields in lanes: the rest of each lane was never set.
  struct { unsigned low : 4, number : 4; } *fields = malloc(4 * sizeof *fields);
  for (int i = 0; i < 4; i++) fields[i].number = 3;
  v128_t numbers = wasm_v128_and(wasm_u32x4_shr(wasm_v128_load(fields), 4), wasm_i32x4_splat(15));
  int threes = wasm_i32x4_all_true(wasm_i32x4_eq(numbers, wasm_i32x4_splat(3))) ? 3 : 0;
  v128_t quarter = wasm_f32x4_mul(wasm_f32x4_convert_i32x4(numbers), wasm_f32x4_splat(0.25f));
  printf("%d %g\n", threes, wasm_f32x4_extract_lane(quarter, 2));
  free(fields);
  return 0;
}
