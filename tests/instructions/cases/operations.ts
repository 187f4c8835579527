/**
 * Instructions that are nothing but a function of their operands, and of the lanes that they name: each on all pairs
 * of edge values.
 */
import { ValueType } from "../../../src/wasm/module.ts";
import type { OpcodeRow } from "../../../src/wasm/opcodes.ts";
import { PURE_ROWS, VECTOR_ROWS } from "../../support/evaluator.ts";
import { lanesTried } from "../../support/vectors.ts";
import { operand, resultAddress, storeResult, written } from "../assemble.ts";
import type { Trial } from "../compare.ts";
import type { FloatShape } from "../nan.ts";
import { edgesOfAll, vectorsFor } from "./values.ts";

/** The instruction on operands from memory, its result into memory: so all bits are seen, those of NaNs too. */
function trialOf(row: OpcodeRow): Trial {
  const { name, params, results } = row;
  const functions = lanesTried(row).map((lanes) => ({
    name: ["run", ...lanes].join(" "),
    params: [],
    results: [],
    code: [
      resultAddress(0),
      ...params.flatMap((type, at) => operand(type, at)),
      [name, ...lanes] as const,
      storeResult(results[0]!),
    ],
  }));
  return {
    name,
    module: written({ functions }),
    calls: functions.flatMap((each) =>
      edgesOfAll(params, vectorsFor(name)).map((operands) => ({ name: each.name, operands })),
    ),
    ...openNaNs(row),
  };
}

/** Whether the instruction computes floats; what only moves bits keeps those of NaNs. */
function openNaNs({ name, params, results }: OpcodeRow): { openNaNs?: FloatShape } {
  if (/\.(abs|neg|copysign|reinterpret_\w+|p?m(in|ax)|splat|\w+_lane)$/.test(name)) return {};
  if (results[0] === ValueType.v128) return openLanes(name);
  const result = widthOf(results[0]!);
  const operand = widthOf(params[0]!);
  return result === undefined ? {} : { openNaNs: { result, operand: operand ?? result } };
}

function openLanes(name: string): { openNaNs?: FloatShape } {
  const [, result] = /^f(32|64)x/.exec(name) ?? [];
  const [, operand] = /.*f(32|64)x/.exec(name) ?? [];
  if (result === undefined || operand === undefined) return {};
  return { openNaNs: { result: result === "32" ? 32 : 64, operand: operand === "32" ? 32 : 64 } };
}

function widthOf(type: ValueType): 32 | 64 | undefined {
  if (type === ValueType.f32) return 32;
  return type === ValueType.f64 ? 64 : undefined;
}

export const OPERATIONS: readonly Trial[] = [...PURE_ROWS, ...VECTOR_ROWS].map(trialOf);
