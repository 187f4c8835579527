/**
 * Call stacks as numbers. malloc and free take one each time, so equal stacks share one id, the look-up
 * allocates nothing, and a stack keeps only its innermost frames (Memcheck keeps 12).
 */
import type { CodeOffset, StackId } from "../bytes/brand.ts";
import type { CallStack } from "./call-stack.ts";
import type { RawFrame, RawStack } from "./facts.ts";

/** Frames that a stack of the table has at most, the intrinsic one not counted. As in Memcheck. */
const FramesKept = 12;
/** Frames by which Memcheck tells errors apart. */
const PlaceFrames = 4;

/** Functions that Redzone carries out itself, as they may stand innermost in a stack. */
export const INTRINSICS = [
  "",
  "malloc",
  "calloc",
  "realloc",
  "free",
  "aligned_alloc",
  "posix_memalign",
  "malloc_usable_size",
  "strlen",
  "memchr",
  "strchr",
  "strcpy",
  "stpcpy",
  "strncpy",
  "stpncpy",
] as const;
export type Intrinsic = (typeof INTRINSICS)[number];

export class StackTable {
  readonly #calls: CallStack;
  /**
   * Each stack is [intrinsic, innermost site, …], one after the other; stack i begins at starts[i] and
   * ends where the next begins.
   */
  #frames = new Uint32Array(1 << 14);
  #framesUsed = 0;
  #starts = new Uint32Array(1 << 10);
  #count = 1;
  /** Open addressing, a power of two: stack ids, 0 for an empty place. */
  #places = new Uint32Array(1 << 11);
  /** A stack that is not on the call stack as it has to be looked up, outermost first. */
  readonly #copied = new Uint32Array(FramesKept);

  constructor(calls: CallStack) {
    this.#calls = calls;
  }

  /** The id of the calls below `csp`, with `intrinsic` (an index into INTRINSICS) innermost. */
  intern(intrinsic: number, csp: number): StackId {
    const calls = this.#calls;
    if (calls.spilled) return this.#internCopy(intrinsic, calls.innermost(csp, FramesKept));
    return this.#find(intrinsic, calls.words, (csp - calls.base) >>> 2);
  }

  /**
   * The id of an error's place: its site and the calls just outside it. What two errors have in
   * common when they are the same mistake. An intrinsic has no site: the call of it is on the stack.
   */
  place(intrinsic: number, site: number | undefined, csp: number): StackId {
    const sites: number[] = site === undefined ? [] : [site];
    sites.push(...this.#calls.innermost(csp, PlaceFrames - sites.length));
    return this.#internCopy(intrinsic, sites);
  }

  /** @param sites innermost first, at most `FramesKept` */
  #internCopy(intrinsic: number, sites: readonly number[]): StackId {
    const copied = this.#copied;
    for (const [at, site] of sites.entries()) copied[sites.length - 1 - at] = site;
    return this.#find(intrinsic, copied, sites.length);
  }

  /**
   * The id of the stack whose innermost site is words[end − 1]. malloc and free come through here, so
   * the words are read where they are: once for the hash, once to compare.
   */
  #find(intrinsic: number, words: Uint32Array, end: number): StackId {
    const first = end > FramesKept ? end - FramesKept : 0;
    let hash = intrinsic;
    for (let at = end - 1; at >= first; at--) hash = ((hash << 5) | (hash >>> 27)) ^ words[at]!;
    hash = finished(hash);

    const places = this.#places;
    const mask = places.length - 1;
    for (let place = hash & mask; ; place = (place + 1) & mask) {
      const id = places[place]!;
      if (id === 0) return this.#add(place, intrinsic, words, first, end);
      if (this.#equals(id, intrinsic, words, first, end)) return id as StackId;
    }
  }

  #equals(id: number, intrinsic: number, words: Uint32Array, first: number, end: number): boolean {
    const frames = this.#frames;
    let frame = this.#starts[id]!;
    if (this.#starts[id + 1]! - frame !== end - first + 1) return false;
    if (frames[frame] !== intrinsic) return false;
    for (let at = end - 1; at >= first; at--) if (frames[++frame] !== words[at]) return false;
    return true;
  }

  #add(place: number, intrinsic: number, words: Uint32Array, first: number, end: number): StackId {
    const id = this.#count++;
    this.#places[place] = id;
    const length = end - first + 1;
    if (this.#framesUsed + length > this.#frames.length) this.#frames = doubled(this.#frames);
    this.#frames[this.#framesUsed] = intrinsic;
    this.#frames.set(words.slice(first, end).reverse(), this.#framesUsed + 1);
    this.#framesUsed += length;
    if (id + 2 > this.#starts.length) this.#starts = doubled(this.#starts);
    this.#starts[id + 1] = this.#framesUsed;
    if (this.#count * 2 > this.#places.length) this.#rehash();
    return id as StackId;
  }

  #rehash(): void {
    const places = new Uint32Array(this.#places.length * 2);
    const mask = places.length - 1;
    for (let id = 1; id < this.#count; id++) {
      const start = this.#starts[id]!;
      const end = this.#starts[id + 1]!;
      let hash = this.#frames[start]!;
      for (let at = start + 1; at < end; at++) {
        hash = ((hash << 5) | (hash >>> 27)) ^ this.#frames[at]!;
      }
      let place = finished(hash) & mask;
      while (places[place] !== 0) place = (place + 1) & mask;
      places[place] = id;
    }
    this.#places = places;
  }

  /** The frames of a stack, innermost first. */
  stack(id: StackId): RawStack {
    if (id === 0) return [];
    const [intrinsic, ...sites] = this.#frames.subarray(this.#starts[id]!, this.#starts[id + 1]!);
    const frames: RawFrame[] = sites.map((site) => ({ site: site as CodeOffset }));
    const name = INTRINSICS[intrinsic ?? 0];
    return name ? [{ intrinsic: name }, ...frames] : frames;
  }
}

function finished(hash: number): number {
  return Math.imul(hash ^ (hash >>> 15), 0x9e3779b1) >>> 7;
}

function doubled(array: Uint32Array): Uint32Array<ArrayBuffer> {
  const grown = new Uint32Array(array.length * 2);
  grown.set(array);
  return grown;
}
