/**
 * How two threads share the work of rewriting a large module's functions. Both make the same plan of the same module; the
 * functions are cut into portions, and whoever is free takes the next one: a counter in shared memory tells which that is.
 */
import type { FunctionBody } from "../wasm/module.ts";
import type { WrittenBodies } from "./written-bodies.ts";

/** Bodies `from` … `to` − 1. */
export interface Portion {
  readonly from: number;
  readonly to: number;
}

/** What somebody else made of one; its buffers are nobody else's, so that a thread can hand them to another without a copy. */
export interface PortionMade {
  /** Its number. */
  readonly portion: number;
  readonly bodies: WrittenBodies;
  /** As in Plan. */
  readonly unknownInstructions: readonly string[];
}

/** Somebody who rewrites portions of the same module. */
export interface Together {
  /** The number of the next portion that nobody has taken; beyond the last one when there is none. */
  take(): number;
  /**
   * Waits until so many portions are made.
   * @returns those that are, in any order; fewer where something went wrong
   */
  others(portions: number): readonly PortionMade[];
  /** Nobody waits any more, be there portions left or not. */
  end(): void;
}

/** Bytes of code. A portion is what one waits for at the end, and what is handed over at once. */
const Smallest = 1 << 11;
const Largest = 1 << 19;
/** About so many are made of a module. */
const Portions = 64;

/** The same for everybody who has the module. */
export function portionsOf(bodies: readonly FunctionBody[]): readonly Portion[] {
  let code = 0;
  for (const body of bodies) code += body.code.length;
  const enough = Math.min(Math.max(code / Portions, Smallest), Largest);
  const portions: Portion[] = [];
  let from = 0;
  let bytes = 0;
  for (const [at, body] of bodies.entries()) {
    bytes += body.code.length;
    if (bytes < enough && at < bodies.length - 1) continue;
    portions.push({ from, to: at + 1 });
    from = at + 1;
    bytes = 0;
  }
  return portions;
}
