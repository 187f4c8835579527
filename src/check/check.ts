/**
 * The whole way of one check, from the bytes of a module to its report. Knows no machine: what the
 * program may see and how long it may run come from the caller, so it serves Node and a browser.
 */
import type { CodeOffset } from "../bytes/brand.ts";
import { MalformedError, UnsupportedError } from "../bytes/malformed.ts";
import { type Instrumented, instrument } from "../instrument/rewrite.ts";
import { describeRun } from "../report/describe.ts";
import { StackNamer } from "../report/stacks.ts";
import type { RawStack, RunFacts } from "../runtime/facts.ts";
import type { Host } from "../runtime/host/host.ts";
import { isWasiCall } from "../runtime/host/wasi-abi.ts";
import { allocationSites, judgeLeaks } from "../runtime/leak-check.ts";
import { Machine, type MachineOptions } from "../runtime/machine.ts";
import { Recorder } from "../runtime/recording/recorder.ts";
import { Replayer } from "../runtime/recording/replayer.ts";
import { createSymbols, type Symbols } from "../symbols/symbols.ts";
import { decodeModule } from "../wasm/decode.ts";
import type { WasmModule } from "../wasm/module.ts";
import { functionNames } from "../wasm/names.ts";
import type { CheckOutcome, CheckRequest } from "./request.ts";

export interface Surroundings {
  readonly host: Host;
  /** As in MachineOptions: carries the request's timeout out. */
  readonly withinTime?: (run: () => void) => boolean;
}

/** Checks one run of the module. What is wrong with the module is an outcome, not an exception. */
export function check(request: CheckRequest, { host, withinTime }: Surroundings): CheckOutcome {
  try {
    const module = decodeModule(request.module, request.program);
    const refused = refusal(module);
    if (refused !== undefined) return { refused };
    const symbols = createSymbols(module);
    const facts = runProgram(module, symbols, request, host, withinTime);
    const { program, errorsForLeakKinds } = request;
    return { report: describeRun(facts, symbols, { program, errorsForLeakKinds }) };
  } catch (error) {
    return { refused: reasonOf(error, request) };
  }
}

/**
 * Why a module cannot be checked, as the end of a sentence about the program.
 * @throws error when the module is not the reason
 */
function reasonOf(error: unknown, { module, program }: CheckRequest): string {
  if (error instanceof UnsupportedError) return error.message;
  if (error instanceof MalformedError) {
    const where = error.where === program ? "" : `${error.where}: `;
    return `is malformed: ${where}at byte 0x${error.offset.toString(16)}: ${error.reason}`;
  }
  // The engine's message is about the rewritten module: only one about the original helps its user.
  if (error instanceof WebAssembly.CompileError) {
    try {
      new WebAssembly.Module(module as BufferSource);
    } catch (original) {
      return `is no valid module: ${original instanceof Error ? original.message : original}`;
    }
  }
  if (error instanceof WebAssembly.RuntimeError || error instanceof WebAssembly.LinkError) {
    return `cannot be started: ${error.message}`;
  }
  throw error;
}

/** What a module lacks that a program needs, as the end of a sentence. */
function refusal(module: WasmModule): string | undefined {
  for (const { module: from, name, what } of module.imports) {
    if (what.kind !== "function" || !isWasiCall(from, name)) {
      return `imports ${from}.${name}, which Redzone does not provide`;
    }
  }
  if (!module.exports.some(({ name, kind }) => name === "_start" && kind === "function")) {
    return "has no _start function: it is not a WASI program";
  }
  return undefined;
}

function runProgram(
  module: WasmModule,
  symbols: Symbols,
  request: CheckRequest,
  host: Host,
  withinTime: MachineOptions["withinTime"],
): RunFacts {
  const where = request.program;
  const programLimit = request.maxMemory;
  const isUsers = (body: CodeOffset) => symbols.hasDebugInfo(body);
  const { definedness } = request;
  const instrumented = instrument(module, where, { programLimit, isUsers, definedness });
  const recorder = new Recorder(host);
  const start = (code: Instrumented, outside: Host, limit: MachineOptions["withinTime"]) =>
    new Machine(code, outside, {
      ...machineOptions(module, symbols, request),
      ...(limit && { withinTime: limit }),
    });

  const machine = start(instrumented, recorder, withinTime);
  const ending = machine.run();
  const leaks = judgeLeaks(machine, ending, () => {
    const recording = recorder.recording();
    if (!recording.complete) return undefined;
    const spilling = instrument(module, where, { programLimit, isUsers, spillLocals: true });
    return start(spilling, new Replayer(recording), withinTime);
  });
  return {
    ending,
    errors: machine.errors.log.all(),
    ...(leaks && { leaks }),
    allocations: allocationSites(machine),
    exhausted: machine.memory.exhausted,
    notes: [],
  };
}

function machineOptions(
  module: WasmModule,
  symbols: Symbols,
  { program, exitOnFirstError, failAllocation }: CheckRequest,
): MachineOptions {
  const isLibrary = remembered((site) => !symbols.isEmpty && !symbols.hasDebugInfo(site));
  return {
    where: program,
    exitOnFirstError,
    isLibrary,
    isAbort: (site) => {
      const func = symbols.functionAt(site);
      return func !== undefined && functionNames(module).get(func) === "abort";
    },
    ...(failAllocation !== undefined && { mustFail: nthOfProgram(failAllocation, symbols) }),
  };
}

/** True once: for the n-th allocation that is the program's own, not the C library's. */
function nthOfProgram(n: number, symbols: Symbols): (stack: RawStack) => boolean {
  const namer = new StackNamer(symbols);
  let seen = 0;
  return (stack) => namer.ownedByProgram(stack) && ++seen === n;
}

function remembered(ask: (site: CodeOffset) => boolean): (site: CodeOffset) => boolean {
  const answers = new Map<CodeOffset, boolean>();
  return (site) => {
    let answer = answers.get(site);
    if (answer === undefined) {
      answer = ask(site);
      answers.set(site, answer);
    }
    return answer;
  };
}
