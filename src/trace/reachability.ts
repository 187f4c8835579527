/**
 * What the program can still reach at a moment. A leak scan takes all of the live stack for roots, as Memcheck does; here it is known which
 * variables are in scope, so what one of a block that was left, or of one not yet entered, still holds from another time is no pointer.
 */

import { leaksAt } from "../runtime/leak-check.ts";
import type { AddressRange } from "../runtime/program-memory.ts";
import type { Leaks } from "../shadow/leaks.ts";
import type { Values } from "../values/value.ts";
import { callsOf, viewOf } from "./memory-view.ts";
import type { StepPlaces } from "./places.ts";
import type { Moment, TracedRun } from "./run.ts";

export interface ReachParts {
  readonly run: TracedRun;
  readonly places: StepPlaces;
  readonly values: Values;
}

/** Of a deep recursion, the calls whose variables are looked at; all memory of the others counts. */
const MostCalls = 256;

export function leaksIn(moment: Moment, parts: ReachParts): Leaks {
  return leaksAt(moment.machine, moment.csp, outOfScope(moment, parts));
}

/** Memory of variables that are not in scope where their function is. */
function outOfScope(moment: Moment, { run, places, values }: ReachParts): AddressRange[] {
  const memory = viewOf(moment);
  const at = run.placeAt(moment.step);
  const site = at === undefined ? undefined : places.at(at).site;
  const calls = callsOf(moment, run.instrumented.plan, site);
  return calls.slice(0, MostCalls).flatMap((call) =>
    values.outOfScope(call.site).flatMap((variable): AddressRange[] => {
      const { address, size } = values.read(variable, memory, call);
      return address === undefined ? [] : [{ start: address, end: address + size }];
    }),
  );
}
