/** The helpers behind a load or store of a vector: 16 bytes lie in two granules, or three. */
import { State } from "../shadow/states.ts";
import { ValueType } from "../wasm/module.ts";
import { Op } from "../wasm/opcodes.ts";
import type { CodeBuilder } from "./code-builder.ts";
import { emitAddressReport } from "./definedness-accesses.ts";
import { emitForward, emitShift, Touchable } from "./definedness-granules.ts";
import type { HelperLocals } from "./helper-table.ts";
import type { Plan } from "./plan.ts";

const { v128 } = ValueType;

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

export function emitLoadVector(out: CodeBuilder, plan: Plan, at: HelperLocals<"load16">): void {
  const { ea, states, bits } = at;
  const { definedness, origins } = plan.layout;
  if (!plan.origins) emitAddressReport(out, plan, at);
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

export function emitStoreVector(out: CodeBuilder, plan: Plan, at: HelperLocals<"store16">): void {
  const { ea, states, bits, shift, half, origin } = at;
  const { addressability, definedness } = plan.layout;
  if (!plan.origins) emitAddressReport(out, plan, at);
  emitCoversTwo(out, at);
  if (plan.constants !== undefined) {
    out.op(Op.drop);
  } else {
    // What is defined goes into two granules that were not, or not all.
    out.get(bits).op(Op.v128AnyTrue).op(Op.i32Eqz).op(Op.i32And).block(Op.if);
    emitTwoStates(out, plan, at);
    out
      .tee(states)
      .i32(Touchable * 0x0101)
      .op(Op.i32And)
      .i32(State.Addressable * 0x0101)
      .op(Op.i32Eq);
    out.block(Op.if);
    // Of fresh granules V is not even touched.
    out.get(states).i32(TwoFresh).op(Op.i32Ne).block(Op.if);
    out.get(ea).get(bits).memory(Op.v128Store, definedness).op(Op.end);
    out
      .get(ea)
      .i32(3)
      .op(Op.i32ShrU)
      .i32(State.Addressable * 0x0101)
      .memory(Op.i32Store16, addressability);
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
