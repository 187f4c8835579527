/** Which functions call others, and so can be on the call stack while one of these runs. */
import { indexSpaces } from "../wasm/index-spaces.ts";
import type { FunctionBody, WasmModule } from "../wasm/module.ts";
import { Op } from "../wasm/opcodes.ts";
import { placesOf, unsignedAt } from "./code-search.ts";

const CALLS = [Op.call, Op.returnCall] as const;

/**
 * The functions for which `is` holds, those that call one of them by its index, and so on. Who calls through a table is not found.
 * Some of the answer may never call: bytes are searched, not instructions.
 * @param mayCall functions that need not be looked at are left out
 * @returns their numbers among the module's bodies
 */
export function withCallers(
  module: WasmModule,
  is: (body: FunctionBody) => boolean,
  mayCall: (body: FunctionBody) => boolean,
): ReadonlySet<number> {
  const { importedFunctions } = indexSpaces(module);
  const { bodies } = module;
  const callers = bodies.map((): number[] => []);
  const found = new Set<number>();
  for (const [at, body] of bodies.entries()) {
    if (is(body)) found.add(at);
    if (!mayCall(body)) continue;
    for (const callee of calledBy(body, importedFunctions + bodies.length)) {
      callers[callee - importedFunctions]?.push(at);
    }
  }
  // Grows while it is read.
  for (const at of found) for (const caller of callers[at]!) found.add(caller);
  return found;
}

/** @param count of the module's functions */
function calledBy({ code }: FunctionBody, count: number): ReadonlySet<number> {
  const called = new Set<number>();
  for (const opcode of CALLS) {
    for (const at of placesOf(code, opcode, (index) => index < count)) {
      called.add(unsignedAt(code, at + 1));
    }
  }
  return called;
}
