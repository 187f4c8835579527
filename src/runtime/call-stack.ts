/**
 * The shadow call stack, read. A rewritten call notes its own CodeOffset at csp and gives csp to the
 * callee moved up by one entry, so the entries below a csp are the calls that are live, and nothing
 * has to be undone when a function returns.
 *
 * In a module rewritten with `spillLocals` an entry holds more: [values …][depth][their number][site].
 */
import type { CodeOffset } from "../bytes/brand.ts";
import { type Layout, PageBytes } from "../shadow/layout.ts";

/** Words of such an entry besides the values. */
const SpillHead = 3;

export class CallStack {
  /** The whole call stack; word i is at address `base + 4 i`. */
  readonly words: Uint32Array;
  readonly base: number;
  /** Whether entries hold spilled values, so that they are not just one word. */
  readonly spilled: boolean;

  /** The two words that the helper `hashCallStack` leaves; meaningless when `spilled`. */
  readonly hash: Uint32Array;

  constructor(buffer: ArrayBufferLike, layout: Layout, spilled: boolean) {
    const bytes = layout.totalPages * PageBytes - layout.callStack;
    this.words = new Uint32Array(buffer, layout.callStack, bytes / 4);
    this.hash = new Uint32Array(buffer, layout.stackHash, 2);
    this.base = layout.callStack;
    this.spilled = spilled;
  }

  /** csp when there is no room for one more call. */
  get end(): number {
    return this.base + this.words.byteLength;
  }

  /** The sites of the innermost calls below `csp`, at most `limit`, innermost first. */
  innermost(csp: number, limit: number): CodeOffset[] {
    const sites: CodeOffset[] = [];
    for (let at = (csp - this.base) >>> 2; at > 0 && sites.length < limit; at = this.#below(at)) {
      sites.push(this.words[at - 1] as CodeOffset);
    }
    return sites;
  }

  /** How many calls are live below `csp`. */
  depth(csp: number): number {
    let at = (csp - this.base) >>> 2;
    if (!this.spilled) return at;
    let depth = 0;
    for (; at > 0; at = this.#below(at)) depth++;
    return depth;
  }

  /** Every value spilled by the calls below `csp`: i32 locals and operands of live frames. */
  spilledValues(csp: number): number[] {
    const values: number[] = [];
    for (let at = (csp - this.base) >>> 2; at > 0; at = this.#below(at)) {
      for (let each = this.#below(at); each < at - SpillHead; each++)
        values.push(this.words[each]!);
    }
    return values;
  }

  /** The end of the entry below the one that ends at word `at`. */
  #below(at: number): number {
    return this.spilled ? at - SpillHead - this.words[at - 2]! : at - 1;
  }
}
