/**
 * What is emitted for each instruction of vectors, so that its result's V bits are those of the rules in
 * shadow/vector-rules.ts (vector-propagation.test.ts holds the two against each other). A vector's V bits are a
 * vector: what moves lanes moves them with the very same instruction, and what is known of lanes that are undefined
 * as a whole is a comparison of V bits with 0.
 *
 * One more instruction: a line in the table at the end.
 */
import type { InstructionCursor } from "../wasm/instructions.ts";
import { ValueType } from "../wasm/module.ts";
import { Op } from "../wasm/opcodes.ts";
import type { Definedness } from "./definedness.ts";
import { shadowType } from "./plan.ts";
import {
  adding,
  defined,
  masking,
  type Propagation,
  resultType,
  spreading,
  unchanged,
} from "./propagation-common.ts";
import { emitWholeLanes, type LaneWidth, type Shadow, Spread } from "./shadow-values.ts";

const { i32, v128 } = ValueType;

/** What is done to bits is done to those of floats under the name of the integers as wide. */
const OF_INTEGERS: ReadonlyMap<number, number> = new Map([
  [Op.f32x4Splat, Op.i32x4Splat],
  [Op.f64x2Splat, Op.i64x2Splat],
  [Op.f32x4ExtractLane, Op.i32x4ExtractLane],
  [Op.f64x2ExtractLane, Op.i64x2ExtractLane],
  [Op.f32x4ReplaceLane, Op.i32x4ReplaceLane],
  [Op.f64x2ReplaceLane, Op.i64x2ReplaceLane],
]);

/** [V bits of the operands] → [V bits of the result], by the instruction itself. */
function emitMoved({ out, around }: Definedness, { opcode, row, lane }: InstructionCursor): void {
  const ofIntegers = OF_INTEGERS.get(opcode);
  if (ofIntegers === undefined) around.copy();
  else if (row.immediates === "lane") out.lane(ofIntegers, lane);
  else out.op(ofIntegers);
}

function operandShadows({ flow }: Definedness, { row }: InstructionCursor): readonly Shadow[] {
  return row.params.map((_, at) => flow.peek(row.params.length - 1 - at));
}

function areDefined(shadows: readonly Shadow[]): boolean {
  return shadows.every((each) => each === undefined);
}

/** What the instruction does to bits it does to their V bits: they move, or are extended. */
const moving: Propagation = (pass, cursor) => {
  const shadows = operandShadows(pass, cursor);
  if (areDefined(shadows)) return defined(pass, cursor);
  const target = pass.result(shadows.length, resultType(cursor));
  pass.compute(target, shadows, () => {
    for (const [at, shadow] of shadows.entries()) {
      pass.bits(shadow, shadowType(cursor.row.params[at]!));
    }
    emitMoved(pass, cursor);
  });
  pass.around.copy();
  return target.bits;
};

/** x & ~y: a bit is defined where both are, where x is a defined 0 and where y is a defined 1. */
const maskingNot: Propagation = (pass, cursor) => {
  const { out } = pass;
  const [x, y] = operandShadows(pass, cursor);
  if (x === undefined && y === undefined) return defined(pass, cursor);
  const target = pass.result(2, v128);
  const [first, second] = pass.save([v128, v128]) as [number, number];
  pass.unless(target, [x, y], () => {
    // (x | V(x)) & V(y)  |  V(x) & ~(y & ~V(y))
    out.get(first);
    pass.bits(x, v128);
    out.op(Op.v128Or);
    pass.bits(y, v128);
    out.op(Op.v128And);
    pass.bits(x, v128);
    out.get(second);
    pass.bits(y, v128);
    out.op(Op.v128Andnot).op(Op.v128Andnot).op(Op.v128Or);
  });
  pass.restore([first, second]);
  pass.around.copy();
  return target.bits;
};

/** Bit by bit what select is: of an undefined choice only what differs, or is undefined in one of them. */
const selectingBits: Propagation = (pass, cursor) => {
  const { out } = pass;
  const shadows = operandShadows(pass, cursor);
  if (areDefined(shadows)) return defined(pass, cursor);
  const [x, y, mask] = shadows;
  const target = pass.result(3, v128);
  const values = pass.save([v128, v128, v128]);
  const [first, second, choice] = values as [number, number, number];
  pass.unless(target, shadows, () => {
    pass.bits(x, v128);
    pass.bits(y, v128);
    out.get(choice).op(Op.v128Bitselect);
    if (mask !== undefined) {
      out.get(first).get(second).op(Op.v128Xor);
      for (const shadow of [x, y]) {
        pass.bits(shadow, v128);
        out.op(Op.v128Or);
      }
      pass.bits(mask, v128);
      out.op(Op.v128And).op(Op.v128Or);
    }
  });
  pass.restore(values);
  pass.around.copy();
  return target.bits;
};

/** By a defined amount V bits are shifted as the bits are; by one that is not, all may be anything. */
function shiftingLanes(width: LaneWidth): Propagation {
  return (pass, cursor) => {
    const { out } = pass;
    const [shifted, amount] = operandShadows(pass, cursor);
    if (shifted === undefined && amount === undefined) return defined(pass, cursor);
    const target = pass.result(2, v128);
    const [by] = pass.save([i32]) as [number];
    const shift = () => {
      pass.bits(shifted, v128);
      out.get(by).op(cursor.opcode);
    };
    if (amount === undefined) {
      pass.compute(target, [shifted], shift);
    } else {
      pass.unless(target, [shifted, amount], () => {
        shift();
        out.lanes(64, -1n);
        // Of the amount only the lowest bits count.
        pass.bits(amount, i32);
        out
          .i32(width - 1)
          .op(Op.i32And)
          .op(Op.i32Eqz)
          .op(Op.select);
      });
    }
    pass.restore([by]);
    pass.around.copy();
    return target.bits;
  };
}

/** A lane whose index is undefined is, as a whole. */
const swizzling: Propagation = (pass, cursor) => {
  const { out } = pass;
  const [lanes, indices] = operandShadows(pass, cursor);
  if (lanes === undefined && indices === undefined) return defined(pass, cursor);
  const target = pass.result(2, v128);
  const [chosen] = pass.save([v128]) as [number];
  pass.unless(target, [lanes, indices], () => {
    pass.bits(lanes, v128);
    out.get(chosen).op(cursor.opcode);
    pass.bits(indices, v128);
    emitWholeLanes(out, 8);
    out.op(Op.v128Or);
  });
  pass.restore([chosen]);
  pass.around.copy();
  return target.bits;
};

/** x = y and x ≠ y, lane by lane: undefined unless a bit that is defined in both differs. */
function equatingLanes(width: LaneWidth): Propagation {
  return (pass, cursor) => {
    const { out } = pass;
    const shadows = operandShadows(pass, cursor);
    if (areDefined(shadows)) return defined(pass, cursor);
    const target = pass.result(2, v128);
    const values = pass.save([v128, v128]) as [number, number];
    const either = () => {
      const [x, y] = shadows;
      pass.bits(x ?? y, v128);
      if (x === undefined || y === undefined) return;
      pass.bits(y, v128);
      out.op(Op.v128Or);
    };
    pass.unless(target, shadows, () => {
      either();
      emitWholeLanes(out, width);
      out.get(values[0]).get(values[1]).op(Op.v128Xor);
      either();
      out.op(Op.v128Andnot);
      emitWholeLanes(out, width);
      out.op(Op.v128Andnot);
    });
    pass.restore(values);
    pass.around.copy();
    return target.bits;
  };
}

/**
 * x < y and the like, lane by lane: undecided when the answer for the least x and the greatest y is not the one for
 * the greatest x and the least y.
 */
function orderingLanes(width: LaneWidth, signed: boolean): Propagation {
  return (pass, cursor) => {
    const { out } = pass;
    const shadows = operandShadows(pass, cursor);
    if (areDefined(shadows)) return defined(pass, cursor);
    const target = pass.result(2, v128);
    const values = pass.save([v128, v128]);
    // With the sign bit turned over and back again, signed numbers are filled in like unsigned ones.
    const turn = () => {
      if (signed) out.lanes(width, 1n << BigInt(width - 1)).op(Op.v128Xor);
    };
    const extreme = (at: number, greatest: boolean) => {
      out.get(values[at]!);
      if (shadows[at] === undefined) return;
      turn();
      pass.bits(shadows[at], v128);
      out.op(greatest ? Op.v128Or : Op.v128Andnot);
      turn();
    };
    pass.unless(target, shadows, () => {
      for (const first of [true, false]) {
        extreme(0, first);
        extreme(1, !first);
        out.op(cursor.opcode);
      }
      out.op(Op.v128Xor);
    });
    pass.restore(values);
    pass.around.copy();
    return target.bits;
  };
}

/** any_true and all_true: undecided when the answers for the least and the greatest lanes differ. */
const testing: Propagation = (pass, cursor) => {
  const { out, flow } = pass;
  const shadow = flow.peek(0);
  if (shadow === undefined) return defined(pass, cursor);
  const target = pass.result(1, i32);
  const [value] = pass.save([v128]) as [number];
  const bits = () => pass.bits(shadow, v128);
  pass.unless(target, [shadow], () => {
    out.get(value);
    bits();
    out.op(Op.v128Andnot).op(cursor.opcode).get(value);
    bits();
    out.op(Op.v128Or).op(cursor.opcode).op(Op.i32Xor);
  });
  pass.restore([value]);
  pass.around.copy();
  return target.bits;
};

/** Lanes that are undefined as a whole become lanes of the result, by the instruction that `emit` writes. */
function reshaping(width: LaneWidth, emit: (out: Definedness["out"]) => void): Propagation {
  return (pass, cursor) => {
    const spread = Spread[`Lanes${width}`];
    const shadow = pass.combined(spread, v128, cursor.row.params.length);
    if (shadow === undefined) return defined(pass, cursor);
    const target = pass.result(cursor.row.params.length, v128);
    pass.compute(target, [shadow], () => {
      pass.bits(shadow, v128);
      emit(pass.out);
    });
    pass.around.copy();
    return target.bits;
  };
}

/** Two lanes of 64 bits become the two lower ones of 32. */
function emitHalved(out: Definedness["out"]): void {
  out.zero(v128).op(Op.i8x16Shuffle);
  for (const lane of [0, 1, 2, 3, 8, 9, 10, 11, 16, 17, 18, 19, 20, 21, 22, 23]) out.u32(lane);
}

/** The arithmetic shift that leaves the signs of lanes. */
const SHIFTS = { 16: Op.i16x8ShrS, 32: Op.i32x4ShrS } as const;
const NARROWED = { 16: Op.i8x16NarrowI16x8U, 32: Op.i16x8NarrowI32x4U } as const;

/**
 * The lower half of each lane, unless that does not hold the number. Where it always does, the V bits are those of
 * the lower half; where it may not, all bits of a lane are undefined when any is.
 */
function narrowing(width: 16 | 32, signed: boolean): Propagation {
  const low = (1n << BigInt(width / 2)) - 1n;
  // Bits that are the sign, or 0, in a number that fits.
  const beyond = signed ? ~(low >> 1n) : ~low;
  return (pass, cursor) => {
    const { out } = pass;
    const shadows = operandShadows(pass, cursor);
    if (areDefined(shadows)) return defined(pass, cursor);
    const target = pass.result(2, v128);
    const values = pass.save([v128, v128]);
    pass.unless(target, shadows, () => {
      for (const [at, shadow] of shadows.entries()) {
        if (shadow === undefined) {
          out.zero(v128);
          continue;
        }
        const bits = () => pass.bits(shadow, v128);
        const value = values[at]!;
        bits();
        out.get(value);
        if (signed)
          out
            .get(value)
            .i32(width - 1)
            .op(SHIFTS[width])
            .op(Op.v128Xor);
        bits();
        out.op(Op.v128Or).lanes(width, beyond).op(Op.v128And);
        emitWholeLanes(out, width);
        bits();
        emitWholeLanes(out, width);
        out.op(Op.v128And).op(Op.v128Or).lanes(width, low).op(Op.v128And);
      }
      out.op(NARROWED[width]);
    });
    pass.restore(values);
    pass.around.copy();
    return target.bits;
  };
}

/** All bits of each lane but the sign. */
function absoluteLanes(width: 32 | 64): Propagation {
  return (pass, cursor) => {
    const shadow = pass.flow.peek(0);
    if (shadow === undefined) return defined(pass, cursor);
    const target = pass.result(1, v128);
    pass.compute(target, [shadow], () => {
      pass.bits(shadow, v128);
      pass.out.lanes(width, (1n << BigInt(width - 1)) - 1n).op(Op.v128And);
    });
    pass.around.copy();
    return target.bits;
  };
}

const EXTENSIONS: Readonly<Record<string, number>> = {
  low16: Op.i16x8ExtendLowI8x16S,
  high16: Op.i16x8ExtendHighI8x16S,
  low32: Op.i32x4ExtendLowI16x8S,
  high32: Op.i32x4ExtendHighI16x8S,
  low64: Op.i64x2ExtendLowI32x4S,
  high64: Op.i64x2ExtendHighI32x4S,
};
/** Half of the lanes, each made twice as wide. @param width of the lanes of the result */
function widening(half: string, width: LaneWidth): Propagation {
  const extension = EXTENSIONS[`${half}${width}`];
  if (extension === undefined) throw new RangeError(`no lanes are widened to ${width} bits`);
  return reshaping((width / 2) as LaneWidth, (out) => out.op(extension));
}

const wholeLanes = (width: LaneWidth) => spreading(Spread[`Lanes${width}`]);

/**
 * The table: instructions, as patterns of their names, and what is done about their V bits. Given the width of the
 * lanes named first, in bits.
 */
export const VECTOR_TABLE: readonly (readonly [
  pattern: RegExp,
  propagation: (width: LaneWidth, name: string) => Propagation,
])[] = [
  [/^v128\.const$/, () => defined],
  [/^v128\.not$|^f..x.\.neg$/, () => unchanged],
  [/^v128\.xor$/, () => spreading(Spread.Or)],
  [/^v128\.and$/, () => masking(false)],
  [/^v128\.or$/, () => masking(true)],
  [/^v128\.andnot$/, () => maskingNot],
  [/^v128\.bitselect$/, () => selectingBits],
  [/\.(any|all)_true$/, () => testing],
  [/\.(splat|extract_lane(_[su])?|replace_lane|shuffle|bitmask|extend_.*)$/, () => moving],
  [/\.swizzle$/, () => swizzling],
  [/^i.*\.(shl|shr_[su])$/, (width) => shiftingLanes(width)],
  [/^i.*\.add$/, () => adding(false)],
  [/^i.*\.sub$/, () => adding(true)],
  [/^i.*\.(eq|ne)$/, (width) => equatingLanes(width)],
  [/^i.*\.(lt|gt|le|ge)_s$/, (width) => orderingLanes(width, true)],
  [/^i.*\.(lt|gt|le|ge)_u$/, (width) => orderingLanes(width, false)],
  [/\.narrow_i16x8_[su]$/, (_, name) => narrowing(16, name.endsWith("s"))],
  [/\.narrow_i32x4_[su]$/, (_, name) => narrowing(32, name.endsWith("s"))],
  [/\.extmul_low_/, (width) => widening("low", width)],
  [/\.extmul_high_/, (width) => widening("high", width)],
  [/^f64x2\.(convert_low_i32x4_[su]|promote_low_f32x4)$/, (width) => widening("low", width)],
  [/_zero$/, () => reshaping(64, emitHalved)],
  [/^f32x4\.abs$/, () => absoluteLanes(32)],
  [/^f64x2\.abs$/, () => absoluteLanes(64)],
  [/^i.*\.(abs|neg|mul|popcnt|q15mulr_sat_s|avgr_u)$/, (width) => wholeLanes(width)],
  [/^i.*\.((add|sub)_sat|min|max)_[su]$/, (width) => wholeLanes(width)],
  [/^i.*\.(extadd_pairwise|dot|trunc_sat)_/, (width) => wholeLanes(width)],
  [/^f.*\.(eq|ne|lt|gt|le|ge)$/, (width) => wholeLanes(width)],
  [/^f.*\.(ceil|floor|trunc|nearest|sqrt|add|sub|mul|div|p?min|p?max)$/, (w) => wholeLanes(w)],
  [/^f32x4\.convert_/, (width) => wholeLanes(width)],
];

/** What is done about an instruction of vectors, by its name; undefined for any other. */
export function vectorPropagation(name: string): Propagation | undefined {
  const [, width] = /^(?:v|[if](\d+)x\d+\.)/.exec(name) ?? [];
  if (width === undefined && !name.startsWith("v128.")) return undefined;
  const line = VECTOR_TABLE.find(([pattern]) => pattern.test(name));
  return line?.[1](Number(width ?? 8) as LaneWidth, name);
}
