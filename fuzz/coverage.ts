/** Which branches an input took, as libFuzzer and AFL see it: how often, in eight classes. */

/** What instrumented code counts in, one for each branch; absent in code that is not instrumented. */
declare global {
  var fuzzCounters: Uint8Array | undefined;
}

/** The class of a count, a bit each: 1, 2, 3, 4–7, 8–15, 16–31, 32–127, more. */
const Classes = Uint8Array.from({ length: 256 }, (_, count) => {
  if (count === 0) return 0;
  if (count <= 3) return 1 << (count - 1);
  if (count <= 31) return 1 << (Math.floor(Math.log2(count)) + 1);
  return count <= 127 ? 64 : 128;
});

export class Coverage {
  readonly #counters = globalThis.fuzzCounters;
  readonly #words: Uint32Array | undefined;
  /** The classes that each branch was in so far. */
  readonly #seen: Uint8Array;

  constructor() {
    this.#words = this.#counters && new Uint32Array(this.#counters.buffer);
    this.#seen = new Uint8Array(this.#counters?.length ?? 0);
  }

  begin(): void {
    this.#counters?.fill(0);
  }

  /** Whether this input did what none before it did. */
  end(): boolean {
    if (this.#counters === undefined || this.#words === undefined) return false;
    let isNew = false;
    for (let word = 0; word < this.#words.length; word++) {
      if (this.#words[word] === 0) continue;
      for (let at = 4 * word; at < 4 * word + 4; at++) {
        const classOf = Classes[this.#counters[at]!]!;
        const seen = this.#seen[at]!;
        if ((seen | classOf) === seen) continue;
        this.#seen[at] = seen | classOf;
        isNew = true;
      }
    }
    return isNew;
  }

  /** Branches that were taken, and all that there are. */
  get reached(): number {
    return this.#seen.reduce((sum, classes) => sum + (classes === 0 ? 0 : 1), 0);
  }
}
