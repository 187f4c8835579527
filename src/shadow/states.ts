/**
 * The A shadow: one byte for each granule of eight bytes of the 32-bit address space.
 *
 *     0x00        unmapped: nobody ever handed this granule out
 *     0x01–0x07   the first k bytes may be touched, the rest may not, for the reason in the next granule
 *     0x08        all eight bytes may be touched
 *     + 0x90      dirty: of these bytes, some may be undefined; the V shadow says which bits
 *     + 0xa0      fresh: all of these bytes are undefined; the V shadow says nothing
 *     0xc0–0xff   none may be touched; the value says why (below)
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
 * k and 8 are "how many bytes from the granule's start", and everything else is negative as an int8: so the exact
 * test for an access of defined bytes that does not straddle is `(address & 7) + size <= (int8) shadow`.
 */
export const Granule = 8;

/** What a granule's bytes that may be touched are; added to their number. */
export const Definedness = {
  Clean: 0x00,
  Dirty: 0x90,
  Fresh: 0xa0,
} as const;
export type Definedness = (typeof Definedness)[keyof typeof Definedness];
/** The bits of a shadow byte that hold k, and those that hold the definedness, where k is not 0. */
export const CountMask = 0x0f;
export const DefinednessMask = 0xb0;
/** What only reasons have. */
export const ReasonBit = 0x40;

export const State = {
  Unmapped: 0x00,
  Addressable: 0x08,
  /** All eight may be touched, their V bits are in the V shadow. */
  AddressableDirty: 0x98,
  /** All eight may be touched, none was ever written. */
  AddressableFresh: 0xa8,
  /** Addresses below the stack's lowest byte, 0 included: the null page. */
  NullPage: 0xf0,
  /** Stack memory below the stack pointer: a frame that has ended, or one that has not begun. */
  BelowStack: 0xf6,
  /** The redzones that clang lays around a function's variables: its frame begins with the first kind. */
  BeforeLocals: 0xf1,
  BetweenLocals: 0xf2,
  AfterLocals: 0xf3,
  /** A variable of a block that has been left, or not yet been entered. */
  OutOfScope: 0xf8,
  /** Around an array of variable length, or what alloca gave. */
  AllocaRedzone: 0xca,
  /** After a global variable. */
  GlobalRedzone: 0xf9,
  /** Forbidden by the program itself, or by its library's containers. */
  Poisoned: 0xf7,
  /** Before or after a heap block. */
  HeapRedzone: 0xfa,
  /** Inside a block that was freed and is in the quarantine, or was recycled and not reused. */
  Freed: 0xfd,
  /** Memory of the heap that no block has ever covered. */
  HeapUnused: 0xfb,
} as const;
export type State = (typeof State)[keyof typeof State];
