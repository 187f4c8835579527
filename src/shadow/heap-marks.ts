/** What the heap says about its memory, as states of the A shadow. */
import type { HeapShadow } from "../heap/heap.ts";
import type { AddressShadow } from "./addressability.ts";
import { State } from "./states.ts";

// Local: imported constants are slow (heap/blocks.ts).
const { Addressable, HeapRedzone, HeapUnused, Freed } = State;

/**
 * Writes granules directly: malloc and free spend a good part of their time here, and a heap's
 * slots are whole granules below 2³¹, which makes the checks of `AddressShadow.mark` needless.
 */
export class HeapMarks implements HeapShadow {
  private readonly granules: Uint8Array;

  constructor(shadow: AddressShadow) {
    this.granules = shadow.bytes;
  }

  unused(start: number, end: number): void {
    this.granules.fill(HeapUnused, start >>> 3, end >>> 3);
  }

  live(slot: number, address: number, size: number, slotEnd: number): void {
    const granules = this.granules;
    const first = address >>> 3;
    const last = (address + size) >>> 3;
    const partial = size & 7;
    fill(granules, slot >>> 3, first, HeapRedzone);
    fill(granules, first, last, Addressable);
    fill(granules, last, slotEnd >>> 3, HeapRedzone);
    if (partial !== 0) granules[last] = partial;
  }

  freed(address: number, size: number): void {
    fill(this.granules, address >>> 3, (address + size + 7) >>> 3, Freed);
  }
}

/** Up to so many granules a loop is faster than `fill`, whose call costs some 30 ns. */
const LoopGranules = 40;

function fill(granules: Uint8Array, from: number, to: number, value: number): void {
  if (to - from > LoopGranules) granules.fill(value, from, to);
  else for (let at = from; at < to; at++) granules[at] = value;
}
