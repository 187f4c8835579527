import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { widthOf } from "../../tests/support/definedness-interpreter.ts";
import { Evaluator, isOfVectors, VECTOR_ROWS } from "../../tests/support/evaluator.ts";
import { anyVector, lanesTried } from "../../tests/support/vectors.ts";
import { OPCODES, type OpcodeRow } from "../wasm/opcodes.ts";
import type { Bits } from "./definedness-rules.ts";
import { VectorPrecision, vectorRuleOf } from "./vector-rules.ts";

const evaluator = new Evaluator();

/** How wide the lanes of a result are, by the name alone. */
function laneWidth({ name }: OpcodeRow): number {
  const [, narrowed] = /^i(\d+)x\d+\.narrow/.exec(name) ?? [];
  return Number(narrowed ?? /^[if](\d+)x/.exec(name)?.[1] ?? 128);
}

function laneBits(bits: bigint, width: number): bigint[] {
  return Array.from({ length: 128 / width }, (_, at) =>
    BigInt.asUintN(width, bits >> BigInt(at * width)),
  );
}

/** All ways of filling in the undefined bits of these. */
function* completions(operands: readonly Bits[]): Generator<bigint[]> {
  const [first, ...others] = operands;
  if (first === undefined) {
    yield [];
    return;
  }
  let part = first.s;
  do {
    part = (part - 1n) & first.s;
    for (const rest of completions(others)) yield [(first.v & ~first.s) | part, ...rest];
  } while (part !== first.s);
}

/** A float that is NaN may be one of many; that it is one is all that counts. */
function withoutNaN(row: OpcodeRow, result: bigint): bigint {
  if (!/^f..x..\.(?!abs|neg|splat|replace|extract)/.test(row.name)) return result;
  const width = laneWidth(row);
  const magnitude = (1n << BigInt(width - 1)) - 1n;
  const infinity = width === 32 ? 0x7f800000n : 0x7ff0000000000000n;
  return laneBits(result, width).reduceRight(
    (all, lane) => (all << BigInt(width)) | ((lane & magnitude) > infinity ? infinity + 1n : lane),
    0n,
  );
}

/** In which bits results differ. */
function changedBits(row: OpcodeRow, operands: readonly Bits[], lanes: readonly number[]): bigint {
  let [all, any] = [-1n, 0n];
  for (const values of completions(operands)) {
    const result = withoutNaN(row, evaluator.value(row.name, values, lanes));
    all &= result;
    any |= result;
  }
  return any & ~all;
}

/** Each operand has a few undefined bits, mostly next to each other: lanes have to be told apart. */
function anyBits(width: number): fc.Arbitrary<Bits> {
  const place = fc.integer({ min: 0, max: width - 1 });
  const places = fc.oneof(
    fc.array(place, { maxLength: 3 }),
    place.map((at) => [at, Math.min(width - 1, at + 1)]),
  );
  return fc.tuple(anyVector, places).map(([v, undefinedBits]) => ({
    v: BigInt.asUintN(width, v),
    s: undefinedBits.reduce((s, at) => s | (1n << BigInt(at)), 0n),
  }));
}

/** What each precision promises of a lane of the result, besides calling nothing defined that can change. */
const PROMISES: Record<VectorPrecision, (ruled: bigint, exact: bigint, ones: bigint) => boolean> = {
  [VectorPrecision.exact]: (ruled, exact) => ruled === exact,
  [VectorPrecision.amount]: (ruled, exact, ones) => ruled === exact || ruled === ones,
  [VectorPrecision.index]: (ruled, exact, ones) => ruled === exact || ruled === ones,
  [VectorPrecision.lane]: (ruled, _, ones) => ruled === 0n || ruled === ones,
  [VectorPrecision.narrowed]: (ruled, exact, ones) => ruled === exact || ruled === ones,
};

describe("instructions of vectors against the engine, with a few undefined bits", () => {
  test.each(VECTOR_ROWS.map((row) => [row.name, row] as const))("%s", (name, row) => {
    const { precision, vbits } = vectorRuleOf(name)!;
    const isNumber = row.results[0] !== row.params[0] && !/splat/.test(name);
    const width = isNumber ? 128 : precision === VectorPrecision.index ? 8 : laneWidth(row);
    const ones = (1n << BigInt(width)) - 1n;
    const operands = fc.tuple(...row.params.map((type) => anyBits(widthOf(type))));
    let coarser = 0;
    fc.assert(
      fc.property(operands, fc.constantFrom(...lanesTried(row)), (each, lanes) => {
        const ruled = vbits(each, lanes);
        const exact = changedBits(row, each, lanes);
        const shown = () => each.map(({ v, s }) => `${v.toString(16)}/${s.toString(16)}`).join(" ");
        if ((exact & ~ruled) !== 0n) expect.fail(`called defined, of ${shown()}`);
        if (exact !== ruled) coarser++;
        for (const [at, lane] of laneBits(ruled, width).entries()) {
          const really = laneBits(exact, width)[at]!;
          if (PROMISES[precision](lane, really, ones)) continue;
          expect.fail(`lane ${at} is ${lane.toString(16)}, not ${really.toString(16)}: ${shown()}`);
        }
      }),
      { numRuns: 60 },
    );
    if (precision === VectorPrecision.exact) expect(coarser).toBe(0);
  });
});

describe("lanes that are undefined as a whole", () => {
  const coarse = VECTOR_ROWS.filter(({ name }) => {
    return vectorRuleOf(name)?.precision === VectorPrecision.lane;
  });
  test.each(coarse.map((row) => [row.name, row] as const))(
    "of %s are the right ones",
    (name, row) => {
      const { vbits } = vectorRuleOf(name)!;
      const source = Number(/.*[if](\d+)x/.exec(name)![1]);
      const width = laneWidth(row);
      const defined: Bits = { v: 0n, s: 0n };
      // One lane after the other is all undefined: the lanes that change with it are those that the rule names.
      for (const operand of row.params.keys()) {
        for (let at = 0; at < 128 / source; at++) {
          const s = ((1n << BigInt(source)) - 1n) << BigInt(at * source);
          const ruled = vbits(
            row.params.map((_, index) => (index === operand ? { v: 0n, s } : defined)),
            [],
          );
          let changed = 0n;
          for (const vector of fc.sample(fc.tuple(anyVector, anyVector, anyVector), {
            numRuns: 200,
            seed: 1,
          })) {
            const values = row.params.map((_, index) => vector[index]!);
            const first = evaluator.value(name, values);
            values[operand] = (values[operand]! & ~s) | (vector[2] & s);
            changed |= first ^ evaluator.value(name, values);
          }
          const lanes = laneBits(ruled, width).map((lane) => lane !== 0n);
          expect(laneBits(changed, width).map((lane) => lane !== 0n)).toEqual(lanes);
        }
      }
    },
  );
});

describe("vectorRuleOf", () => {
  test("has a rule for each instruction of vectors that does not touch memory, and for no other", () => {
    const withRule = OPCODES.filter(({ name }) => vectorRuleOf(name) !== undefined);
    const ofVectors = OPCODES.filter((row) => isOfVectors(row) && row.memory.kind === "none");
    expect(withRule.map(({ name }) => name)).toEqual(ofVectors.map(({ name }) => name));
  });

  test("calls defined what is made of defined operands", () => {
    for (const row of VECTOR_ROWS) {
      const operands = row.params.map(() => ({ v: 3n, s: 0n }));
      expect(vectorRuleOf(row.name)!.vbits(operands, lanesTried(row)[0]!)).toBe(0n);
    }
  });
});
