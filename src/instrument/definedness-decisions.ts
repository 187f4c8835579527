import { Op } from "../wasm/opcodes.ts";
import type { CodeBuilder } from "./code-builder.ts";
import type { HelperLocals } from "./helper-table.ts";
import type { Plan } from "./plan.ts";

export function emitEqualUndefined(
  out: CodeBuilder,
  _plan: Plan,
  { a, b, aBits, bBits }: HelperLocals<"equalUndefined">,
): void {
  out.get(aBits).get(bBits).op(Op.i64Or).tee(aBits).op(Op.i64Eqz).op(Op.i32Eqz);
  // No defined bit differs.
  out.get(a).get(b).op(Op.i64Xor).get(aBits).i64(-1n).op(Op.i64Xor).op(Op.i64And).op(Op.i64Eqz);
  out.op(Op.i32And).op(Op.end);
}

export function emitLessUndefined(
  out: CodeBuilder,
  _plan: Plan,
  { a, b, aBits, bBits }: HelperLocals<"lessUndefined">,
): void {
  const least = (value: number, bits: number) => {
    out.get(value).get(bits).i64(-1n).op(Op.i64Xor).op(Op.i64And);
  };
  const most = (value: number, bits: number) => out.get(value).get(bits).op(Op.i64Or);
  // Always less, and less at least sometimes: undecided when these differ.
  most(a, aBits);
  least(b, bBits);
  out.op(Op.i64LtU);
  least(a, aBits);
  most(b, bBits);
  out.op(Op.i64LtU).op(Op.i32Ne).op(Op.end);
}

export function emitDivisionUndefined(
  out: CodeBuilder,
  _plan: Plan,
  { a, b, aBits, bBits, least }: HelperLocals<"divisionUndefined">,
): void {
  const not = (value: number) => out.get(value).i64(-1n).op(Op.i64Xor);
  // The divisor may be 0, and need not be.
  out.get(bBits).op(Op.i64Eqz).op(Op.i32Eqz);
  out.get(b);
  not(bBits).op(Op.i64And).op(Op.i64Eqz).op(Op.i32And);
  // It may be −1 and the dividend the least number, and one of them need not be.
  out.get(least).op(Op.i64Eqz).op(Op.i32Eqz);
  out.get(a).get(least).op(Op.i64Xor);
  not(aBits).op(Op.i64And).op(Op.i64Eqz).op(Op.i32And);
  not(b);
  not(bBits).op(Op.i64And).op(Op.i64Eqz).op(Op.i32And);
  out.get(aBits).get(bBits).op(Op.i64Or).op(Op.i64Eqz).op(Op.i32Eqz).op(Op.i32And);
  out.op(Op.i32Or).op(Op.end);
}
