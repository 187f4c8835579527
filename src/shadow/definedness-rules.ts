/**
 * The rules of definedness: which bits of an operation's result are undefined, given the operands'
 * values and which of their bits are. One row an operation; the rewriter emits the same rules as
 * WebAssembly, and is tested against this table.
 *
 * What a rule approximates: bit i of the result is undefined when two ways of filling in the undefined
 * bits of the operands ("completions") give results that differ in bit i. A rule never calls a bit
 * defined that can change. Where it is coarser than that, the row's `precision` says in what.
 *
 * ## When definedness is checked, and when it only travels
 *
 * Programs copy undefined bytes all the time, rightly: padding, unions, arrays filled later. So, as in
 * Memcheck (mc_translate.c), nothing is reported until an undefined value makes a difference that can
 * be seen. These are checked, and the value then counts as defined, or one mistake would be reported
 * at every later step:
 *
 *  - what decides where the program goes on: `if`, `br_if` (`undecided`), `br_table`
 *    (`switchUndecided`), the index of an indirect call;
 *  - addresses of loads, stores, memory.* and table.*;
 *  - whether an instruction traps (`mayTrapChange`). Memcheck lets divisions pass, its host's division
 *    by zero is a signal of its own; here a trap is the end of the program, so a decision;
 *  - what leaves the program: the arguments of imports, and the bytes that they point to.
 *
 * Everything else only travels, through the rules below: arithmetic, comparisons, conversions, locals,
 * globals, calls, loads, stores. `select` too, even with an undefined condition: compilers make one of
 * an `if` whose arms have no effect, also where nobody will look at the result.
 *
 * ## Where it is coarser, and where it is not
 *
 * Exact: everything bitwise, sums and differences, shifts by a defined amount, extensions, every comparison
 * of integers, `select`. Bit-fields, flags in a word, `x & 1`, and a byte compared with a constant need that;
 * so do compilers that fuse several tests of single bits into one comparison, or add to a bit-field in
 * the middle of a word that has undefined bits below it (Memcheck takes the exact rule for sums only where it
 * sees such a pattern; its cheap one takes all bits left of the lowest undefined one).
 *
 * Coarser, because it is cheap, as Memcheck by default is in most of it:
 *
 *  - mul: what is undefined moves left only, so all bits left of the lowest undefined one are undefined.
 *  - counts of bits, shifts by an undefined amount, divisions, and float arithmetic and comparisons: if
 *    the result can change at all (division and floats: if any operand bit is undefined), all of it.
 *  - Operands are taken as independent: of x − x with an undefined x the result is undefined.
 */

/** A value and its V bits. */
export interface Bits {
  /** The value, unsigned. In its undefined bits anything may stand. */
  readonly v: bigint;
  /** 1 = undefined, bit for bit. */
  readonly s: bigint;
}

/** How wide things are, in bits. */
export interface Shape {
  /** In the order of the operand stack, the topmost last. */
  readonly operands: readonly number[];
  /** 0 when there is no result. */
  readonly result: number;
  /** The low bits of the operand that count, when not all do: 8 for `i32.extend8_s`. */
  readonly from?: number;
}

/** `exact`, or in what a rule is coarser than the definition above. */
export type Precision =
  | "exact"
  | "all bits left of the lowest undefined one"
  | "all bits, when the amount is undefined"
  | "all bits that a count can have, when it can change"
  | "all bits, when one of an operand is undefined"
  | "the answer, when a bit of an operand is undefined";

export interface Rule {
  readonly precision: Precision;
  /** The V bits of the result. */
  vbits(operands: readonly Bits[], shape: Shape): bigint;
  /**
   * Whether it traps in one completion and not in another. Exact for integers of two bits and more;
   * floats: any undefined bit. Absent when it never traps.
   */
  mayTrapChange?(operands: readonly Bits[], shape: Shape): boolean;
}

/** A rule as it is written below. `width` is the first operand's; results are cut off at the end. */
type Formula<T> = (width: number, ...operands: Bits[]) => T;

function rule(precision: Precision, vbits: Formula<bigint>, traps?: Formula<boolean>): Rule {
  const apply = <T>(formula: Formula<T>, operands: readonly Bits[], shape: Shape): T => {
    const widths = shape.from === undefined ? shape.operands : [shape.from];
    if (operands.length !== widths.length) throw new RangeError("wrong number of operands");
    const cut = operands.map(({ v, s }, index) => ({
      v: BigInt.asUintN(widths[index]!, v),
      s: BigInt.asUintN(widths[index]!, s),
    }));
    return formula(widths[0] ?? 0, ...cut);
  };
  return {
    precision,
    vbits: (operands, shape) => BigInt.asUintN(shape.result, apply(vbits, operands, shape)),
    ...(traps && { mayTrapChange: (operands, shape) => apply(traps, operands, shape) }),
  };
}

/** Operand order is the operand stack's: `select` takes (a, b, condition). */
export const RULES = {
  and: rule("exact", (_, a, b) => (a.s & b.s) | (a.s & b.v) | (b.s & a.v)),
  or: rule("exact", (_, a, b) => (a.s & b.s) | (a.s & ~b.v) | (b.s & ~a.v)),
  xor: rule("exact", (_, a, b) => a.s | b.s),

  // A carry into a bit may come or not when it does in the least and not in the greatest sum, or the other
  // way round: Memcheck's "expensive" rule (mc_translate.c, expensiveAddSub).
  add: rule("exact", (_, a, b) => {
    const [ofA, ofB] = [range(a), range(b)];
    return a.s | b.s | ((ofA.min + ofB.min) ^ (ofA.max + ofB.max));
  }),
  sub: rule("exact", (_, a, b) => {
    const [ofA, ofB] = [range(a), range(b)];
    return a.s | b.s | ((ofA.min - ofB.max) ^ (ofA.max - ofB.min));
  }),
  mul: rule("all bits left of the lowest undefined one", (_, a, b) => {
    if (b.s === 0n) return left(a.s * lowestOne(b.v));
    if (a.s === 0n) return left(b.s * lowestOne(a.v));
    return left(a.s | b.s);
  }),

  div_s: division((width, a, b) => {
    const overflow = couldBe(a, 1n << BigInt(width - 1)) && couldBe(b, ones(width));
    return (isUndefined(a) || isUndefined(b)) && !isZero(b) && (couldBe(b, 0n) || overflow);
  }),
  div_u: division((_, __, b) => undecided(b)),
  rem_s: division((_, __, b) => undecided(b)),
  rem_u: division((_, __, b) => undecided(b)),

  shl: shift((_, s, by) => s << by),
  shr_s: shift((width, s, by) => BigInt.asIntN(width, s) >> by),
  shr_u: shift((_, s, by) => s >> by),
  rotl: shift((width, s, by) => (s << by) | (s >> (BigInt(width) - by))),
  rotr: shift((width, s, by) => (s >> by) | (s << (BigInt(width) - by))),

  eqz: rule("exact", (_, a) => flag(undecided(a))),
  eq: rule("exact", (_, a, b) => flag(equalityUndecided(a, b))),
  ne: rule("exact", (_, a, b) => flag(equalityUndecided(a, b))),
  // a ≤ b is undecided when b < a is, and a ≥ b when a < b is.
  lt_s: rule("exact", (width, a, b) => flag(lessUndecided(flip(width, a), flip(width, b)))),
  lt_u: rule("exact", (_, a, b) => flag(lessUndecided(a, b))),
  gt_s: rule("exact", (width, a, b) => flag(lessUndecided(flip(width, b), flip(width, a)))),
  gt_u: rule("exact", (_, a, b) => flag(lessUndecided(b, a))),
  le_s: rule("exact", (width, a, b) => flag(lessUndecided(flip(width, b), flip(width, a)))),
  le_u: rule("exact", (_, a, b) => flag(lessUndecided(b, a))),
  ge_s: rule("exact", (width, a, b) => flag(lessUndecided(flip(width, a), flip(width, b)))),
  ge_u: rule("exact", (_, a, b) => flag(lessUndecided(a, b))),

  // More ones give fewer zeros, so the two extremes tell whether the count can change.
  clz: count((width, ones) => width - bitLength(ones)),
  ctz: count((width, ones) => (ones === 0n ? width : bitLength(lowestOne(ones)) - 1)),
  popcnt: count((_, ones) => ones.toString(2).replaceAll("0", "").length),

  /** extend8_s …, extend_i32_s, and loads of narrow values: the sign's copies are as defined as it. */
  extend_s: rule("exact", (width, a) => BigInt.asIntN(width, a.s)),
  extend_u: rule("exact", (_, a) => a.s),
  wrap: rule("exact", (_, a) => a.s),
  reinterpret: rule("exact", (_, a) => a.s),
  select: rule("exact", (_, a, b, condition) => {
    // The bits in which the two arms agree stay defined.
    if (undecided(condition)) return (a.v ^ b.v) | a.s | b.s;
    return isZero(condition) ? b.s : a.s;
  }),

  abs: rule("exact", (width, a) => a.s & ~(1n << BigInt(width - 1))),
  neg: rule("exact", (_, a) => a.s),
  copysign: rule("exact", (width, a, b) => {
    const sign = 1n << BigInt(width - 1);
    return (a.s & ~sign) | (b.s & sign);
  }),
  /** The other float arithmetic, and conversions from and to floats that cannot trap. */
  float: rule("all bits, when one of an operand is undefined", (_, ...operands) =>
    allIfAny(...operands),
  ),
  float_compare: rule("the answer, when a bit of an operand is undefined", (_, a, b) =>
    flag(isUndefined(a) || isUndefined(b)),
  ),
  /** Conversions from floats to integers that trap when there is no such integer. */
  trunc: rule(
    "all bits, when one of an operand is undefined",
    (_, a) => allIfAny(a),
    (_, a) => isUndefined(a),
  ),

  /** Constants, and what else does not depend on an operand. */
  constant: rule("exact", () => 0n),
  /** What accesses a table: no result, and the operands are like addresses. */
  table: rule(
    "exact",
    () => 0n,
    (_, ...operands) => operands.some(isUndefined),
  ),
} as const satisfies Record<string, Rule>;

export type Operation = keyof typeof RULES;

/** Whether an undefined bit decides if `condition` is 0: what `if` and `br_if` report. */
export function undecided(condition: Bits): boolean {
  return isUndefined(condition) && couldBe(condition, 0n);
}

/**
 * Whether an undefined bit decides where a `br_table` goes: unless the index is beyond all labels but
 * the default one in every completion. Coarser in that labels may be the same.
 * @param labels how many there are, without the default one
 */
export function switchUndecided(index: Bits, labels: number): boolean {
  return isUndefined(index) && range(index).min < BigInt(labels);
}

function division(traps: Formula<boolean>): Rule {
  const precision = "all bits, when one of an operand is undefined";
  return rule(precision, (_, a, b) => allIfAny(a, b), traps);
}

function shift(move: (width: number, s: bigint, by: bigint) => bigint): Rule {
  return rule("all bits, when the amount is undefined", (width, a, amount) => {
    // WebAssembly takes the amount modulo the width, a power of two.
    const bits = bitLength(BigInt(width)) - 1;
    if (BigInt.asUintN(bits, amount.s) !== 0n) return -1n;
    return move(width, a.s, BigInt.asUintN(bits, amount.v));
  });
}

function count(of: (width: number, value: bigint) => number): Rule {
  return rule("all bits that a count can have, when it can change", (width, a) => {
    const { min, max } = range(a);
    return of(width, min) === of(width, max) ? 0n : ones(bitLength(BigInt(width)));
  });
}

/** Unless they differ in a bit that is defined in both. */
function equalityUndecided(a: Bits, b: Bits): boolean {
  return undecided({ v: a.v ^ b.v, s: a.s | b.s });
}

/** Whether a < b, unsigned, in one completion and a ≥ b in another. */
function lessUndecided(a: Bits, b: Bits): boolean {
  const [ofA, ofB] = [range(a), range(b)];
  return ofA.min < ofB.max && ofA.max >= ofB.min;
}

/** With the sign bit flipped, signed numbers are in the order of unsigned ones. */
function flip(width: number, { v, s }: Bits): Bits {
  return { v: v ^ (1n << BigInt(width - 1)), s };
}

/** The least and the greatest completion; both exist. */
function range({ v, s }: Bits): { min: bigint; max: bigint } {
  return { min: v & ~s, max: v | s };
}

function isUndefined({ s }: Bits): boolean {
  return s !== 0n;
}

/** In every completion. */
function isZero({ v, s }: Bits): boolean {
  return (v | s) === 0n;
}

function couldBe({ v, s }: Bits, value: bigint): boolean {
  return ((v ^ value) & ~s) === 0n;
}

function allIfAny(...operands: Bits[]): bigint {
  return operands.some(isUndefined) ? -1n : 0n;
}

function flag(undefinedBit: boolean): bigint {
  return undefinedBit ? 1n : 0n;
}

/** The lowest 1 and everything left of it, without end. */
function left(bits: bigint): bigint {
  return bits | -bits;
}

function lowestOne(bits: bigint): bigint {
  return bits & -bits;
}

function ones(width: number): bigint {
  return (1n << BigInt(width)) - 1n;
}

/** Of a number ≥ 0: 0 for 0, 3 for 0b101. */
function bitLength(value: bigint): number {
  return value === 0n ? 0 : value.toString(2).length;
}

/** An instruction: its row of the table, and its widths. */
export interface AppliedRule extends Shape {
  readonly operation: Operation;
}

/**
 * The rule of an instruction by its name in the text format. There is one for every instruction whose
 * type is always the same, but stores and bulk memory operations; a load's one operand is what lies in
 * memory. Otherwise undefined.
 */
export function ruleOf(name: string): AppliedRule | undefined {
  return instructions.get(name);
}

const instructions = new Map<string, AppliedRule>();

/** @param operation of all of them; without it, each is called like its own */
function define(
  prefix: string,
  names: string,
  operands: readonly number[],
  result: number,
  operation?: Operation,
): void {
  for (const name of names.split(" ")) {
    // A name that is no operation has no rule; the test of all instructions would find it.
    const own = operation ?? (name as Operation);
    instructions.set(prefix + name, { operation: own, operands, result });
  }
}

for (const width of [32, 64]) {
  const [i, f, one, two] = [`i${width}.`, `f${width}.`, [width], [width, width]];
  define(i, "and or xor add sub mul div_s div_u rem_s rem_u", two, width);
  define(i, "shl shr_s shr_u rotl rotr", two, width);
  define(i, "clz ctz popcnt", one, width);
  define(i, "eqz", one, 32);
  define(i, "eq ne lt_s lt_u gt_s gt_u le_s le_u ge_s ge_u", two, 32);
  define(f, "eq ne lt gt le ge", two, 32, "float_compare");
  define(f, "abs neg", one, width);
  define(f, "copysign", two, width);
  define(f, "ceil floor trunc nearest sqrt", one, width, "float");
  define(f, "add sub mul div min max", two, width, "float");
  define(i, `reinterpret_f${width}`, one, width, "reinterpret");
  define(f, `reinterpret_i${width}`, one, width, "reinterpret");
  define("", `${i}const ${f}const`, [], width, "constant");
  define("", `${i}load ${f}load`, one, width, "extend_u");
  for (const from of [8, 16, 32]) {
    if (from === width) continue;
    define(i, `load${from}_s`, [from], width, "extend_s");
    define(i, `load${from}_u`, [from], width, "extend_u");
    const operation = "extend_s";
    instructions.set(`${i}extend${from}_s`, { operation, operands: one, result: width, from });
  }
  for (const from of [32, 64]) {
    define(i, `trunc_f${from}_s trunc_f${from}_u`, [from], width, "trunc");
    define(i, `trunc_sat_f${from}_s trunc_sat_f${from}_u`, [from], width, "float");
    define(f, `convert_i${from}_s convert_i${from}_u`, [from], width, "float");
  }
}
define("i32.", "wrap_i64", [64], 32, "wrap");
define("i64.", "extend_i32_s", [32], 64, "extend_s");
define("i64.", "extend_i32_u", [32], 64, "extend_u");
define("f32.", "demote_f64", [64], 32, "float");
define("f64.", "promote_f32", [32], 64, "float");
define("", "nop data.drop elem.drop atomic.fence", [], 0, "constant");
define("table.", "size", [], 32, "constant");
define("table.", "init copy", [32, 32, 32], 0, "table");
