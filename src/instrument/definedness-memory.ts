/**
 * V bits of memory: what is emitted for loads and stores, whose bytes have theirs in the V shadow, and for
 * memory.copy and memory.fill. An access that is not known to be fine goes through the same inline test as without
 * V bits (access.ts), in which an undefined address or value takes the unlikely branch, too; there the helpers of
 * definedness-helpers.ts find out.
 */
import type { InstructionCursor } from "../wasm/instructions.ts";
import { ValueType } from "../wasm/module.ts";
import { Op } from "../wasm/opcodes.ts";
import { packAccess } from "./abi.ts";
import { type Access, emitAccessTest } from "./access.ts";
import type { Definedness } from "./definedness.ts";
import { type AccessSize, shadowType } from "./plan.ts";
import { type BitsType, bitsOf, emitAny, emitOrigin, type Shadow } from "./shadow-values.ts";

const { i32, i64 } = ValueType;
const PointerBytes = 4;

/** Scratch locals that an access is taken apart into. */
export interface AccessLocals {
  readonly base: number;
  readonly effective: number;
  /** Of a store. */
  readonly value: number;
}

/** [address] → [value], of which the address was not known to be fine beforehand. */
export function checkedLoad(
  bits: Definedness,
  cursor: InstructionCursor,
  access: Access,
  { base, effective }: Omit<AccessLocals, "value">,
): void {
  const { out, plan, flow, around } = bits;
  const { row } = cursor;
  const type = row.results[0]!;
  const address = flow.peek(0);
  const target = bits.result(1, type);
  out.set(base);
  emitAccessTest(out, plan, access, { base, effective });
  if (address !== undefined) {
    emitAny(out, address);
    out.op(Op.i32Or);
  }
  out.unlikelyIf();
  checkAddress(bits, address);
  out.get(base).i32(access.offset).i32(packAccess(access)).i32(access.site);
  out.get(around.csp).call(plan.helper(`load${sizeOf(access)}`));
  if (target.origin !== undefined) out.set(target.origin);
  asLoaded(bits, row.memory, target.type);
  out.set(target.index);
  out.op(Op.else).zero(target.type).set(target.index).op(Op.end);
  if (address !== undefined) bits.nowDefined(0, address);
  out.get(base);
  around.copy();
  flow.step(cursor, 1);
  flow.set(0, bitsOf(target));
}

/** In the branch that is hardly taken: reports an undefined address. */
function checkAddress(bits: Definedness, address: Shadow): void {
  if (address === undefined) return;
  emitAny(bits.out, address);
  bits.out.unlikelyIf();
  bits.reportValue(PointerBytes, [address]);
  bits.forget(address);
  bits.out.op(Op.end);
}

/** [i64] → [V bits of the value]: what the load does to the bytes it does to their V bits. */
function asLoaded(
  { out }: Definedness,
  memory: InstructionCursor["row"]["memory"],
  type: BitsType,
): void {
  if (memory.kind !== "load") return;
  if (type === i32) out.op(Op.i32WrapI64);
  if (!memory.signed) return;
  switch (memory.width) {
    case 1:
      out.op(type === i32 ? Op.i32Extend8S : Op.i64Extend8S);
      return;
    case 2:
      out.op(type === i32 ? Op.i32Extend16S : Op.i64Extend16S);
      return;
    case 4:
      out.op(Op.i64Extend32S);
      return;
  }
}

/** [address] → [value] from where V bits are always to be found beside the bytes. */
export function directLoad(
  bits: Definedness,
  cursor: InstructionCursor,
  access: Access,
  base: number,
): void {
  const { out, plan, flow } = bits;
  const target = bits.result(1, cursor.row.results[0]!);
  out.tee(base);
  out.get(base).memory(bitsLoad(cursor.opcode), plan.layout.definedness + access.offset);
  out.set(target.index);
  if (target.origin !== undefined) {
    // Of the first undefined byte.
    out.get(base).i32(access.offset).op(Op.i32Add).get(target.index);
    if (target.type === i64) out.op(Op.i64Ctz).op(Op.i32WrapI64);
    else out.op(Op.i32Ctz);
    out.i32(3).op(Op.i32ShrU).op(Op.i32Add).i32(-4).op(Op.i32And);
    out.memory(Op.i32Load, plan.layout.origins).set(target.origin);
  }
  bits.around.copy();
  flow.step(cursor, 1);
  flow.set(0, bitsOf(target));
}

/** [address value] → [] */
export function checkedStore(
  bits: Definedness,
  cursor: InstructionCursor,
  access: Access,
  { base, effective, value }: AccessLocals,
): void {
  const { out, plan, flow } = bits;
  const [address, stored] = [flow.peek(1), flow.peek(0)];
  out.set(value).set(base);
  emitAccessTest(out, plan, access, { base, effective });
  for (const each of [address, stored]) {
    if (each === undefined) continue;
    emitAny(out, each);
    out.op(Op.i32Or);
  }
  out.unlikelyIf();
  checkAddress(bits, address);
  checkStore(bits, access, base, stored, shadowType(cursor.row.params[1]!));
  out.op(Op.end);
  if (address !== undefined) bits.nowDefined(1, address);
  out.get(base).get(value);
  bits.around.copy();
  flow.step(cursor, 2);
}

function checkStore(
  bits: Definedness,
  access: Access,
  base: number,
  stored: Shadow,
  type: BitsType,
): void {
  const { out, plan } = bits;
  out.get(base).i32(access.offset).i32(packAccess(access)).i32(access.site);
  out.get(bits.around.csp);
  bits.bits(stored, type);
  if (type === i32) out.op(Op.i64ExtendI32U);
  if (plan.origins) emitOrigin(out, stored?.locals ?? []);
  out.call(plan.helper(`store${sizeOf(access)}`));
}

/** [address value] → [] to where V bits are always kept beside the bytes. */
export function directStore(
  bits: Definedness,
  cursor: InstructionCursor,
  access: Access,
  { base, value }: Omit<AccessLocals, "effective">,
): void {
  const { out, plan, flow } = bits;
  const stored = flow.peek(0);
  const type = shadowType(cursor.row.params[1]!);
  out.set(value).tee(base).get(value);
  bits.around.copy();
  out.get(base).zero(type);
  out.memory(bitsStore(cursor.opcode), plan.layout.definedness + access.offset);
  if (stored !== undefined) {
    // A clean granule has to learn that it no longer is.
    emitAny(out, stored);
    out.unlikelyIf();
    checkStore(bits, access, base, stored, type);
    out.op(Op.end);
  }
  flow.step(cursor, 2);
}

/**
 * [to, from or value, length], before the ranges are checked: how long they are is a decision, as in the loop that
 * they stand for.
 * @param from whether the second operand is a place too: in memory, or in a segment
 */
export function checkRange(bits: Definedness, from: boolean): void {
  bits.index(bits.around.site(), -1);
  if (from) bits.value(1, PointerBytes);
  bits.value(2, PointerBytes);
}

/** After the bytes were written: so are their V bits. */
export function writeRange(
  bits: Definedness,
  cursor: InstructionCursor,
  opcode: number,
  { to, from, length }: { readonly to: number; readonly from: number; readonly length: number },
  copied: boolean,
): void {
  const { out, plan, flow } = bits;
  const value = flow.peek(1);
  if (copied) {
    out.get(to).get(from).get(length).call(plan.helper("copyShadow"));
  } else if (opcode === Op.memoryFill && value !== undefined) {
    emitAny(out, value);
    out.unlikelyIf().get(to).get(length);
    bits.bits(value, i32);
    emitOrigin(out, value.locals);
    out.call(plan.hook("fillDefinedness"));
    out.op(Op.else).get(to).get(length).call(plan.helper("defineRange")).op(Op.end);
  } else {
    out.get(to).get(length).call(plan.helper("defineRange"));
  }
  flow.step(cursor, 3);
}

function sizeOf({ size }: Access): AccessSize {
  if (size === 1 || size === 2 || size === 4 || size === 8) return size;
  throw new RangeError(`no access has ${size} bytes`);
}

/** The load of V bits that belongs to a load: an integer of the same width, extended the same way. */
function bitsLoad(opcode: number): number {
  if (opcode === Op.f32Load) return Op.i32Load;
  return opcode === Op.f64Load ? Op.i64Load : opcode;
}
function bitsStore(opcode: number): number {
  if (opcode === Op.f32Store) return Op.i32Store;
  return opcode === Op.f64Store ? Op.i64Store : opcode;
}
