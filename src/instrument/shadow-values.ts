/**
 * What the rewriter knows, where it stands, of the V bits of a value on the operand stack, and how
 * they are got at.
 *
 * A value is *defined* for certain (then nothing is emitted for it), or its V bits are a function of
 * a few locals that hold V bits. The function is not carried out until somebody needs its result: most
 * sums are addresses, and whether any bit of an address is undefined can be asked of the summands.
 */
import { ValueType } from "../wasm/module.ts";
import { Op } from "../wasm/opcodes.ts";
import type { CodeBuilder } from "./code-builder.ts";
import type { BitsType } from "./plan.ts";

const { i32, i64, v128 } = ValueType;

/** A local of the rewritten function that holds V bits. */
export class ShadowLocal {
  readonly index: number;
  readonly type: BitsType;
  /** The original local whose bits these are; undefined for an operand's. */
  readonly owner: number | undefined;
  /** The local that holds the origin, when origins are tracked. */
  readonly origin: number | undefined;
  /** What it holds, as a value's. */
  readonly bits: MaybeUndefined;

  constructor(
    index: number,
    type: BitsType,
    owner: number | undefined,
    origin: number | undefined,
  ) {
    this.index = index;
    this.type = type;
    this.owner = owner;
    this.origin = origin;
    this.bits = { spread: Spread.Or, type, locals: [this] };
  }
}

/** How the V bits of a value follow from the locals named with them. */
export const Spread = {
  /** All of them or-ed together. */
  Or: 0,
  /** That, and every bit left of the lowest one: carries move left. */
  Left: 1,
  /** All bits when there is any. */
  All: 2,
  /** Bit 0 when there is any: the result of a comparison. */
  Bit: 3,
  /** Of vectors: all bits of each lane in which there is any; lanes of so many bits. */
  Lanes8: 8,
  Lanes16: 16,
  Lanes32: 32,
  Lanes64: 64,
} as const;
export type Spread = (typeof Spread)[keyof typeof Spread];

export interface MaybeUndefined {
  readonly spread: Spread;
  readonly type: BitsType;
  /** At least one. With `Or`, `Left` and lanes they are all of `type`. */
  readonly locals: readonly ShadowLocal[];
}
/** undefined: the value is defined. */
export type Shadow = MaybeUndefined | undefined;

/** The instructions that work on bits, of each type. */
export const BITWISE = {
  [i32]: { and: Op.i32And, or: Op.i32Or, xor: Op.i32Xor },
  [i64]: { and: Op.i64And, or: Op.i64Or, xor: Op.i64Xor },
  [v128]: { and: Op.v128And, or: Op.v128Or, xor: Op.v128Xor },
} as const;

/** More than these are combined into one before they are used again. */
export const MostLocals = 4;

/** These and those of a shadow, each once. */
export function union(locals: readonly ShadowLocal[], shadow: Shadow): readonly ShadowLocal[] {
  if (shadow === undefined) return locals;
  if (locals.length === 0) return shadow.locals;
  const more = shadow.locals.filter((each) => !locals.includes(each));
  return more.length === 0 ? locals : locals.concat(more);
}

/** Whether `spread` of two such values is one of their locals: what was spread before stays so. */
export function combines(shadow: Shadow, spread: Spread): boolean {
  if (shadow === undefined || spread === Spread.All || spread === Spread.Bit) return true;
  if (shadow.spread === Spread.Or || shadow.spread === spread) return true;
  // Wide lanes are made of narrow ones.
  return shadow.spread >= Spread.Lanes8 && shadow.spread < spread;
}

/** [] → [i32, i64 or v128]: the V bits. `scratch` is a local of the same type. */
export function emitBits(
  out: CodeBuilder,
  shadow: Shadow,
  type: BitsType,
  scratch: (type: BitsType) => number,
): void {
  if (shadow === undefined) {
    out.zero(type);
    return;
  }
  switch (shadow.spread) {
    case Spread.Or:
      emitOr(out, shadow.locals);
      return;
    case Spread.Left: {
      // x | −x: the lowest set bit and all left of it.
      const wide = type === i64;
      const [only] = shadow.locals;
      if (shadow.locals.length === 1 && only !== undefined) {
        out
          .zero(type)
          .get(only.index)
          .op(wide ? Op.i64Sub : Op.i32Sub)
          .get(only.index);
      } else {
        const or = scratch(type);
        emitOr(out, shadow.locals);
        out
          .set(or)
          .zero(type)
          .get(or)
          .op(wide ? Op.i64Sub : Op.i32Sub)
          .get(or);
      }
      out.op(wide ? Op.i64Or : Op.i32Or);
      return;
    }
    case Spread.All:
      out.zero(type);
      emitIsAny(out, shadow);
      if (type === i64) out.op(Op.i64ExtendI32U).op(Op.i64Sub);
      else out.op(Op.i32Sub);
      return;
    case Spread.Bit:
      emitIsAny(out, shadow);
      return;
    default:
      emitOr(out, shadow.locals);
      emitWholeLanes(out, shadow.spread);
  }
}

/** The widths of lanes, in bits. */
export type LaneWidth = 8 | 16 | 32 | 64;
const LANES_DIFFER = { 8: Op.i8x16Ne, 16: Op.i16x8Ne, 32: Op.i32x4Ne, 64: Op.i64x2Ne } as const;

/** [v128] → [v128]: all bits of each lane that is not 0. */
export function emitWholeLanes(out: CodeBuilder, width: LaneWidth): void {
  out.zero(v128).op(LANES_DIFFER[width]);
}

/** [] → [i32]: not 0 when a bit of these is undefined. @param locals at least one */
export function emitAny(out: CodeBuilder, locals: readonly ShadowLocal[]): void {
  const { type } = locals[0]!;
  // Nearly always.
  if (locals.length === 1 || locals.every((each) => each.type === type)) {
    emitOr(out, locals);
    emitIsNotZero(out, type);
    return;
  }
  let joined = false;
  for (const type of [i32, i64, v128] as const) {
    const some = locals.filter((each) => each.type === type);
    if (some.length === 0) continue;
    emitOr(out, some);
    emitIsNotZero(out, type);
    if (joined) out.op(Op.i32Or);
    joined = true;
  }
}

/** [V bits] → [i32]: not 0 when there is any. */
export function emitIsNotZero(out: CodeBuilder, type: BitsType): void {
  if (type === i64) out.op(Op.i64Eqz).op(Op.i32Eqz);
  else if (type === v128) out.op(Op.v128AnyTrue);
}

/** [] → [i32]: 1 when a bit is undefined, else 0. */
export function emitIsAny(out: CodeBuilder, shadow: MaybeUndefined): void {
  emitAny(out, shadow.locals);
  if (shadow.locals.some(({ type }) => type === i32)) out.zero(i32).op(Op.i32Ne);
}

/** [] → [i32]: the origin of the first local that has an undefined bit. */
export function emitOrigin(out: CodeBuilder, locals: readonly ShadowLocal[]): void {
  const [first, ...others] = locals;
  if (first?.origin === undefined) {
    out.zero(i32);
    return;
  }
  out.get(first.origin);
  if (others.length === 0) return;
  emitOrigin(out, others);
  out.get(first.index);
  emitIsNotZero(out, first.type);
  out.op(Op.select);
}

function emitOr(out: CodeBuilder, locals: readonly ShadowLocal[]): void {
  for (let at = 0; at < locals.length; at++) {
    const { index, type } = locals[at]!;
    out.get(index);
    if (at > 0) out.op(BITWISE[type].or);
  }
}
