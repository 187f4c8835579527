/**
 * The shadow call stack, read. A rewritten call notes its own CodeOffset at csp and gives csp to the
 * callee moved up by one entry, so the entries below a csp are the calls that are live, and nothing
 * has to be undone when a function returns.
 *
 * In a module rewritten with `spillLocals` an entry holds more: [values …][their number][site].
 */
import type { CodeOffset } from "../bytes/brand.ts";
import type { Layout } from "../shadow/layout.ts";

export class CallStack {
  readonly #words: Uint32Array;
  readonly #base: number;
  readonly #spilled: boolean;

  constructor(buffer: ArrayBufferLike, layout: Layout, spilled: boolean) {
    const bytes = layout.totalPages * 0x10000 - layout.callStack;
    this.#words = new Uint32Array(buffer, layout.callStack, bytes / 4);
    this.#base = layout.callStack;
    this.#spilled = spilled;
  }

  /**
   * Copies the sites of the innermost calls below `csp` to `into`, innermost first, at most as many as
   * fit; how many there were.
   */
  innermost(csp: number, into: Uint32Array): number {
    let at = (csp - this.#base) >>> 2;
    let count = 0;
    const words = this.#words;
    if (!this.#spilled) {
      while (at > 0 && count < into.length) into[count++] = words[--at]!;
      return count;
    }
    while (at > 0 && count < into.length) {
      into[count++] = words[at - 1]!;
      at -= 2 + words[at - 2]!;
    }
    return count;
  }

  /** How many calls are live below `csp`. */
  depth(csp: number): number {
    if (!this.#spilled) return (csp - this.#base) >>> 2;
    let depth = 0;
    for (let at = (csp - this.#base) >>> 2; at > 0; at -= 2 + this.#words[at - 2]!) depth++;
    return depth;
  }

  /** The outermost `limit` sites below `csp`, outermost first. Only without spilled locals. */
  outermost(csp: number, limit: number): CodeOffset[] {
    const count = Math.min(limit, (csp - this.#base) >>> 2);
    return Array.from(this.#words.subarray(0, count)) as CodeOffset[];
  }

  /** Every value spilled by the calls below `csp`: i32 locals and operands of live frames. */
  spilled(csp: number): number[] {
    const values: number[] = [];
    for (let at = (csp - this.#base) >>> 2; at > 0; ) {
      const count = this.#words[at - 2]!;
      for (let each = at - 2 - count; each < at - 2; each++) values.push(this.#words[each]!);
      at -= 2 + count;
    }
    return values;
  }
}
