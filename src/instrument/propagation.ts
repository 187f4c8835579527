/**
 * What is emitted for each instruction of fixed type, so that its result's V bits are those of the table
 * in shadow/definedness-rules.ts (propagation.test.ts holds the two against each other).
 *
 * Those of vectors are in vector-propagation.ts. One more instruction: a line in the table at the end. One that has none runs with its result taken as
 * defined, and the report names it.
 */
import type { InstructionCursor } from "../wasm/instructions.ts";
import { ValueType } from "../wasm/module.ts";
import { OPCODES, Op, type OpcodeRow } from "../wasm/opcodes.ts";
import type { Definedness } from "./definedness.ts";
import { type BitsType, shadowType } from "./plan.ts";
import {
  adding,
  constant,
  defined,
  masking,
  type Propagation,
  resultType,
  spreading,
  unchanged,
} from "./propagation-common.ts";
import { BITWISE, type Shadow, Spread } from "./shadow-values.ts";
import { vectorPropagation } from "./vector-propagation.ts";

const { i32, i64, f32 } = ValueType;

/** What the instruction does to bits it does to their V bits: extension and wrap. */
const mirrored: Propagation = (pass, cursor) => {
  const shadow = pass.flow.peek(0);
  if (shadow !== undefined) {
    const target = pass.result(1, resultType(cursor));
    pass.compute(target, [shadow], () => {
      pass.bits(shadow, shadow.type);
      pass.out.op(cursor.opcode);
    });
    pass.around.copy();
    return target.bits;
  }
  pass.around.copy();
  return undefined;
};

/** By a defined amount V bits are shifted as the bits are; by one that is not, all may be anything. */
const shifting: Propagation = (pass, cursor) => {
  const { flow, out } = pass;
  const type = resultType(cursor);
  const [shifted, amount] = [flow.peek(1), flow.peek(0)];
  if (shifted === undefined && amount === undefined) return defined(pass, cursor);
  const target = pass.result(2, type);
  const by = pass.save([type])[0]!;
  const shift = () => {
    pass.bits(shifted, type);
    out.get(by).op(cursor.opcode);
  };
  if (amount === undefined) {
    pass.compute(target, [shifted], shift);
  } else {
    // Of the amount only the lowest bits count.
    const relevant = () => {
      pass.bits(amount, type);
      constant(pass, type, type === i64 ? 63 : 31);
      out.op(BITWISE[type].and);
    };
    pass.unless(target, [shifted, amount], () => {
      shift();
      constant(pass, type, -1);
      relevant();
      out.op(type === i64 ? Op.i64Eqz : Op.i32Eqz).op(Op.select);
    });
  }
  pass.restore([by]);
  pass.around.copy();
  return target.bits;
};

/**
 * x × y: carries move left; what is multiplied by a defined number has moved left already by that
 * number's trailing zeros. Most factors are constants, element sizes of arrays: these cost one shift.
 */
const multiplying: Propagation = (pass, cursor) => {
  const { flow, out } = pass;
  const type = resultType(cursor);
  const [x, y] = [flow.peek(1), flow.peek(0)];
  if (x === undefined && y === undefined) return defined(pass, cursor);
  const factor = type === i32 && y === undefined ? pass.around.constant(0) : undefined;
  if (factor === 0) return defined(pass, cursor);
  const target = pass.result(2, type);
  if (factor !== undefined) {
    pass.compute(target, [x], () => {
      pass.bits(x, type);
      out.i32(31 - Math.clz32(factor & -factor)).op(Op.i32Shl);
    });
    pass.around.copy();
    return { spread: Spread.Left, type, locals: [target] };
  }
  const wide = type === i64;
  const [first, second] = pass.save([type, type]) as [number, number];
  const isZero = (shadow: Shadow) => {
    pass.bits(shadow, type);
    out.op(wide ? Op.i64Eqz : Op.i32Eqz);
  };
  /** [] → [V bits]: of what is undefined times a defined number. */
  const moved = (shadow: Shadow, by: number) => {
    pass.bits(shadow, type);
    out
      .get(by)
      .zero(type)
      .get(by)
      .op(wide ? Op.i64Sub : Op.i32Sub);
    out.op(BITWISE[type].and).op(wide ? Op.i64Mul : Op.i32Mul);
  };
  pass.unless(target, [x, y], () => {
    // The lowest undefined bit, wherever it is now; all left of it follows below.
    moved(x, second);
    moved(y, first);
    pass.bits(x, type);
    pass.bits(y, type);
    out.op(BITWISE[type].or);
    isZero(x);
    out.op(Op.select);
    isZero(y);
    out.op(Op.select);
  });
  pass.restore([first, second]);
  pass.around.copy();
  return { spread: Spread.Left, type, locals: [target] };
};

/** How one comparison of integers is asked of the helpers. */
interface Comparison {
  readonly helper: "equalUndefined" | "lessUndefined";
  readonly signed: boolean;
  /** a > b is b < a; a ≤ b is not b < a. */
  readonly swapped: boolean;
}

/** Of an i64. */
const SignBit = -(2n ** 63n);

/** [] → [i32]: whether undefined bits decide; the values are in locals, of eqz only one. */
function emitComparison(
  pass: Definedness,
  type: BitsType,
  { helper, signed, swapped }: Comparison,
  values: readonly number[],
  shadows: readonly Shadow[],
): void {
  const { out } = pass;
  const order = swapped ? [1, 0] : [0, 1];
  for (const at of order) {
    const value = values[at];
    if (value === undefined) {
      out.zero(i64);
      continue;
    }
    out.get(value);
    pass.widened(type);
    // With the sign bit turned over, the order of signed numbers is that of unsigned ones.
    if (signed) out.i64(SignBit).op(Op.i64Xor);
  }
  for (const at of order) {
    pass.bits(shadows[at], type);
    pass.widened(type);
  }
  out.call(pass.plan.helper(helper));
}

function comparing(type: BitsType, comparison: Comparison): Propagation {
  return (pass, cursor) => {
    const { flow, out } = pass;
    const operands = cursor.row.params.length;
    const [top, below] = [flow.peek(0), operands === 1 ? undefined : flow.peek(1)];
    if (top === undefined && below === undefined) return defined(pass, cursor);
    const shadows = operands === 1 ? [top] : [below, top];
    // The negation of one undefined bit is one.
    if (operands === 1 && shadows[0]?.spread === Spread.Bit) return unchanged(pass, cursor);
    const decision = pass.decisionAfter(cursor);
    const target = decision === undefined ? pass.result(operands, i32) : undefined;
    const values = pass.save(cursor.row.params);
    const ask = () => emitComparison(pass, type, comparison, values, shadows);
    if (target !== undefined) {
      pass.unless(target, shadows, ask);
    } else if (decision !== undefined) {
      pass.whenAny(shadows, () => {
        ask();
        out.block(Op.if);
        pass.reportCondition(decision, shadows);
        out.op(Op.end);
      });
    }
    pass.restore(values);
    pass.around.copy();
    return target?.bits;
  };
}

/** clz, ctz, popcnt: defined when undefined bits cannot change the count; else all bits it may have. */
function counting(type: BitsType): Propagation {
  return (pass, cursor) => {
    const { flow, out } = pass;
    const shadow = flow.peek(0);
    if (shadow === undefined) return defined(pass, cursor);
    const ops = BITWISE[type];
    const target = pass.result(1, type);
    const [value] = pass.save([type]) as [number];
    pass.unless(target, [shadow], () => {
      constant(pass, type, type === i64 ? 0x7f : 0x3f);
      out.zero(type);
      // With every undefined bit 1, and with every one 0.
      out.get(value);
      pass.bits(shadow, type);
      out.op(ops.or).op(cursor.opcode).get(value);
      pass.bits(shadow, type);
      constant(pass, type, -1);
      out.op(ops.xor).op(ops.and).op(cursor.opcode);
      out.op(type === i64 ? Op.i64Ne : Op.i32Ne).op(Op.select);
    });
    pass.restore([value]);
    pass.around.copy();
    return target.bits;
  };
}

/** Undefined as a whole when anything is; reported when undefined bits decide whether it traps. */
function dividing(type: BitsType, overflows: boolean, signed: boolean): Propagation {
  return (pass, cursor) => {
    const { flow, out, plan } = pass;
    const [dividend, divisor] = [flow.peek(1), flow.peek(0)];
    if (dividend === undefined && divisor === undefined) return defined(pass, cursor);
    const target = pass.result(2, type);
    const shadows = [dividend, divisor];
    const values = pass.save([type, type]);
    const extend = signed ? Op.i64ExtendI32S : Op.i64ExtendI32U;
    pass.unless(target, shadows, () => {
      for (const value of values) {
        out.get(value);
        if (type === i32) out.op(extend);
      }
      for (const shadow of shadows) {
        pass.bits(shadow, type);
        if (type === i32) out.op(extend);
      }
      out.i64(overflows ? (type === i64 ? -(2n ** 63n) : -(2n ** 31n)) : 0n);
      out.call(plan.helper("divisionUndefined"));
      out.block(Op.if);
      pass.reportValue(type === i64 ? 8 : 4, [divisor, dividend]);
      out.op(Op.end);
      constant(pass, type, -1);
    });
    pass.restore(values);
    pass.around.copy();
    return target.bits;
  };
}

/** What is done with a table: its operands decide whether it traps. */
const accessing: Propagation = (pass, cursor) => {
  for (const below of cursor.row.params.keys()) pass.value(below, 4);
  pass.around.copy();
  return undefined;
};

/** A conversion that traps on what it cannot represent. */
const truncating: Propagation = (pass, cursor) => {
  pass.value(0, cursor.row.params[0] === f32 ? 4 : 8);
  pass.around.copy();
  return undefined;
};

/** All bits of the value but its sign. */
const MAGNITUDE = { [i32]: 0x7fffffffn, [i64]: 2n ** 63n - 1n } as const;

function magnitude(pass: Definedness, type: BitsType, shadow: Shadow): void {
  pass.bits(shadow, type);
  if (type === i64) pass.out.i64(MAGNITUDE[i64]).op(Op.i64And);
  else pass.out.i32(Number(MAGNITUDE[i32])).op(Op.i32And);
}

const absolute: Propagation = (pass, cursor) => {
  const shadow = pass.flow.peek(0);
  if (shadow === undefined) return defined(pass, cursor);
  const type = resultType(cursor);
  const target = pass.result(1, type);
  pass.compute(target, [shadow], () => magnitude(pass, type, shadow));
  pass.around.copy();
  return target.bits;
};

const copyingSign: Propagation = (pass, cursor) => {
  const [size, sign] = [pass.flow.peek(1), pass.flow.peek(0)];
  if (size === undefined && sign === undefined) return defined(pass, cursor);
  const type = resultType(cursor);
  const target = pass.result(2, type);
  pass.compute(target, [size, sign], () => {
    magnitude(pass, type, size);
    pass.bits(sign, type);
    if (type === i64) pass.out.i64(SignBit).op(Op.i64And).op(Op.i64Or);
    else
      pass.out
        .i32(-(2 ** 31))
        .op(Op.i32And)
        .op(Op.i32Or);
  });
  pass.around.copy();
  return target.bits;
};

const equality = { helper: "equalUndefined", signed: false, swapped: false } as const;
const order = (signed: boolean, swapped: boolean): Comparison => {
  return { helper: "lessUndefined", signed, swapped };
};

/** The table: instructions, as patterns of their names, and what is done about their V bits. */
const TABLE: readonly (readonly [pattern: RegExp, propagation: (type: BitsType) => Propagation])[] =
  [
    [/^(...\.const|nop|atomic\.fence|table\.size|elem\.drop|data\.drop)$/, () => defined],
    [/^table\.(init|copy)$/, () => accessing],
    [/^i..\.xor$/, () => spreading(Spread.Or)],
    [/^i..\.and$/, () => masking(false)],
    [/^i..\.or$/, () => masking(true)],
    [/^i..\.add$/, () => adding(false)],
    [/^i..\.sub$/, () => adding(true)],
    [/^i..\.mul$/, () => multiplying],
    [/^i..\.(shl|shr_[su]|rotl|rotr)$/, () => shifting],
    [/^i..\.(eq|ne|eqz)$/, (type) => comparing(type, equality)],
    [/^i..\.(lt|ge)_s$/, (type) => comparing(type, order(true, false))],
    [/^i..\.(lt|ge)_u$/, (type) => comparing(type, order(false, false))],
    [/^i..\.(gt|le)_s$/, (type) => comparing(type, order(true, true))],
    [/^i..\.(gt|le)_u$/, (type) => comparing(type, order(false, true))],
    [/^i..\.(clz|ctz|popcnt)$/, (type) => counting(type)],
    [/^i..\.div_s$/, (type) => dividing(type, true, true)],
    [/^i..\.rem_s$/, (type) => dividing(type, false, true)],
    [/^i..\.(div|rem)_u$/, (type) => dividing(type, false, false)],
    [/^(i32\.wrap_i64|i64\.extend_i32_[su]|i..\.extend(8|16|32)_s)$/, () => mirrored],
    [/^(...\.reinterpret_...|f..\.neg)$/, () => unchanged],
    [/^f..\.abs$/, () => absolute],
    [/^f..\.copysign$/, () => copyingSign],
    [/^f..\.(eq|ne|lt|gt|le|ge)$/, () => spreading(Spread.Bit)],
    [/^f..\.(ceil|floor|trunc|nearest|sqrt|add|sub|mul|div|min|max)$/, () => spreading(Spread.All)],
    [/^(f..\.convert_i.._[su]|f64\.promote_f32|f32\.demote_f64)$/, () => spreading(Spread.All)],
    [/^i..\.trunc_sat_f.._[su]$/, () => spreading(Spread.All)],
    [/^i..\.trunc_f.._[su]$/, () => truncating],
  ];

function propagationOf({ name, params, contextual, memory }: OpcodeRow): Propagation | undefined {
  if (contextual || memory.kind !== "none") return undefined;
  const line = TABLE.find(([pattern]) => pattern.test(name));
  return vectorPropagation(name) ?? line?.[1](shadowType(params[0] ?? i32));
}

/** By opcode; what is not in it is unknown. */
const PREFIXED: ReadonlyMap<number, Propagation | undefined> = new Map(
  OPCODES.map((row) => [row.code, propagationOf(row)]),
);
/** Those of one byte, nearly all: the look-up in a map showed in the profile. */
const PLAIN = Array.from({ length: 0x100 }, (_, code) => PREFIXED.get(code));

/** An instruction of fixed type that does not touch memory, written with what it needs. */
export function propagate(pass: Definedness, cursor: InstructionCursor): void {
  const { row, opcode } = cursor;
  const propagation = opcode < PLAIN.length ? PLAIN[opcode] : PREFIXED.get(opcode);
  if (propagation === undefined) pass.plan.unknownToDefinedness(row.name);
  const shadow = (propagation ?? defined)(pass, cursor);
  pass.flow.step(cursor, row.params.length);
  if (row.results.length > 0) pass.flow.set(0, shadow);
}
