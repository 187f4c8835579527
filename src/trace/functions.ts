/** What pointers to functions lead to: a pointer is an index into the module's table. */
import type { FuncIndex } from "../bytes/brand.ts";
import type { Symbols } from "../symbols/symbols.ts";
import { constantI32 } from "../wasm/expressions.ts";
import { InstructionCursor } from "../wasm/instructions.ts";
import type { ConstExpr, WasmModule } from "../wasm/module.ts";
import { functionNames } from "../wasm/names.ts";
import { Op } from "../wasm/opcodes.ts";

export class TableFunctions {
  readonly #module: WasmModule;
  readonly #symbols: Symbols;
  #functions: ReadonlyMap<number, FuncIndex> | undefined;

  constructor(module: WasmModule, symbols: Symbols) {
    this.#module = module;
    this.#symbols = symbols;
  }

  /** The name of the function at an index of the first table, as the linker filled it. */
  nameAt(index: number): string | undefined {
    this.#functions ??= tableOf(this.#module);
    const func = this.#functions.get(index);
    if (func === undefined) return undefined;
    const imported = this.#module.imports.filter(({ what }) => what.kind === "function").length;
    const body = this.#module.bodies[func - imported];
    const named = body && this.#symbols.frames(body.offset).at(-1)?.function;
    return named ?? functionNames(this.#module).get(func);
  }
}

function tableOf(module: WasmModule): ReadonlyMap<number, FuncIndex> {
  const functions = new Map<number, FuncIndex>();
  for (const { mode, init } of module.elements) {
    if (mode.kind !== "active") continue;
    const start = constantI32(mode.offset);
    if (start === undefined) continue;
    const listed = init.kind === "functions" ? init.functions : init.expressions.map(referenced);
    for (const [at, func] of listed.entries())
      if (func !== undefined) functions.set(start + at, func);
  }
  return functions;
}

function referenced(expression: ConstExpr): FuncIndex | undefined {
  const cursor = new InstructionCursor(expression, "constant expression", 0);
  return cursor.next() && cursor.opcode === Op.refFunc ? (cursor.a as FuncIndex) : undefined;
}
