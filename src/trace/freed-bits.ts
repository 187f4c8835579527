/**
 * What of a freed block was never set. A block that is freed loses its definedness, for nobody may touch it; but its contents are shown, and
 * what is shown as a value has to be one. So in a replay the V bits of a block are kept when it is freed.
 */
import type { HeapShadow } from "../heap/heap.ts";
import type { ProgramMemory } from "../runtime/program-memory.ts";

/** Bytes of a block of which this is kept: a picture shows fewer. */
const MostBytes = 4096;

export class FreedBits {
  /** By address: of the block that was freed there last, where not all of it is defined. */
  readonly #bits = new Map<number, Uint8Array>();
  /** Blocks with bits begin at these addresses, by the granules of 16 bytes that they take. */
  readonly #starts = new Map<number, number>();

  /** @param memory known as soon as the first block is freed */
  watch(marks: HeapShadow, memory: () => ProgramMemory): HeapShadow {
    return {
      unused: (start, end) => marks.unused(start, end),
      cleared: (address, size) => marks.cleared(address, size),
      copied: (to, from, length) => marks.copied(to, from, length),
      live: (slot, address, size, slotEnd, stack) =>
        marks.live(slot, address, size, slotEnd, stack),
      freed: (address, size, stack) => {
        const kept = Math.min(size, MostBytes);
        const bits = memory().definedness?.undefinedBits(address, kept);
        marks.freed(address, size, stack);
        this.#keep(address, kept, bits);
      },
    };
  }

  /** The undefined bits of bytes of a freed block; undefined when all are defined. */
  undefinedBits(address: number, length: number): Uint8Array | undefined {
    const start = this.#starts.get(address >>> 4);
    const bits = start === undefined ? undefined : this.#bits.get(start);
    if (start === undefined || bits === undefined || address < start) return undefined;
    const part = bits.subarray(address - start, address - start + length);
    if (part.every((byte) => byte === 0)) return undefined;
    const whole = new Uint8Array(length);
    whole.set(part);
    return whole;
  }

  #keep(address: number, size: number, bits: Uint8Array | undefined): void {
    this.#bits.delete(address);
    if (bits === undefined) return;
    this.#bits.set(address, bits);
    for (let at = address >>> 4; at <= (address + size - 1) >>> 4; at++) {
      this.#starts.set(at, address);
    }
  }
}
