/** Where an undefined value was made: from the number that travelled with it to a fact. */
import type { CodeOffset, StackId } from "../bytes/brand.ts";
import { StackOrigin } from "../instrument/abi.ts";
import type { OriginFacts } from "./facts.ts";
import type { StackTable } from "./stacks.ts";

/**
 * @param origin as hooks get it and the shadow has it (instrument/abi.ts), signed or not; 0: not known
 */
export function originOf(origin: number, stacks: StackTable): OriginFacts | undefined {
  if (origin === 0) return undefined;
  const unsigned = origin >>> 0;
  return unsigned < StackOrigin
    ? { kind: "heap", stack: stacks.stack(unsigned as StackId) }
    : { kind: "stack", stack: [{ site: (unsigned - StackOrigin) as CodeOffset }] };
}
