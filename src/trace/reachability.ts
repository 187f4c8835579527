/**
 * What the program can still reach at a moment. A leak scan takes all of the live stack for roots, as Memcheck does; here it is known which
 * variables are in scope, so what one of a block that was left, or of one not yet entered, still holds from another time is no pointer.
 */

import { leaksAt } from "../runtime/leak-check.ts";
import type { AddressRange } from "../runtime/program-memory.ts";
import type { Leaks } from "../shadow/leaks.ts";
import type { ValueFrame, Values } from "../values/value.ts";
import { callsOf, viewOf } from "./memory-view.ts";
import type { StepPlaces } from "./places.ts";
import type { Moment, TracedRun } from "./run.ts";

export interface ReachParts {
  readonly run: TracedRun;
  readonly places: StepPlaces;
  readonly values: Values;
}

/** Of a deep recursion, the calls whose variables are looked at; all memory of the others counts. */
export const MostCalls = 256;

/** @param ended so many of the innermost calls count as over: what only their variables hold cannot be reached */
export function leaksIn(moment: Moment, parts: ReachParts, ended = 0): Leaks {
  return leaksAt(moment.machine, moment.csp, outOfScope(moment, parts, ended));
}

/** The calls that are live, innermost first. */
export function callsAt(moment: Moment, { run, places }: ReachParts): ValueFrame[] {
  const at = run.placeAt(moment.step);
  const site = at === undefined ? undefined : places.at(at).site;
  return callsOf(moment, run.instrumented.plan, site);
}

/** Memory of variables that are not in scope where their function is, and of all those of calls that count as over. */
function outOfScope(moment: Moment, parts: ReachParts, ended: number): AddressRange[] {
  const { values } = parts;
  const memory = viewOf(moment);
  const calls = callsAt(moment, parts);
  const variables = calls.slice(0, MostCalls).flatMap((call, inner) => {
    const inScope = inner < ended ? values.variables(call.site, 0) : [];
    return [...values.outOfScope(call.site), ...inScope].flatMap((variable): AddressRange[] => {
      const { address, size } = values.read(variable, memory, call);
      return address === undefined ? [] : [{ start: address, end: address + size }];
    });
  });
  return [...variables, ...leftBehind(moment, calls[0], parts)];
}

/** Where a throw or longjmp has arrived the stack pointer is still that of the innermost call that was left. */
function leftBehind(
  moment: Moment,
  innermost: ValueFrame | undefined,
  { run, values }: ReachParts,
): AddressRange[] {
  const { step, machine } = moment;
  const isLine = step > 1 && step <= run.steps;
  const { tags = [] } = run.instrumented.plan.module;
  if (!isLine || tags.length === 0 || run.log.depthAt(step) >= run.log.depthAt(step - 1)) return [];
  const base = innermost && values.frameBase(viewOf(moment), innermost);
  const start = machine.stackPointer();
  return base !== undefined && base > start ? [{ start, end: base }] : [];
}
