/** A program that was compiled and run to its end: what its memory holds then. */
import { compile } from "../../src/compile/compile.ts";
import type { OptimisationLevel } from "../../src/compile/result.ts";
import { instrument } from "../../src/instrument/rewrite.ts";
import { createHost } from "../../src/runtime/host/node-host.ts";
import { Machine } from "../../src/runtime/machine.ts";
import type { ProgramMemory } from "../../src/runtime/program-memory.ts";
import { ModuleDebug } from "../../src/symbols/module-debug.ts";
import { createSymbols } from "../../src/symbols/symbols.ts";
import type { ValueMemory, Values } from "../../src/values/value.ts";
import { createValues } from "../../src/values/values.ts";
import { decodeModule } from "../../src/wasm/decode.ts";
import type { WasmModule } from "../../src/wasm/module.ts";

export interface FinishedProgram {
  readonly module: WasmModule;
  readonly values: Values;
  readonly memory: ValueMemory;
}

export interface FinishOptions {
  readonly optimisation?: OptimisationLevel;
  readonly cflags?: readonly string[];
  readonly rustc?: string;
}

/** @param source path of the program, which has to end by itself */
export async function finish(
  source: string,
  { optimisation = "0", cflags = [], rustc }: FinishOptions = {},
): Promise<FinishedProgram> {
  const compiled = await compile(source, { optimisation, cflags, ...(rustc && { rustc }) });
  if (compiled.kind !== "compiled") throw new Error(JSON.stringify(compiled));
  const module = decodeModule(compiled.module, source);
  const debug = new ModuleDebug(module);
  const symbols = createSymbols(module, debug);
  const instrumented = instrument(module, source, {
    programLimit: 64 << 20,
    definedness: true,
    isUsers: (body) => symbols.hasDebugInfo(body),
  });
  const ignored = { write: () => {} };
  const host = createHost({
    args: [source],
    env: {},
    directories: [],
    stdin: { read: () => new Uint8Array() },
    stdout: ignored,
    stderr: ignored,
  });
  const machine = new Machine(instrumented, host, {
    where: source,
    exitOnFirstError: false,
    isLibrary: (site) => !symbols.hasDebugInfo(site),
    isAbort: () => false,
    isPanic: () => false,
  });
  const ending = machine.run();
  if (ending.kind !== "exit") throw new Error(JSON.stringify(ending));
  return { module, values: createValues(debug), memory: readOnly(machine.memory) };
}

function readOnly(memory: ProgramMemory): ValueMemory {
  return {
    bytes(address, length) {
      const inside = address >= 0 && length >= 0 && address + length <= memory.size();
      return inside ? memory.bytes.subarray(address, address + length) : undefined;
    },
    undefinedBits(address, length) {
      const { definedness } = memory;
      const first = definedness?.firstUndefined(address, length) ?? -1;
      if (definedness === undefined || first < 0) return undefined;
      return Uint8Array.from({ length }, (_, at) => definedness.bitsAt(address + at));
    },
  };
}
