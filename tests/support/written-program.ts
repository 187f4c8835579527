/** Small programs written by hand: the instructions of code-tree.ts in short, and what all of them have. */
import { type FunctionType, ValueType } from "../../src/wasm/module.ts";
import {
  type Code,
  type Instruction,
  i32Const,
  type NumberType,
  plain,
  type TreeFunction,
  type TreeProgram,
  wholeAccess,
} from "./code-tree.ts";
import { AREAS, IMPORTS, Results } from "./program-surroundings.ts";

const { i32, i64, f32, f64 } = ValueType;
export const Types = [i32, i64, f32, f64] as const;
/** The first function that is no import. */
const Own = IMPORTS.length;

export const get = (local: number): Instruction => ({ kind: "get", local });
export const set = (local: number): Instruction => ({ kind: "set", local });
export const tee = (local: number): Instruction => ({ kind: "tee", local });
export const globalGet = (global: number): Instruction => ({ kind: "globalGet", global });
export const globalSet = (global: number): Instruction => ({ kind: "globalSet", global });
export const call = (func: number): Instruction => ({ kind: "call", func: Own + func });
export const branch = (kind: "br" | "brIf", label: number): Instruction => ({ kind, label });
export const type = (
  params: readonly NumberType[],
  results: readonly NumberType[],
): FunctionType => {
  return { params, results };
};
export const block = (kind: "block" | "loop", type: FunctionType, ...body: Code): Instruction => {
  return { kind, type, body };
};
export const nothing = type([], []);

/** A value from the heap or the globals, as undefined as it happens to be. */
export function any(of: NumberType, at: number, area: number = AREAS.heap): Code {
  return [i32Const(area + at), wholeAccess("load", of)];
}

/** What an import returns: 0 or 1, and defined. */
export const coin: Code = [{ kind: "call", func: 0 }, i32Const(1), plain("i32.and")];

/** Writes what is on the stack where it is compared; `local` is of its type and free. */
export function keep(of: NumberType, slot: number, local: number): Code {
  return [
    set(local),
    i32Const(AREAS.heap + Results + 8 * slot),
    get(local),
    wholeAccess("store", of),
  ];
}

export function programOf(...functions: readonly TreeFunction[]): TreeProgram {
  return {
    imports: IMPORTS,
    functions,
    globals: [...Types],
    table: functions.map((_, at) => Own + at),
    tags: [type([], []), type([i64, i32], [])],
    data: Uint8Array.of(1, 2, 3, 4),
  };
}

/** Locals 0 … 3 are an i32, an i64, an f32 and an f64; 4 … 6 are i32 again. */
export function main(...code: Code): TreeFunction {
  return { type: nothing, locals: [...Types, i32, i32, i32], code };
}

export const drop: Instruction = { kind: "drop" };
