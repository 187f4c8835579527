/**
 * Sets of a function's locals, a bit each. A walk through a function makes one for each branch and joins them: with a byte for each
 * local, a function of thousands of locals and branches took as long as all the others, and the collector another tenth of the time.
 */

/** Bit `local & 31` of word `local >> 5`. */
export type LocalSet = Uint32Array;

export function has(set: LocalSet, local: number): boolean {
  return (set[local >> 5]! & (1 << (local & 31))) !== 0;
}

export function add(set: LocalSet, local: number): void {
  set[local >> 5]! |= 1 << (local & 31);
}

export function remove(set: LocalSet, local: number): void {
  set[local >> 5]! &= ~(1 << (local & 31));
}

/** `known` gets what is in `more`. @returns whether that changed it */
export function join(known: LocalSet, more: LocalSet): boolean {
  let changed = 0;
  for (let word = 0; word < known.length; word++) {
    const before = known[word]!;
    const after = before | more[word]!;
    known[word] = after;
    changed |= before ^ after;
  }
  return changed !== 0;
}

/** Where the sets of one function come from; those that are given back are used again. */
export class LocalSets {
  readonly #words: number;
  readonly #free: LocalSet[] = [];

  constructor(locals: number) {
    this.#words = (locals + 31) >> 5;
  }

  /** An empty one, for good. */
  make(): LocalSet {
    return new Uint32Array(this.#words);
  }

  copy(of: LocalSet): LocalSet {
    const set = this.#free.pop() ?? this.make();
    // For one or two words a call would cost more.
    for (let word = 0; word < of.length; word++) set[word] = of[word]!;
    return set;
  }

  /** @param set that nobody has any more */
  giveBack(set: LocalSet | undefined): void {
    if (set !== undefined) this.#free.push(set);
  }
}
