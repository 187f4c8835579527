/**
 * From a place in the rewritten code back to the original one. Needed only when the engine itself
 * reports a place (a trap, its own stack running out), so nothing is kept while rewriting: the one
 * function concerned is rewritten again, which gives the same bytes, and this time they are noted.
 */
import type { CodeOffset, FuncIndex } from "../bytes/brand.ts";
import { decodeModule } from "../wasm/decode.ts";
import { rewriteBody, rewriteTools } from "./body.ts";
import type { Plan } from "./plan.ts";
import type { Instrumented } from "./rewrite.ts";

export class OffsetMap {
  readonly #plan: Plan;
  readonly #bytes: Uint8Array;
  readonly #where: string;
  /** For each rewritten own function, by index: where its instructions begin in the file. */
  #starts: readonly number[] | undefined;
  readonly #functions = new Map<
    number,
    { readonly rewritten: number[]; readonly sites: number[] }
  >();

  /** @param where the original file, for messages */
  constructor({ bytes, plan }: Instrumented, where: string) {
    this.#plan = plan;
    this.#bytes = bytes;
    this.#where = where;
  }

  /**
   * The original site of the instruction at byte `fileOffset` of the rewritten module, in function
   * `func` of it (the engine names both); undefined for code that Redzone added.
   */
  siteOf(func: number, fileOffset: number): CodeOffset | undefined {
    const plan = this.#plan;
    const own = func - plan.own(plan.imported);
    const body = plan.module.bodies[own];
    if (own < 0 || body === undefined || plan.intrinsics.has(own + plan.imported)) return undefined;
    const { rewritten, sites } = this.#pairs(own);
    const at = fileOffset - this.#start(own);
    let low = 0;
    let high = rewritten.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (rewritten[middle]! <= at) low = middle + 1;
      else high = middle;
    }
    return sites[low - 1] as CodeOffset | undefined;
  }

  #pairs(own: number) {
    const known = this.#functions.get(own);
    if (known !== undefined) return known;
    const pairs = { rewritten: [] as number[], sites: [] as number[] };
    const func = (own + this.#plan.imported) as FuncIndex;
    rewriteBody(this.#plan, func, rewriteTools(this.#plan), this.#where, (rewritten, site) => {
      pairs.rewritten.push(rewritten);
      pairs.sites.push(site);
    });
    this.#functions.set(own, pairs);
    return pairs;
  }

  /** CodeOffsets of the rewritten module count from its code section; the engine from the file. */
  #start(own: number): number {
    if (this.#starts === undefined) {
      const { bodies } = decodeModule(this.#bytes, "rewritten module");
      this.#starts = bodies.map((body) => body.code.byteOffset - this.#bytes.byteOffset);
    }
    return this.#starts[own] ?? 0;
  }
}
