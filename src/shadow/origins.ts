/**
 * Where undefined bytes come from, in a replay that tracks it: one u32 for each four bytes of the program's
 * memory, as Memcheck keeps it with --track-origins (mc_main.c, "Origin tracking"). What the number
 * means is the hook ABI's matter. Of bytes that are defined it means nothing.
 */
import type { Layout } from "./layout.ts";

/** It is not known where a byte comes from. */
export const NoOrigin = 0;
/** Bytes that share one origin. */
const GroupBytes = 4;

export class OriginShadow {
  /** By address ÷ 4. */
  private readonly words: Uint32Array;
  private readonly moved: Uint32Array;

  /**
   * @param memory the rewritten module's one memory, as a buffer that is never replaced
   * @param longestCopy bytes
   */
  constructor(memory: ArrayBufferLike, { origins, programLimit }: Layout, longestCopy: number) {
    this.words = new Uint32Array(memory, origins, programLimit / GroupBytes);
    this.moved = new Uint32Array(longestCopy / GroupBytes + 1);
  }

  /** Of all four bytes of a group, even if only some of them are in the range. */
  set(address: number, length: number, origin: number): void {
    this.words.fill(origin, address >>> 2, (address + length + 3) >>> 2);
  }

  at(address: number): number {
    return this.words[address >>> 2]!;
  }

  /**
   * Undefined bytes keep their origin when they are copied; the ranges may overlap.
   * @param undefinedBits of the bytes that are copied, not 0 for those that matter
   */
  copy(to: number, from: number, length: number, undefinedBits: Uint8Array): void {
    const { words, moved } = this;
    const first = from >>> 2;
    moved.set(words.subarray(first, (from + length + 3) >>> 2));
    // Of a group that gets bytes of two origins the last one stays.
    for (let at = 0; at < length; at++) {
      if (undefinedBits[at] !== 0) words[(to + at) >>> 2] = moved[((from + at) >>> 2) - first]!;
    }
  }
}
