/**
 * How large a slot a block gets. Slots are multiples of 16 bytes: every size from 32 to 256, then
 * eight sizes for each doubling up to 60 KiB, so that at most an eighth of a slot is slack. (The
 * slack is no waste: it lies after the block and is redzone.) Blocks that need more have a span of
 * whole pages for themselves.
 */

/** Spans are made of pages of this size, the unit in which WebAssembly memory grows. */
export const PageBytes = 0x10000;
/** What malloc promises for every block, and the unit of slot sizes. */
export const MinAlignment = 16;
/** The largest slot that shares a span with others. Less than a page, which tells the two apart. */
export const LargestSlot = 0xf000;

/** A span of equal slots holds at least so many, or a run of mid-sized blocks would cost a span each. */
const SlotsPerSpan = 8;
const StepsPerDoubling = 8;
const LastExactSlot = 256;

const classBytes: number[] = [];
for (let bytes = 2 * MinAlignment; bytes < LastExactSlot; bytes += MinAlignment) {
  classBytes.push(bytes);
}
for (let from = LastExactSlot; from < LargestSlot; from *= 2) {
  for (let step = 0; step < StepsPerDoubling; step++) {
    const bytes = from + (from / StepsPerDoubling) * step;
    if (bytes <= LargestSlot) classBytes.push(bytes);
  }
}

export const SizeClassCount = classBytes.length;
/** Slot size in bytes, by class. */
export const slotBytesOf: Uint32Array = Uint32Array.from(classBytes);
/** Length of a span in pages, by class. */
export const spanPagesOf: Uint32Array = slotBytesOf.map((bytes) =>
  Math.ceil((bytes * SlotsPerSpan) / PageBytes),
);

/** Class by slot size in units of 16 bytes, rounded up: one look-up instead of a logarithm. */
const classOfUnits = new Uint8Array(LargestSlot / MinAlignment + 1);
for (let units = 0, sizeClass = 0; units < classOfUnits.length; units++) {
  if (units * MinAlignment > slotBytesOf[sizeClass]!) sizeClass++;
  classOfUnits[units] = sizeClass;
}

/** The smallest class whose slots hold `bytes`, a multiple of 16 from 0 to `LargestSlot`. */
export function sizeClassOf(bytes: number): number {
  return classOfUnits[bytes >>> 4]!;
}

/**
 * Bytes kept on each side of a block of `size` bytes, a multiple of 16. A wider redzone finds
 * accesses further off (`a[i + row_length]`), at a price in memory; so it grows with the block, as
 * AddressSanitizer's does, but lies on both sides.
 */
export function redzoneOf(size: number): number {
  if (size <= 64) return 16;
  if (size <= 512) return 32;
  if (size <= 4096) return 128;
  if (size <= 32768) return 512;
  return 1024;
}
