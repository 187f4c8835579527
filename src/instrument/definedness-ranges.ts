/** The helpers that give many bytes their V bits at once: memory.fill, memory.copy, and the origins of a range. */
import { DefinednessMask, Definedness as Kind, ReasonBit, State } from "../shadow/states.ts";
import { Op } from "../wasm/opcodes.ts";
import type { CodeBuilder } from "./code-builder.ts";
import { emitOnes, emitShift, Touchable } from "./definedness-granules.ts";
import type { HelperLocals } from "./helper-table.ts";
import type { Plan } from "./plan.ts";

/**
 * Leaves the enclosing block when a granule of [at, end) has other bits under `mask` than `wanted`,
 * looking at eight of them at a time; `at` is changed.
 */
function emitGranulesAre(
  out: CodeBuilder,
  plan: Plan,
  { at, end }: { readonly at: number; readonly end: number },
  mask: number,
  wanted: number,
): void {
  const { addressability } = plan.layout;
  out.block(Op.block).block(Op.loop);
  out.get(at).i32(8).op(Op.i32Add).get(end).op(Op.i32GtU).op(Op.brIf).u32(1);
  out.get(at).memory(Op.i64Load, addressability).i64OfBytes(mask).op(Op.i64And);
  out.i64OfBytes(wanted).op(Op.i64Ne).op(Op.brIf).u32(2);
  out.get(at).i32(8).op(Op.i32Add).set(at).op(Op.br).u32(0);
  out.op(Op.end).op(Op.end);
  out.block(Op.block).block(Op.loop);
  out.get(at).get(end).op(Op.i32GeU).op(Op.brIf).u32(1);
  out.get(at).memory(Op.i32Load8U, addressability).i32(mask).op(Op.i32And);
  out.i32(wanted).op(Op.i32Ne).op(Op.brIf).u32(2);
  out.get(at).i32(1).op(Op.i32Add).set(at).op(Op.br).u32(0);
  out.op(Op.end).op(Op.end);
}

export function emitDefineRange(
  out: CodeBuilder,
  plan: Plan,
  locals: HelperLocals<"defineRange">,
): void {
  const { to, length, at, first, end } = locals;
  const { addressability, definedness } = plan.layout;
  const setGranule = () => {
    if (plan.origins) out.i32(0);
    out.call(plan.helper("setGranule"));
  };
  out.get(length).op(Op.i32Eqz).block(Op.if).op(Op.return).op(Op.end);
  out.get(to).i32(3).op(Op.i32ShrU).set(first);
  out.get(to).get(length).op(Op.i32Add).tee(end).i32(1).op(Op.i32Sub).i32(3).op(Op.i32ShrU);
  out.get(first).op(Op.i32Eq).block(Op.if);
  out.get(first);
  emitOnes(out, () => out.get(length));
  emitShift(out, to);
  out.op(Op.i64Shl).i64(0n);
  setGranule();
  out.op(Op.return).op(Op.end);
  // The granules at both ends that are not covered as a whole …
  out.get(to).i32(7).op(Op.i32And).block(Op.if);
  out.get(first).i64(-1n);
  emitShift(out, to);
  out.op(Op.i64Shl).i64(0n);
  setGranule();
  out.get(first).i32(1).op(Op.i32Add).set(first).op(Op.end);
  out.get(end).i32(7).op(Op.i32And).block(Op.if);
  out.get(end).i32(3).op(Op.i32ShrU);
  emitOnes(out, () => out.get(end).i32(7).op(Op.i32And));
  out.i64(0n);
  setGranule();
  out.op(Op.end);
  // … and those between, unless something there may not be touched.
  out.get(end).i32(3).op(Op.i32ShrU).set(end);
  out.get(first).set(at);
  out.block(Op.block);
  emitGranulesAre(out, plan, { at, end }, Touchable, State.Addressable);
  out.get(first).i32(addressability).op(Op.i32Add).i32(State.Addressable);
  out.get(end).get(first).op(Op.i32Sub).op(Op.memoryFill).u32(0);
  out.get(to).i32(plan.staticEnd).op(Op.i32LtU).block(Op.if);
  out.get(first).i32(3).op(Op.i32Shl).i32(definedness).op(Op.i32Add).i32(0);
  out.get(end).get(first).op(Op.i32Sub).i32(3).op(Op.i32Shl).op(Op.memoryFill).u32(0);
  out.op(Op.end).op(Op.return).op(Op.end);
  out.get(to).get(length).i32(0).i32(0).call(plan.hook("fillDefinedness"));
  out.op(Op.end);
}

export function emitCopyShadow(
  out: CodeBuilder,
  plan: Plan,
  locals: HelperLocals<"copyShadow">,
): void {
  const { to, from, length, at, end } = locals;
  out.get(length).op(Op.i32Eqz).block(Op.if).op(Op.return).op(Op.end);
  out.block(Op.block);
  out.get(from).i32(3).op(Op.i32ShrU).set(at);
  out.get(from).get(length).op(Op.i32Add).i32(7).op(Op.i32Add).i32(3).op(Op.i32ShrU).set(end);
  emitGranulesAre(out, plan, { at, end }, ReasonBit | DefinednessMask, Kind.Clean);
  out.get(to).get(length).call(plan.helper("defineRange")).op(Op.return);
  out.op(Op.end);
  out.get(to).get(from).get(length).call(plan.hook("copyDefinedness"));
  out.op(Op.end);
}

export function emitFillOrigins(
  out: CodeBuilder,
  plan: Plan,
  { from, length, tag, end }: HelperLocals<"fillOrigins">,
): void {
  out.get(from).get(length).op(Op.i32Add).set(end);
  out.block(Op.block).block(Op.loop);
  out.get(from).get(end).op(Op.i32GeU).op(Op.brIf).u32(1);
  out.get(from).get(tag).memory(Op.i32Store, plan.layout.origins);
  out.get(from).i32(4).op(Op.i32Add).set(from).op(Op.br).u32(0);
  out.op(Op.end).op(Op.end).op(Op.end);
}
