/** From the site of an instruction to its function. */
import type { CodeOffset } from "../bytes/brand.ts";
import type { FunctionBody } from "./module.ts";

/** The number of the body that the instruction at `site` is in; −1 when it is in none. Bodies lie one behind the other. */
export function bodyAt(bodies: readonly FunctionBody[], site: CodeOffset): number {
  let [low, high] = [0, bodies.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (bodies[middle]!.offset <= site) low = middle + 1;
    else high = middle;
  }
  const body = bodies[low - 1];
  return body !== undefined && site < body.offset + body.code.length ? low - 1 : -1;
}
