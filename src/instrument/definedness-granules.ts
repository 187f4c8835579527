/** The V bits of single granules in rewritten code: how they are read and set, whatever state the granule is in. */
import { CountMask, DefinednessMask, Definedness as Kind, ReasonBit } from "../shadow/states.ts";
import { ValueType } from "../wasm/module.ts";
import { Op } from "../wasm/opcodes.ts";
import type { CodeBuilder } from "./code-builder.ts";
import type { HelperLocals } from "./helper-table.ts";
import type { Plan } from "./plan.ts";

const { i64 } = ValueType;

/** All of a shadow byte but how defined its bytes are. */
export const Touchable = ~DefinednessMask & 0xff;

/** Passes all parameters on. */
export function emitForward(out: CodeBuilder, params: number): void {
  for (let param = 0; param < params; param++) out.get(param);
}

/** [] → [i32] */
export function emitStraddles(out: CodeBuilder, ea: number, size: number): void {
  out.get(ea).i32(7).op(Op.i32And).get(size).op(Op.i32Add).i32(8).op(Op.i32GtU);
}

/** [] → [i64]: eight for each byte that lies before `ea` in its granule. */
export function emitShift(out: CodeBuilder, ea: number): void {
  out.get(ea).i32(7).op(Op.i32And).i32(3).op(Op.i32Shl).op(Op.i64ExtendI32U);
}

/** [] → [i64]: ones for this many bytes, 1 … 8. */
export function emitOnes(out: CodeBuilder, emitCount: () => void): void {
  out.i64(-1n).i32(64);
  emitCount();
  out.i32(3).op(Op.i32Shl).op(Op.i32Sub).op(Op.i64ExtendI32U).op(Op.i64ShrU);
}

/**
 * [] → [i64]: the V bits of granule `granule` + `next`; `state` is a scratch local. Of bytes that may not be
 * touched, none: a load of these was reported.
 */
export function emitGranuleBits(
  out: CodeBuilder,
  plan: Plan,
  granule: number,
  next: 0 | 1,
  state: number,
): void {
  const { addressability, definedness } = plan.layout;
  const isKind = (kind: number) => {
    out
      .get(state)
      .i32(ReasonBit | DefinednessMask)
      .op(Op.i32And)
      .i32(kind)
      .op(Op.i32Eq);
  };
  out
    .get(granule)
    .memory(Op.i32Load8U, addressability + next)
    .set(state);
  isKind(Kind.Dirty);
  out.op(Op.if).op(i64);
  out
    .get(granule)
    .i32(3)
    .op(Op.i32Shl)
    .memory(Op.i64Load, definedness + 8 * next);
  out.op(Op.else).i64(-1n).i64(0n);
  isKind(Kind.Fresh);
  out.op(Op.select).op(Op.end);
  emitOnes(out, () => out.get(state).i32(CountMask).op(Op.i32And));
  out.op(Op.i64And);
}

export function emitBitsAt(out: CodeBuilder, plan: Plan, at: HelperLocals<"bitsAt">): void {
  const { ea, granule, state, shift, bits } = at;
  out.get(ea).i32(3).op(Op.i32ShrU).set(granule);
  emitShift(out, ea);
  out.set(shift);
  emitGranuleBits(out, plan, granule, 0, state);
  out.get(shift).op(Op.i64ShrU).set(bits);
  out.get(ea).i32(7).op(Op.i32And).block(Op.if);
  emitGranuleBits(out, plan, granule, 1, state);
  out.i64(64n).get(shift).op(Op.i64Sub).op(Op.i64Shl).get(bits).op(Op.i64Or).set(bits);
  out.op(Op.end);
  out.get(bits).op(Op.end);
}

export function emitSetGranule(out: CodeBuilder, plan: Plan, at: HelperLocals<"setGranule">): void {
  const { granule, mask, bits, origin, state, valid, all } = at;
  const { addressability, definedness, origins } = plan.layout;
  const address = () => out.get(granule).i32(3).op(Op.i32Shl);
  out.get(granule).memory(Op.i32Load8U, addressability).tee(state);
  // Nobody may touch it.
  out.op(Op.i32Eqz).get(state).i32(ReasonBit).op(Op.i32And).op(Op.i32Or);
  out.block(Op.if).op(Op.return).op(Op.end);
  emitOnes(out, () => out.get(state).i32(CountMask).op(Op.i32And));
  out.tee(valid).get(mask).op(Op.i64And).set(mask);
  out.get(bits).get(mask).op(Op.i64And).set(bits);
  if (plan.origins) {
    for (const [half, word] of [
      [0xffffffffn, 0],
      [-(2n ** 32n), 4],
    ] as const) {
      out.get(bits).i64(half).op(Op.i64And).op(Op.i64Eqz).op(Op.i32Eqz).block(Op.if);
      address()
        .get(origin)
        .memory(Op.i32Store, origins + word)
        .op(Op.end);
    }
  }
  // all = what it was, but for these bytes
  const kind = () => out.get(state).i32(DefinednessMask).op(Op.i32And);
  kind().op(Op.i32Eqz).op(Op.if).op(i64).i64(0n);
  out.op(Op.else);
  kind().i32(Kind.Fresh).op(Op.i32Eq).op(Op.if).op(i64).get(valid);
  out.op(Op.else);
  address().memory(Op.i64Load, definedness);
  out.op(Op.end).op(Op.end);
  out.get(mask).i64(-1n).op(Op.i64Xor).op(Op.i64And).get(bits).op(Op.i64Or).tee(all);
  out.op(Op.i64Eqz).block(Op.if);
  // Clean. What is read without a look at the state has its V bits in order: only a dirty granule does.
  out.get(granule).get(state).i32(CountMask).op(Op.i32And).memory(Op.i32Store8, addressability);
  kind().i32(Kind.Dirty).op(Op.i32Eq).block(Op.if);
  address().i64(0n).memory(Op.i64Store, definedness).op(Op.end);
  out.op(Op.else);
  out.get(granule).get(state).i32(CountMask).op(Op.i32And).i32(Kind.Dirty).op(Op.i32Or);
  out.memory(Op.i32Store8, addressability);
  address().get(all).memory(Op.i64Store, definedness).op(Op.end);
  out.op(Op.end);
}
