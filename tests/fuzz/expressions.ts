/** Random C expressions without side effects, of type uint32_t or uint64_t, each with its value. */
import type { Region } from "./memory.ts";
import type { Random } from "./random.ts";
import {
  apply,
  constant,
  everUndefined,
  type Operation,
  type Value,
  type Width,
  ways,
} from "./values.ts";

export interface Expression {
  readonly text: string;
  readonly value: Value;
}

/** A variable, or a parameter. */
export interface Variable {
  readonly name: string;
  readonly width: Width;
  readonly region: Region;
}

/** What an expression may read. */
export interface Scope {
  readonly regions: readonly Region[];
  readonly variables: readonly Variable[];
}

/** What the generated file needs to have in it: typed accesses at any address, and bit-fields. */
export const AccessTypes = `${[1, 2, 4, 8]
  .flatMap((size) => ["int", "uint"].map((kind) => `${kind}${8 * size}_t`))
  .concat("float", "double")
  .map((type) => `PLACE(${type}, ${shortName(type)})`)
  .join("\n")}
typedef struct { uint32_t f0 : 3, f1 : 7; int32_t f2 : 9; uint32_t f3 : 13; } __attribute__((may_alias)) fields;`;

/** PLACE declares the struct types U…, at any address, and A…, at aligned ones. */
export const AccessMacros = `#define PLACE(type, name) \\
    typedef struct { type v; } __attribute__((packed, may_alias)) U##name; \\
    typedef struct { type v; } __attribute__((may_alias)) A##name;
#define AT(type, base, offset) (((type *)((base) + (offset)))->v)`;

function shortName(type: string): string {
  return type.replace(/^u?int(\d+)_t$/, (whole, bits) => (whole[0] === "u" ? "u" : "i") + bits);
}

const Fields = [
  { name: "f0", from: 0, bits: 3, signed: false },
  { name: "f1", from: 3, bits: 7, signed: false },
  { name: "f2", from: 10, bits: 9, signed: true },
  { name: "f3", from: 19, bits: 13, signed: false },
] as const;
export type Field = (typeof Fields)[number];

export const unsigned = (width: Width) => `uint${width}_t`;
const signed = (width: Width) => `int${width}_t`;

const Infix = {
  add: "+",
  sub: "-",
  mul: "*",
  and: "&",
  or: "|",
  xor: "^",
  shl: "<<",
  shr_u: ">>",
  shr_s: ">>",
  div_u: "/",
  rem_u: "%",
  div_s: "/",
  rem_s: "%",
  eq: "==",
  ne: "!=",
  lt_u: "<",
  le_u: "<=",
  gt_u: ">",
  ge_u: ">=",
  lt_s: "<",
  le_s: "<=",
  gt_s: ">",
  ge_s: ">=",
} as const satisfies Partial<Record<Operation, string>>;
type Binary = keyof typeof Infix;

const Arithmetic = ["add", "sub", "mul", "and", "or", "xor", "and", "or"] as const;
const Shifts = ["shl", "shr_u", "shr_s"] as const;
const Divisions = ["div_u", "rem_u", "div_s", "rem_s"] as const;
const Comparisons = [
  ...(["eq", "ne", "lt_u", "le_u", "gt_u"] as const),
  ...(["ge_u", "lt_s", "le_s", "gt_s", "ge_s"] as const),
];

/** `a` and `b` of one width. */
export function binary(operation: Binary, a: Expression, b: Expression): Expression {
  const { width } = a.value;
  const value = apply(operation, a.value, b.value);
  const cast = operation.endsWith("_s") ? `(${signed(width)})` : "";
  // Signed operations between casts: all else here is unsigned, for there C says what overflow does.
  const right = operation.startsWith("sh") ? b.text : cast + b.text;
  const text = `(${cast}${a.text} ${Infix[operation]} ${right})`;
  // C's result of a comparison is an int, also that of 64-bit numbers.
  const isInt = Comparisons.some((each) => each === operation);
  return { text: cast === "" && !isInt ? text : `((${unsigned(value.width)})${text})`, value };
}

export function literal(width: Width, bits: bigint): Expression {
  const digits = BigInt.asUintN(width, bits).toString(16);
  return { text: `0x${digits}${width === 64 ? "ull" : "u"}`, value: constant(width, bits) };
}

/** The bits that are defined by themselves: `& mask` makes any expression a defined one. */
export function masked({ text, value }: Expression, mask: bigint): Expression {
  return binary("and", { text, value }, literal(value.width, mask));
}

function unary(operation: Operation, text: string, { value }: Expression): Expression {
  return { text: `(${text})`, value: apply(operation, value) };
}

export function toWidth(width: Width, expression: Expression, signExtend = false): Expression {
  if (expression.value.width === width) return expression;
  if (width === 32) return unary("wrap_i64", `(uint32_t)${expression.text}`, expression);
  return signExtend
    ? unary("extend_i32_s", `(uint64_t)(int64_t)(int32_t)${expression.text}`, expression)
    : unary("extend_i32_u", `(uint64_t)${expression.text}`, expression);
}

/** What is at `offset` of the region, as a place that can be read and written. */
export function place(region: Region, type: string, size: number, offset: number): string {
  const alignment = offset % size === 0 ? "A" : "U";
  return `AT(${alignment}${shortName(type)}, ${region.base}, ${offset})`;
}

export function fieldPlace(region: Region, offset: number, { name }: Field): string {
  return `((fields *)(${region.base} + ${offset}))->${name}`;
}

export class Expressions {
  readonly #random: Random;
  readonly #scope: Scope;

  constructor(random: Random, scope: Scope) {
    this.#random = random;
    this.#scope = scope;
  }

  make(width: Width, depth: number): Expression {
    const random = this.#random;
    if (depth <= 0 || random.oneIn(6)) return this.#leaf(width);
    const operand = () => this.make(width, depth - 1);
    switch (random.between(0, 8)) {
      case 0:
      case 1:
        return binary(random.pick(Arithmetic), operand(), operand());
      case 2:
        return binary(random.pick(Arithmetic), operand(), this.#constant(width));
      case 3:
        return binary(random.pick(Shifts), operand(), this.#amount(width, depth - 1));
      case 4:
        return this.#division(operand(), operand());
      case 5:
        return this.#comparison(width, depth);
      case 6:
        return this.#narrowed(operand());
      case 7:
        return random.oneIn(3) ? this.#count(operand()) : this.#choice(operand(), operand(), depth);
      default: {
        const other = this.make(width === 32 ? 64 : 32, depth - 1);
        return toWidth(width, other, random.oneIn(2));
      }
    }
  }

  /** Where it can be: made defined, or undefined in one bit only, by a mask. */
  interesting(width: Width, depth: number): Expression {
    const expression = this.make(width, depth);
    const undefinedBits = everUndefined(expression.value);
    const lowest = undefinedBits & -undefinedBits;
    switch (this.#random.between(0, 5)) {
      case 0:
      case 1:
        return masked(expression, ~undefinedBits);
      case 2:
        return masked(expression, ~undefinedBits | lowest);
      case 3:
        return binary("or", expression, literal(width, undefinedBits));
      default:
        return expression;
    }
  }

  /** Compared with a number that it may well be, or the next to it. */
  near(expression: Expression): Expression {
    const random = this.#random;
    const { width, calls } = expression.value;
    const number = random.pick(random.pick(calls).completions) + BigInt(random.between(-1, 1));
    return binary(random.pick(Comparisons), expression, literal(width, number));
  }

  /** For what must not hang on undefined bits: a report would come at a line where none is expected. */
  condition(depth: number): Expression {
    const condition = this.make(32, depth);
    if (isCoarse(condition)) return literal(32, BigInt(this.#random.between(0, 1)));
    const undefinedBits = everUndefined(condition.value);
    return undefinedBits === 0n ? condition : masked(condition, ~undefinedBits);
  }

  field(): { region: Region; offset: number; field: Field } {
    const region = this.#random.pick(this.#scope.regions);
    const offset = 4 * this.#random.between(0, (region.size >> 2) - 1);
    return { region, offset, field: this.#random.pick(Fields) };
  }

  #leaf(width: Width): Expression {
    const random = this.#random;
    const variables = this.#scope.variables.filter((variable) => variable.width === width);
    if (variables.length > 0 && random.oneIn(3)) return read(random.pick(variables));
    if (this.#scope.regions.length === 0 || random.oneIn(6)) return this.#constant(width);
    if (random.oneIn(4)) return toWidth(width, this.#fieldValue(), random.oneIn(2));
    return this.#load(width);
  }

  #load(width: Width): Expression {
    const random = this.#random;
    const size = random.pick([1, 2, 4, 8].filter((bytes) => 8 * bytes <= width));
    const region = random.pick(this.#scope.regions);
    const offset = random.between(0, region.size - size);
    const isSigned = random.oneIn(2);
    const text = place(region, `${isSigned ? "" : "u"}int${8 * size}_t`, size, offset);
    if (size === 8) return { text: `((uint64_t)${text})`, value: region.load(offset, 8, 64) };
    const narrow = region.load(offset, size, 32);
    const extended =
      isSigned && size < 4 ? apply(size === 1 ? "extend8_s" : "extend16_s", narrow) : narrow;
    const value =
      width === 32 ? extended : apply(isSigned ? "extend_i32_s" : "extend_i32_u", extended);
    return { text: `((${unsigned(width)})${text})`, value };
  }

  #fieldValue(): Expression {
    const { region, offset, field } = this.field();
    const word = region.load(offset, 4, 32);
    const atTop = apply("shl", word, constant(32, BigInt(32 - field.from - field.bits)));
    const down = constant(32, BigInt(32 - field.bits));
    const value = apply(field.signed ? "shr_s" : "shr_u", atTop, down);
    return { text: `((uint32_t)${fieldPlace(region, offset, field)})`, value };
  }

  #constant(width: Width): Expression {
    const random = this.#random;
    const all = random.bits(width);
    switch (random.between(0, 4)) {
      case 0:
        return literal(width, all);
      case 1:
        return literal(width, all & random.bits(width) & random.bits(width));
      case 2:
        return literal(width, 1n << BigInt(random.between(0, width - 1)));
      case 3:
        return literal(width, (1n << BigInt(random.between(1, width))) - 1n);
      default:
        return literal(width, BigInt(random.between(0, 10)));
    }
  }

  #amount(width: Width, depth: number): Expression {
    if (!this.#random.oneIn(4)) return literal(width, BigInt(this.#random.between(0, width - 1)));
    return masked(this.make(width, depth), BigInt(width - 1));
  }

  /** By a divisor that is neither 0 nor −1, whatever its undefined bits are. */
  #division(a: Expression, b: Expression): Expression {
    const any = isCoarse(b) ? this.#constant(b.value.width) : b;
    const positive = masked(any, (1n << BigInt(this.#random.between(2, 31))) - 1n);
    const divisor = binary("or", positive, literal(b.value.width, 1n));
    return binary(this.#random.pick(Divisions), a, divisor);
  }

  #comparison(width: Width, depth: number): Expression {
    const of = this.#random.pick([32, 64] as const);
    const a = this.make(of, depth - 1);
    const b = this.#random.oneIn(2) ? this.#constant(of) : this.make(of, depth - 1);
    return toWidth(width, binary(this.#random.pick(Comparisons), a, b));
  }

  #narrowed(expression: Expression): Expression {
    const bits = this.#random.pick([8, 16]);
    const { width } = expression.value;
    if (this.#random.oneIn(2)) {
      const { value } = masked(expression, (1n << BigInt(bits)) - 1n);
      return { text: `((${unsigned(width)})(uint${bits}_t)${expression.text})`, value };
    }
    const text = `(${unsigned(width)})(int${bits}_t)${expression.text}`;
    return unary(bits === 8 ? "extend8_s" : "extend16_s", text, expression);
  }

  #count(expression: Expression): Expression {
    const { width } = expression.value;
    const operation = this.#random.pick(["clz", "ctz"] as const);
    // Of 0 C does not say.
    const operand = binary("or", expression, literal(width, operation === "clz" ? 1n : 1n << 31n));
    const builtin = `__builtin_${operation}${width === 64 ? "ll" : ""}`;
    return unary(operation, `(${unsigned(width)})${builtin}(${operand.text})`, operand);
  }

  #choice(a: Expression, b: Expression, depth: number): Expression {
    const { text, value } = this.condition(depth - 1);
    const taken = ways(value);
    const calls = a.value.calls.map((each, call) => (taken[call] ? each : b.value.calls[call]!));
    return {
      text: `(${text} ? ${a.text} : ${b.text})`,
      value: { width: a.value.width, calls },
    };
  }
}

export function read({ name, width, region }: Variable): Expression {
  return { text: name, value: region.load(0, width / 8, width) };
}

function isCoarse({ value }: Expression): boolean {
  return value.calls.some(({ coarse }) => coarse);
}
