/**
 * V bits of memory: what is emitted for loads and stores, whose bytes have theirs in the V shadow, and for
 * memory.copy and memory.fill. An access that is not known to be fine goes through the same inline test as without
 * V bits (access.ts), in which an undefined address or value takes the unlikely branch, too; there the helpers of
 * definedness-accesses.ts find out.
 */
import type { InstructionCursor } from "../wasm/instructions.ts";
import { ValueType } from "../wasm/module.ts";
import { Op } from "../wasm/opcodes.ts";
import { packAccess } from "./abi.ts";
import { type Access, emitAccessTest } from "./access.ts";
import type { CodeBuilder } from "./code-builder.ts";
import type { Definedness } from "./definedness.ts";
import type { AccessSize } from "./helper-table.ts";
import { type BitsType, shadowType } from "./plan.ts";
import { emitAny, emitOrigin, type Shadow, type ShadowLocal } from "./shadow-values.ts";
import { emitLaneStored, emitVectorLoaded } from "./vector-memory.ts";

const { i32, i64, v128 } = ValueType;
const PointerBytes = 4;
/** The scratch local that holds the V bits of bytes that become a vector. */
const BytesBits = 3;
const NARROW_LOADS = {
  1: Op.i64Load8U,
  2: Op.i64Load16U,
  4: Op.i64Load32U,
  8: Op.i64Load,
} as const;

const LOAD_HELPERS = { 1: "load1", 2: "load2", 4: "load4", 8: "load8", 16: "load16" } as const;
const STORE_HELPERS = {
  1: "store1",
  2: "store2",
  4: "store4",
  8: "store8",
  16: "store16",
} as const;

/** Scratch locals that an access is taken apart into. */
export interface AccessLocals {
  readonly base: number;
  readonly effective: number;
  readonly value: number;
}
/** The same for a load: the value is the vector that a lane is loaded into. */
type LoadLocals = Omit<AccessLocals, "value"> & { readonly value: number | undefined };

/** [address] → [value], of which the address was not known to be fine beforehand. */
export function checkedLoad(
  bits: Definedness,
  cursor: InstructionCursor,
  access: Access,
  { base, effective, value }: LoadLocals,
): void {
  const { out, plan, flow, around } = bits;
  const { row } = cursor;
  // The address, and perhaps the vector that a lane is loaded into.
  const operands = row.params.length;
  const address = flow.peek(operands - 1);
  const target = bits.result(operands, row.results[0]!);
  if (value !== undefined) out.set(value);
  out.set(base);
  emitAccessTest(out, plan, access, { base, effective });
  if (address !== undefined) {
    emitAny(out, address.locals);
    out.op(Op.i32Or);
  }
  out.unlikelyIf();
  checkAddress(bits, address);
  out.get(base).i32(access.offset).i32(packAccess(access)).i32(access.site).get(around.csp);
  passAddress(bits, address);
  out.call(plan.helper(LOAD_HELPERS[sizeOf(access)]));
  if (target.origin !== undefined) out.set(target.origin);
  if (target.type === v128) vectorLoaded(bits, cursor, target);
  else asLoaded(bits, row.memory, target.type);
  out.set(target.index);
  out.op(Op.else);
  if (operands > 1) loadDefinedLane(bits, cursor, target);
  else out.zero(target.type).set(target.index);
  out.op(Op.end);
  if (address !== undefined) bits.nowDefined(operands - 1, address);
  out.get(base);
  if (value !== undefined) out.get(value);
  around.copy();
  flow.step(cursor, operands);
  flow.set(0, target.bits);
}

/** [V bits of the bytes] → [V bits of the vector]; the origin of the bytes is in its place. */
function vectorLoaded(bits: Definedness, cursor: InstructionCursor, target: ShadowLocal): void {
  const { out, flow, around } = bits;
  const { memory } = cursor.row;
  if (memory.kind === "load" && memory.width === 16) return;
  const bytes = around.scratch(i64, BytesBits);
  out.set(bytes);
  if (cursor.row.params.length === 1) {
    emitVectorLoaded(out, cursor, bytes);
    return;
  }
  const others = flow.peek(0);
  bits.bits(others, v128);
  emitVectorLoaded(out, cursor, bytes);
  if (target.origin === undefined || others === undefined) return;
  out.get(target.origin);
  emitOrigin(out, others.locals);
  out.get(bytes).op(Op.i64Eqz).op(Op.i32Eqz).op(Op.select).set(target.origin);
}

/** The V bits of a vector one lane of which is now defined. */
function loadDefinedLane(bits: Definedness, cursor: InstructionCursor, target: ShadowLocal): void {
  const { out, flow, around } = bits;
  const others = flow.peek(0);
  const bytes = around.scratch(i64, BytesBits);
  bits.compute(target, [others], () => {
    out.zero(i64).set(bytes);
    bits.bits(others, v128);
    emitVectorLoaded(out, cursor, bytes);
  });
}

/** In the branch that is hardly taken: reports an undefined address, with its origin; without origins the helper does. */
export function checkAddress(bits: Definedness, address: Shadow): void {
  if (bits.plan.origins) reportAddress(bits, address);
}

/** The same where there is no such helper. */
export function reportAddress(bits: Definedness, address: Shadow): void {
  if (address === undefined) return;
  emitAny(bits.out, address.locals);
  bits.out.unlikelyIf();
  bits.reportValue(PointerBytes, [address]);
  bits.forget(address);
  bits.out.op(Op.end);
}

/** [] → [i32]: what the helpers call `undefinedAddress`. In this branch the address is defined from here on. */
export function passAddress(bits: Definedness, address: Shadow): void {
  if (address === undefined || bits.plan.origins) {
    bits.out.i32(0);
    return;
  }
  emitAny(bits.out, address.locals);
  bits.forget(address);
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
  { base, value }: Omit<LoadLocals, "effective">,
): void {
  const { out, plan, flow } = bits;
  const operands = cursor.row.params.length;
  const others = operands > 1 ? flow.peek(0) : undefined;
  const target = bits.result(operands, cursor.row.results[0]!);
  // The address stays where it is, unless something lies on it.
  if (value === undefined) out.tee(base);
  else out.set(value).set(base);
  out.get(base);
  if (operands > 1) bits.bits(others, v128);
  bitsAccess(out, cursor, bitsLoad(cursor.opcode), plan.layout.definedness + access.offset);
  if (target.origin !== undefined) directOrigin(bits, access, target.origin, base, others);
  out.set(target.index);
  if (value !== undefined) out.get(base).get(value);
  bits.around.copy();
  flow.step(cursor, operands);
  flow.set(0, target.bits);
}

/** That of the first undefined byte; of none, that of the vector's others. */
function directOrigin(
  { out, plan, around }: Definedness,
  access: Access,
  origin: number,
  base: number,
  others: Shadow,
): void {
  const { definedness, origins } = plan.layout;
  const bytes = around.scratch(i64, BytesBits);
  const bitsFrom = (opcode: number, from: number) => {
    out.get(base).memory(opcode, definedness + access.offset + from);
  };
  const size = sizeOf(access);
  out.get(base).i32(access.offset).op(Op.i32Add);
  if (size === 16) {
    // Nobody asks where a second half comes from unless the first one is defined.
    bitsFrom(Op.i64Load, 0);
    out.tee(bytes).op(Op.i64Ctz);
    bitsFrom(Op.i64Load, 8);
    out.op(Op.i64Ctz).i64(64).op(Op.i64Add);
    out.get(bytes).op(Op.i64Eqz).op(Op.i32Eqz).op(Op.select);
  } else {
    bitsFrom(NARROW_LOADS[size], 0);
    out.tee(bytes).op(Op.i64Ctz);
  }
  out.op(Op.i32WrapI64).i32(3).op(Op.i32ShrU).op(Op.i32Add).i32(-4).op(Op.i32And);
  out.memory(Op.i32Load, origins);
  if (others !== undefined) {
    emitOrigin(out, others.locals);
    out.get(bytes).op(Op.i64Eqz).op(Op.i32Eqz).op(Op.select);
  }
  out.set(origin);
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
    emitAny(out, each.locals);
    out.op(Op.i32Or);
  }
  out.unlikelyIf();
  checkAddress(bits, address);
  checkStore(bits, cursor, access, base, stored, address);
  out.op(Op.end);
  if (address !== undefined) bits.nowDefined(1, address);
  out.get(base).get(value);
  bits.around.copy();
  flow.step(cursor, 2);
}

/** In that branch: the value's V bits go where it goes. @param address undefined: it is known to be defined */
export function checkStore(
  bits: Definedness,
  cursor: InstructionCursor,
  access: Access,
  base: number,
  stored: Shadow,
  address?: Shadow,
): void {
  const { out, plan } = bits;
  const type = shadowType(cursor.row.params[1]!);
  out.get(base).i32(access.offset).i32(packAccess(access)).i32(access.site);
  out.get(bits.around.csp);
  passAddress(bits, address);
  bits.bits(stored, type);
  if (type === i32) out.op(Op.i64ExtendI32U);
  else if (cursor.row.immediates === "memargLane") emitLaneStored(out, cursor);
  if (plan.origins) emitOrigin(out, stored?.locals ?? []);
  out.call(plan.helper(STORE_HELPERS[sizeOf(access)]));
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
  bitsAccess(out, cursor, bitsStore(cursor.opcode), plan.layout.definedness + access.offset);
  if (stored !== undefined) {
    // A clean granule has to learn that it no longer is.
    emitAny(out, stored.locals);
    out.unlikelyIf();
    checkStore(bits, cursor, access, base, stored);
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
    emitAny(out, value.locals);
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

function sizeOf({ size }: Access): AccessSize | 16 {
  if (size === 1 || size === 2 || size === 4 || size === 8 || size === 16) return size;
  throw new RangeError(`no access has ${size} bytes`);
}

/** The instruction's own access, or what does the same to V bits, at another place. */
function bitsAccess(
  out: CodeBuilder,
  { row, lane }: InstructionCursor,
  opcode: number,
  offset: number,
): void {
  out.memory(opcode, offset);
  if (row.immediates === "memargLane") out.u32(lane);
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
