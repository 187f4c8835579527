import { ValueType } from "../wasm/module.ts";
import type { AtomicEffect } from "../wasm/opcode-row.ts";
import { Op } from "../wasm/opcodes.ts";
import { packAccess } from "./abi.ts";
import { type Access, emitAccessCheck, emitAccessTest } from "./access.ts";
import type { CodeBuilder } from "./code-builder.ts";
import { type Definedness, FirstValue } from "./definedness.ts";
import { checkAddress, checkStore, passAddress, reportAddress } from "./definedness-memory.ts";
import { memoryOf } from "./plan.ts";
import { emitAny, emitOrigin, type Shadow, type ShadowLocal } from "./shadow-values.ts";
import type { Walk } from "./walk.ts";

const { i32, i64 } = ValueType;

/** The current instruction. @param access of which `write` is as `writes` says */
export function emitAtomic(walk: Walk, effect: AtomicEffect, access: Access): void {
  const { out, plan, csp, scratch, bits, cursor } = walk;
  const { params } = cursor.row;
  const operands = params.map((type, at) => scratch(type, FirstValue + at));
  const base = operands[0]!;
  const effective = scratch(i32, 1);
  const save = () => {
    for (const local of operands.toReversed()) out.set(local);
  };
  const carryOut = () => {
    if (effect.does === "wait" && memoryOf(plan.module).shared) emitWait(walk, effect, operands);
    else {
      for (const local of operands) out.get(local);
      walk.copy();
    }
  };
  if (bits === undefined) {
    save();
    emitAccessCheck(out, plan, access, { base, effective, csp });
    carryOut();
    return;
  }
  const { flow } = bits;
  const target = reads(effect) ? bits.result(params.length, effect.type) : undefined;
  save();
  emitLookUp(walk, bits, effect, access, { base, effective }, target);
  carryOut();
  if (target !== undefined && access.write) {
    emitChanged(walk, bits, effect, access, operands, target);
  }
  flow.step(cursor, params.length);
  if (target !== undefined) flow.set(0, target.bits);
}

export function writes({ does }: AtomicEffect): boolean {
  return !["load", "wait", "notify"].includes(does);
}

/** Whether what is there becomes a value of the program's. */
function reads({ does }: AtomicEffect): boolean {
  return !["store", "wait", "notify"].includes(does);
}

/** [] → []: the check, and V bits of what is there into `target`. */
function emitLookUp(
  { out, plan, csp, cursor }: Walk,
  bits: Definedness,
  { does, type }: AtomicEffect,
  access: Access,
  locals: { readonly base: number; readonly effective: number },
  target: ShadowLocal | undefined,
): void {
  const { flow } = bits;
  const below = cursor.row.params.length - 1;
  const address = flow.peek(below);
  const stored = does === "store" ? flow.peek(0) : undefined;
  emitAccessTest(out, plan, access, locals);
  for (const shadow of [address, stored]) {
    if (shadow === undefined) continue;
    emitAny(out, shadow.locals);
    out.op(Op.i32Or);
  }
  out.unlikelyIf();
  if (does !== "store" && target === undefined) reportAddress(bits, address);
  else checkAddress(bits, address);
  if (does === "store") {
    checkStore(bits, cursor, access, locals.base, stored, address);
  } else {
    out.get(locals.base).i32(access.offset).i32(packAccess(access)).i32(access.site).get(csp);
    if (target === undefined) {
      out.call(plan.helper("checkAccess"));
    } else {
      passAddress(bits, address);
      out.call(plan.helper(`load${widthOf(access)}`));
      if (target.origin !== undefined) out.set(target.origin);
      if (type === i32) out.op(Op.i32WrapI64);
      out.set(target.index).op(Op.else).zero(type).set(target.index);
    }
  }
  out.op(Op.end);
  if (address !== undefined) bits.nowDefined(below, address);
}

/** [what was there] → the same; V bits of what is there now are those of the two combined. */
function emitChanged(
  { out, plan, csp, scratch, cursor }: Walk,
  bits: Definedness,
  { does, type, width }: AtomicEffect,
  access: Access,
  operands: readonly number[],
  was: ShadowLocal,
): void {
  const { flow } = bits;
  const given = flow.peek(0);
  const all: readonly Shadow[] = [was.bits, given];
  const before = scratch(type, FirstValue + cursor.row.params.length);
  out.set(before);
  bits.whenAny(all, () => {
    out.get(operands[0]!).i32(access.offset);
    out
      .i32(packAccess({ ...access, again: true }))
      .i32(access.site)
      .get(csp);
    // It was looked at before.
    passAddress(bits, undefined);
    const parts = {
      type,
      width,
      was: () => out.get(was.index),
      given: () => bits.bits(given, type),
      before,
      operand: operands.at(-1)!,
      expected: operands[1]!,
    };
    COMBINED[does]?.(out, parts);
    if (type === i32) out.op(Op.i64ExtendI32U);
    if (plan.origins)
      emitOrigin(
        out,
        all.flatMap((each) => each?.locals ?? []),
      );
    out.call(plan.helper(`store${widthOf(access)}`));
  });
  out.get(before);
}

interface Parts {
  readonly type: AtomicEffect["type"];
  readonly width: AtomicEffect["width"];
  /** [] → [V bits], of what was there and of the last operand. */
  readonly was: () => void;
  readonly given: () => void;
  /** The locals that hold these values; of cmpxchg, the operand before as well. */
  readonly before: number;
  readonly operand: number;
  readonly expected: number;
}
/** [] → [V bits of what is there now] */
type Combined = (out: CodeBuilder, parts: Parts) => void;

const OPS = {
  [i32]: { and: Op.i32And, or: Op.i32Or, xor: Op.i32Xor, sub: Op.i32Sub, eq: Op.i32Eq },
  [i64]: { and: Op.i64And, or: Op.i64Or, xor: Op.i64Xor, sub: Op.i64Sub, eq: Op.i64Eq },
} as const;

const either: Combined = (out, { type, was, given }) => {
  was();
  given();
  out.op(OPS[type].or);
};

/** Carries move left: from the lowest undefined bit on, none is certain. */
const carried: Combined = (out, parts) => {
  const { type } = parts;
  either(out, parts);
  out.zero(type);
  either(out, parts);
  out.op(OPS[type].sub).op(OPS[type].or);
};

/** As `masking` in propagation.ts: a bit is defined where one of the two is a defined 0 (`or`: 1). */
function masked(inverted: boolean): Combined {
  return (out, parts) => {
    const { type, was, given, before, operand } = parts;
    const { and, or, xor } = OPS[type];
    const value = (local: number) => {
      out.get(local);
      if (inverted) constant(out, type, -1n).op(xor);
    };
    was();
    value(before);
    out.op(or);
    given();
    value(operand);
    out.op(or).op(and);
    either(out, parts);
    out.op(and);
  };
}

const COMBINED: { readonly [Does in AtomicEffect["does"]]?: Combined } = {
  add: carried,
  sub: carried,
  and: masked(false),
  or: masked(true),
  xor: either,
  xchg: (_, { given }) => given(),
  cmpxchg: (out, { type, width, was, given, before, expected }) => {
    given();
    was();
    // Of the expected value only as many bits count.
    out.get(before).get(expected);
    constant(out, type, width === 8 ? -1n : (1n << BigInt(8 * width)) - 1n);
    out.op(OPS[type].and).op(OPS[type].eq).op(Op.select);
  },
};

function constant(out: CodeBuilder, type: AtomicEffect["type"], value: bigint): CodeBuilder {
  return type === i64
    ? out.i64(BigInt.asIntN(64, value))
    : out.i32(Number(BigInt.asIntN(32, value)));
}

/**
 * [] → [i32]: 1 when something else is there than expected, otherwise 2 when the time is over. Nobody else runs who
 * might end that before. In a memory that several threads can have the engine would wait itself; ours is none.
 */
function emitWait(
  { out, plan, cursor }: Walk,
  { type }: AtomicEffect,
  [base, expected, timeout]: readonly number[],
): void {
  out
    .get(base!)
    .op(type === i32 ? Op.i32AtomicLoad : Op.i64AtomicLoad)
    .u32(cursor.a)
    .u32(cursor.b);
  out.get(expected!).op(OPS[type].eq).op(Op.if).op(i32);
  out.get(timeout!).op(Op.i32WrapI64).get(timeout!).i64(32).op(Op.i64ShrU).op(Op.i32WrapI64);
  out.call(plan.hook("wait")).op(Op.else).i32(1).op(Op.end);
}

function widthOf({ size }: Access): AtomicEffect["width"] {
  if (size === 1 || size === 2 || size === 4 || size === 8) return size;
  throw new RangeError(`no atomic access has ${size} bytes`);
}
