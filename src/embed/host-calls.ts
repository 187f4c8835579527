/**
 * Functions of JavaScript that a checked module imports. While one of them is carried out, the module's functions may be called
 * again: their calls go on top of those that are live (`layout.importCsp`). When it throws, nobody in the module takes that back;
 * so it is done here.
 */
import type { Machine } from "../runtime/machine.ts";
import type { ProgramMemory } from "../runtime/program-memory.ts";
import type { Layout } from "../shadow/layout.ts";
import type { WasmModule } from "../wasm/module.ts";

type HostFunction = (...args: never[]) => unknown;

export class HostCalls {
  /** Exports of checked modules, which are given to others as they are: only so their types are compared. */
  readonly #exported = new WeakSet<object>();
  /** By memory, which modules may share: csp of each import that is being carried out, the innermost last. */
  readonly #live = new WeakMap<ProgramMemory, number[]>();

  note(exported: object): void {
    this.#exported.add(exported);
  }

  /**
   * The imports of a module, without its memory, with functions of JavaScript wrapped.
   * @param machine that of the module, which there is when the first function is called
   */
  around(
    module: WasmModule,
    imports: WebAssembly.Imports,
    { importCsp, callStack }: Layout,
    machine: () => Machine,
  ): WebAssembly.Imports {
    const given: Record<string, Record<string, WebAssembly.ImportValue>> = {};
    const wrapped = (call: HostFunction): HostFunction => {
      return (...args) => {
        const { memory } = machine();
        const { view } = memory;
        const live = this.#liveIn(memory);
        live.push(view.getUint32(importCsp, true));
        try {
          return call(...args);
        } finally {
          live.pop();
          view.setUint32(importCsp, live.at(-1) ?? callStack, true);
        }
      };
    };
    for (const { module: from, name, what } of module.imports) {
      if (what.kind === "memory") continue;
      const group = imports[from] as WebAssembly.ModuleImports | undefined;
      if (group === undefined || group === null) {
        throw new TypeError(
          `WebAssembly.Instance(): Import "${from}": module is not an object or function`,
        );
      }
      const value = group[name] as WebAssembly.ImportValue;
      given[from] ??= Object.create(null) as Record<string, WebAssembly.ImportValue>;
      given[from][name] =
        typeof value === "function" && !this.#exported.has(value)
          ? wrapped(value as HostFunction)
          : value;
    }
    return given;
  }

  #liveIn(memory: ProgramMemory): number[] {
    let live = this.#live.get(memory);
    if (live === undefined) {
      live = [];
      this.#live.set(memory, live);
    }
    return live;
  }
}
