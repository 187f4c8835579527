/** The helpers behind a load or store of 1, 2, 4 or 8 bytes whose granule is not simply whole and defined. */
import { CountMask, DefinednessMask, Definedness as Kind, State } from "../shadow/states.ts";
import { ValueType } from "../wasm/module.ts";
import { Op } from "../wasm/opcodes.ts";
import { AccessSizeShift } from "./abi.ts";
import { emitCount, emitIsConstant } from "./access.ts";
import type { CodeBuilder } from "./code-builder.ts";
import {
  emitForward,
  emitGranuleBits,
  emitOnes,
  emitShift,
  emitStraddles,
  Touchable,
} from "./definedness-granules.ts";
import type { AccessSize, HelperLocals } from "./helper-table.ts";
import type { Plan } from "./plan.ts";

const { i64 } = ValueType;

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

/** Of a granule all of whose bytes may be touched, as it is loaded. */
const WholeDirty = State.AddressableDirty - 0x100;

const WholeFresh = State.AddressableFresh - 0x100;

/** [] → [i32]: whether the access lies in one granule, and its address does not wrap; ea is set. */
function emitFits(
  out: CodeBuilder,
  size: AccessSize,
  { address, ea }: Pick<HelperLocals<"load1">, "address" | "ea">,
): void {
  out
    .get(ea)
    .i32(7)
    .op(Op.i32And)
    .i32(8 - size)
    .op(Op.i32LeU);
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
  const last = () =>
    out
      .get(ea)
      .i32(size - 1)
      .op(Op.i32Add);
  out.get(state).i32(State.Addressable).op(Op.i32Eq);
  last().i32(7).op(Op.i32And);
  last().i32(3).op(Op.i32ShrU).memory(Op.i32Load8S, plan.layout.addressability);
  out.op(Op.i32LtS).op(Op.i32And);
  // The sum does not wrap.
  out.get(ea).get(address).op(Op.i32GeU).op(Op.i32And);
}

const PointerBytes = 4;

/** What is said of an address with undefined bits, where origins are not followed. */
export function emitAddressReport(
  out: CodeBuilder,
  plan: Plan,
  { site, csp, undefinedAddress }: Pick<HelperLocals<"load1">, "site" | "csp" | "undefinedAddress">,
): void {
  out.get(undefinedAddress).unlikelyIf();
  out.i32(PointerBytes).get(site).get(csp).i32(0).call(plan.hook("undefinedValue"));
  out.op(Op.end);
}

/** Sets ea, granule and state. */
function emitState(
  out: CodeBuilder,
  plan: Plan,
  {
    address,
    offset,
    ea,
    granule,
    state,
  }: Omit<HelperLocals<"load1">, "access" | "site" | "csp" | "origin" | "undefinedAddress">,
): void {
  out.get(address).get(offset).op(Op.i32Add).tee(ea).i32(3).op(Op.i32ShrU).tee(granule);
  out.memory(Op.i32Load8S, plan.layout.addressability).set(state);
}

/**
 * Memory that is partly defined is met again and again by the same loop (a struct with padding, an array that is
 * being filled), so whole granules come first, and this has to be short. With origins it need not be.
 */
export function sizedLoad(size: AccessSize) {
  return (out: CodeBuilder, plan: Plan, at: HelperLocals<"load1">): void => {
    const { ea, state } = at;
    if (!plan.origins) {
      emitAddressReport(out, plan, at);
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

export function sizedStore(size: AccessSize) {
  return (out: CodeBuilder, plan: Plan, at: HelperLocals<"store1">): void => {
    if (!plan.origins) {
      emitAddressReport(out, plan, at);
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
    emitForward(out, 5);
    out.get(at.bits);
    if (plan.origins) out.get(at.origin);
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

export function emitCheckLoad(out: CodeBuilder, plan: Plan, at: HelperLocals<"checkLoad">): void {
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

export function emitCheckStore(out: CodeBuilder, plan: Plan, at: HelperLocals<"checkStore">): void {
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
