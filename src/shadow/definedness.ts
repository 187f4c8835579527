/**
 * The V shadow and the states that spare it: which bits of the program's memory are defined.
 *
 * Definedness of a byte has two homes (states.ts). Its granule's state decides where the whole granule is
 * of one kind (clean: defined, fresh: undefined); only of a dirty granule does the V shadow, a byte for a byte and
 * a bit for a bit, 1 for undefined. Whoever makes a granule dirty has to write the V bits of all of it.
 *
 * In the *low region*, the stack and the globals, V is also right while a granule is clean, all zero
 * then: code that the module's author's compiler aimed at a known address there reads and writes V without asking for
 * the state. So nothing here makes a granule of the low region fresh, and what makes one clean zeroes its V.
 *
 * Only the definedness in a granule's state ever changes here, never whether its bytes may be touched. A
 * byte that may not be is defined, whatever is said of it: the access itself is the mistake, and it
 * was reported.
 *
 * Addresses are unsigned; what of a range lies beyond the program's memory is passed over.
 */
import type { Layout } from "./layout.ts";
import { NoOrigin, OriginShadow } from "./origins.ts";
import { CountMask, Definedness, DefinednessMask, Granule, ReasonBit } from "./states.ts";

// Local: imported constants are slow (heap/blocks.ts).
const Count = CountMask;
const Kind = DefinednessMask;
const { Dirty, Fresh } = Definedness;
const Whole = Granule;
const Reason = ReasonBit;
/** The same for four granules at once: the bits that only reasons have, and those that hold k. */
const FourReasons = ReasonBit * 0x01010101;
const FourCounts = CountMask * 0x01010101;
const FourClean = Granule * 0x01010101;

/** V bits of a granule as two words: of these bytes, the first k (the index) may be touched. */
const lowMask = Int32Array.from({ length: 9 }, (_, k) => (k < 4 ? 2 ** (8 * k) - 1 : -1));
const highMask = Int32Array.from({ length: 9 }, (_, k) =>
  k < 8 ? 2 ** (8 * Math.max(0, k - 4)) - 1 : -1,
);

/** Bytes that are copied at once; a multiple of 8. */
const ChunkBytes = 4096;

export class DefinednessShadow {
  /** The A shadow, by granule, and four granules at a time. */
  private readonly states: Uint8Array;
  private readonly fourStates: Uint32Array;
  /** The V shadow: by address, and two words for each granule. */
  private readonly bits: Uint8Array;
  private readonly words: Int32Array;
  /** Granules below this are in the low region. */
  private readonly lowGranules: number;
  /** Only in a replay. */
  private readonly origins: OriginShadow | undefined;
  /** What is being copied: V bits, from the start of the granule that the source begins in. */
  private readonly chunk = new DataView(new ArrayBuffer(ChunkBytes + 2 * Granule));
  private readonly chunkWords = new Int32Array(this.chunk.buffer);
  private readonly chunkBytes = new Uint8Array(this.chunk.buffer);

  /**
   * @param memory the rewritten module's one memory, as a buffer that is never replaced
   * @param layout with a V shadow
   * @param alwaysValidBelow where the low region ends
   */
  constructor(memory: ArrayBufferLike, layout: Layout, alwaysValidBelow: number) {
    const { addressability, definedness, programLimit } = layout;
    const granules = programLimit / Granule;
    this.states = new Uint8Array(memory, addressability, granules);
    this.fourStates = new Uint32Array(memory, addressability, granules / 4);
    this.bits = new Uint8Array(memory, definedness, programLimit);
    this.words = new Int32Array(memory, definedness, programLimit / 4);
    this.lowGranules = Math.ceil(alwaysValidBelow / Granule);
    if (layout.origins !== 0) this.origins = new OriginShadow(memory, layout, ChunkBytes);
  }

  /** All bits of these bytes are defined. */
  define(address: number, length: number): void {
    this.set(address, length, 0);
  }

  /** No bit of these bytes is defined; for `origin` see `set`. */
  undefine(address: number, length: number, origin = NoOrigin): void {
    this.set(address, length, 0xff, origin);
  }

  /**
   * In each of these bytes the bits that are set in `bits`, 0 … 255, are undefined, the others defined.
   * @param origin where undefined ones come from, if that is tracked and known
   */
  set(address: number, length: number, bits: number, origin = NoOrigin): void {
    const end = this.endOf(address, length);
    if (address >= end) return;
    if (bits !== 0) this.setOrigin(address, length, origin);
    const first = Math.ceil(address / Granule);
    const last = Math.floor(end / Granule);
    if (first > last) {
      this.setPart(last, address, end, bits);
      return;
    }
    if (address % Granule !== 0) this.setPart(first - 1, address, first * Granule, bits);
    if (bits === 0) this.clean(first, last);
    else this.spread(first, last, bits);
    if (end % Granule !== 0) this.setPart(last, last * Granule, end, bits);
  }

  /** The bytes at `to` become as defined as those at `from` are. The ranges may overlap. */
  copy(to: number, from: number, length: number): void {
    const count = Math.min(this.endOf(to, length) - to, this.endOf(from, length) - from);
    if (to <= from || to >= from + count) {
      for (let done = 0; done < count; done += ChunkBytes) {
        this.copyChunk(to + done, from + done, Math.min(ChunkBytes, count - done));
      }
    } else {
      // As memmove: the last first, or it would be written over before it is read.
      for (let left = count; left > 0; left -= ChunkBytes) {
        const start = Math.max(0, left - ChunkBytes);
        this.copyChunk(to + start, from + start, left - start);
      }
    }
  }

  /** The first byte of a range that has an undefined bit, as an offset from `address`; −1: none has. */
  firstUndefined(address: number, length: number): number {
    const end = this.endOf(address, length);
    const { states, fourStates } = this;
    for (let at = address; at < end; ) {
      const granule = at >>> 3;
      if ((granule & 3) === 0 && fourStates[granule >>> 2] === FourClean) {
        at = (granule + 4) * Granule;
        continue;
      }
      const state = states[granule]!;
      const start = granule * Granule;
      if ((state & Reason) === 0 && (state & Kind) !== 0) {
        const stop = Math.min(end, start + (state & Count));
        if ((state & Kind) === Fresh) {
          if (at < stop) return at - address;
        } else {
          for (; at < stop; at++) if (this.bits[at] !== 0) return at - address;
        }
      }
      at = start + Granule;
    }
    return -1;
  }

  /** Where these bytes come from, should they be undefined. */
  setOrigin(address: number, length: number, origin: number): void {
    if (this.origins !== undefined) {
      this.origins.set(address, this.endOf(address, length) - address, origin);
    }
  }

  /** Where an undefined byte comes from, as a u32 (instrument/abi.ts); 0: not tracked, or not known. */
  originAt(address: number): number {
    return this.origins?.at(address) ?? NoOrigin;
  }

  /** The undefined bits of a byte, 0 … 255. */
  bitsAt(address: number): number {
    if (address >= this.bits.length) return 0;
    const state = this.states[address >>> 3]!;
    if ((state & Reason) !== 0 || (address & 7) >= (state & Count)) return 0;
    const kind = state & Kind;
    return kind === Fresh ? 0xff : kind === Dirty ? this.bits[address]! : 0;
  }

  /** The undefined bits of each byte of a range; undefined when there are none. */
  undefinedBits(address: number, length: number): Uint8Array | undefined {
    if (this.firstUndefined(address, length) < 0) return undefined;
    return Uint8Array.from({ length }, (_, at) => this.bitsAt(address + at));
  }

  private endOf(address: number, length: number): number {
    return Math.min(address + length, this.bits.length);
  }

  /** Defines whole granules, [first, last). */
  private clean(first: number, last: number): void {
    const { states, fourStates } = this;
    const low = Math.min(last, this.lowGranules);
    if (first < low) this.bits.fill(0, first * Granule, low * Granule);
    for (let at = first; at < last; ) {
      if ((at & 3) === 0 && at + 4 <= last) {
        const four = fourStates[at >>> 2]!;
        if ((four & FourReasons) === 0) {
          if (four !== FourClean) fourStates[at >>> 2] = four & FourCounts;
          at += 4;
          continue;
        }
      }
      const state = states[at]!;
      if ((state & Reason) === 0) states[at] = state & Count;
      at++;
    }
  }

  /** Gives the bytes of whole granules, [first, last), these undefined bits, which are not none. */
  private spread(first: number, last: number, bits: number): void {
    const { states, words } = this;
    const word = (bits * 0x01010101) | 0;
    for (let at = first; at < last; at++) {
      const state = states[at]!;
      if (state === 0 || (state & Reason) !== 0) continue;
      if (word === -1 && at >= this.lowGranules) {
        states[at] = (state & Count) | Fresh;
        continue;
      }
      states[at] = (state & Count) | Dirty;
      words[2 * at] = word;
      words[2 * at + 1] = word;
    }
  }

  /** `set` for bytes of one granule. */
  private setPart(granule: number, address: number, end: number, bits: number): void {
    const stop = this.open(granule, address, end, bits === 0);
    for (let at = address; at < stop; at++) this.bits[at] = bits;
    if (stop !== 0) this.settle(granule);
  }

  private copyChunk(to: number, from: number, length: number): void {
    if (this.firstUndefined(from, length) < 0) {
      this.define(to, length);
      return;
    }
    this.gather(from, length);
    this.origins?.copy(to, from, length, this.chunkBytes.subarray(from & 7));
    const { states, words, chunk } = this;
    const end = to + length;
    // What belongs to address x of the destination is at x + skew.
    const skew = (from & 7) - to;
    for (let granule = to >>> 3; granule * Granule < end; granule++) {
      const start = granule * Granule;
      if (states[granule] === 0 || (states[granule]! & Reason) !== 0) continue;
      if (start < to || start + Granule > end || (states[granule]! & Count) !== Whole) {
        this.scatterPart(granule, Math.max(start, to), Math.min(start + Granule, end), skew);
        continue;
      }
      const low = chunk.getInt32(start + skew, true);
      const high = chunk.getInt32(start + skew + 4, true);
      if ((low | high) === 0) {
        states[granule] = Whole;
        if (granule >= this.lowGranules) continue;
      } else if ((low & high) === -1 && granule >= this.lowGranules) {
        states[granule] = Whole | Fresh;
        continue;
      } else {
        states[granule] = Whole | Dirty;
      }
      words[2 * granule] = low;
      words[2 * granule + 1] = high;
    }
  }

  /** Writes the V bits of a range into the chunk, whole granules of it. */
  private gather(from: number, length: number): void {
    const { states, words, chunkWords } = this;
    const end = from + length;
    let at = 0;
    for (let granule = from >>> 3; granule * Granule < end; granule++, at += 2) {
      const state = states[granule]!;
      let low = 0;
      let high = 0;
      if ((state & Reason) === 0 && (state & Kind) !== 0) {
        const count = state & Count;
        const fresh = (state & Kind) === Fresh;
        low = (fresh ? -1 : words[2 * granule]!) & lowMask[count]!;
        high = (fresh ? -1 : words[2 * granule + 1]!) & highMask[count]!;
      }
      chunkWords[at] = low;
      chunkWords[at + 1] = high;
    }
  }

  /** Gives bytes of one granule, [address, end), what the chunk has for them. */
  private scatterPart(granule: number, address: number, end: number, skew: number): void {
    const { bits, chunkBytes } = this;
    let any = 0;
    for (let at = address; at < end; at++) any |= chunkBytes[at + skew]!;
    const stop = this.open(granule, address, end, any === 0);
    for (let at = address; at < stop; at++) bits[at] = chunkBytes[at + skew]!;
    if (stop !== 0) this.settle(granule);
  }

  /**
   * Prepares a granule for V bits that are about to be written to [address, end): it is dirty then, and
   * all its V bits are right.
   * @param zeros the bits are all 0: nothing has to be done where that is so already
   * @returns the end of those that can be written; 0: there are none
   */
  private open(granule: number, address: number, end: number, zeros: boolean): number {
    const state = this.states[granule]!;
    if ((state & Reason) !== 0) return 0;
    const stop = Math.min(end, granule * Granule + (state & Count));
    const kind = state & Kind;
    if (address >= stop || (kind === 0 && zeros && granule >= this.lowGranules)) return 0;
    if (kind !== Dirty) {
      this.states[granule] = (state & Count) | Dirty;
      const word = kind === Fresh ? -1 : 0;
      this.words[2 * granule] = word;
      this.words[2 * granule + 1] = word;
    }
    return stop;
  }

  /** A dirty granule with no undefined bit left is clean. */
  private settle(granule: number): void {
    const count = this.states[granule]! & Count;
    const { words } = this;
    const low = words[2 * granule]! & lowMask[count]!;
    const high = words[2 * granule + 1]! & highMask[count]!;
    if ((low | high) === 0) this.states[granule] = count;
  }
}
