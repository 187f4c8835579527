/**
 * The debug information of one module, for all that ask about it: where code comes from (symbols.ts) and what
 * memory holds (values/). It is read when the first question comes, and once.
 */
import { Types } from "../dwarf/types.ts";
import type { WasmModule } from "../wasm/module.ts";
import { DebugInfo } from "./debug-info.ts";
import { NoteTaker } from "./notes.ts";

export class ModuleDebug {
  readonly module: WasmModule;
  readonly notes = new NoteTaker();
  #info: DebugInfo | undefined;
  #types: Types | undefined;

  constructor(module: WasmModule) {
    this.module = module;
  }

  get info(): DebugInfo {
    this.#info ??= new DebugInfo(
      (name) => this.module.customs.find((section) => section.name === name)?.bytes,
      this.notes,
    );
    return this.#info;
  }

  get types(): Types {
    this.#types ??= new Types((offset) => this.info.unitAt(offset));
    return this.#types;
  }
}
