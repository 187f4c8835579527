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
/** With those that will not be reported: they must not keep out what will be. */
const RememberedErrors = 100_000;

export class ErrorLog {
  readonly #facts: UncountedError[] = [];
  readonly #counts: number[] = [];
  readonly #known = new Map<string, number>();
  readonly #isSuppressed: (error: UncountedError) => boolean;
  #reported = 0;

  /** @param isSuppressed whether an error will not be reported */
  constructor(isSuppressed: (error: UncountedError) => boolean = () => false) {
    this.#isSuppressed = isSuppressed;
  }

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
    if (this.#reported >= DifferentErrors || this.length >= RememberedErrors) return;
    const facts = describe();
    this.#known.set(full, this.#facts.length);
    this.#facts.push(facts);
    this.#counts.push(times);
    if (!this.#isSuppressed(facts)) this.#reported++;
  }

  /** Different errors without those that are suppressed. */
  get reported(): number {
    return this.#reported;
  }

  get length(): number {
    return this.#facts.length;
  }

  /** In the order of their first occurrence. */
  all(): ErrorFacts[] {
    return this.#facts.map((facts, at) => ({ ...facts, count: this.#counts[at]! }) as ErrorFacts);
  }
}
