/**
 * Decisions read off a list of numbers. Where the list is over, every decision is the first choice, which
 * should be the simplest: then a shorter list makes something smaller.
 */
export class Choices {
  readonly #numbers: readonly number[];
  #at = 0;

  constructor(numbers: readonly number[]) {
    this.#numbers = numbers;
  }

  get over(): boolean {
    return this.#at >= this.#numbers.length;
  }

  /** 0 … below − 1 */
  below(limit: number): number {
    return (this.#numbers[this.#at++] ?? 0) % limit;
  }

  one<T>(of: readonly T[]): T {
    return of[this.below(of.length)]!;
  }

  /** Once in so many times. */
  once(times: number): boolean {
    return this.below(times) === times - 1;
  }
}
