/**
 * The A shadow: one byte for each granule of eight bytes of the 32-bit address space.
 *
 *     0x00        unmapped: nobody ever handed this granule out
 *     0x01–0x07   the first k bytes may be touched, the rest is `HeapRedzone`'s kind of forbidden
 *     0x08        all eight bytes may be touched
 *     + 0x10      dirty: of these bytes, some may be undefined; the V shadow says which bits
 *     + 0x20      fresh: all of these bytes are undefined; the V shadow says nothing
 *     0x80–0xff   none may be touched; the value says why (below)
 *
 * AddressSanitizer uses 0 for "all eight". We do not, because the shadow covers all 4 GiB and fresh
 * pages of it read as 0: with 0 = "unmapped", an access anywhere outside the program's memory is
 * refused by the same single look-up and no limit has to be compared first. Measured on V8 11.3,
 * `!= 8` and `!= 0` cost the same within noise (docs/architecture.md).
 *
 * Whether memory is defined stands in the same byte: what is neither dirty nor fresh is *clean*, all
 * defined, and there too the V shadow says nothing. So the one look-up that every access makes anyway
 * finds the case that is by far the most frequent (whole, aligned, all defined) and the V shadow is touched
 * only where definedness is really mixed. Memcheck packs the same four answers (no access, undefined,
 * defined, look it up) into two bits for each byte (mc_main.c, "Basic A/V bitmap representation").
 *
 * k and 8 are "how many bytes from the granule's start", so the exact test for an access that does
 * not straddle is `(address & 7) + size <= (int8) shadow`, and a reason is negative as an int8.
 */
export const Granule = 8;

/** What a granule's bytes that may be touched are; added to their number. */
export const Definedness = {
  Clean: 0x00,
  Dirty: 0x10,
  Fresh: 0x20,
} as const;
export type Definedness = (typeof Definedness)[keyof typeof Definedness];
/** The bits of a shadow byte that hold k, and those that hold the definedness, where k is not 0. */
export const CountMask = 0x0f;
export const DefinednessMask = 0x30;

export const State = {
  Unmapped: 0x00,
  Addressable: 0x08,
  /** All eight may be touched, their V bits are in the V shadow. */
  AddressableDirty: 0x18,
  /** All eight may be touched, none was ever written. */
  AddressableFresh: 0x28,
  /** Addresses below the stack's lowest byte, 0 included: the null page. */
  NullPage: 0xf0,
  /** Stack memory below the stack pointer: a frame that has ended, or one that has not begun. */
  BelowStack: 0xf6,
  /** Before or after a heap block. */
  HeapRedzone: 0xfa,
  /** Inside a block that was freed and is in the quarantine, or was recycled and not reused. */
  Freed: 0xfd,
  /** Memory of the heap that no block has ever covered. */
  HeapUnused: 0xfb,
} as const;
export type State = (typeof State)[keyof typeof State];
