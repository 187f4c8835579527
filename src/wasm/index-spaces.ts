import type { FuncIndex } from "../bytes/brand.ts";
import type { FunctionType, GlobalType, TableType, WasmModule } from "./module.ts";

/**
 * What an index in an instruction means (core specification 2.5.1): imports come first in each
 * space, then the module's own. Made once for a module by `indexSpaces`.
 */
export interface IndexSpaces {
  readonly functions: readonly FunctionType[];
  readonly tables: readonly TableType[];
  readonly globals: readonly GlobalType[];
  /** 0 or 1. */
  readonly memories: number;
  /** The module's own functions start at this index: body i is function `importedFunctions + i`. */
  readonly importedFunctions: number;
  readonly importedGlobals: number;
}

export function indexSpaces(module: WasmModule): IndexSpaces {
  const functions: FunctionType[] = [];
  const tables: TableType[] = [];
  const globals: GlobalType[] = [];
  let memories = module.memories.length;
  for (const { what } of module.imports) {
    if (what.kind === "function") functions.push(module.types[what.type]!);
    else if (what.kind === "table") tables.push(what.type);
    else if (what.kind === "global") globals.push(what.type);
    else memories++;
  }
  const importedFunctions = functions.length;
  const importedGlobals = globals.length;
  for (const type of module.functions) functions.push(module.types[type]!);
  tables.push(...module.tables);
  for (const { type } of module.globals) globals.push(type);
  return { functions, tables, globals, memories, importedFunctions, importedGlobals };
}

/** The index in `module.bodies` of a function, or undefined when it is imported or does not exist. */
export function bodyIndex(spaces: IndexSpaces, func: FuncIndex): number | undefined {
  const own = func - spaces.importedFunctions;
  return own >= 0 && func < spaces.functions.length ? own : undefined;
}
