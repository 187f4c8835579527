/**
 * How something of ours gets out through a program that catches everything. `catch_all`, which compilers emit
 * wherever a destructor has to run, catches what a function of JavaScript throws, but not a trap: engines know
 * the error object of a trap, and know it again when JavaScript throws it (V8 `wasm_uncatchable_symbol`,
 * SpiderMonkey `ErrorObject::fromWasmTrap`, JavaScriptCore `isCatchableFromWasm`). So what is thrown travels
 * on the object of a real trap.
 */
import { InstructionCursor } from "../wasm/instructions.ts";
import type { FunctionBody, WasmModule } from "../wasm/module.ts";
import { Op } from "../wasm/opcodes.ts";

/** A replay runs the same module again, perhaps a hundred times. */
const known = new WeakMap<WasmModule, boolean>();

/** Whether anything in the module may catch what a function of JavaScript throws. */
export function catches(module: WasmModule): boolean {
  const before = known.get(module);
  if (before !== undefined) return before;
  const found = (module.tags ?? []).length > 0 || module.bodies.some(catchesAll);
  known.set(module, found);
  return found;
}

/** Without exceptions of its own a module may catch those of others, but hardly any does. */
function catchesAll({ code, offset }: FunctionBody): boolean {
  if (!code.includes(Op.try) || !code.includes(Op.catchAll)) return false;
  const cursor = new InstructionCursor(code, "the code section", offset);
  while (cursor.next()) if (cursor.opcode === Op.catchAll) return true;
  return false;
}

/** `(module (func (export "trap") unreachable))` */
const TrappingModule = Uint8Array.of(
  ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
  ...[0x01, 0x04, 0x01, 0x60, 0x00, 0x00],
  ...[0x03, 0x02, 0x01, 0x00],
  ...[0x07, 0x08, 0x01, 0x04, 0x74, 0x72, 0x61, 0x70, 0x00, 0x00],
  ...[0x0a, 0x05, 0x01, 0x03, 0x00, 0x00, 0x0b],
);

/** What travels on the error of a trap. */
const Cargo = Symbol("what was thrown");

/**
 * The functions, such that nothing that they throw can be caught by WebAssembly.
 * @param wording what the trap's error says, for whoever catches it in JavaScript; "unreachable" where it does not tell
 */
export function uncatchable(
  imports: WebAssembly.ModuleImports,
  wording?: (thrown: unknown) => string | undefined,
): WebAssembly.ModuleImports {
  return Object.fromEntries(
    Object.entries(imports).map(([name, value]) => [
      name,
      typeof value === "function" ? guarded(value as Import, wording) : value,
    ]),
  );
}

type Import = (...args: number[]) => unknown;

function guarded(call: Import, wording?: (thrown: unknown) => string | undefined): Import {
  return (...args) => {
    try {
      return call(...args);
    } catch (error) {
      const trap = trapError();
      const message = wording?.(error);
      if (message !== undefined) trap.message = message;
      throw Object.assign(trap, { [Cargo]: error });
    }
  };
}

function trapError(): Error {
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(TrappingModule));
  try {
    (exports.trap as () => void)();
  } catch (error) {
    return error as Error;
  }
  throw new Error("`unreachable` did not trap");
}

/** What a guarded function threw, when that is what `thrown` carries; else `thrown` itself. */
export function unpacked(thrown: unknown): unknown {
  return thrown instanceof Error && Cargo in thrown ? thrown[Cargo] : thrown;
}
