/** Numbers from a seed, the same everywhere and always: a failing function must come back. */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** 0 … 2³² − 1 (mulberry32). */
  u32(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let t = this.#state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return (t ^ (t >>> 14)) >>> 0;
  }

  /** From `min` to `max`, both included. */
  between(min: number, max: number): number {
    return min + (this.u32() % (max - min + 1));
  }

  bits(width: number): bigint {
    return BigInt.asUintN(width, (BigInt(this.u32()) << 32n) | BigInt(this.u32()));
  }

  /** True once in `n`. */
  oneIn(n: number): boolean {
    return this.u32() % n === 0;
  }

  pick<T>(list: readonly T[]): T {
    return list[this.u32() % list.length]!;
  }
}
