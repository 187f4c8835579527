/**
 * Random programs that are valid, end, and decide nothing by undefined values: what they branch on, and where
 * they access memory, is made of what is certainly defined. All else is as undefined as it comes.
 */
import { ValueType } from "../../src/wasm/module.ts";
import { Choices } from "./choices.ts";
import type { TreeProgram } from "./code-tree.ts";
import { DataBytes, IMPORTS, TAGS } from "./program-surroundings.ts";
import { FunctionWriter, type Role, type Signature, someTypes, Types } from "./random-function.ts";

const { i32 } = ValueType;
const MostFunctions = 5;

/** @param numbers the decisions (choices.ts) */
export function randomProgram(numbers: readonly number[]): TreeProgram {
  const choices = new Choices(numbers);
  const count = 1 + choices.below(MostFunctions);
  const signatures = Array.from({ length: count }, (_, at): Signature => {
    if (at === 0) return { type: { params: [], results: [] }, roles: [] };
    const roles = Array.from({ length: choices.below(4) }, () => {
      return choices.one<Role>(["any", "defined", "address", "any"]);
    });
    const params = roles.map((role) => (role === "any" ? choices.one(Types) : i32));
    return { type: { params, results: someTypes(choices, 3) }, roles };
  });
  const globals = Types.slice(0, 1 + choices.below(Types.length));
  const shared = { choices, signatures, globals, results: 0 };
  return {
    imports: IMPORTS,
    functions: signatures.map((_, at) => new FunctionWriter(shared, at).write()),
    globals,
    table: signatures.map((_, at) => IMPORTS.length + at),
    tags: TAGS,
    data: Uint8Array.from({ length: DataBytes }, (_, at) => 37 * at + 1),
  };
}
