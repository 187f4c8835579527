/** What instructions of fixed type do to values, asked of the engine, one instruction at a time. */
import { OPCODES, type OpcodeRow } from "../../src/wasm/opcodes.ts";
import { HeapStart, i32Const, type NumberType, plain, wholeAccess } from "./code-tree.ts";
import { PlainMachine } from "./definedness-module.ts";

/** Rows that are nothing but a function of their operands. */
export const PURE_ROWS: readonly OpcodeRow[] = OPCODES.filter(
  ({ contextual, memory, immediates, params, results }) =>
    !contextual &&
    memory.kind === "none" &&
    immediates === "none" &&
    params.length > 0 &&
    results.length > 0,
);

const Slot = 8;

export class Evaluator {
  readonly #functions: ReadonlyMap<string, () => unknown>;
  readonly #machine = new PlainMachine();

  constructor() {
    const functions = PURE_ROWS.map(({ name, params, results }) => ({
      type: { params: [], results: [] },
      locals: [],
      code: [
        i32Const(HeapStart),
        ...params.flatMap((type, at) => [
          i32Const(HeapStart + (at + 1) * Slot),
          wholeAccess("load", type as NumberType),
        ]),
        plain(name),
        wholeAccess("store", results[0] as NumberType),
      ],
    }));
    const program = {
      imports: [],
      functions,
      globals: [],
      table: [],
      tags: [],
      data: new Uint8Array(),
    };
    const callables = this.#machine.functions(program);
    this.#functions = new Map(PURE_ROWS.map(({ name }, at) => [name, callables[at]!]));
  }

  /**
   * The bits of the result, given those of the operands.
   * @throws WebAssembly.RuntimeError when the instruction traps
   */
  value(name: string, operands: readonly bigint[]): bigint {
    const { view } = this.#machine;
    view.setBigUint64(HeapStart, 0n);
    for (const [at, bits] of operands.entries()) {
      view.setBigUint64(HeapStart + (at + 1) * Slot, bits, true);
    }
    this.#functions.get(name)!();
    return view.getBigUint64(HeapStart, true);
  }
}
