/** Code addresses `start` … `end` − 1. */
export interface AddressRange {
  readonly start: number;
  readonly end: number;
}

/**
 * Finds what covers an address. Ranges may nest and may even cross (nothing stops a file from saying
 * so): the one that starts last wins, of two equal ones the one added last, which makes it the
 * innermost when outer ones are added before inner ones. Immutable; a look-up is a binary search.
 */
export class RangeMap<T> {
  /** Disjoint pieces in order: piece i is `starts[i]` … `starts[i + 1]` − 1 and belongs to `values[i]`. */
  readonly #starts: number[] = [];
  readonly #values: (T | undefined)[] = [];

  constructor(entries: Iterable<readonly [AddressRange, T]>) {
    const sorted = [...entries]
      .filter(([range]) => range.start < range.end)
      .sort(([a], [b]) => a.start - b.start || b.end - a.end);
    /** The ranges that are open at the current address, innermost last. */
    const open: (readonly [AddressRange, T])[] = [];
    const closeUntil = (address: number) => {
      for (let top = open.at(-1); top !== undefined && top[0].end <= address; top = open.at(-1)) {
        const { end } = top[0];
        // What ended inside the closed range is no more open than this one.
        while (open.length > 0 && open.at(-1)![0].end <= end) open.pop();
        this.#cut(end, open.at(-1)?.[1]);
      }
    };
    for (const entry of sorted) {
      closeUntil(entry[0].start);
      open.push(entry);
      this.#cut(entry[0].start, entry[1]);
    }
    closeUntil(Number.POSITIVE_INFINITY);
  }

  /** What covers `address`, innermost. */
  at(address: number): T | undefined {
    let low = 0;
    let high = this.#starts.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#starts[middle]! <= address) low = middle + 1;
      else high = middle;
    }
    return this.#values[low - 1];
  }

  get isEmpty(): boolean {
    return this.#starts.length === 0;
  }

  #cut(address: number, value: T | undefined): void {
    if (this.#starts.at(-1) === address) this.#values[this.#values.length - 1] = value;
    else {
      this.#starts.push(address);
      this.#values.push(value);
    }
  }
}
