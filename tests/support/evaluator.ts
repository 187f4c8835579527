/** What instructions of fixed type do to values, asked of the engine, one instruction at a time. */
import { ValueType } from "../../src/wasm/module.ts";
import { OPCODES, type OpcodeRow } from "../../src/wasm/opcodes.ts";
import {
  HeapStart,
  type Instruction,
  i32Const,
  type OperandType,
  plain,
  rowOf,
  type TreeFunction,
  wholeAccess,
} from "./code-tree.ts";
import { PlainMachine } from "./definedness-module.ts";

/** Rows that are nothing but a function of their operands, and perhaps of the lanes that they name. */
const rows: readonly OpcodeRow[] = OPCODES.filter(
  ({ contextual, memory, immediates, params, results }) =>
    !contextual &&
    memory.kind === "none" &&
    ["none", "lane", "lanes"].includes(immediates) &&
    params.length > 0 &&
    results.length > 0,
);
export const isOfVectors = ({ params, results }: OpcodeRow) =>
  [...params, ...results].includes(ValueType.v128);
/** Those of numbers. */
export const PURE_ROWS = rows.filter((row) => !isOfVectors(row));
/** Those of vectors. */
export const VECTOR_ROWS = rows.filter(isOfVectors);

/** The instruction of such a row. @param lanes its immediates, when it has any */
export function pureInstruction({ name }: OpcodeRow, lanes: readonly number[] = []): Instruction {
  return lanes.length === 0 ? plain(name) : { kind: "lanes", name, lanes };
}

const Slot = 16;

/** Computes an instruction of what lies in memory. */
function computing(row: OpcodeRow, lanes: readonly number[]): TreeFunction {
  const { params, results } = row;
  return {
    type: { params: [], results: [] },
    locals: [],
    code: [
      i32Const(HeapStart),
      ...params.flatMap((type, at) => [
        i32Const(HeapStart + (at + 1) * Slot),
        wholeAccess("load", type as OperandType),
      ]),
      pureInstruction(row, lanes),
      wholeAccess("store", results[0] as OperandType),
    ],
  };
}

export class Evaluator {
  readonly #functions = new Map<string, () => unknown>();
  readonly #machine = new PlainMachine();

  constructor() {
    const withoutLanes = [...PURE_ROWS, ...VECTOR_ROWS].filter(({ lanes }) => lanes === 0);
    const callables = this.#compile(withoutLanes.map((row) => computing(row, [])));
    for (const [at, { name }] of withoutLanes.entries()) {
      this.#functions.set(name, callables[at]!);
    }
  }

  #compile(functions: readonly TreeFunction[]): readonly (() => unknown)[] {
    const data = new Uint8Array();
    return this.#machine.functions({
      ...{ imports: [], functions, globals: [], table: [], tags: [], data },
    });
  }

  /**
   * The bits of the result, given those of the operands.
   * @param lanes the instruction's immediates, when it has any
   * @throws WebAssembly.RuntimeError when the instruction traps
   */
  value(name: string, operands: readonly bigint[], lanes: readonly number[] = []): bigint {
    const { view } = this.#machine;
    this.#write(HeapStart, 0n);
    for (const [at, bits] of operands.entries()) this.#write(HeapStart + (at + 1) * Slot, bits);
    const key = [name, ...lanes].join(" ");
    let run = this.#functions.get(key);
    if (run === undefined) {
      [run] = this.#compile([computing(rowOf(name), lanes)]) as [() => unknown];
      this.#functions.set(key, run);
    }
    run();
    return view.getBigUint64(HeapStart, true) | (view.getBigUint64(HeapStart + 8, true) << 64n);
  }

  #write(address: number, bits: bigint): void {
    const { view } = this.#machine;
    view.setBigUint64(address, BigInt.asUintN(64, bits), true);
    view.setBigUint64(address + 8, bits >> 64n, true);
  }
}
