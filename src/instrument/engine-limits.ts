/**
 * What engines refuse though the specification allows it (WebAssembly JavaScript Interface, "Implementation-defined Limits";
 * V8's are in src/wasm/wasm-limits.h). A module within them may be beyond them when it is rewritten: code grows several times, each
 * value gets V bits beside it. Such a module is refused by name, as early as it is known.
 */
import { UnsupportedError } from "../bytes/malformed.ts";
import type { FunctionBody, FunctionType, WasmModule } from "../wasm/module.ts";

/** Bytes of one function's code, its locals included. */
const LargestBody = 7_654_321;
/** Of a whole module. */
const LargestModule = 2 ** 30;
/** Parameters included. */
const MostLocals = 50_000;
const MostParams = 1000;
const MostResults = 1000;
/** Of types, functions and globals, imported ones not counted. */
const MostItems = 1_000_000;
/** Of imports, and of exports: in Node 20, later versions take more. */
const MostNames = 100_000;

/** @throws UnsupportedError when `func`, an original function, has become too large. @param bytes of its code so far */
export function requireBody(func: number, bytes: number): void {
  if (bytes <= LargestBody) return;
  throw new UnsupportedError(
    `has a function that is too large to be checked: with its checks function ${func} takes more than ${LargestBody} bytes`,
  );
}

/** @throws UnsupportedError @param func the original function */
export function requireLocals(func: number, params: number, locals: FunctionBody["locals"]): void {
  let count = params;
  for (const run of locals) count += run.count;
  if (count <= MostLocals) return;
  throw new UnsupportedError(
    `has a function with too many locals: function ${func} takes ${count} with those of its checks, engines allow ${MostLocals}`,
  );
}

/** @throws UnsupportedError when the module's code has become too large. @param bytes of it so far */
export function requireModule(bytes: number): void {
  if (bytes <= LargestModule) return;
  throw new UnsupportedError(
    `is too large to be checked: with its checks it takes more than ${LargestModule} bytes`,
  );
}

/** Of all types of the rewritten module, which are more than the original's. @throws UnsupportedError */
export function requireTypes(types: readonly FunctionType[]): void {
  requireCount("types", types.length, MostItems);
  for (const { params, results } of types) {
    requireCount("parameters of a function", params.length, MostParams);
    requireCount("results of a function", results.length, MostResults);
  }
}

/** @throws UnsupportedError */
export function requireCounts(rewritten: WasmModule): void {
  const { imports, functions, globals, exports } = rewritten;
  requireCount("functions", functions.length, MostItems);
  requireCount("globals", globals.length, MostItems);
  requireCount("imports", imports.length, MostNames);
  requireCount("exports", exports.length, MostNames);
}

function requireCount(what: string, count: number, most: number): void {
  if (count <= most) return;
  throw new UnsupportedError(
    `has too many ${what} to be checked: ${count} with those of the checks, engines allow ${most}`,
  );
}
