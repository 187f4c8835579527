import { Op } from "../wasm/opcodes.ts";
import { OVERLAP_CHECKED, type OverlapChecked } from "./abi.ts";
import type { CodeBuilder } from "./code-builder.ts";
import type { Plan } from "./plan.ts";

/** The parameters of all functions of `OVERLAP_CHECKED`. */
const [To, From, Length] = [0, 1, 2];

/**
 * At the function's start: asks the hook when the ranges overlap. Not when they are the same, for that is
 * what compilers make of `*a = *b`, where a and b may be one.
 */
export function emitOverlapCheck(
  out: CodeBuilder,
  plan: Plan,
  name: OverlapChecked,
  csp: number,
): void {
  const within = (one: number, other: number) =>
    out.get(one).get(other).op(Op.i32Sub).get(Length).op(Op.i32LtU);
  within(To, From);
  within(From, To);
  out.op(Op.i32Or).get(To).get(From).op(Op.i32Ne).op(Op.i32And);
  out.unlikelyIf().get(To).get(From).get(Length).i32(OVERLAP_CHECKED.indexOf(name));
  out.get(csp).call(plan.hook("overlap")).op(Op.end);
}
