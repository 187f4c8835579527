/**
 * Runs a target on changed inputs. Where the code is instrumented (instrumenter.ts), an input that reaches a branch that none
 * did, or one much more often, is kept and changed further; otherwise the seeds are changed again and again. The same seed gives the
 * same inputs, always.
 */
import { Random } from "../tests/fuzz/random.ts";
import { Coverage } from "./coverage.ts";
import type { Outcome, Target } from "./target.ts";

/** Changed by fewer than it has bytes, no input needs to be longer. */
export const LongestInput = 1 << 16;
/** Milliseconds that one input may take. */
export const MostTime = 2000;
/** Milliseconds from which on a time is measured again. */
const WorthAnother = 20;

/** What must not happen, and did. */
export interface Finding {
  readonly input: Uint8Array;
  readonly error: unknown;
}

export interface Tally {
  inputs: number;
  taken: number;
  /** Milliseconds. */
  slowest: number;
  slowestInput: Uint8Array;
}

export class Fuzzer {
  readonly tally: Tally = { inputs: 0, taken: 0, slowest: 0, slowestInput: new Uint8Array() };
  readonly #target: Target;
  readonly #random: Random;
  readonly #coverage = new Coverage();
  readonly #corpus: Uint8Array[] = [];
  /** Those of the corpus that were taken: most changes make an input worse, so it should not become one of bad ones. */
  readonly #taken: Uint8Array[] = [];
  /** Told before each input: a thread that never answers is asked for it. */
  readonly #before: (input: Uint8Array) => void;

  constructor(target: Target, seed: number, before: (input: Uint8Array) => void = () => {}) {
    this.#target = target;
    this.#random = new Random(seed);
    this.#before = before;
    this.#corpus.push(...target.seeds());
    this.#taken.push(...this.#corpus);
  }

  get kept(): number {
    return this.#corpus.length;
  }

  /** The seeds as they are. */
  *seeds(): Generator<Finding, void> {
    for (const seed of [...this.#corpus]) {
      const finding = this.run(seed);
      if (finding !== undefined) yield finding;
    }
  }

  /** One more input. */
  next(): Finding | undefined {
    const random = this.#random;
    const from = random.pick(random.oneIn(4) ? this.#corpus : this.#taken);
    const input = this.#target.change(from, random, this.#corpus);
    return this.run(input.length > LongestInput ? input.slice(0, LongestInput) : input);
  }

  /** This input; it is kept if it is of interest. */
  run(input: Uint8Array): Finding | undefined {
    const { tally } = this;
    this.#before(input);
    this.#coverage.begin();
    const start = performance.now();
    let finding: Finding | undefined;
    let outcome: Outcome = "refused";
    try {
      outcome = this.#target.run(input);
    } catch (error) {
      finding = { input, error };
    }
    let time = performance.now() - start;
    const isNew = this.#coverage.end();
    // On a busy machine anything takes long now and then.
    if (time > Math.max(tally.slowest, WorthAnother)) time = Math.min(time, this.#timeAgain(input));
    tally.inputs++;
    if (outcome === "taken") tally.taken++;
    if (time > tally.slowest) {
      tally.slowest = time;
      tally.slowestInput = input;
    }
    if (time > MostTime) finding ??= { input, error: new Error(`${Math.round(time)} ms`) };
    if (isNew && finding === undefined) {
      this.#corpus.push(input);
      if (outcome === "taken") this.#taken.push(input);
    }
    return finding;
  }

  #timeAgain(input: Uint8Array): number {
    const start = performance.now();
    try {
      this.#target.run(input);
    } catch {
      // It did so before.
    }
    return performance.now() - start;
  }
}

/** A smaller input that brings the same about: pieces are left out as long as it does. */
export function shrunk({ input, error }: Finding, target: Target): Uint8Array {
  const kind = kindOf(error);
  const same = (candidate: Uint8Array) => {
    try {
      target.run(candidate);
      return false;
    } catch (other) {
      return kindOf(other) === kind;
    }
  };
  let smallest = input;
  for (let size = input.length >> 1; size >= 1; size >>= 1) {
    for (let at = 0; at + size <= smallest.length; ) {
      const without = Uint8Array.from([
        ...smallest.subarray(0, at),
        ...smallest.subarray(at + size),
      ]);
      if (same(without)) smallest = without;
      else at += size;
    }
  }
  return smallest;
}

/** What makes two findings one: what was said, without its numbers, and where. */
export function kindOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const places = error.stack?.split("\n").filter((line) => /^\s+at /.test(line)) ?? [];
  const said = error.message.replace(/\d+/g, "N").replace(/'.*'|".*"/s, "…");
  return `${said.slice(0, 100)} ${places[0]?.trim() ?? ""}`;
}
