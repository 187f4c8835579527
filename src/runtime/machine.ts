/**
 * One run of a rewritten module: memory, heap, shadow, host and hooks put together, the program
 * started, and its end understood. Everything here belongs to one run, so two checks in one process
 * never meet.
 */

import type { CodeOffset } from "../bytes/brand.ts";
import { Heap, type HeapShadow } from "../heap/heap.ts";
import { MallocFamily } from "../heap/malloc-family.ts";
import { HookModule, type Hooks, MemoryImport } from "../instrument/abi.ts";
import { OffsetMap } from "../instrument/offsets.ts";
import { type Instrumented, initialMemoryBytes, PrivateExport } from "../instrument/rewrite.ts";
import { HeapMarks } from "../shadow/heap-marks.ts";
import { NullPageBytes } from "../shadow/layout.ts";
import { Granule, State } from "../shadow/states.ts";
import type { ValueType, WasmModule } from "../wasm/module.ts";
import { Op } from "../wasm/opcodes.ts";
import { bodyAt } from "../wasm/sites.ts";
import { CallStack } from "./call-stack.ts";
import { ErrorRecorder } from "./errors.ts";
import type { Ending, RawStack, TrapReason, UncountedError } from "./facts.ts";
import { Frames } from "./frames.ts";
import { Handlers } from "./handlers.ts";
import { makeHooks } from "./hooks.ts";
import { bindWasi } from "./host/bind.ts";
import { ProgramExit, ProgramSignal } from "./host/endings.ts";
import type { Host } from "./host/host.ts";
import { isWasiCall, type WasiCallName, WasiModule } from "./host/wasi-abi.ts";
import { changedRanges } from "./initial-data.ts";
import { Places } from "./places.ts";
import { type AddressRange, ProgramMemory } from "./program-memory.ts";
import { RecordingStopped } from "./recording/replayer.ts";
import { possiblePointers, resultLines } from "./results.ts";
import { type Operators, StackTable } from "./stacks.ts";
import { ProgramStop, type StopReason } from "./stop.ts";
import { type EngineStop, readEngineStop, sitesOf } from "./traps.ts";
import { catches, uncatchable, unpacked } from "./uncatchable.ts";
import { wasiChecks } from "./wasi-checks.ts";

/** Frames of a stack that ends in a throw, at most. */
const MostThrowFrames = 64;

/** A value that a function can be given from a command line. */
export type EntryValue = number | bigint | null;

/** An export that is called as the program. */
export interface EntryCall {
  readonly name: string;
  readonly values: readonly EntryValue[];
  /** Of its type. */
  readonly results: readonly ValueType[];
}

export interface MachineOptions {
  /** The original file, for messages. */
  readonly where: string;
  readonly exitOnFirstError: boolean;
  /** As in ErrorOptions. */
  readonly stopAfterErrors?: number;
  /** As in ErrorOptions. */
  readonly isSuppressed?: (error: UncountedError) => boolean;
  /** Bytes that the program's memory may grow to, when the layout has room for fewer (a replay's). */
  readonly memoryLimit?: number;
  /** What another run of the same rewritten module gave back (`ProgramMemory.giveBack`). */
  readonly usedMemory?: WebAssembly.Memory;
  /** Puts something between the program and its hooks, for tests. */
  readonly watchHooks?: (hooks: Hooks, calls: CallStack) => Hooks;
  /** Puts something between the heap and what marks its blocks. */
  readonly watchHeap?: (marks: HeapShadow) => HeapShadow;
  /** Asked before every allocation: whether it has to fail (--fail-alloc). */
  readonly mustFail?: (stack: RawStack) => boolean;
  /** Whether the code at a site is the C library's. */
  readonly isLibrary: (site: CodeOffset) => boolean;
  /** Whether the code at a site is of the C++ library's headers, which are compiled with the program. */
  readonly isTemplate?: (site: CodeOffset) => boolean;
  /** Whether an `unreachable` at a site is how abort() ends. */
  readonly isAbort: (site: CodeOffset) => boolean;
  /** As in HookParts. */
  readonly isPanic: (stack: RawStack) => boolean;
  /**
   * Whether a block of Rust's that was allocated with this stack begins with the counts of its owners, as Rc's
   * and Arc's do.
   */
  readonly countsOwners?: (stack: RawStack) => boolean;
  /** C++'s operators new and delete, when the module has them. */
  readonly operators?: Operators;
  /** What is called in place of `_start`. */
  readonly entry?: EntryCall;
  /** Calls `run`; when that does not end in time, ends it and answers false. */
  readonly withinTime?: (run: () => void) => boolean;
}

/** What a module that is embedded in another program gets in place of a WASI host. */
export interface Embedding {
  /** All that it imports but its memory. */
  readonly imports: WebAssembly.Imports;
  /** The memory that it imports; without it, the module has one of its own. */
  readonly memory?: EmbeddedMemory;
  /** Makes the memory of a module that has its own, so large. */
  readonly createMemory: (pages: number) => WebAssembly.Memory;
}

/** A memory that several modules may share, with the heap and the call stack in it. */
export interface EmbeddedMemory {
  readonly program: ProgramMemory;
  readonly heap: Heap;
  readonly calls: CallStack;
  readonly stacks: StackTable;
}

function isEmbedding(outside: Host | Embedding): outside is Embedding {
  return "createMemory" in outside;
}

/** Which ending of the program a stop of ours is. */
const STOPPED: Readonly<Record<StopReason, Ending>> = {
  "first-error": { kind: "first-error" },
  memory: { kind: "trap", trap: "memory" },
  stack: { kind: "trap", trap: "stack" },
  unreachable: { kind: "trap", trap: "unreachable" },
  abort: { kind: "trap", trap: "abort" },
  panic: { kind: "panic", stack: [] },
};

/** By function index: which WASI calls a module imports. */
function importedCalls(module: WasmModule): (WasiCallName | undefined)[] {
  return module.imports
    .filter(({ what }) => what.kind === "function")
    .map(({ module: from, name }) => (isWasiCall(from, name) ? name : undefined));
}

/** Whether the instruction at `site` is a call of any kind. */
function isCall(module: WasmModule, site: CodeOffset): boolean {
  const body = module.bodies[bodyAt(module.bodies, site)];
  const opcode = body?.code[site - body.offset];
  return opcode === Op.call || opcode === Op.callIndirect;
}

/** A replay runs the same module again, perhaps a hundred times. */
const compiled = new WeakMap<Instrumented, WebAssembly.Module>();

function compiledOf(instrumented: Instrumented): WebAssembly.Module {
  const known = compiled.get(instrumented);
  if (known !== undefined) return known;
  const module = new WebAssembly.Module(instrumented.bytes as BufferSource);
  compiled.set(instrumented, module);
  return module;
}

function stopped({ reason, programStack }: ProgramStop): Ending {
  const ending = STOPPED[reason];
  const hasStack = ending.kind === "trap" || ending.kind === "panic";
  return hasStack && programStack ? { ...ending, stack: programStack } : ending;
}

export class Machine {
  /** The memory and what is in it, for other modules. */
  readonly shared: EmbeddedMemory;
  readonly memory: ProgramMemory;
  readonly heap: Heap;
  readonly stacks: StackTable;
  readonly calls: CallStack;
  readonly errors: ErrorRecorder;
  readonly frames: Frames;
  readonly #instrumented: Instrumented;
  readonly #options: MachineOptions;
  /** Of the rewritten module: the original ones and PrivateExport's. */
  readonly exports: WebAssembly.Exports;
  readonly #words: Uint32Array;
  #returned = false;
  #results: readonly string[] | undefined;
  /** What the entry returned, as far as it may point to something. */
  returnedPointers: readonly number[] = [];

  /**
   * Instantiates the module. Nothing of the program has run afterwards.
   * @throws WebAssembly.LinkError when the module imports what the host does not have
   */
  constructor(instrumented: Instrumented, outside: Host | Embedding, options: MachineOptions) {
    const { plan } = instrumented;
    this.#instrumented = instrumented;
    this.#options = options;
    const embedding = isEmbedding(outside) ? outside : undefined;
    this.shared = embedding?.memory ?? this.#makeMemory(embedding);
    const { program: memory, heap, calls, stacks } = this.shared;
    this.memory = memory;
    this.heap = heap;
    this.calls = calls;
    this.stacks = stacks;
    this.#words = new Uint32Array(memory.bytes.buffer);
    this.frames = new Frames(memory, plan);
    const places = new Places(this.heap, this.stacks, plan, this.frames, memory.shadow, () =>
      this.stackPointer(),
    );
    const { isLibrary, isTemplate, isAbort, isPanic } = options;
    this.errors = new ErrorRecorder(this.calls, this.stacks, places, {
      ...options,
      isLibrary: (site) => isLibrary(site) || (isTemplate?.(site) ?? false),
    });

    const { mustFail } = options;
    const family = new MallocFamily(
      this.heap,
      mustFail && ((_size, stack) => mustFail(this.stacks.stack(stack))),
    );
    const { errors } = this;
    const { errno } = plan;
    let handlers: Handlers | undefined;
    const hooks = makeHooks({
      errno,
      memory,
      heap: family,
      stacks,
      errors,
      wasiCalls: importedCalls(plan.module),
      isLibrary,
      isAbort,
      isPanic,
      mayHandle: (csp) => {
        handlers ??= new Handlers(plan.module);
        return handlers.mayHandle(this.calls.innermost(csp, Number.POSITIVE_INFINITY));
      },
    });
    const watched = {
      ...(options.watchHooks?.(hooks, this.calls) ?? hooks),
      [MemoryImport]: memory.whole,
    };
    const imports = isEmbedding(outside)
      ? this.#embeddedImports(outside, watched)
      : this.#programImports(outside, watched);
    const instance = new WebAssembly.Instance(compiledOf(instrumented), imports);
    this.exports = instance.exports;
    this.#markMemory(embedding?.memory !== undefined);
  }

  #makeMemory(embedding: Embedding | undefined): EmbeddedMemory {
    const { plan } = this.#instrumented;
    const { memoryLimit, usedMemory, watchHeap, operators } = this.#options;
    const program = new ProgramMemory(
      plan.layout,
      initialMemoryBytes(plan),
      plan.staticEnd,
      memoryLimit,
      plan.constants,
      embedding?.createMemory(plan.layout.totalPages) ?? usedMemory,
    );
    const marks = new HeapMarks(program.shadow, program.definedness);
    const calls = new CallStack(program.bytes.buffer, plan.layout, plan.spillLocals);
    return {
      program,
      heap: new Heap(program.bytes, watchHeap?.(marks) ?? marks, program),
      calls,
      stacks: new StackTable(calls, plan.hashedFrames, operators),
    };
  }

  #programImports(host: Host, hooks: WebAssembly.ModuleImports): WebAssembly.Imports {
    const checks = wasiChecks(this.memory, this.errors, () => this.lastCsp);
    const wasi = bindWasi(host, this.memory, checks);
    // Guarding costs time at each call.
    const guard = catches(this.#instrumented.plan.module)
      ? uncatchable
      : <T>(imports: T) => imports;
    return { [HookModule]: guard(hooks), [WasiModule]: guard(wasi) };
  }

  #embeddedImports({ imports }: Embedding, hooks: WebAssembly.ModuleImports): WebAssembly.Imports {
    const { importCsp, callStack } = this.#instrumented.plan.layout;
    if (this.#words[importCsp >>> 2] === 0) this.#words[importCsp >>> 2] = callStack;
    // Whoever embeds the module catches its traps, as an error of the kind that they would be without us.
    const embedded = { ...hooks, unreachable: () => {} };
    const guarded = uncatchable(embedded, (thrown) =>
      thrown instanceof ProgramStop ? "memory access out of bounds" : undefined,
    );
    return { ...imports, [HookModule]: { ...imports[HookModule], ...guarded } };
  }

  /** As in MachineOptions. */
  countsOwners(stack: RawStack): boolean {
    return this.#options.countsOwners?.(stack) ?? false;
  }

  /** Whether the run ended by returning: then no call is live. */
  get returned(): boolean {
    return this.#returned;
  }

  /** Memory that may hold pointers which count: the program's data and its live stack. */
  rootRanges(): AddressRange[] {
    const { globals, stack, module } = this.#instrumented.plan;
    const data = { start: globals.from, end: globals.to };
    const ranges = [...changedRanges(data, module, this.memory.bytes), ...this.memory.grown];
    if (stack === undefined) return ranges;
    if (!stack.whole) return [...ranges, ...this.#addressable(stack.low, stack.high)];
    return [...ranges, { start: this.#lowestFrame(), end: stack.high }];
  }

  /** Runs the program to its end. Can be called once. */
  run(): Ending {
    const { withinTime } = this.#options;
    try {
      if (withinTime === undefined) this.#start();
      else if (!withinTime(() => this.#start())) return { kind: "trap", trap: "timeout" };
      this.#returned = true;
      return { kind: "exit", code: 0, ...(this.#results && { results: this.#results }) };
    } catch (thrown) {
      return this.#endingOf(unpacked(thrown));
    }
  }

  /**
   * csp of the import called last; with spilled locals, the end of the entry written last. After a run
   * that ended in its calls, these are the calls that were live.
   */
  get lastCsp(): number {
    return this.#words[this.#instrumented.plan.layout.importCsp >>> 2]!;
  }

  /** Calls the module's start function, if it has one. */
  initialise(): void {
    const start = this.exports[PrivateExport.start];
    if (typeof start === "function") start();
  }

  #start(): void {
    const { entry } = this.#options;
    this.initialise();
    if (entry === undefined) {
      this.#call("_start", []);
      return;
    }
    // What has no main wants to be prepared by whoever calls it; of the two names the first is WASI's.
    if ("_initialize" in this.exports) this.#call("_initialize", []);
    else this.#call("__wasm_call_ctors", []);
    const returned = this.#call(entry.name, entry.values);
    this.#results = resultLines(entry.results, returned);
    this.returnedPointers = possiblePointers(entry.results, returned);
  }

  #call(name: string, values: readonly EntryValue[]): unknown {
    const called = this.exports[name];
    return typeof called === "function" ? called(...values) : undefined;
  }

  /**
   * What is there before the first instruction: the program's data, a stack without frames.
   * @param isShared the memory was there before: others have marked what lies in it
   */
  #markMemory(isShared: boolean): void {
    const { globals, stack, nullEnd, staticEnd, heap } = this.#instrumented.plan;
    const { shadow } = this.memory;
    if (stack?.whole) shadow.mark(stack.low, stack.high, State.BelowStack);
    if (!isShared) {
      shadow.mark(0, nullEnd, State.NullPage);
      if (stack?.whole === false) shadow.markAddressable(stack.low, stack.high);
      shadow.markAddressable(globals.from, globals.to);
      const rest = staticEnd - (staticEnd % Granule);
      if (heap !== "seen") shadow.markAddressable(rest, this.memory.size());
    } else if (nullEnd < NullPageBytes) {
      // Whoever made the memory did not know that this module has data so low.
      shadow.markAddressable(nullEnd, Math.min(NullPageBytes, this.memory.size()));
    }
    for (const { start, size, end } of this.#instrumented.plan.guarded) {
      shadow.mark(start, end, State.GlobalRedzone);
      shadow.markAddressable(start, start + size);
    }
  }

  /** The granules of a range of which all bytes may be touched, as ranges. */
  #addressable(start: number, end: number): AddressRange[] {
    const ranges: AddressRange[] = [];
    for (let at = start; at < end; at += Granule) {
      if (!this.memory.shadow.allows(at, Granule)) continue;
      const last = ranges.at(-1);
      if (last?.end === at) ranges[ranges.length - 1] = { start: last.start, end: at + Granule };
      else ranges.push({ start: at, end: at + Granule });
    }
    return ranges;
  }

  /** The live stack's lower end: below the stack pointer there may be the frame of a leaf. */
  #lowestFrame(): number {
    let lowest = this.stackPointer();
    while (this.memory.shadow.stateAt(lowest - 1) === State.Addressable) lowest -= Granule;
    return lowest;
  }

  /** The program's stack pointer; 0 if it has none. */
  stackPointer(): number {
    const pointer = this.exports[PrivateExport.stackPointer];
    return pointer instanceof WebAssembly.Global ? (pointer.value as number) >>> 0 : 0;
  }

  #endingOf(thrown: unknown): Ending {
    if (thrown instanceof ProgramExit) return { kind: "exit", code: thrown.code };
    if (thrown instanceof ProgramSignal) return { kind: "trap", trap: "abort" };
    if (thrown instanceof RecordingStopped) return { kind: "trap", trap: "timeout" };
    if (thrown instanceof ProgramStop) return stopped(thrown);
    const stop = readEngineStop(thrown);
    if (stop === undefined) throw thrown;
    return this.#engineStop(stop);
  }

  /** V8 has one message for a null entry and for one with another signature. */
  #wasNullCall(reason: TrapReason): boolean {
    if (reason !== "indirect call signature") return false;
    const table = this.exports[PrivateExport.table];
    const index = this.#words[this.#instrumented.plan.layout.indirectIndex >>> 2]!;
    return table instanceof WebAssembly.Table && table.get(index) === null;
  }

  /** The entry of a call did not fit on the shadow call stack: it is full. */
  #wasCallTooMany(reason: TrapReason, site: CodeOffset): boolean {
    const { module, spillLocals } = this.#instrumented.plan;
    // Nothing else of a call touches memory. Of spilled entries a hook tells.
    return reason === "memory out of bounds" && !spillLocals && isCall(module, site);
  }

  #engineStop({ kind, reason, frames }: EngineStop): Ending {
    const offsets = new OffsetMap(this.#instrumented, this.#options.where);
    const sites = sitesOf(frames, offsets);
    // Where something was thrown is noted on the call stack.
    const thrown = reason === "uncaught exception";
    const calls = thrown ? this.calls.innermost(this.lastCsp, MostThrowFrames) : sites;
    const stack = calls.map((site) => ({ site }));
    if (sites[0] !== undefined && this.#wasCallTooMany(reason, sites[0])) {
      this.errors.stackOverflowAt(sites[0], this.calls.end);
      return { kind: "trap", trap: "stack" };
    }
    if (kind === "stack") {
      this.errors.stackOverflow(stack);
      return { kind: "trap", trap: "stack" };
    }
    this.errors.trap(this.#wasNullCall(reason) ? "indirect call to null" : reason, stack);
    return { kind: "trap", trap: reason === "unreachable" ? "unreachable" : "other" };
  }
}
