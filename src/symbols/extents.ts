import { type AddressRange, RangeMap } from "../dwarf/range-map.ts";

/** What lies at `start` … `end` − 1. */
export interface Extent<T> extends AddressRange {
  readonly value: T;
}

/** Things in memory: what is at an address, or else beside it. Empty ones are nowhere. */
export class Extents<T> {
  readonly #byAddress: RangeMap<Extent<T>>;
  readonly #byStart: readonly Extent<T>[];
  /** By their ends: those that overlap may end in another order than they start. */
  readonly #byEnd: readonly Extent<T>[];

  constructor(extents: Iterable<Extent<T>>) {
    const sound = [...extents].filter(({ start, end }) => start < end);
    this.#byAddress = new RangeMap(sound.map((extent) => [extent, extent]));
    this.#byStart = sound.toSorted((a, b) => a.start - b.start);
    this.#byEnd = sound.toSorted((a, b) => a.end - b.end);
  }

  /** The innermost one that contains `address`. */
  at(address: number): Extent<T> | undefined {
    return this.#byAddress.at(address);
  }

  /**
   * The one that contains `address`, or else the one with the fewest bytes between it and `address`,
   * `within` at most; of two, that before the address: more programs run over an end than a start.
   */
  nearest(address: number, within: number): Extent<T> | undefined {
    const inside = this.at(address);
    if (inside !== undefined) return inside;
    const before = this.#byEnd[countBefore(this.#byEnd, ({ end }) => end <= address) - 1];
    const after = this.#byStart[countBefore(this.#byStart, ({ start }) => start <= address)];
    const gapBefore = before === undefined ? Number.POSITIVE_INFINITY : address - before.end;
    const gapAfter = after === undefined ? Number.POSITIVE_INFINITY : after.start - address - 1;
    if (Math.min(gapBefore, gapAfter) > within) return undefined;
    return gapBefore <= gapAfter ? before : after;
  }
}

/** How many elements `isBefore` holds for, given that it holds for a first part of `list` only. */
function countBefore<T>(list: readonly T[], isBefore: (element: T) => boolean): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isBefore(list[middle]!)) low = middle + 1;
    else high = middle;
  }
  return low;
}
