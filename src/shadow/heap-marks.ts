/**
 * What the heap says about its memory, as states of the A shadow. Where there is a V shadow, a new block
 * is undefined: its granules are fresh, which costs no more than to mark them clean.
 *
 * malloc and free spend a good part of their time here, so this writes the shadow directly, two
 * granules at once: a heap's slots and blocks start at multiples of 16, below 2³¹. For a block of 24
 * bytes these are four writes at malloc and two at free. Measured: 20 ns a malloc/free pair, with
 * single granules through `AddressShadow.mark` 50 ns.
 */
import type { StackId } from "../bytes/brand.ts";
import type { HeapShadow } from "../heap/heap.ts";
import type { AddressShadow } from "./addressability.ts";
import type { DefinednessShadow } from "./definedness.ts";
import { Definedness, Granule, State } from "./states.ts";

// Local: imported constants are slow (heap/blocks.ts).
const { Freed, HeapRedzone, HeapUnused } = State;

/** Two granules as one number, as they lie in memory: the first in the low byte. */
const pair = (first: number, second: number) => first | (second << 8);
const RedzonePair = pair(HeapRedzone, HeapRedzone);
const FreedPair = pair(Freed, Freed);
/** The last pair of a freed block when only its first granule belongs to the block. */
const HalfFreedPair = pair(Freed, HeapRedzone);

/** What the bytes of a block are marked with. */
interface BlockPairs {
  readonly whole: number;
  /** The last pair, by the number of the block's bytes there: 0 … 15. */
  readonly ends: Uint16Array;
}
function blockPairs(definedness: Definedness): BlockPairs {
  const whole = Granule | definedness;
  const ends = Uint16Array.from({ length: 16 }, (_, bytes) => {
    if (bytes === 0) return RedzonePair;
    if (bytes <= 8) return pair(bytes | definedness, HeapRedzone);
    return pair(whole, (bytes - 8) | definedness);
  });
  return { whole: pair(whole, whole), ends };
}
const CleanPairs = blockPairs(Definedness.Clean);
const FreshPairs = blockPairs(Definedness.Fresh);

/** Up to so many pairs a loop is faster than `fill`, whose call costs some 30 ns. */
const LoopPairs = 40;

export class HeapMarks implements HeapShadow {
  private readonly granules: Uint8Array;
  /** The same, in pairs: that of address x is at x >>> 4. */
  private readonly pairs: Uint16Array;

  private readonly definedness: DefinednessShadow | undefined;
  /** Of a new block. */
  private readonly whole: number;
  private readonly ends: Uint16Array;

  /** @param definedness when there is a V shadow */
  constructor({ bytes }: AddressShadow, definedness?: DefinednessShadow) {
    this.granules = bytes;
    this.pairs = new Uint16Array(bytes.buffer, bytes.byteOffset, bytes.length / 2);
    this.definedness = definedness;
    const { whole, ends } = definedness === undefined ? CleanPairs : FreshPairs;
    this.whole = whole;
    this.ends = ends;
  }

  unused(start: number, end: number): void {
    this.granules.fill(HeapUnused, start >>> 3, end >>> 3);
  }

  live(slot: number, address: number, size: number, slotEnd: number, stack: StackId): void {
    const pairs = this.pairs;
    const last = (address + size) >>> 4;
    fill(pairs, slot >>> 4, address >>> 4, RedzonePair);
    fill(pairs, address >>> 4, last, this.whole);
    pairs[last] = this.ends[size & 15]!;
    fill(pairs, last + 1, slotEnd >>> 4, RedzonePair);
    if (this.definedness !== undefined) this.definedness.setOrigin(address, size, stack);
  }

  cleared(address: number, size: number): void {
    if (this.definedness === undefined) return;
    const pairs = this.pairs;
    const last = (address + size) >>> 4;
    fill(pairs, address >>> 4, last, CleanPairs.whole);
    pairs[last] = CleanPairs.ends[size & 15]!;
  }

  copied(to: number, from: number, length: number): void {
    this.definedness?.copy(to, from, length);
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
