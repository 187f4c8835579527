/**
 * Modules that are part of a JavaScript program: compiled and instantiated as `WebAssembly` does it, but rewritten, so that what they
 * do to memory is checked. Everything of a session stays in it, so that several do not meet.
 *
 * A module is rewritten when it is instantiated: how, depends on the memory that it is given.
 */
import { MalformedError, UnsupportedError } from "../bytes/malformed.ts";
import type { CheckRequest } from "../check/request.ts";
import { machineOptions } from "../check/run-program.ts";
import { type Instrumented, instrument } from "../instrument/rewrite.ts";
import { describeRun } from "../report/describe.ts";
import type { Report } from "../report/model.ts";
import { builtInSuppressions } from "../report/suppressions/built-in.ts";
import { Suppressor } from "../report/suppressions/suppressor.ts";
import { allocationSites } from "../runtime/leak-check.ts";
import { type Embedding, Machine } from "../runtime/machine.ts";
import { largestProgramLimit, PageBytes } from "../shadow/layout.ts";
import { ModuleDebug } from "../symbols/module-debug.ts";
import { createSymbols } from "../symbols/symbols.ts";
import { decodeModule } from "../wasm/decode.ts";
import { evaluateI32 } from "../wasm/expressions.ts";
import type { WasmModule } from "../wasm/module.ts";
import { HostCalls } from "./host-calls.ts";
import { CheckedMemory, createMemory } from "./memory.ts";

export interface SessionOptions {
  /** Bytes that each memory may grow to; 512 MiB if absent. */
  readonly maxMemory?: number;
  /**
   * Look for uses of undefined values, too. What JavaScript writes into a memory is not seen, so that a program that is
   * given data in this way has false reports: only for modules that compute on their own.
   */
  readonly definedness?: boolean;
  /** What reports call a module; "module 1", "module 2" … if absent. */
  readonly nameOf?: (bytes: Uint8Array) => string | undefined;
}

const UsualMemory = 512 * 2 ** 20;

/** What is known of a module that was compiled here. */
interface CompiledModule {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly module: WasmModule;
  readonly rewritten: Map<string, Instrumented>;
}

interface RunningModule {
  readonly name: string;
  readonly machine: Machine;
  readonly report: () => Report;
}

export class Session {
  readonly #limit: number;
  readonly #definedness: boolean;
  readonly #nameOf: (bytes: Uint8Array) => string | undefined;
  readonly #compiled = new WeakMap<WebAssembly.Module, CompiledModule>();
  readonly #running: RunningModule[] = [];
  readonly #calls = new HostCalls();
  #count = 0;

  constructor({ maxMemory = UsualMemory, definedness = false, nameOf }: SessionOptions = {}) {
    const largest = largestProgramLimit({ definedness, origins: false });
    this.#limit = Math.min(Math.ceil(maxMemory / PageBytes) * PageBytes, largest);
    this.#definedness = definedness;
    this.#nameOf = nameOf ?? (() => undefined);
  }

  /** @throws WebAssembly.CompileError as the engine does, and for what Redzone does not support */
  compile(source: BufferSource): WebAssembly.Module {
    const compiled = new WebAssembly.Module(source);
    const bytes = copyOf(source);
    const name = this.#nameOf(bytes) ?? `module ${++this.#count}`;
    const module = orCompileError(name, () => decodeModule(bytes, name));
    this.#compiled.set(compiled, { name, bytes, module, rewritten: new Map() });
    return compiled;
  }

  createMemory(descriptor: WebAssembly.MemoryDescriptor): CheckedMemory {
    return createMemory(descriptor, this.#limit, this.#shadows);
  }

  get #shadows() {
    return { definedness: this.#definedness, origins: false };
  }

  /**
   * The exports of a new instance.
   * @throws WebAssembly.LinkError, TypeError and WebAssembly.RuntimeError as the engine does
   */
  instantiate(
    compiled: WebAssembly.Module,
    imports: WebAssembly.Imports | undefined,
  ): WebAssembly.Exports {
    const known = this.#compiled.get(compiled);
    if (known === undefined) {
      throw new TypeError("WebAssembly.Instance(): Argument 0 was compiled elsewhere");
    }
    const needsImports = known.module.imports.length > 0;
    if (needsImports && (typeof imports !== "object" || imports === null)) {
      throw new TypeError(
        "WebAssembly.Instance(): Imports argument must be present and must be an object",
      );
    }
    const given = imports ?? {};
    const memory = importedMemory(known.module, given);
    const stray = strayData(known.module, given, memory);
    const instrumented = this.#rewritten(known, memory, stray);
    let own: CheckedMemory | undefined;
    const embedding: Embedding = {
      imports: this.#calls.around(known.module, given, instrumented.plan.layout, () => machine),
      ...(memory && { memory: memory.parts }),
      createMemory: (pages) => {
        own = new CheckedMemory(pages, known.module.memories[0]?.max);
        return own;
      },
    };
    const running = this.#run(known, instrumented, embedding);
    const { machine } = running;
    own?.attach({ program: machine.memory, heap: machine.heap });
    this.#running.push(running);
    if (stray !== undefined) {
      throw new WebAssembly.RuntimeError("WebAssembly.Instance(): data segment is out of bounds");
    }
    machine.initialise();
    return this.#exports(known.module, machine, memory ?? own);
  }

  #run(known: CompiledModule, instrumented: Instrumented, embedding: Embedding): RunningModule {
    const { name, module, bytes } = known;
    const symbols = createSymbols(module, new ModuleDebug(module));
    const request: CheckRequest = {
      module: bytes,
      program: name,
      args: [],
      env: [],
      directories: [],
      maxMemory: this.#limit,
      exitOnFirstError: false,
      definedness: this.#definedness,
      trackOrigins: false,
      errorsForLeakKinds: [],
    };
    const suppressor = new Suppressor(
      { object: name, suppressions: builtInSuppressions(), generate: false },
      symbols,
    );
    const options = machineOptions({ module, symbols, request, suppressor });
    const machine = new Machine(instrumented, embedding, options);
    const report = () =>
      describeRun(
        {
          ending: { kind: "exit", code: 0 },
          errors: machine.errors.log.all(),
          allocations: allocationSites(machine),
          exhausted: machine.memory.exhausted,
          notes: [],
        },
        symbols,
        { program: name, errorsForLeakKinds: [], suppressor },
      );
    return { name, machine, report };
  }

  #rewritten(
    { name, module, rewritten }: CompiledModule,
    memory: CheckedMemory | undefined,
    stray: number | undefined,
  ): Instrumented {
    const program = memory?.parts.program;
    const limit = program?.limit ?? this.#limit;
    const key = `${limit} ${program?.size()} ${stray}`;
    const known = rewritten.get(key);
    if (known !== undefined) return known;
    const symbols = createSymbols(module, new ModuleDebug(module));
    const made = orCompileError(name, () =>
      instrument(withoutData(withMemory(module, memory), stray), name, {
        programLimit: limit,
        definedness: this.#definedness,
        isUsers: (body) => symbols.hasDebugInfo(body),
        embedded: true,
      }),
    );
    rewritten.set(key, made);
    return made;
  }

  #exports(
    module: WasmModule,
    machine: Machine,
    memory: CheckedMemory | undefined,
  ): WebAssembly.Exports {
    const exports = Object.create(null) as Record<string, WebAssembly.ExportValue>;
    for (const { name, kind } of module.exports) {
      const value = kind === "memory" ? memory : machine.exports[name];
      if (value === undefined) throw new Error(`the rewritten module does not export ${name}`);
      if (typeof value === "function") this.#calls.note(value);
      exports[name] = value;
    }
    return Object.freeze(exports);
  }

  /** What each instance did up to now, in the order in which they were made. */
  reports(): readonly Report[] {
    return this.#running.map(({ report }) => report());
  }
}

/** A copy: whoever compiles a module may change its bytes afterwards. */
function copyOf(source: BufferSource): Uint8Array<ArrayBuffer> {
  if (!ArrayBuffer.isView(source)) return new Uint8Array(source).slice();
  return new Uint8Array(source.buffer, source.byteOffset, source.byteLength).slice();
}

function orCompileError<Result>(name: string, make: () => Result): Result {
  try {
    return make();
  } catch (error) {
    if (error instanceof MalformedError) throw new WebAssembly.CompileError(error.message);
    if (error instanceof UnsupportedError) {
      throw new WebAssembly.CompileError(`${name}: ${error.message}`);
    }
    throw error;
  }
}

function importedMemory(
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
function strayData(
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
function withMemory(module: WasmModule, memory: CheckedMemory | undefined): WasmModule {
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
function withoutData(module: WasmModule, stray: number | undefined): WasmModule {
  if (stray === undefined) return module;
  const { start: _, ...rest } = module;
  const nothing = { mode: { kind: "passive" }, bytes: new Uint8Array() } as const;
  return { ...rest, data: module.data.map((each, at) => (at < stray ? each : nothing)) };
}
