/** What a module is given when it is instantiated, and what of it depends on that. */
import { PageBytes } from "../shadow/layout.ts";
import { evaluateI32 } from "../wasm/expressions.ts";
import type { WasmModule } from "../wasm/module.ts";
import { CheckedMemory } from "./memory.ts";

/** @throws WebAssembly.LinkError when it is none that the module can have */
export function importedMemory(
  module: WasmModule,
  imports: WebAssembly.Imports,
): CheckedMemory | undefined {
  for (const [at, { module: from, name, what }] of module.imports.entries()) {
    if (what.kind !== "memory") continue;
    const value = (imports[from] as WebAssembly.ModuleImports | undefined)?.[name];
    const problem =
      value instanceof CheckedMemory
        ? !value.matches(what.limits) && "memory import has other limits"
        : "memory import must be a WebAssembly.Memory object that Redzone made";
    if (problem === false) return value as CheckedMemory;
    throw new WebAssembly.LinkError(
      `WebAssembly.Instance(): Import #${at} "${from}" "${name}": ${problem}`,
    );
  }
  return undefined;
}

/** The number of the first data segment that does not fit: at it, the engine gives up. */
export function strayData(
  module: WasmModule,
  imports: WebAssembly.Imports,
  memory: CheckedMemory | undefined,
): number | undefined {
  const size = memory?.parts.program.size() ?? (module.memories[0]?.min ?? 0) * PageBytes;
  const globals = importedGlobals(module, imports);
  const stray = module.data.findIndex(({ mode, bytes }) => {
    if (mode.kind !== "active") return false;
    const start = evaluateI32(mode.offset, globals);
    return start !== undefined && start + bytes.length > size;
  });
  return stray < 0 ? undefined : stray;
}

/** The values of imported globals, by their index. */
function importedGlobals(module: WasmModule, imports: WebAssembly.Imports): readonly unknown[] {
  return module.imports.flatMap(({ module: from, name, what }) => {
    if (what.kind !== "global") return [];
    const value = (imports[from] as WebAssembly.ModuleImports | undefined)?.[name];
    return [value instanceof WebAssembly.Global ? (value.value as unknown) : value];
  });
}

/** The module as it is with the memory that it is given. */
export function withMemory(module: WasmModule, memory: CheckedMemory | undefined): WasmModule {
  if (memory === undefined) return module;
  const limits = { min: memory.parts.program.size() / PageBytes };
  return {
    ...module,
    imports: module.imports.map((each) =>
      each.what.kind === "memory" ? { ...each, what: { kind: "memory", limits } } : each,
    ),
  };
}

/** What the engine has done of a module when it comes to a data segment that does not fit. */
export function withoutData(module: WasmModule, stray: number | undefined): WasmModule {
  if (stray === undefined) return module;
  const { start: _, ...rest } = module;
  const nothing = { mode: { kind: "passive" }, bytes: new Uint8Array() } as const;
  return { ...rest, data: module.data.map((each, at) => (at < stray ? each : nothing)) };
}
