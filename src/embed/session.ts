/**
 * Modules that are part of a JavaScript program: compiled and instantiated as `WebAssembly` does it, but rewritten, so that what they
 * do to memory is checked. Everything of a session stays in it, so that several do not meet.
 *
 * A module is rewritten when it is instantiated: how, depends on the memory that it is given.
 */
import type { CodeOffset } from "../bytes/brand.ts";
import { MalformedError, UnsupportedError } from "../bytes/malformed.ts";
import type { CheckRequest } from "../check/request.ts";
import { machineOptions, notesOf } from "../check/run-program.ts";
import type { Instrumented } from "../instrument/rewrite.ts";
import { instrumentTogether, type StartAssistant } from "../instrument/rewriting-job.ts";
import { describeRun } from "../report/describe.ts";
import type { Report } from "../report/model.ts";
import { builtInSuppressions } from "../report/suppressions/built-in.ts";
import type { Suppression } from "../report/suppressions/format.ts";
import { Suppressor } from "../report/suppressions/suppressor.ts";
import { allocationSites } from "../runtime/leak-check.ts";
import { type Embedding, Machine } from "../runtime/machine.ts";
import { largestProgramLimit, PageBytes, type ShadowChoice } from "../shadow/layout.ts";
import { ModuleDebug } from "../symbols/module-debug.ts";
import { createSymbols, type Symbols } from "../symbols/symbols.ts";
import { decodeModule } from "../wasm/decode.ts";
import type { WasmModule } from "../wasm/module.ts";
import { HostCalls } from "./host-calls.ts";
import { importedMemory, strayData, withMemory, withoutData } from "./linking.ts";
import { CheckedMemory, createMemory } from "./memory.ts";
import { SessionSymbols } from "./session-symbols.ts";

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
  /** What is not to be reported, beside our own list. */
  readonly suppressions?: readonly Suppression[];
  /** Tell with each finding which suppression would hide it. */
  readonly generateSuppressions?: boolean;
  /**
   * Told of a valid module that Redzone cannot check, with the end of a sentence that says why: it runs as it is. Absent: it is
   * refused with a CompileError.
   */
  readonly onRefused?: (name: string, reason: string) => void;
  /** @internal For the rewriting of large modules. */
  readonly assist?: StartAssistant;
}

const UsualMemory = 512 * 2 ** 20;

/** What is known of a module that was compiled here. */
interface CompiledModule {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** With the sites that it has in this session. */
  readonly module: WasmModule;
  readonly symbols: Symbols;
  readonly rewritten: Map<string, Instrumented>;
}

interface RunningModule {
  readonly name: string;
  readonly machine: Machine;
  readonly report: () => Report;
}

export class Session {
  readonly #options: SessionOptions;
  readonly #limit: number;
  readonly #shadows: ShadowChoice;
  /** Undefined: it is not checked. */
  readonly #compiled = new WeakMap<WebAssembly.Module, CompiledModule | undefined>();
  readonly #running: RunningModule[] = [];
  readonly #calls = new HostCalls();
  readonly #symbols = new SessionSymbols();
  #count = 0;

  constructor(options: SessionOptions = {}) {
    const { maxMemory = UsualMemory, definedness = false } = options;
    this.#options = options;
    this.#shadows = { definedness, origins: false };
    const limit = Math.ceil(maxMemory / PageBytes) * PageBytes;
    this.#limit = Math.min(limit, largestProgramLimit(this.#shadows));
  }

  /** @throws WebAssembly.CompileError as the engine does */
  compile(source: BufferSource): WebAssembly.Module {
    const compiled = new WebAssembly.Module(source);
    const bytes = copyOf(source);
    const name = this.#options.nameOf?.(bytes) ?? `module ${++this.#count}`;
    this.#compiled.set(
      compiled,
      this.#unlessRefused(name, () => {
        const decoded = decodeModule(bytes, name);
        const whole = createSymbols(decoded, new ModuleDebug(decoded));
        const placed = this.#symbols.add(decoded, whole);
        if (placed === undefined) throw new UnsupportedError("is one module too many");
        return { name, bytes, ...placed, rewritten: new Map() };
      }),
    );
    return compiled;
  }

  createMemory(descriptor: WebAssembly.MemoryDescriptor): WebAssembly.Memory {
    return createMemory(descriptor, this.#limit, this.#shadows);
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
    if (known === undefined) return new WebAssembly.Instance(compiled, imports).exports;
    const { module } = known;
    const needsImports = module.imports.length > 0;
    if (needsImports && (typeof imports !== "object" || imports === null)) {
      throw new TypeError(
        "WebAssembly.Instance(): Imports argument must be present and must be an object",
      );
    }
    const given = imports ?? {};
    const memory = importedMemory(module, given);
    const stray = strayData(module, given, memory);
    const instrumented = this.#rewritten(known, memory, stray);
    if (instrumented === undefined) {
      this.#compiled.set(compiled, undefined);
      return this.instantiate(compiled, imports);
    }
    let own: CheckedMemory | undefined;
    const embedding: Embedding = {
      imports: this.#calls.around(module, given, instrumented.plan.layout, () => machine),
      ...(memory && { memory: memory.parts }),
      createMemory: (pages) => {
        own = new CheckedMemory(pages, module.memories[0]?.max);
        return own;
      },
    };
    const running = this.#run(known, instrumented, embedding);
    const { machine } = running;
    own?.attach(machine.shared);
    this.#running.push(running);
    if (stray !== undefined) {
      throw new WebAssembly.RuntimeError("WebAssembly.Instance(): data segment is out of bounds");
    }
    machine.initialise();
    return this.#exports(module, machine, memory ?? own);
  }

  #unlessRefused<Result>(name: string, make: () => Result): Result | undefined {
    try {
      return make();
    } catch (error) {
      const isRefusal = error instanceof MalformedError || error instanceof UnsupportedError;
      if (!isRefusal) throw error;
      const { onRefused } = this.#options;
      if (onRefused === undefined) throw new WebAssembly.CompileError(`${name}: ${reason(error)}`);
      onRefused(name, reason(error));
      return undefined;
    }
  }

  #run(known: CompiledModule, instrumented: Instrumented, embedding: Embedding): RunningModule {
    const { name, module, bytes, symbols } = known;
    const { suppressions = [], generateSuppressions: generate = false } = this.#options;
    const request: CheckRequest = {
      module: bytes,
      program: name,
      args: [],
      env: [],
      directories: [],
      maxMemory: this.#limit,
      exitOnFirstError: false,
      definedness: this.#shadows.definedness,
      trackOrigins: false,
      errorsForLeakKinds: [],
    };
    const suppressor = new Suppressor(
      { object: name, suppressions: [...builtInSuppressions(), ...suppressions], generate },
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
          notes: notesOf(instrumented.plan),
        },
        symbols,
        { program: name, errorsForLeakKinds: [], suppressor },
      );
    return { name, machine, report };
  }

  #rewritten(
    { name, bytes, module, symbols, rewritten }: CompiledModule,
    memory: CheckedMemory | undefined,
    stray: number | undefined,
  ): Instrumented | undefined {
    const program = memory?.parts.program;
    const limit = program?.limit ?? this.#limit;
    const key = `${limit} ${program?.size()} ${stray}`;
    const known = rewritten.get(key);
    if (known !== undefined) return known;
    const options = {
      programLimit: limit,
      definedness: this.#shadows.definedness,
      isUsers: (body: CodeOffset) => symbols.hasDebugInfo(body),
      embedded: true,
    };
    const given = withoutData(withMemory(module, memory), stray);
    const made = this.#unlessRefused(name, () =>
      instrumentTogether(bytes, given, name, options, this.#options.assist),
    );
    if (made !== undefined) rewritten.set(key, made);
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

/** As the end of a sentence about the module. */
function reason(error: MalformedError | UnsupportedError): string {
  if (error instanceof UnsupportedError) return error.message;
  return `at byte 0x${error.offset.toString(16)}: ${error.reason}`;
}
