/**
 * What the heap says about its memory, as states of the A shadow.
 *
 * malloc and free spend a good part of their time here, so this writes the shadow directly, two
 * granules at once: a heap's slots and blocks start at multiples of 16, below 2³¹. For a block of 24
 * bytes these are four writes at malloc and two at free. Measured: 20 ns a malloc/free pair, with
 * single granules through `AddressShadow.mark` 50 ns.
 */
import type { HeapShadow } from "../heap/heap.ts";
import type { AddressShadow } from "./addressability.ts";
import { State } from "./states.ts";

// Local: imported constants are slow (heap/blocks.ts).
const { Addressable, Freed, HeapRedzone, HeapUnused } = State;

/** Two granules as one number, as they lie in memory: the first in the low byte. */
const pair = (first: number, second: number) => first | (second << 8);
const RedzonePair = pair(HeapRedzone, HeapRedzone);
const AddressablePair = pair(Addressable, Addressable);
const FreedPair = pair(Freed, Freed);
/** The last pair of a freed block when only its first granule belongs to the block. */
const HalfFreedPair = pair(Freed, HeapRedzone);
/** The last pair of a live block, by the number of its bytes there: 0 … 15. */
const endPairs = Uint16Array.from({ length: 16 }, (_, bytes) => {
  if (bytes === 0) return RedzonePair;
  if (bytes <= 8) return pair(bytes, HeapRedzone);
  return pair(Addressable, bytes - 8);
});

/** Up to so many pairs a loop is faster than `fill`, whose call costs some 30 ns. */
const LoopPairs = 40;

export class HeapMarks implements HeapShadow {
  private readonly granules: Uint8Array;
  /** The same, in pairs: that of address x is at x >>> 4. */
  private readonly pairs: Uint16Array;

  constructor({ bytes }: AddressShadow) {
    this.granules = bytes;
    this.pairs = new Uint16Array(bytes.buffer, bytes.byteOffset, bytes.length / 2);
  }

  unused(start: number, end: number): void {
    this.granules.fill(HeapUnused, start >>> 3, end >>> 3);
  }

  live(slot: number, address: number, size: number, slotEnd: number): void {
    const pairs = this.pairs;
    const last = (address + size) >>> 4;
    fill(pairs, slot >>> 4, address >>> 4, RedzonePair);
    fill(pairs, address >>> 4, last, AddressablePair);
    pairs[last] = endPairs[size & 15]!;
    fill(pairs, last + 1, slotEnd >>> 4, RedzonePair);
  }

  freed(address: number, size: number): void {
    const pairs = this.pairs;
    const last = (address + size) >>> 4;
    fill(pairs, address >>> 4, last, FreedPair);
    const rest = size & 15;
    if (rest !== 0) pairs[last] = rest > 8 ? FreedPair : HalfFreedPair;
  }
}

function fill(pairs: Uint16Array, from: number, to: number, value: number): void {
  if (to - from > LoopPairs) pairs.fill(value, from, to);
  else for (let at = from; at < to; at++) pairs[at] = value;
}
