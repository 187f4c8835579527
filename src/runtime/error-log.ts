/**
 * The errors of a run: each kind at each place once, with a count. Memcheck takes two errors for the
 * same when their kind and their innermost four frames agree; so do we.
 */
import type { ErrorFacts } from "./facts.ts";

/** After so many different errors the rest is only counted, as in Memcheck. */
const DifferentErrors = 1000;

type WithoutCount<Facts> = Facts extends unknown ? Omit<Facts, "count"> : never;
export type UncountedError = WithoutCount<ErrorFacts>;

export class ErrorLog {
  readonly #facts: UncountedError[] = [];
  readonly #counts: number[] = [];
  readonly #known = new Map<string, number>();

  /**
   * One occurrence. `describe` is called only for an error that was not seen before.
   * @param key what tells kinds apart (kind, size, parameter …)
   * @param place the innermost frames, as a number (`StackTable.place`)
   */
  add(key: string, place: number, describe: () => UncountedError): void {
    const full = `${key}@${place}`;
    const known = this.#known.get(full);
    if (known !== undefined) {
      this.#counts[known]!++;
      return;
    }
    if (this.#facts.length >= DifferentErrors) return;
    this.#known.set(full, this.#facts.length);
    this.#facts.push(describe());
    this.#counts.push(1);
  }

  get length(): number {
    return this.#facts.length;
  }

  /** In the order of their first occurrence. */
  all(): ErrorFacts[] {
    return this.#facts.map((facts, at) => ({ ...facts, count: this.#counts[at]! }) as ErrorFacts);
  }
}
