import { InstructionCursor } from "./instructions.ts";
import type { FunctionType, GlobalType, TableType, WasmModule } from "./module.ts";
import { Op } from "./opcodes.ts";

/**
 * What an index in an instruction means (core specification 2.5.1): imports come first in each
 * space, then the module's own. Made once for a module by `indexSpaces`.
 */
export interface IndexSpaces {
  readonly functions: readonly FunctionType[];
  readonly tables: readonly TableType[];
  readonly globals: readonly GlobalType[];
  /** What is thrown with each exception. */
  readonly tags: readonly FunctionType[];
  /** 0 or 1. */
  readonly memories: number;
  /** The module's own functions start at this index: body i is function `importedFunctions + i`. */
  readonly importedFunctions: number;
}

export function indexSpaces(module: WasmModule): IndexSpaces {
  const functions: FunctionType[] = [];
  const tables: TableType[] = [];
  const globals: GlobalType[] = [];
  const tags: FunctionType[] = [];
  let memories = module.memories.length;
  for (const { what } of module.imports) {
    if (what.kind === "function") functions.push(module.types[what.type]!);
    else if (what.kind === "table") tables.push(what.type);
    else if (what.kind === "global") globals.push(what.type);
    else if (what.kind === "tag") tags.push(module.types[what.type]!);
    else memories++;
  }
  const importedFunctions = functions.length;
  for (const type of module.functions) functions.push(module.types[type]!);
  for (const table of module.tables) tables.push(table);
  for (const { type } of module.globals) globals.push(type);
  for (const type of module.tags ?? []) tags.push(module.types[type]!);
  return { functions, tables, globals, tags, memories, importedFunctions };
}

/**
 * The functions that code may refer to by `ref.func`: those that are mentioned outside of code, in
 * an export, a segment or a global (3.4.10, C.refs).
 */
export function declaredFunctions(module: WasmModule): ReadonlySet<number> {
  const declared = new Set<number>();
  for (const { kind, index } of module.exports) if (kind === "function") declared.add(index);
  const expressions = module.globals.map(({ init }) => init);
  for (const { init } of module.elements) {
    if (init.kind === "functions") for (const index of init.functions) declared.add(index);
    else for (const each of init.expressions) expressions.push(each);
  }
  for (const expression of expressions) {
    const cursor = new InstructionCursor(expression, "a constant expression", 0);
    while (cursor.next()) if (cursor.opcode === Op.refFunc) declared.add(cursor.a);
  }
  return declared;
}
