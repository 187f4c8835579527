/**
 * What a program gives to the host has to be its to give, and defined where the host reads it; and what
 * the host wrote is defined. As in Memcheck a call reports only the first bad byte of a parameter, and
 * goes on.
 */
import type { DefinednessShadow } from "../shadow/definedness.ts";
import { NoOrigin } from "../shadow/origins.ts";
import type { ErrorRecorder } from "./errors.ts";
import type { WasiWatchers } from "./host/bind.ts";
import type { GivenRange } from "./host/ranges.ts";
import type { ProgramMemory } from "./program-memory.ts";

/** @param csp of the call that is being made */
export function wasiChecks(
  memory: ProgramMemory,
  errors: ErrorRecorder,
  csp: () => number,
): WasiWatchers {
  const { definedness } = memory;
  const given = (range: GivenRange) => {
    const refused = memory.firstRefused(range.address, range.length, range.write);
    const unset = definedness === undefined ? -1 : firstUndefined(definedness, range);
    if (refused >= 0 && (unset < 0 || refused < unset)) {
      errors.unaddressableBytes(range, refused, csp());
    } else if (unset >= 0) {
      const origin = definedness?.originAt(range.address + unset) ?? NoOrigin;
      errors.undefinedBytes(range, unset, origin, csp());
    }
  };
  if (definedness === undefined) return { given };
  return {
    given,
    written(ranges) {
      for (const { address, length } of ranges) definedness.define(address, length);
    },
  };
}

/** The first undefined byte that the host is going to read, as an offset into the range; −1: none. */
function firstUndefined(definedness: DefinednessShadow, range: GivenRange): number {
  if (range.write) return -1;
  for (const { offset, length } of range.parts ?? [{ offset: 0, length: range.length }]) {
    const first = definedness.firstUndefined(range.address + offset, length);
    if (first >= 0) return offset + first;
  }
  return -1;
}
