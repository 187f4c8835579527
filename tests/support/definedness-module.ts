/**
 * Where rewritten modules run whose V bits are under test: one memory with its shadows for all modules, one
 * after the other, and hooks that note what they are asked. No heap and no host.
 */
import { HOOKS, HookModule, MemoryImport, unpackAccess } from "../../src/instrument/abi.ts";
import { instrument } from "../../src/instrument/rewrite.ts";
import { DefinednessShadow } from "../../src/shadow/definedness.ts";
import { type Layout, layoutFor, NullPageBytes, PageBytes } from "../../src/shadow/layout.ts";
import { Granule, State } from "../../src/shadow/states.ts";
import { encodeModule } from "../../src/wasm/encode.ts";
import type { WasmModule } from "../../src/wasm/module.ts";
import { programModule, StackTop, type TreeProgram } from "./code-tree.ts";

export const ProgramBytes = 2 * PageBytes;

type UndefinedHook = Extract<keyof typeof HOOKS, `undefined${string}`>;
/** What a hook was told, by the names of abi.ts. */
export interface Report {
  readonly hook: UndefinedHook | "access" | "range";
  readonly arguments: Readonly<Record<string, number>>;
}

export type Callable = (...values: (number | bigint)[]) => unknown;

export class DefinednessMachine {
  readonly layout: Layout;
  readonly tracksOrigins: boolean;
  readonly #spillLocals: boolean;
  /** The whole memory, and its parts by address. */
  readonly bytes: Uint8Array;
  readonly view: DataView;
  /** The A shadow, by granule, and the V shadow, by byte. */
  readonly states: Uint8Array;
  readonly bits: Uint8Array;
  /** By address ÷ 4; empty when origins are not tracked. */
  readonly origins: Uint32Array;
  readonly shadow: DefinednessShadow;
  /** In the order in which they were made. */
  readonly reports: Report[] = [];
  /** Told of each while it is made: csp means something only then. */
  onReport: (given: Report["arguments"]) => void = () => {};
  readonly #memory: WebAssembly.Memory;
  readonly #hooks: Record<string, unknown>;

  constructor(tracksOrigins: boolean, spillLocals = false) {
    this.tracksOrigins = tracksOrigins;
    this.#spillLocals = spillLocals;
    const shadows = { definedness: true, origins: tracksOrigins };
    this.layout = layoutFor(ProgramBytes, shadows, spillLocals);
    const { totalPages, definedness, addressability, origins } = this.layout;
    this.#memory = new WebAssembly.Memory({ initial: totalPages, maximum: totalPages });
    const { buffer } = this.#memory;
    this.bytes = new Uint8Array(buffer);
    this.view = new DataView(buffer);
    this.states = new Uint8Array(buffer, addressability, ProgramBytes / Granule);
    this.bits = new Uint8Array(buffer, definedness, ProgramBytes);
    this.origins = new Uint32Array(buffer, origins, tracksOrigins ? ProgramBytes / 4 : 0);
    // The first page holds the stack and the globals.
    this.shadow = new DefinednessShadow(buffer, this.layout, PageBytes);
    this.#hooks = this.#makeHooks();
    this.reset();
  }

  /** All memory 0 and defined, below the stack pointer none. */
  reset(): void {
    this.bytes.fill(0, 0, ProgramBytes);
    this.bits.fill(0);
    this.origins.fill(0);
    this.states.fill(State.NullPage, 0, NullPageBytes / Granule);
    this.states.fill(State.BelowStack, NullPageBytes / Granule, StackTop / Granule);
    this.states.fill(State.Addressable, StackTop / Granule);
    this.reports.length = 0;
  }

  /**
   * The program's functions, rewritten.
   * @param imports what it imports, in order
   */
  functions(program: TreeProgram, imports: readonly Callable[] = []): readonly Callable[] {
    const module = programModule(program);
    const { bytes } = instrument(module, "test", {
      programLimit: ProgramBytes,
      definedness: true,
      origins: this.tracksOrigins,
      spillLocals: this.#spillLocals,
    });
    return instantiate(bytes, program, imports, { [HookModule]: this.#hooks });
  }

  /** The undefined bits of the number in memory. @param size bytes, 8 at most */
  bitsAt(address: number, size: number): bigint {
    let bits = 0n;
    for (let at = size - 1; at >= 0; at--) {
      bits = (bits << 8n) | BigInt(this.shadow.bitsAt(address + at));
    }
    return bits;
  }

  #makeHooks(): Record<string, unknown> {
    const hooks: Record<string, unknown> = { [MemoryImport]: this.#memory };
    for (const [name, { params }] of Object.entries(HOOKS)) {
      hooks[name] = (...given: number[]) => {
        if (!/^undefined|^access$|^range$/.test(name)) {
          throw new Error(`${name} is not expected here`);
        }
        const named = Object.fromEntries(params.map((param, at) => [param, given[at]!]));
        // An empty range is nothing to report.
        if (name === "range" && named.length === 0) return;
        if (name === "access" && unpackAccess(named.access ?? 0).again) return;
        this.reports.push({ hook: name as Report["hook"], arguments: named });
        this.onReport(named);
      };
    }
    const { shadow } = this;
    hooks.size = () => 1;
    hooks.grow = () => -1;
    hooks.copyDefinedness = (to: number, from: number, length: number) => {
      shadow.copy(to >>> 0, from >>> 0, length >>> 0);
    };
    hooks.fillDefinedness = (to: number, length: number, bits: number, origin: number) => {
      shadow.set(to >>> 0, length >>> 0, bits & 0xff, origin >>> 0);
    };
    return hooks;
  }
}

/** The same program as it is, in a memory of its own. */
export class PlainMachine {
  readonly bytes: Uint8Array;
  readonly view: DataView;
  readonly #memory = new WebAssembly.Memory({ initial: 2, maximum: 2 });

  constructor() {
    this.bytes = new Uint8Array(this.#memory.buffer);
    this.view = new DataView(this.#memory.buffer);
  }

  functions(program: TreeProgram, imports: readonly Callable[] = []): readonly Callable[] {
    const own = programModule(program);
    const module: WasmModule = {
      ...own,
      imports: [
        ...own.imports,
        { module: "test", name: "memory", what: { kind: "memory", limits: { min: 2, max: 2 } } },
      ],
      memories: [],
    };
    return instantiate(encodeModule(module), program, imports, {
      test: { memory: this.#memory },
    });
  }
}

/** The functions of a module made of the program. @param others what it imports besides */
export function instantiate(
  bytes: Uint8Array,
  program: TreeProgram,
  imports: readonly Callable[],
  others: Readonly<Record<string, Record<string, unknown>>>,
): readonly Callable[] {
  const test = Object.fromEntries(imports.map((each, at) => [`import${at}`, each]));
  const all = { ...others, test: { ...others.test, ...test } };
  const module = new WebAssembly.Module(bytes as BufferSource);
  const { exports } = new WebAssembly.Instance(module, all as WebAssembly.Imports);
  return program.functions.map((_, at) => exports[`f${at}`] as Callable);
}
