/**
 * The errors of a run: each kind at each place once, with a count. Memcheck takes two errors for the
 * same when their kind and their innermost four frames agree; so do we.
 */
import type { ErrorFacts, UncountedError } from "./facts.ts";

/**
 * A bound for a run in which everything is wrong: further different errors are dropped, uncounted, while
 * those in the log count on. (Memcheck stops at 1000 different ones, too.)
 */
const DifferentErrors = 1000;

export class ErrorLog {
  readonly #facts: UncountedError[] = [];
  readonly #counts: number[] = [];
  readonly #known = new Map<string, number>();

  /**
   * One occurrence, or several at once. `describe` is called only for an error that was not seen before.
   * @param key what tells kinds apart (kind, size, parameter …)
   * @param place the innermost frames, as a number (`StackTable.place`)
   * @param times how often it occurred, at least once
   */
  add(key: string, place: number, describe: () => UncountedError, times = 1): void {
    const full = `${key}@${place}`;
    const known = this.#known.get(full);
    if (known !== undefined) {
      this.#counts[known]! += times;
      return;
    }
    if (this.#facts.length >= DifferentErrors) return;
    this.#known.set(full, this.#facts.length);
    this.#facts.push(describe());
    this.#counts.push(times);
  }

  get length(): number {
    return this.#facts.length;
  }

  /** The errors from the `from`-th on. */
  since(from: number): readonly UncountedError[] {
    return this.#facts.slice(from);
  }

  /** In the order of their first occurrence. */
  all(): ErrorFacts[] {
    return this.#facts.map((facts, at) => ({ ...facts, count: this.#counts[at]! }) as ErrorFacts);
  }
}
