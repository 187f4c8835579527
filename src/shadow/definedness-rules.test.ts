import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isOfVectors } from "../../tests/support/evaluator.ts";
import { opcodeBytes } from "../../tests/support/opcode-bytes.ts";
import { ValueType } from "../wasm/module.ts";
import { OPCODES, Op, type OpcodeRow } from "../wasm/opcodes.ts";
import {
  type Bits,
  type Operation,
  type Precision,
  RULES,
  type Rule,
  ruleOf,
  type Shape,
  switchUndecided,
  undecided,
} from "./definedness-rules.ts";

/** What an operation does, at any width; undefined: it traps. Values are unsigned. */
type Meaning = (width: number, values: readonly bigint[], shape: Shape) => bigint | undefined;

const signed = (width: number, value: bigint) => BigInt.asIntN(width, value);
const bool = (truth: boolean) => (truth ? 1n : 0n);
function compare(holds: (a: bigint, b: bigint) => boolean, sign = false): Meaning {
  return (width, values) => {
    const [a, b] = sign ? values.map((value) => signed(width, value)) : values;
    return bool(holds(a!, b!));
  };
}
function two(of: (a: bigint, b: bigint, width: number) => bigint | undefined): Meaning {
  return (width, [a, b]) => of(a!, b!, width);
}
const digits = (width: number, value: bigint) => value.toString(2).padStart(width, "0");
const by = (width: number, amount: bigint) => Number(amount % BigInt(width));
const rotate = (text: string, left: number) => text.slice(left) + text.slice(0, left);
const smallest = (width: number) => -(1n << BigInt(width - 1));
const copy: Meaning = (_, [a]) => a;
const withBit = (text: string, first: string) => BigInt(`0b${first}${text.slice(1)}`);
const signOf = (width: number, a: bigint) => digits(width, a)[0]!;

/** The operations on integers and bits; arithmetic on floats is tested further down. */
const MEANINGS = {
  and: two((a, b) => a & b),
  or: two((a, b) => a | b),
  xor: two((a, b) => a ^ b),
  add: two((a, b) => a + b),
  sub: two((a, b) => a - b),
  mul: two((a, b) => a * b),
  div_s: two((a, b, width) => {
    const [x, y] = [signed(width, a), signed(width, b)];
    return y === 0n || (x === smallest(width) && y === -1n) ? undefined : x / y;
  }),
  div_u: two((a, b) => (b === 0n ? undefined : a / b)),
  rem_s: two((a, b, width) => (b === 0n ? undefined : signed(width, a) % signed(width, b))),
  rem_u: two((a, b) => (b === 0n ? undefined : a % b)),
  shl: two((a, b, width) => a << (b % BigInt(width))),
  shr_s: two((a, b, width) => signed(width, a) >> (b % BigInt(width))),
  shr_u: two((a, b, width) => a >> (b % BigInt(width))),
  rotl: two((a, b, width) => BigInt(`0b${rotate(digits(width, a), by(width, b))}`)),
  rotr: two((a, b, width) => BigInt(`0b${rotate(digits(width, a), width - by(width, b))}`)),
  eqz: (_, [a]) => bool(a === 0n),
  eq: compare((a, b) => a === b),
  ne: compare((a, b) => a !== b),
  lt_s: compare((a, b) => a < b, true),
  lt_u: compare((a, b) => a < b),
  gt_s: compare((a, b) => a > b, true),
  gt_u: compare((a, b) => a > b),
  le_s: compare((a, b) => a <= b, true),
  le_u: compare((a, b) => a <= b),
  ge_s: compare((a, b) => a >= b, true),
  ge_u: compare((a, b) => a >= b),
  clz: (width, [a]) => BigInt(`${digits(width, a!)}1`.indexOf("1")),
  ctz: (width, [a]) => BigInt([...digits(width, a!)].reverse().concat("1").indexOf("1")),
  popcnt: (width, [a]) => BigInt([...digits(width, a!)].filter((digit) => digit === "1").length),
  extend_s: (width, [a], { from }) => signed(from ?? width, a!),
  extend_u: copy,
  wrap: copy,
  reinterpret: copy,
  select: (_, [a, b, condition]) => (condition === 0n ? b : a),
  abs: (width, [a]) => withBit(digits(width, a!), "0"),
  neg: (width, [a]) => withBit(digits(width, a!), signOf(width, a!) === "0" ? "1" : "0"),
  copysign: two((a, b, width) => withBit(digits(width, a), signOf(width, b))),
} satisfies Partial<Record<Operation, Meaning>>;

/** Widths small enough to try everything. Shifts need powers of two. */
function smallShapes(operation: keyof typeof MEANINGS): Shape[] {
  const equal = (count: number, widths: number[], result?: number): Shape[] =>
    widths.map((width) => ({ operands: Array(count).fill(width), result: result ?? width }));
  switch (operation) {
    case "extend_s":
      return [2, 3, 4].flatMap((from) => [
        { operands: [from], result: 5 },
        { operands: [5], result: 5, from },
      ]);
    case "extend_u":
    case "wrap":
      return [2, 5].flatMap((width) => [1, 3, 6].map((result) => ({ operands: [width], result })));
    case "select":
      return equal(3, [1, 2]);
    case "clz":
    case "ctz":
    case "popcnt":
    case "abs":
    case "neg":
    case "reinterpret":
      return equal(1, [1, 2, 3, 4, 5]);
    case "eqz":
      return equal(1, [1, 2, 3, 4, 5], 32);
    case "shl":
    case "shr_s":
    case "shr_u":
    case "rotl":
    case "rotr":
      return equal(2, [1, 2, 4]);
    case "div_s":
      // At width 1, −1 is the smallest number: the trap's rule is for real integers.
      return equal(2, [2, 3, 4]);
    default:
      return equal(2, [1, 2, 3, 4], /^[elgn][qte]/.test(operation) ? 32 : undefined);
  }
}

const ones = (width: number) => (1n << BigInt(width)) - 1n;
const left = (width: number, bits: bigint) => BigInt.asUintN(width, bits | -bits);

interface Case {
  readonly operands: readonly Bits[];
  readonly shape: Shape;
  /** What the rule says, and what is so. */
  readonly ruled: bigint;
  readonly exact: bigint;
}

/** What each word of the table's precision column promises. */
const PROMISES: Record<Precision, (each: Case) => boolean> = {
  exact: ({ ruled, exact }) => ruled === exact,
  "all bits left of the lowest undefined one": ({ operands, shape, ruled, exact }) => {
    const both = operands.every(({ s }) => s !== 0n);
    const lowest = both ? operands.reduce((bits, { s }) => bits | s, 0n) : exact;
    return ruled === left(shape.result, lowest);
  },
  "all bits, when the amount is undefined": ({ operands, shape, ruled, exact }) => {
    const amount = operands[1]!.s % BigInt(shape.operands[1]!);
    return ruled === (amount === 0n ? exact : ones(shape.result));
  },
  "all bits that a count can have, when it can change": ({ shape, ruled, exact }) => {
    const bits = shape.operands[0]!.toString(2).length;
    return ruled === (exact === 0n ? 0n : ones(bits));
  },
  "all bits, when one of an operand is undefined": ({ operands, shape, ruled }) => {
    return ruled === (operands.every(({ s }) => s === 0n) ? 0n : ones(shape.result));
  },
  "the answer, when a bit of an operand is undefined": ({ operands, ruled }) => {
    return ruled === bool(operands.some(({ s }) => s !== 0n));
  },
};

/** Both ways of ending among all completions, and the bits in which their results differ. */
interface Outcome {
  readonly changed: bigint;
  readonly trapChanges: boolean;
}
function outcomeOf(results: Iterable<bigint | undefined>): Outcome {
  let [trapped, finished] = [false, false];
  let [all, any] = [-1n, 0n];
  for (const result of results) {
    if (result === undefined) trapped = true;
    else {
      finished = true;
      all &= result;
      any |= result;
    }
  }
  return { changed: finished ? any & ~all : 0n, trapChanges: trapped && finished };
}

/** What is wrong with the rule in one case, if anything. */
function fault(operation: Operation, shape: Shape, operands: readonly Bits[], outcome: Outcome) {
  const rule: Rule = RULES[operation];
  const [ruled, exact] = [rule.vbits(operands, shape), outcome.changed];
  const show = (what: string) => {
    const pairs = operands.map(({ v, s }) => `${v.toString(2)}/${s.toString(2)}`).join(" ");
    return `${what}: of ${pairs} it says ${ruled.toString(2)}, really ${exact.toString(2)}`;
  };
  if ((exact & ~ruled) !== 0n) return show("called defined");
  if (!PROMISES[rule.precision]({ operands, shape, ruled, exact })) return show("precision");
  const trapRuled = rule.mayTrapChange?.(operands, shape) ?? false;
  if (outcome.trapChanges && !trapRuled) return show("trap missed");
  // Exact for integers only.
  if (trapRuled && !outcome.trapChanges && operation !== "trunc") return show("trap cannot change");
  return undefined;
}

/** Every value with every combination of undefined bits. */
function* smallCases(meaning: Meaning, shape: Shape): Generator<[readonly Bits[], Outcome]> {
  const { operands: widths, result } = shape;
  const split = (all: number) => {
    let rest = all;
    return widths.map((width) => {
      const part = rest % 2 ** width;
      rest = Math.floor(rest / 2 ** width);
      return BigInt(part);
    });
  };
  const count = 2 ** widths.reduce((sum, width) => sum + width, 0);
  const parts = Array.from({ length: count }, (_, all) => split(all));
  const results = parts.map((values) => {
    const value = meaning(widths[0]!, values, shape);
    return value === undefined ? undefined : BigInt.asUintN(result, value);
  });
  for (let s = 0; s < count; s++) {
    const outcomes: Outcome[] = [];
    for (let v = 0; v < count; v++) {
      if ((v & s) === 0) {
        const completions: (bigint | undefined)[] = [results[v]];
        for (let part = s; part > 0; part = (part - 1) & s) completions.push(results[v | part]);
        outcomes[v] = outcomeOf(completions);
      }
      const operands = widths.map((_, index) => ({ v: parts[v]![index]!, s: parts[s]![index]! }));
      yield [operands, outcomes[v & ~s]!];
    }
  }
}

describe("every value with all combinations of undefined bits, against all completions", () => {
  test.each(Object.keys(MEANINGS) as (keyof typeof MEANINGS)[])("%s", (operation) => {
    const rule: Rule = RULES[operation];
    const faults: string[] = [];
    let coarser = 0;
    for (const shape of smallShapes(operation)) {
      for (const [operands, outcome] of smallCases(MEANINGS[operation], shape)) {
        const wrong = fault(operation, shape, operands, outcome);
        if (wrong !== undefined) faults.push(wrong);
        if (rule.vbits(operands, shape) !== outcome.changed) coarser++;
      }
    }
    expect(faults.slice(0, 5)).toEqual([]);
    expect(coarser > 0).toBe(rule.precision !== "exact");
  });

  test("undecided: a condition of if and br_if", () => {
    const shape: Shape = { operands: [5], result: 1 };
    for (const [[condition], { changed }] of smallCases((_, [a]) => bool(a !== 0n), shape)) {
      expect(undecided(condition!)).toBe(changed !== 0n);
    }
  });

  test.each([0, 1, 3, 4, 7, 8, 31, 32])("switchUndecided with %i labels", (labels) => {
    const target: Meaning = (_, [index]) => (index! < BigInt(labels) ? index : BigInt(labels));
    for (const [[index], { changed }] of smallCases(target, { operands: [5], result: 6 })) {
      expect(switchUndecided(index!, labels)).toBe(changed !== 0n);
    }
  });
});

const widthOf = new Map<ValueType, number>([
  [ValueType.i32, 32],
  [ValueType.f32, 32],
  [ValueType.i64, 64],
  [ValueType.f64, 64],
]);
/** An instruction as a function from bits to bits; undefined: it traps. */
function engine({ code, params, results: [result] }: OpcodeRow): Meaning {
  const bits = (type: ValueType) => (widthOf.get(type) === 32 ? ValueType.i32 : ValueType.i64);
  const toFloat = new Map<ValueType, number>([
    [ValueType.f32, Op.f32ReinterpretI32],
    [ValueType.f64, Op.f64ReinterpretI64],
  ]);
  const toBits = new Map<ValueType, number>([
    [ValueType.f32, Op.i32ReinterpretF32],
    [ValueType.f64, Op.i64ReinterpretF64],
  ]);
  const body = [
    0, // no locals
    ...params.flatMap((type, index) => [Op.localGet, index, ...optional(toFloat.get(type))]),
    ...opcodeBytes(code),
    ...optional(toBits.get(result!)),
    Op.end,
  ];
  const section = (id: number, ...bytes: number[]) => [id, bytes.length, ...bytes];
  const module = [
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, 1, 0x60, params.length, ...params.map(bits), 1, bits(result!)),
    ...section(3, 1, 0),
    ...section(7, 1, 1, "f".charCodeAt(0), 0, 0),
    ...section(10, 1, body.length, ...body),
  ];
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(Uint8Array.from(module)));
  const run = exports.f as (...operands: (number | bigint)[]) => number | bigint;
  return (_, values) => {
    try {
      const operands = values.map((v, index) =>
        widthOf.get(params[index]!) === 32 ? Number(BigInt.asIntN(32, v)) : v,
      );
      return BigInt.asUintN(widthOf.get(result!)!, BigInt(run(...operands)));
    } catch (error) {
      if (error instanceof WebAssembly.RuntimeError) return undefined;
      throw error;
    }
  };
}
function optional<T>(value: T | undefined): T[] {
  return value === undefined ? [] : [value];
}

/** Values that comparisons, carries and floats like, with up to four undefined bits each. */
function bitsArbitrary(width: number): fc.Arbitrary<Bits> {
  const sign = 1n << BigInt(width - 1);
  const [one, infinity] =
    width === 32 ? [0x3f80_0000n, 0x7f80_0000n] : [0x3ff0n << 48n, 0x7ff0n << 48n];
  const value = fc.oneof(
    fc.bigInt({ min: 0n, max: ones(width) }),
    fc.bigInt({ min: 0n, max: 40n }),
    fc.constantFrom(sign, sign - 1n, ones(width), one, infinity, one | sign),
  );
  const places = fc.array(fc.integer({ min: 0, max: width - 1 }), { maxLength: 4 });
  return fc.tuple(value, places).map(([v, undefinedBits]) => ({
    v,
    s: undefinedBits.reduce((s, place) => s | (1n << BigInt(place)), 0n),
  }));
}

function* completions(operands: readonly Bits[]): Generator<bigint[]> {
  const [first, ...others] = operands;
  if (first === undefined) {
    yield [];
    return;
  }
  const { v, s } = first;
  let part = s;
  do {
    part = (part - 1n) & s;
    for (const rest of completions(others)) yield [(v & ~s) | part, ...rest];
  } while (part !== s);
}

/** All of the table but what takes its type from where it stands, and vectors. */
const typed = OPCODES.filter((row) => !row.contextual && !isOfVectors(row));
const ruled = typed.filter(({ memory }) => memory.kind === "none" || memory.kind === "load");
const computing = ruled.filter(
  ({ memory, params, results }) =>
    memory.kind === "none" && params.length > 0 && results.length > 0,
);

describe("instructions against the engine, with a few undefined bits", () => {
  test.each(computing.map((row) => [row.name, row] as const))("%s", (name, row) => {
    const meaning = engine(row);
    const { operation, ...shape } = ruleOf(name)!;
    const operands = fc.tuple(...row.params.map((type) => bitsArbitrary(widthOf.get(type)!)));
    fc.assert(
      fc.property(operands, (each) => {
        const results = [...completions(each)].map((values) => meaning(0, values, shape));
        expect(fault(operation, shape, each, outcomeOf(results))).toBeUndefined();
      }),
      { numRuns: 40 },
    );
  });
});

describe("floats are coarser", () => {
  const lastBit = (value: bigint): Bits => ({ v: value, s: 1n });
  const [half, one] = [0x3fe0n << 48n, 0x3ff0n << 48n];
  test.each([
    ["f64.ceil", [lastBit(half)]],
    ["f64.lt", [lastBit(half), lastBit(one)]],
    ["i32.trunc_f64_s", [lastBit(one)]],
    ["f32.demote_f64", [lastBit(one)]],
  ] as const)("%s", (name, operands) => {
    const { operation, ...shape } = ruleOf(name)!;
    const meaning = engine(OPCODES.find((row) => row.name === name)!);
    const results = [...completions(operands)].map((values) => meaning(0, values, shape));
    expect(outcomeOf(results)).toEqual({ changed: 0n, trapChanges: false });
    const rule: Rule = RULES[operation];
    expect(rule.vbits(operands, shape)).not.toBe(0n);
    expect(rule.mayTrapChange?.(operands, shape) ?? false).toBe(operation === "trunc");
  });
});

describe("ruleOf", () => {
  test.each(ruled)("$name has a rule of its widths", ({ name, params, results, memory }) => {
    const applied = ruleOf(name);
    expect(applied).toBeDefined();
    const { operation, ...shape } = applied!;
    const inMemory = memory.kind === "load" ? [memory.width * 8] : undefined;
    expect(shape.operands).toEqual(inMemory ?? params.map((type) => widthOf.get(type)));
    expect(shape.result).toBe(results.length === 0 ? 0 : widthOf.get(results[0]!));
    const operands = shape.operands.map((width) => ({ v: ones(width), s: 0n }));
    const rule: Rule = RULES[operation];
    expect(rule.vbits(operands, shape)).toBe(0n);
    expect(rule.mayTrapChange?.(operands, shape) ?? false).toBe(false);
    if (memory.kind === "load") {
      expect(operation).toBe(memory.signed ? "extend_s" : "extend_u");
    }
  });

  test("has none for the others", () => {
    const others = OPCODES.filter((row) => !ruled.includes(row));
    expect(others.filter(({ name }) => ruleOf(name) !== undefined)).toEqual([]);
    expect(ruleOf("i32.not_an_instruction")).toBeUndefined();
  });

  test("uses every row of the table but select, whose type comes from its operands", () => {
    const used = new Set(ruled.map(({ name }) => ruleOf(name)!.operation));
    expect(Object.keys(RULES).filter((operation) => !used.has(operation as Operation))).toEqual([
      "select",
    ]);
  });
});

test("a table is accessed at undefined indices", () => {
  const { operation, ...shape } = ruleOf("table.copy")!;
  const defined = { v: 3n, s: 0n };
  const rule: Rule = RULES[operation];
  expect(rule.mayTrapChange?.([defined, defined, { v: 0n, s: 8n }], shape)).toBe(true);
});

test("operands that are missing are a bug of the caller", () => {
  expect(() => RULES.add.vbits([{ v: 1n, s: 0n }], { operands: [8, 8], result: 8 })).toThrow(
    RangeError,
  );
});
