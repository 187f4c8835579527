/**
 * The helpers that keep and read V bits: what stands behind the one test of an access, and the exact
 * rules of comparisons and divisions. The states of granules are those of shadow/states.ts, and
 * shadow/definedness.ts does in TypeScript what is done here to memory.
 */
import { CountMask, DefinednessMask, Definedness as Kind, ReasonBit, State } from "../shadow/states.ts";
import { ValueType } from "../wasm/module.ts";
import { Op } from "../wasm/opcodes.ts";
import { AccessSizeShift } from "./abi.ts";
import { emitCount, emitIsConstant } from "./access.ts";
import type { CodeBuilder } from "./code-builder.ts";
import type { AccessSize, HelperLocals, Plan } from "./plan.ts";

const { i64, v128 } = ValueType;
/** All of a shadow byte but how defined its bytes are. */
const Touchable = ~DefinednessMask & 0xff;

export const DEFINEDNESS_HELPERS = {
  load1: sizedLoad(1),
  load2: sizedLoad(2),
  load4: sizedLoad(4),
  load8: sizedLoad(8),
  store1: sizedStore(1),
  store2: sizedStore(2),
  store4: sizedStore(4),
  store8: sizedStore(8),
  load16: emitLoadVector,
  store16: emitStoreVector,
  bitsAt: emitBitsAt,
  checkLoad: emitCheckLoad,
  checkStore: emitCheckStore,
  setGranule: emitSetGranule,
  defineRange: emitDefineRange,
  copyShadow: emitCopyShadow,
  equalUndefined: emitEqualUndefined,
  lessUndefined: emitLessUndefined,
  divisionUndefined: emitDivisionUndefined,
  fillOrigins: emitFillOrigins,
};

const LOADS = { 1: Op.i64Load8U, 2: Op.i64Load16U, 4: Op.i64Load32U, 8: Op.i64Load } as const;

/** [] → [i32]: whether the access lies in one granule and may be carried out there; ea and state are set. */
function emitInGranule(
  out: CodeBuilder,
  size: AccessSize,
  { address, ea, state }: Pick<HelperLocals<"load1">, "address" | "ea" | "state">,
): void {
  out.get(ea).i32(7).op(Op.i32And).i32(size).op(Op.i32Add).get(state);
  emitCount(out);
  out.op(Op.i32LeS);
  // The sum does not wrap.
  out.get(ea).get(address).op(Op.i32GeU).op(Op.i32And);
}

/** Passes all parameters on. */
function emitForward(out: CodeBuilder, params: number): void {
  for (let param = 0; param < params; param++) out.get(param);
}

/** Of a granule all of whose bytes may be touched, as it is loaded. */
const WholeDirty = State.AddressableDirty - 0x100;
const WholeFresh = State.AddressableFresh - 0x100;

/** [] → [i32]: whether the access lies in one granule, and its address does not wrap; ea is set. */
function emitFits(
  out: CodeBuilder,
  size: AccessSize,
  { address, ea }: Pick<HelperLocals<"load1">, "address" | "ea">,
): void {
  out.get(ea).i32(7).op(Op.i32And).i32(8 - size).op(Op.i32LeU);
  out.get(ea).get(address).op(Op.i32GeU).op(Op.i32And);
}

/**
 * [] → [i32]: whether the access, which may lie in two granules, is one to bytes all of which are defined: what a
 * loop over unaligned data does all the time. The first granule's state is set.
 */
function emitStraddlesDefined(
  out: CodeBuilder,
  plan: Plan,
  size: AccessSize,
  { address, ea, state }: Pick<HelperLocals<"load1">, "address" | "ea" | "state">,
): void {
  const last = () => out.get(ea).i32(size - 1).op(Op.i32Add);
  out.get(state).i32(State.Addressable).op(Op.i32Eq);
  last().i32(7).op(Op.i32And);
  last().i32(3).op(Op.i32ShrU).memory(Op.i32Load8S, plan.layout.addressability);
  out.op(Op.i32LtS).op(Op.i32And);
  // The sum does not wrap.
  out.get(ea).get(address).op(Op.i32GeU).op(Op.i32And);
}

/** Sets ea, granule and state. */
function emitState(
  out: CodeBuilder,
  plan: Plan,
  { address, offset, ea, granule, state }: Omit<HelperLocals<"load1">, "access" | "site" | "csp" | "origin">,
): void {
  out.get(address).get(offset).op(Op.i32Add).tee(ea).i32(3).op(Op.i32ShrU).tee(granule);
  out.memory(Op.i32Load8S, plan.layout.addressability).set(state);
}

/**
 * Memory that is partly defined is met again and again by the same loop (a struct with padding, an array that is
 * being filled), so whole granules come first, and this has to be short. With origins it need not be.
 */
function sizedLoad(size: AccessSize) {
  return (out: CodeBuilder, plan: Plan, at: HelperLocals<"load1">): void => {
    const { ea, state } = at;
    if (!plan.origins) {
      emitState(out, plan, at);
      out.get(state).i32(WholeDirty).op(Op.i32Eq);
      emitFits(out, size, at);
      out.op(Op.i32And).block(Op.if);
      out.get(ea).memory(LOADS[size], plan.layout.definedness).op(Op.return).op(Op.end);
      emitStraddlesDefined(out, plan, size, at);
      out.block(Op.if).i64(0n).op(Op.return).op(Op.end);
      emitInGranule(out, size, at);
      out.block(Op.if);
      const kind = () => out.get(state).i32(DefinednessMask).op(Op.i32And);
      kind().op(Op.i32Eqz).block(Op.if).i64(0n).op(Op.return).op(Op.end);
      kind().i32(Kind.Dirty).op(Op.i32Eq).block(Op.if);
      out.get(ea).memory(LOADS[size], plan.layout.definedness).op(Op.return).op(Op.end);
      out.i64(maskOf(size)).op(Op.return).op(Op.end);
    }
    emitForward(out, 5);
    out.call(plan.helper("checkLoad")).op(Op.end);
  };
}

/** Ones for so many bytes. */
function maskOf(size: AccessSize): bigint {
  return size === 8 ? -1n : (1n << BigInt(8 * size)) - 1n;
}

function sizedStore(size: AccessSize) {
  return (out: CodeBuilder, plan: Plan, at: HelperLocals<"store1">): void => {
    if (!plan.origins) {
      emitState(out, plan, at);
      out.get(at.bits).i64(maskOf(size)).op(Op.i64And).set(at.bits);
      // While constants are watched every store has to be looked at.
      if (plan.constants === undefined) {
        out.get(at.bits).op(Op.i64Eqz);
        emitStraddlesDefined(out, plan, size, at);
        out.op(Op.i32And).block(Op.if).op(Op.return).op(Op.end);
        emitStoreDefined(out, plan, size, at);
      }
      emitStoreInGranule(out, plan, size, at);
    }
    emitForward(out, plan.origins ? 7 : 6);
    out.call(plan.helper("checkStore")).op(Op.end);
  };
}

/** What is defined goes into a whole granule that was not, or not all. */
function emitStoreDefined(
  out: CodeBuilder,
  plan: Plan,
  size: AccessSize,
  at: HelperLocals<"store1">,
): void {
  const { ea, granule, state, bits, shift, all } = at;
  const { addressability, definedness } = plan.layout;
  const address = () => out.get(granule).i32(3).op(Op.i32Shl);
  out.get(bits).op(Op.i64Eqz);
  emitFits(out, size, at);
  out.op(Op.i32And);
  out.get(state).i32(WholeDirty).op(Op.i32Eq).get(state).i32(WholeFresh).op(Op.i32Eq);
  out.op(Op.i32Or).op(Op.i32And).block(Op.if);
  // shift = what of the granule stays as it was
  out.i64(maskOf(size));
  emitShift(out, ea);
  out.op(Op.i64Shl).i64(-1n).op(Op.i64Xor).set(shift);
  out.get(state).i32(WholeFresh).op(Op.i32Eq).block(Op.if);
  out.get(granule).i32(size === 8 ? State.Addressable : State.AddressableDirty);
  out.memory(Op.i32Store8, addressability);
  address().get(shift).memory(Op.i64Store, definedness).op(Op.return).op(Op.end);
  address().memory(Op.i64Load, definedness).tee(all).get(shift).op(Op.i64And).tee(shift);
  // A field of a struct with padding, written once more.
  out.get(all).op(Op.i64Eq).block(Op.if).op(Op.return).op(Op.end);
  address().get(shift).memory(Op.i64Store, definedness);
  out.get(shift).op(Op.i64Eqz).block(Op.if);
  out.get(granule).i32(State.Addressable).memory(Op.i32Store8, addressability).op(Op.end);
  out.op(Op.return).op(Op.end);
}

function emitStoreInGranule(
  out: CodeBuilder,
  plan: Plan,
  size: AccessSize,
  at: HelperLocals<"store1">,
): void {
  const { ea, granule, state, bits, shift, all } = at;
  const { addressability, definedness } = plan.layout;
  const kind = () => out.get(state).i32(DefinednessMask).op(Op.i32And);
  const count = () => out.get(state).i32(CountMask).op(Op.i32And);
  const address = () => out.get(granule).i32(3).op(Op.i32Shl);
  emitInGranule(out, size, at);
  if (plan.constants !== undefined) emitIsConstant(out, plan, () => out.get(ea), Op.i32GtU);
  out.block(Op.if);
  kind().i32(Kind.Dirty).op(Op.i32Eq).op(Op.if).op(i64);
  address().memory(Op.i64Load, definedness);
  out.op(Op.else);
  kind().op(Op.i32Eqz).op(Op.if).op(i64);
  out.get(bits).op(Op.i64Eqz).block(Op.if).op(Op.return).op(Op.end);
  out.i64(0n).op(Op.else);
  emitOnes(out, count);
  out.op(Op.end).op(Op.end).set(all);
  // What was there, but for these bytes. Computed, not stored and loaded again: that would stall.
  emitShift(out, ea);
  out.set(shift);
  out.get(all).i64(maskOf(size)).get(shift).op(Op.i64Shl).i64(-1n).op(Op.i64Xor).op(Op.i64And);
  out.get(bits).get(shift).op(Op.i64Shl).op(Op.i64Or).set(all);
  address().get(all).memory(Op.i64Store, definedness);
  out.get(granule);
  count().i32(Kind.Dirty).i32(0).get(all).op(Op.i64Eqz).op(Op.i32Eqz).op(Op.select);
  out.op(Op.i32Or).memory(Op.i32Store8, addressability);
  out.op(Op.return).op(Op.end);
}

/** Sets ea, size and granule; calls checkAccess unless the access lies in one whole granule. */
function emitChecked(
  out: CodeBuilder,
  plan: Plan,
  at: Pick<
    HelperLocals<"checkLoad">,
    "address" | "offset" | "access" | "site" | "csp" | "ea" | "size" | "granule"
  >,
): void {
  const { address, offset, access, site, csp, ea, size, granule } = at;
  out.get(access).i32(AccessSizeShift).op(Op.i32ShrU).set(size);
  out.get(address).get(offset).op(Op.i32Add).tee(ea).i32(3).op(Op.i32ShrU).tee(granule);
  out.memory(Op.i32Load8U, plan.layout.addressability).i32(Touchable).op(Op.i32And);
  out.i32(State.Addressable).op(Op.i32Ne);
  emitStraddles(out, ea, size);
  out.op(Op.i32Or);
  // The sum wraps.
  out.get(ea).get(address).op(Op.i32LtU).op(Op.i32Or);
  emitIsConstant(out, plan, () => out.get(ea), Op.i32Or);
  out.block(Op.if);
  out.get(address).get(offset).get(access).get(site).get(csp).call(plan.helper("checkAccess"));
  out.op(Op.end);
}

/** [] → [i32] */
function emitStraddles(out: CodeBuilder, ea: number, size: number): void {
  out.get(ea).i32(7).op(Op.i32And).get(size).op(Op.i32Add).i32(8).op(Op.i32GtU);
}

/** [] → [i64]: eight for each byte that lies before `ea` in its granule. */
function emitShift(out: CodeBuilder, ea: number): void {
  out.get(ea).i32(7).op(Op.i32And).i32(3).op(Op.i32Shl).op(Op.i64ExtendI32U);
}

/** [] → [i64]: ones for this many bytes, 1 … 8. */
function emitOnes(out: CodeBuilder, emitCount: () => void): void {
  out.i64(-1n).i32(64);
  emitCount();
  out.i32(3).op(Op.i32Shl).op(Op.i32Sub).op(Op.i64ExtendI32U).op(Op.i64ShrU);
}

/**
 * [] → [i64]: the V bits of granule `granule` + `next`; `state` is a scratch local. Of bytes that may not be
 * touched, none: a load of these was reported.
 */
function emitGranuleBits(
  out: CodeBuilder,
  plan: Plan,
  granule: number,
  next: 0 | 1,
  state: number,
): void {
  const { addressability, definedness } = plan.layout;
  const isKind = (kind: number) => {
    out.get(state).i32(ReasonBit | DefinednessMask).op(Op.i32And).i32(kind).op(Op.i32Eq);
  };
  out.get(granule).memory(Op.i32Load8U, addressability + next).set(state);
  isKind(Kind.Dirty);
  out.op(Op.if).op(i64);
  out.get(granule).i32(3).op(Op.i32Shl).memory(Op.i64Load, definedness + 8 * next);
  out.op(Op.else).i64(-1n).i64(0n);
  isKind(Kind.Fresh);
  out.op(Op.select).op(Op.end);
  emitOnes(out, () => out.get(state).i32(CountMask).op(Op.i32And));
  out.op(Op.i64And);
}

/** The states of two granules that are whole, as they are loaded at once. */
const TwoDirty = State.AddressableDirty * 0x0101;
const TwoFresh = State.AddressableFresh * 0x0101;

/** [] → [i32]: whether a vector at `ea`, which is set, covers two granules, and its address does not wrap. */
function emitCoversTwo(
  out: CodeBuilder,
  { address, offset, ea }: Pick<HelperLocals<"load16">, "address" | "offset" | "ea">,
): void {
  out.get(address).get(offset).op(Op.i32Add).tee(ea).i32(7).op(Op.i32And).op(Op.i32Eqz);
  out.get(ea).get(address).op(Op.i32GeU).op(Op.i32And);
}

/** [] → [the states of the granules at `ea` and behind it] */
function emitTwoStates(out: CodeBuilder, plan: Plan, { ea }: { readonly ea: number }): void {
  out.get(ea).i32(3).op(Op.i32ShrU).memory(Op.i32Load16U, plan.layout.addressability);
}

function emitLoadVector(out: CodeBuilder, plan: Plan, at: HelperLocals<"load16">): void {
  const { ea, states, bits } = at;
  const { definedness, origins } = plan.layout;
  emitCoversTwo(out, at);
  if (plan.origins) {
    out.op(Op.drop);
  } else {
    out.block(Op.if);
    emitTwoStates(out, plan, at);
    out.tee(states).i32(TwoDirty).op(Op.i32Eq).block(Op.if);
    out.get(ea).memory(Op.v128Load, definedness).op(Op.return).op(Op.end);
    out.get(states).i32(TwoFresh).op(Op.i32Eq).block(Op.if);
    out.lanes(64, -1n).op(Op.return).op(Op.end).op(Op.end);
  }
  emitForward(out, 5);
  out.call(plan.helper("checkAccess"));
  out.get(ea).call(plan.helper("bitsAt")).op(Op.i64x2Splat);
  out.get(ea).i32(8).op(Op.i32Add).call(plan.helper("bitsAt")).lane(Op.i64x2ReplaceLane, 1);
  if (plan.origins) {
    // Of the first undefined byte.
    out.tee(bits).get(bits).op(Op.v128AnyTrue).op(Op.if).op(ValueType.i32);
    out.get(ea).get(bits).zero(v128).op(Op.i8x16Ne).op(Op.i8x16Bitmask).op(Op.i32Ctz).op(Op.i32Add);
    out.i32(-4).op(Op.i32And).memory(Op.i32Load, origins).op(Op.else).i32(0).op(Op.end);
  }
  out.op(Op.end);
}

function emitStoreVector(out: CodeBuilder, plan: Plan, at: HelperLocals<"store16">): void {
  const { ea, states, bits, shift, half, origin } = at;
  const { addressability, definedness } = plan.layout;
  emitCoversTwo(out, at);
  if (plan.constants !== undefined) {
    out.op(Op.drop);
  } else {
    // What is defined goes into two granules that were not, or not all.
    out.get(bits).op(Op.v128AnyTrue).op(Op.i32Eqz).op(Op.i32And).block(Op.if);
    emitTwoStates(out, plan, at);
    out.tee(states).i32(Touchable * 0x0101).op(Op.i32And).i32(State.Addressable * 0x0101).op(Op.i32Eq);
    out.block(Op.if);
    // Of fresh granules V is not even touched.
    out.get(states).i32(TwoFresh).op(Op.i32Ne).block(Op.if);
    out.get(ea).get(bits).memory(Op.v128Store, definedness).op(Op.end);
    out.get(ea).i32(3).op(Op.i32ShrU).i32(State.Addressable * 0x0101).memory(Op.i32Store16, addressability);
    out.op(Op.return).op(Op.end).op(Op.end);
  }
  emitForward(out, 5);
  out.call(plan.helper("checkAccess"));
  emitShift(out, ea);
  out.set(shift);
  const rest = (emitValue: () => void) => {
    emitValue();
    out.i64(64n).get(shift).op(Op.i64Sub).op(Op.i64ShrU);
  };
  const setGranule = () => {
    if (plan.origins) out.get(origin);
    out.call(plan.helper("setGranule"));
  };
  for (const lane of [0, 1]) {
    const granule = () => out.get(ea).i32(3).op(Op.i32ShrU).i32(lane).op(Op.i32Add);
    out.get(bits).lane(Op.i64x2ExtractLane, lane).set(half);
    granule().i64(-1n).get(shift).op(Op.i64Shl).get(half).get(shift).op(Op.i64Shl);
    setGranule();
    out.get(ea).i32(7).op(Op.i32And).block(Op.if);
    granule().i32(1).op(Op.i32Add);
    rest(() => out.i64(-1n));
    rest(() => out.get(half));
    setGranule();
    out.op(Op.end);
  }
  out.op(Op.end);
}

function emitBitsAt(out: CodeBuilder, plan: Plan, at: HelperLocals<"bitsAt">): void {
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

function emitCheckLoad(out: CodeBuilder, plan: Plan, at: HelperLocals<"checkLoad">): void {
  const { ea, size, granule, state, shift, bits } = at;
  emitChecked(out, plan, at);
  emitShift(out, ea);
  out.set(shift);
  emitGranuleBits(out, plan, granule, 0, state);
  out.get(shift).op(Op.i64ShrU).set(bits);
  emitStraddles(out, ea, size);
  out.block(Op.if);
  emitGranuleBits(out, plan, granule, 1, state);
  out.i64(64n).get(shift).op(Op.i64Sub).op(Op.i64Shl).get(bits).op(Op.i64Or).set(bits);
  out.op(Op.end);
  out.get(bits);
  emitOnes(out, () => out.get(size));
  out.op(Op.i64And);
  if (plan.origins) {
    // Of the first undefined byte.
    out.tee(bits).get(bits).op(Op.i64Eqz).op(Op.if).op(ValueType.i32).i32(0).op(Op.else);
    out.get(ea).get(bits).op(Op.i64Ctz).op(Op.i32WrapI64).i32(3).op(Op.i32ShrU).op(Op.i32Add);
    out.i32(-4).op(Op.i32And).memory(Op.i32Load, plan.layout.origins).op(Op.end);
  }
  out.op(Op.end);
}

function emitCheckStore(out: CodeBuilder, plan: Plan, at: HelperLocals<"checkStore">): void {
  const { ea, size, granule, shift, mask, bits, origin } = at;
  const setGranule = () => {
    if (plan.origins) out.get(origin);
    out.call(plan.helper("setGranule"));
  };
  emitChecked(out, plan, at);
  emitShift(out, ea);
  out.set(shift);
  emitOnes(out, () => out.get(size));
  out.set(mask);
  out.get(granule).get(mask).get(shift).op(Op.i64Shl).get(bits).get(shift).op(Op.i64Shl);
  setGranule();
  emitStraddles(out, ea, size);
  out.block(Op.if);
  const rest = (value: number) => out.get(value).i64(64n).get(shift).op(Op.i64Sub).op(Op.i64ShrU);
  out.get(granule).i32(1).op(Op.i32Add);
  rest(mask);
  out.get(bits).get(mask).op(Op.i64And).set(bits);
  rest(bits);
  setGranule();
  out.op(Op.end).op(Op.end);
}

function emitSetGranule(out: CodeBuilder, plan: Plan, at: HelperLocals<"setGranule">): void {
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

function emitDefineRange(out: CodeBuilder, plan: Plan, locals: HelperLocals<"defineRange">): void {
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

function emitCopyShadow(out: CodeBuilder, plan: Plan, locals: HelperLocals<"copyShadow">): void {
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

function emitEqualUndefined(
  out: CodeBuilder,
  _plan: Plan,
  { a, b, aBits, bBits }: HelperLocals<"equalUndefined">,
): void {
  out.get(aBits).get(bBits).op(Op.i64Or).tee(aBits).op(Op.i64Eqz).op(Op.i32Eqz);
  // No defined bit differs.
  out.get(a).get(b).op(Op.i64Xor).get(aBits).i64(-1n).op(Op.i64Xor).op(Op.i64And).op(Op.i64Eqz);
  out.op(Op.i32And).op(Op.end);
}

function emitLessUndefined(
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

function emitDivisionUndefined(
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

function emitFillOrigins(
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
