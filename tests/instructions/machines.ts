/**
 * Where a little module runs: as it is, and rewritten in each way, with hooks that allow whatever the engine
 * would allow. No heap and no host: nothing but the instructions.
 */
import { HOOKS, HookModule, MemoryImport, unpackAccess } from "../../src/instrument/abi.ts";
import type { InstrumentOptions } from "../../src/instrument/plan.ts";
import { instrument } from "../../src/instrument/rewrite.ts";
import { DefinednessShadow } from "../../src/shadow/definedness.ts";
import { type Layout, layoutFor, PageBytes } from "../../src/shadow/layout.ts";
import { Granule, State } from "../../src/shadow/states.ts";
import { encodeModule } from "../../src/wasm/encode.ts";
import type { WasmModule } from "../../src/wasm/module.ts";
import { FirstOperand, FirstResult, MaxPages, MinPages, SlotBytes } from "./assemble.ts";

export type Argument = number | bigint | object | null;
export type Exports = Readonly<Record<string, (...given: Argument[]) => unknown>>;
/** What modules import, made anew for each machine: it may have a state. */
export type MakeImports = () => Readonly<Record<string, unknown>>;

/** A module that has been instantiated. */
export interface Machine {
  readonly exports: Exports;
  /** The program's memory as it is now. */
  bytes(): Uint8Array;
  /** What a call works on: the bytes of each slot. */
  setOperands(operands: readonly bigint[]): void;
}

function writeOperands(view: DataView, operands: readonly bigint[]): void {
  for (const [at, bits] of operands.entries()) {
    view.setBigUint64(FirstOperand + SlotBytes * at, BigInt.asUintN(64, bits), true);
    view.setBigUint64(FirstOperand + SlotBytes * at + 8, BigInt.asUintN(64, bits >> 64n), true);
  }
}

export function plainMachine(module: WasmModule, imports: MakeImports): Machine {
  const compiled = new WebAssembly.Module(encodeModule(module) as BufferSource);
  const { exports } = new WebAssembly.Instance(compiled, {
    test: imports() as WebAssembly.ModuleImports,
  });
  const memory = exports.memory as WebAssembly.Memory;
  return {
    exports: exports as Exports,
    bytes: () => new Uint8Array(memory.buffer),
    setOperands: (operands) => writeOperands(new DataView(memory.buffer), operands),
  };
}

/** One way to rewrite a module. */
export interface Variant {
  readonly name: string;
  readonly options: Partial<InstrumentOptions>;
  /** No bit of the operands has ever been set: all that is emitted for such bits runs. */
  readonly undefinedOperands: boolean;
}

const definedness = { definedness: true };
const origins = { definedness: true, origins: true };
const spillLocals = true;
export const VARIANTS: readonly Variant[] = [
  { name: "addresses", options: {}, undefinedOperands: false },
  { name: "addresses, locals spilled", options: { spillLocals }, undefinedOperands: false },
  { name: "definedness", options: definedness, undefinedOperands: false },
  { name: "definedness of undefined values", options: definedness, undefinedOperands: true },
  { name: "origins of undefined values", options: origins, undefinedOperands: true },
  {
    name: "origins of undefined values, locals spilled",
    options: { ...origins, spillLocals },
    undefinedOperands: true,
  },
];

/** One memory with its shadows, in which one module runs after the other. */
export class CheckedSurroundings {
  readonly variant: Variant;
  readonly #layout: Layout;
  readonly #memory: WebAssembly.Memory;
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  readonly #states: Uint8Array;
  readonly #shadow: DefinednessShadow | undefined;
  readonly #hooks: Record<string, unknown>;
  #size = 0;

  constructor(variant: Variant) {
    const { definedness = false, origins = false, spillLocals = false } = variant.options;
    this.variant = variant;
    this.#layout = layoutFor(MaxPages * PageBytes, { definedness, origins }, spillLocals);
    const { totalPages, addressability, programLimit } = this.#layout;
    this.#memory = new WebAssembly.Memory({ initial: totalPages, maximum: totalPages });
    const { buffer } = this.#memory;
    this.#bytes = new Uint8Array(buffer);
    this.#view = new DataView(buffer);
    this.#states = new Uint8Array(buffer, addressability, programLimit / Granule);
    if (definedness) {
      this.#shadow = new DefinednessShadow(buffer, this.#layout, MinPages * PageBytes);
    }
    this.#hooks = this.#makeHooks();
  }

  /** The module, rewritten; the one before it is over. */
  readonly machine = (module: WasmModule, imports: MakeImports): Machine => {
    this.#reset();
    const { bytes, plan } = instrument(module, "test", {
      programLimit: MaxPages * PageBytes,
      ...this.variant.options,
    });
    const unknown = [...plan.unknownInstructions];
    if (unknown.length > 0) throw new Error(`the V bits of ${unknown.join(", ")} are not known`);
    const compiled = new WebAssembly.Module(bytes as BufferSource);
    const { exports } = new WebAssembly.Instance(compiled, {
      test: imports() as WebAssembly.ModuleImports,
      [HookModule]: this.#hooks as WebAssembly.ModuleImports,
    });
    return {
      exports: exports as Exports,
      bytes: () => this.#bytes.subarray(0, this.#size),
      setOperands: (operands) => this.#setOperands(operands),
    };
  };

  #reset(): void {
    const { programLimit, definedness } = this.#layout;
    this.#bytes.fill(0, 0, programLimit);
    if (definedness !== 0) this.#bytes.fill(0, definedness, definedness + programLimit);
    this.#states.fill(State.Unmapped);
    this.#size = 0;
    this.#grow(MinPages);
  }

  #setOperands(operands: readonly bigint[]): void {
    writeOperands(this.#view, operands);
    const length = SlotBytes * operands.length;
    if (this.variant.undefinedOperands) this.#shadow?.undefine(FirstOperand, length);
    else this.#shadow?.define(FirstOperand, length);
    this.#shadow?.define(FirstResult, length);
  }

  #grow(pages: number): number {
    const before = this.#size;
    if (before + pages * PageBytes > this.#layout.programLimit) return -1;
    this.#size += pages * PageBytes;
    this.#states.fill(State.Addressable, before / Granule, this.#size / Granule);
    return before / PageBytes;
  }

  /** What the engine says of an access that does not end in memory. */
  #allow(first: number, length: number): void {
    if (first + length > this.#size) {
      throw new WebAssembly.RuntimeError("memory access out of bounds");
    }
  }

  #makeHooks(): Record<string, unknown> {
    const shadow = this.#shadow;
    const hooks: Record<string, unknown> = { [MemoryImport]: this.#memory };
    for (const name of Object.keys(HOOKS)) {
      hooks[name] = () => {
        // What is undefined may be used here, and what is unreachable is the engine's matter.
        if (!/^undefined|^unreachable$/.test(name)) throw new Error(`${name} is not expected here`);
      };
    }
    hooks.access = (address: number, offset: number, packed: number) => {
      this.#allow((address >>> 0) + (offset >>> 0), unpackAccess(packed).size);
    };
    hooks.range = (address: number, length: number) => this.#allow(address >>> 0, length >>> 0);
    hooks.wait = () => 2;
    hooks.size = () => this.#size / PageBytes;
    hooks.grow = (pages: number) => this.#grow(pages >>> 0);
    hooks.copyDefinedness = (to: number, from: number, length: number) => {
      shadow?.copy(to >>> 0, from >>> 0, length >>> 0);
    };
    hooks.fillDefinedness = (to: number, length: number, bits: number, origin: number) => {
      shadow?.set(to >>> 0, length >>> 0, bits & 0xff, origin >>> 0);
    };
    return hooks;
  }
}
