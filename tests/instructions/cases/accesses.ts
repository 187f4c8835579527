/** Loads and stores: aligned or not, across granules, at the ends of memory and beyond. */
import { PageBytes } from "../../../src/shadow/layout.ts";
import { ValueType } from "../../../src/wasm/module.ts";
import { OPCODES, type OpcodeRow } from "../../../src/wasm/opcodes.ts";
import { lanesTried } from "../../support/vectors.ts";
import { type Line, MinPages, operand, resultAddress, storeResult, written } from "../assemble.ts";
import type { Call, Trial } from "../compare.ts";
import { edgesOf } from "./values.ts";

const End = MinPages * PageBytes;
const StaticOffsets = [0, 1, 8, 0xfff8, 0x7fffffff, 0xffffffff];
/** Where accesses are made, static offset included: in the null page, across granules, at the end. */
const Ranges = [
  [0, 2],
  [0x1000, 0x1009],
  [End - 9, End + 1],
] as const;
/** Bases that the sum with a static offset may carry beyond 4 GiB, or that are far beyond memory by themselves. */
const FarBases = [0, End, 0x7fffffff, 0x80000000, 0xfffffff8, 0xffffffff];

function* bases(offset: number): Generator<number> {
  for (const [first, last] of Ranges) {
    for (let at = first; at <= last; at++) if (at >= offset) yield at - offset;
  }
  yield* FarBases;
}

/**
 * One function for each static offset; of what lies in memory a pattern tells where it came from.
 * @param lanes the immediate of an instruction for one lane
 */
function trialOf(row: OpcodeRow, lanes: readonly number[]): Trial {
  const [, stored] = row.params;
  const functions = StaticOffsets.map((offset) => ({
    name: `run${offset}`,
    params: [],
    results: [],
    code: accessCode(row, offset, lanes),
  }));
  const values = stored === undefined ? [undefined] : edgesOf(stored);
  const calls: Call[] = [{ name: "fill" }];
  let turn = 0;
  for (const offset of StaticOffsets) {
    for (const base of bases(offset)) {
      const value = values[turn++ % values.length];
      const operands = [BigInt(base), ...(value === undefined ? [] : [value])];
      calls.push({ name: `run${offset}`, operands });
    }
  }
  const name = [row.name, ...lanes].join(" ");
  return { name, module: written({ functions: [...functions, fill] }), calls };
}

function accessCode(
  { name, params, results }: OpcodeRow,
  offset: number,
  lanes: readonly number[],
): Line[] {
  const operands = params.flatMap((type, at) => operand(type, at));
  const access: Line = [name, 0, offset, ...lanes];
  const [result] = results;
  if (result === undefined) return [...operands, access];
  return [resultAddress(0), ...operands, access, storeResult(result)];
}

const { i32 } = ValueType;
/** Byte x becomes x · 37 + x / 256, but for the page with the slots. */
const fill = {
  name: "fill",
  params: [],
  results: [],
  locals: [i32],
  code: [
    ["i32.const", 0x1000],
    ["local.set", 0],
    ["loop", -64],
    ["local.get", 0],
    ["local.get", 0],
    ["i32.const", 37],
    ["i32.mul"],
    ["local.get", 0],
    ["i32.const", 8],
    ["i32.shr_u"],
    ["i32.add"],
    ["i32.store8", 0, 0],
    ["local.get", 0],
    ["i32.const", 1],
    ["i32.add"],
    ["local.tee", 0],
    ["i32.const", End],
    ["i32.lt_u"],
    ["br_if", 0],
    ["end"],
  ] satisfies Line[],
};

export const ACCESSES: readonly Trial[] = OPCODES.filter(
  ({ memory, immediates }) =>
    /^memarg/.test(immediates) && (memory.kind === "load" || memory.kind === "store"),
).flatMap((row) => lanesTried(row).map((lanes) => trialOf(row, lanes)));
