/**
 * The rules of definedness for vectors (definedness-rules.ts has those for numbers, and says when definedness is
 * checked: a vector's never is, since no vector decides anything before a number is made of it).
 *
 * Most are the rules of numbers, lane by lane: bitwise logic, sums, shifts, comparisons, extensions are exact. What
 * only moves lanes moves their V bits. As in Memcheck, a lane is undefined as a whole when a bit of what it is made
 * of is, after other arithmetic: products, sums that saturate, minima, averages, floats.
 */
import { type Bits, type Operation, RULES, type Shape } from "./definedness-rules.ts";

export const VectorPrecision = {
  exact: "exact",
  amount: "all bits, when the amount is undefined",
  index: "all bits of a lane, when its index is undefined",
  lane: "all bits of a lane, when one of what it is made of is undefined",
  narrowed: "all bits of a lane that may not fit, when one of it is undefined",
} as const;
export type VectorPrecision = (typeof VectorPrecision)[keyof typeof VectorPrecision];

export interface VectorRule {
  readonly precision: VectorPrecision;
  /**
   * The V bits of the result.
   * @param operands in the order of the operand stack
   * @param lanes the instruction's lane immediates
   */
  vbits(operands: readonly Bits[], lanes: readonly number[]): bigint;
}

const VectorBits = 128;

/** A shape's lanes: how many, and how many bits each has. */
interface Lanes {
  readonly count: number;
  readonly width: number;
}

/** The lanes of a vector, the lowest first. */
function split({ v, s }: Bits, { count, width }: Lanes): Bits[] {
  return Array.from({ length: count }, (_, at) => ({
    v: BigInt.asUintN(width, v >> BigInt(at * width)),
    s: BigInt.asUintN(width, s >> BigInt(at * width)),
  }));
}

function join(lanes: readonly bigint[], width: number): bigint {
  return lanes.reduceRight((all, lane) => (all << BigInt(width)) | BigInt.asUintN(width, lane), 0n);
}

/** The rule of numbers called `operation`, for numbers of these widths. */
function ofNumbers(operation: Operation, shape: Shape, ...operands: Bits[]): bigint {
  return RULES[operation].vbits(operands, shape);
}

function exact(vbits: VectorRule["vbits"]): VectorRule {
  return { precision: VectorPrecision.exact, vbits };
}

/** Each lane as a number on its own, by the rule of the same name. */
function lanewise(lanes: Lanes, operation: Operation): VectorRule {
  const { width } = lanes;
  return exact((operands) => {
    const shape: Shape = { operands: operands.map(() => width), result: width };
    const parts = operands.map((each) => split(each, lanes));
    const results = parts[0]!.map((_, at) =>
      ofNumbers(operation, shape, ...parts.map((part) => part[at]!)),
    );
    return join(results, width);
  });
}

/** The same for a comparison, whose answer fills its lane. */
function comparing(lanes: Lanes, operation: Operation): VectorRule {
  const { width } = lanes;
  return exact(([a, b]) => {
    const [first, second] = [split(a!, lanes), split(b!, lanes)];
    const shape: Shape = { operands: [width, width], result: 1 };
    const results = first.map((each, at) => -ofNumbers(operation, shape, each, second[at]!));
    return join(results, width);
  });
}

/** By a defined amount V bits are shifted as the bits are. */
function shifting(lanes: Lanes, operation: Operation): VectorRule {
  const { width } = lanes;
  const shape: Shape = { operands: [width, width], result: width };
  return {
    precision: VectorPrecision.amount,
    vbits: ([shifted, by]) => {
      const amount = { v: BigInt.asUintN(width, by!.v), s: BigInt.asUintN(width, by!.s) };
      const results = split(shifted!, lanes).map((lane) =>
        ofNumbers(operation, shape, lane, amount),
      );
      return join(results, width);
    },
  };
}

/**
 * Lanes of the result are undefined as a whole.
 * @param sources the lanes of the operands that lane `at` is made of
 */
function whole(
  { count, width }: Lanes,
  operandLanes: Lanes,
  sources: (parts: readonly (readonly Bits[])[], at: number) => readonly (Bits | undefined)[],
): VectorRule {
  return {
    precision: VectorPrecision.lane,
    vbits: (operands) => {
      const parts = operands.map((each) => split(each, operandLanes));
      const results = Array.from({ length: count }, (_, at) =>
        sources(parts, at).some((lane) => lane !== undefined && lane.s !== 0n) ? -1n : 0n,
      );
      return join(results, width);
    },
  };
}

const sameLane = (parts: readonly (readonly Bits[])[], at: number) => parts.map((part) => part[at]);
const ofPair = (parts: readonly (readonly Bits[])[], at: number) =>
  parts.flatMap((part) => part.slice(2 * at, 2 * at + 2));
/** Of the lower or the upper half of narrower lanes. */
const ofHalf = (high: boolean) => (parts: readonly (readonly Bits[])[], at: number) =>
  parts.map((part) => part[at + (high ? part.length / 2 : 0)]);

/** The lanes of both operands, each in half the room: exactly, where no filling in makes one too large. */
function narrowing(from: Lanes, signed: boolean): VectorRule {
  const half = from.width / 2;
  const narrow = ({ v, s }: Bits): bigint => {
    if (s === 0n) return 0n;
    const sign = signed ? BigInt.asIntN(from.width, v) >> BigInt(from.width - 1) : 0n;
    const beyond = BigInt.asUintN(from.width, (v ^ sign) | s) >> BigInt(signed ? half - 1 : half);
    return beyond === 0n ? s : -1n;
  };
  return {
    precision: VectorPrecision.narrowed,
    vbits: (operands) => {
      const lanes = operands.flatMap((each) => split(each, from));
      return join(lanes.map(narrow), half);
    },
  };
}

function extending(from: Lanes, operation: Operation, high: boolean): VectorRule {
  const width = 2 * from.width;
  const shape: Shape = { operands: [from.width], result: width };
  return exact(([a]) => {
    const half = from.count / 2;
    const lanes = split(a!, from).slice(high ? half : 0, high ? from.count : half);
    return join(
      lanes.map((lane) => ofNumbers(operation, shape, lane)),
      width,
    );
  });
}

const wholeVector: Shape = { operands: [VectorBits, VectorBits], result: VectorBits };
const inverted = ({ v, s }: Bits): Bits => ({ v: BigInt.asUintN(VectorBits, ~v), s });

/** Instructions on all 128 bits, and those that tell something about a vector. */
const OF_VECTORS: Readonly<Record<string, VectorRule>> = {
  const: exact(() => 0n),
  not: exact(([a]) => a!.s),
  and: exact(([a, b]) => ofNumbers("and", wholeVector, a!, b!)),
  or: exact(([a, b]) => ofNumbers("or", wholeVector, a!, b!)),
  xor: exact(([a, b]) => ofNumbers("xor", wholeVector, a!, b!)),
  andnot: exact(([a, b]) => ofNumbers("and", wholeVector, a!, inverted(b!))),
  /** What the two agree in stays defined where the choice is not. */
  bitselect: exact(([a, b, choice]) => {
    const either = ((a!.v ^ b!.v) | a!.s | b!.s) & choice!.s;
    return either | (((a!.s & choice!.v) | (b!.s & ~choice!.v)) & ~choice!.s);
  }),
};

/** Where an instruction's lanes lie, by the name of their shape. */
function lanesOf(shape: string): Lanes {
  const [width, count] = shape.slice(1).split("x").map(Number) as [number, number];
  return { width, count };
}

/** The rules of instructions by lanes. @param source the lanes of the operands, where the name tells them */
const BY_LANES: readonly (readonly [
  pattern: RegExp,
  rule: (lanes: Lanes, source: Lanes, name: string, isFloat: boolean) => VectorRule,
])[] = [
  [
    /^(splat|extract_lane(_u)?|extract_lane_s|replace_lane|shuffle|swizzle|bitmask|all_true)$/,
    (lanes, _, name) => moving(lanes, name),
  ],
  [/^(add|sub)$/, (lanes, _, name, isFloat) => arithmetic(lanes, name as Operation, isFloat)],
  [/^(shl|shr_[su])$/, (lanes, _, name) => shifting(lanes, name as Operation)],
  [/^(eq|ne)$/, (lanes, _, name, isFloat) => comparison(lanes, name as Operation, isFloat)],
  [/^(lt|gt|le|ge)_[su]$/, (lanes, _, name) => comparing(lanes, name as Operation)],
  [/^narrow_/, (_, source, name) => narrowing(source, name.endsWith("_s"))],
  [/^extend_.*_s$/, (_, source, name) => extending(source, "extend_s", /high/.test(name))],
  [/^extend_.*_u$/, (_, source, name) => extending(source, "extend_u", /high/.test(name))],
  [/^extmul_|^convert_low|^promote_low/, halfWhole],
  [/^extadd_pairwise|^dot_/, (lanes, source) => whole(lanes, source, ofPair)],
  [/_zero$/, (lanes, source) => whole(lanes, source, sameLane)],
  [/^(abs|neg)$/, (lanes, _, name, isFloat) => signing(lanes, name as Operation, isFloat)],
  [/./, (lanes, source) => whole(lanes, source, sameLane)],
];

function halfWhole(lanes: Lanes, source: Lanes, name: string): VectorRule {
  return whole(lanes, source, ofHalf(/high/.test(name)));
}
function arithmetic(lanes: Lanes, operation: Operation, isFloat: boolean): VectorRule {
  return isFloat ? whole(lanes, lanes, sameLane) : lanewise(lanes, operation);
}
function comparison(lanes: Lanes, operation: Operation, isFloat: boolean): VectorRule {
  return isFloat ? whole(lanes, lanes, sameLane) : comparing(lanes, operation);
}
/** Of floats they concern one bit, of integers they are subtractions. */
function signing(lanes: Lanes, operation: Operation, isFloat: boolean): VectorRule {
  return isFloat ? lanewise(lanes, operation) : whole(lanes, lanes, sameLane);
}

/** What takes lanes out, or puts them elsewhere, or asks something about all of them. */
function moving(lanes: Lanes, name: string): VectorRule {
  const { count, width } = lanes;
  const Bytes: Lanes = { count: 16, width: 8 };
  switch (name) {
    case "splat":
      return exact(([a]) =>
        join(
          Array.from({ length: count }, () => a!.s),
          width,
        ),
      );
    case "replace_lane":
      return exact(([a, b], [lane]) =>
        join(
          split(a!, lanes).map(({ s }, at) => (at === lane ? b!.s : s)),
          width,
        ),
      );
    case "shuffle":
      return exact(([a, b], chosen) => {
        const bytes = [...split(a!, Bytes), ...split(b!, Bytes)];
        return join(
          chosen.map((lane) => bytes[lane]!.s),
          8,
        );
      });
    case "swizzle":
      return {
        precision: VectorPrecision.index,
        vbits: ([a, b]) => {
          const bytes = split(a!, Bytes);
          const chosen = split(b!, Bytes).map(({ v, s }) => {
            return s === 0n ? (bytes[Number(v)]?.s ?? 0n) : -1n;
          });
          return join(chosen, 8);
        },
      };
    case "bitmask":
      return exact(([a]) =>
        join(
          split(a!, lanes).map(({ s }) => s >> BigInt(width - 1)),
          1,
        ),
      );
    case "all_true":
      return exact(([a]) => {
        const all = split(a!, lanes);
        const isZero = all.some(({ v, s }) => (v | s) === 0n);
        return !isZero && all.some(({ v, s }) => (v & ~s) === 0n) ? 1n : 0n;
      });
    default: {
      const operation = name.endsWith("_s") ? "extend_s" : "extend_u";
      const shape: Shape = { operands: [width], result: Math.max(32, width) };
      return exact(([a], [lane]) => ofNumbers(operation, shape, split(a!, lanes)[lane!]!));
    }
  }
}

const anyTrue = exact(([a]) => (a!.s !== 0n && (a!.v & ~a!.s) === 0n ? 1n : 0n));

/**
 * The rule of a vector instruction that does not touch memory, by its name in the text format; undefined for any
 * other. A load makes of V bits what it makes of bytes.
 */
export function vectorRuleOf(name: string): VectorRule | undefined {
  if (name === "v128.any_true") return anyTrue;
  const [, prefix, operation] = /^(v128|[if]\d+x\d+)\.(\w+)$/.exec(name) ?? [];
  if (prefix === undefined || operation === undefined) return undefined;
  if (prefix === "v128") return OF_VECTORS[operation];
  const [source] = /[if]\d+x\d+/.exec(operation) ?? [prefix];
  const line = BY_LANES.find(([pattern]) => pattern.test(operation));
  return line?.[1](lanesOf(prefix), lanesOf(source), operation, prefix.startsWith("f"));
}
