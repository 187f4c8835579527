/** Instructions that are nothing but a function of their operands, each on all pairs of edge values. */
import { ValueType } from "../../../src/wasm/module.ts";
import type { OpcodeRow } from "../../../src/wasm/opcodes.ts";
import { PURE_ROWS } from "../../support/evaluator.ts";
import { operand, resultAddress, storeResult, written } from "../assemble.ts";
import type { Trial } from "../compare.ts";
import type { FloatShape } from "../nan.ts";
import { edgesOfAll } from "./values.ts";

/** The instruction on operands from memory, its result into memory: so all bits are seen, those of NaNs too. */
function trialOf(row: OpcodeRow): Trial {
  const { name, params, results } = row;
  const code = [
    resultAddress(0),
    ...params.flatMap((type, at) => operand(type, at)),
    [name] as const,
    storeResult(results[0]!),
  ];
  return {
    name,
    module: written({ functions: [{ name: "run", params: [], results: [], code }] }),
    calls: edgesOfAll(params).map((operands) => ({ name: "run", operands })),
    ...openNaNs(row),
  };
}

/** Whether the instruction computes floats; what only moves bits keeps those of NaNs. */
function openNaNs({ name, params, results }: OpcodeRow): { openNaNs?: FloatShape } {
  if (/\.(abs|neg|copysign|reinterpret_\w+)$/.test(name)) return {};
  const result = widthOf(results[0]!);
  const operand = widthOf(params[0]!);
  return result === undefined ? {} : { openNaNs: { result, operand: operand ?? result } };
}

function widthOf(type: ValueType): 32 | 64 | undefined {
  if (type === ValueType.f32) return 32;
  return type === ValueType.f64 ? 64 : undefined;
}

export const OPERATIONS: readonly Trial[] = PURE_ROWS.map(trialOf);
