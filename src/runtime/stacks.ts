/**
 * Call stacks as numbers. malloc and free take one each time, so equal stacks share one id, the look-up
 * allocates nothing, and a stack keeps only its innermost frames (Memcheck keeps 12).
 */
import type { CodeOffset, StackId } from "../bytes/brand.ts";
import type { CallStack } from "./call-stack.ts";
import type { RawFrame, RawStack } from "./facts.ts";

/** Frames that a stack of the table has at most, the intrinsic one not counted. */
export const FramesKept = 24;
/** Frames by which Memcheck tells errors apart (`--num-callers` does not matter for that). */
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
  /** The frames of all stacks one after the other; stack i is frames[starts[i] … starts[i + 1]). */
  #frames = new Uint32Array(1 << 14);
  #framesUsed = 0;
  #starts = new Uint32Array(1 << 10);
  #count = 1;
  /** Open addressing, a power of two: stack ids, 0 for an empty place. */
  #places = new Uint32Array(1 << 11);
  /** The stack looked up: [intrinsic, innermost site, …]. */
  readonly #wanted = new Uint32Array(FramesKept + 1);
  readonly #sites = this.#wanted.subarray(1);
  readonly #placeCalls = new Uint32Array(PlaceFrames);

  constructor(calls: CallStack) {
    this.#calls = calls;
    this.#starts[1] = 0;
  }

  /** All ids are below this. */
  get limit(): number {
    return this.#count;
  }

  /** The id of the calls below `csp`, with `intrinsic` (an index into INTRINSICS) innermost. */
  intern(intrinsic: number, csp: number): StackId {
    const wanted = this.#wanted;
    wanted[0] = intrinsic;
    return this.#find(this.#calls.innermost(csp, this.#sites) + 1);
  }

  /** The id of the first `length` words of `#wanted`. */
  #find(length: number): StackId {
    const wanted = this.#wanted;
    const mask = this.#places.length - 1;
    for (let place = hashOf(wanted, 0, length) & mask; ; place = (place + 1) & mask) {
      const id = this.#places[place]!;
      if (id === 0) return this.#add(place, length);
      if (this.#equals(id, length)) return id as StackId;
    }
  }

  /**
   * The id of an error's place: its site and the calls just outside it. What two errors have in
   * common when they are the same mistake.
   */
  place(intrinsic: number, site: number, csp: number): StackId {
    const wanted = this.#wanted;
    wanted[0] = intrinsic;
    // An intrinsic has no site of its own: the call of it stands on the call stack.
    const own = intrinsic === 0 ? 1 : 0;
    wanted[1] = site;
    const calls = this.#calls.innermost(csp, this.#placeCalls);
    const kept = Math.min(calls, PlaceFrames - own);
    wanted.set(this.#placeCalls.subarray(0, kept), 1 + own);
    return this.#find(1 + own + kept);
  }

  #equals(id: number, length: number): boolean {
    const start = this.#starts[id]!;
    if (this.#starts[id + 1]! - start !== length) return false;
    const frames = this.#frames;
    const wanted = this.#wanted;
    for (let at = 0; at < length; at++) if (frames[start + at] !== wanted[at]) return false;
    return true;
  }

  #add(place: number, length: number): StackId {
    const id = this.#count++;
    this.#places[place] = id;
    if (this.#framesUsed + length > this.#frames.length) this.#frames = doubled(this.#frames);
    this.#frames.set(this.#wanted.subarray(0, length), this.#framesUsed);
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
      let place = hashOf(this.#frames, this.#starts[id]!, this.#starts[id + 1]!) & mask;
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

function hashOf(words: Uint32Array, start: number, end: number): number {
  let hash = end - start;
  for (let at = start; at < end; at++) hash = Math.imul(hash ^ words[at]!, 0x9e3779b1);
  return hash ^ (hash >>> 15);
}

function doubled(array: Uint32Array): Uint32Array<ArrayBuffer> {
  const grown = new Uint32Array(array.length * 2);
  grown.set(array);
  return grown;
}
