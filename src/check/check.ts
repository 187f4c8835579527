/**
 * The whole way of one check, from the bytes of a module to its report. Knows no machine: what the
 * program may see and how long it may run come from the caller, so it serves Node and a browser.
 */
import { MalformedError, UnsupportedError } from "../bytes/malformed.ts";
import { printable } from "../bytes/printable.ts";
import { describeRun } from "../report/describe.ts";
import { StackNamer } from "../report/stacks.ts";
import { builtInSuppressions } from "../report/suppressions/built-in.ts";
import { Suppressor } from "../report/suppressions/suppressor.ts";
import { RecordingMismatch } from "../runtime/recording/subject.ts";
import { ModuleDebug } from "../symbols/module-debug.ts";
import { createSymbols } from "../symbols/symbols.ts";
import { codeOf } from "../wasm/code.ts";
import { codeSectionStart, decodeModule } from "../wasm/decode.ts";
import { entryOf } from "./entry.ts";
import { withLosses } from "./losses.ts";
import type { CheckOutcome, CheckRequest } from "./request.ts";
import { type RecordedRun, runProgram, type Surroundings } from "./run-program.ts";

/** Checks one run of the module. What is wrong with the module is an outcome, not an exception. */
export function check(request: CheckRequest, surroundings: Surroundings): CheckOutcome {
  try {
    const module = decodeModule(request.module, request.program);
    const entry = entryOf(module, request);
    if ("refused" in entry) return entry;
    const debug = new ModuleDebug(module);
    const symbols = createSymbols(module, debug, codeSectionStart(request.module));
    const { program, errorsForLeakKinds } = request;
    const suppressor = new Suppressor(
      {
        object: program,
        suppressions: [...builtInSuppressions(), ...(request.suppressions ?? [])],
        generate: request.generateSuppressions ?? false,
      },
      symbols,
    );
    const checked = { module, symbols, request, entry, suppressor };
    let first: RecordedRun | undefined;
    const facts = runProgram(checked, {
      ...surroundings,
      recorded: (run) => {
        first = run;
      },
    });
    const namer = new StackNamer(symbols);
    const { keep } = surroundings;
    const whole =
      request.findLosses && first !== undefined
        ? withLosses(facts, first, checked, { debug, namer, keep })
        : facts;
    return { report: describeRun(whole, symbols, { program, errorsForLeakKinds, suppressor }) };
  } catch (error) {
    return { refused: reasonOf(error, request) };
  }
}

/** Whether the engine cannot make what a module asks for. */
function isEngineLimit(error: unknown): boolean {
  return error instanceof RangeError && error.message.startsWith("WebAssembly.");
}

/**
 * Why a module cannot be checked, as the end of a sentence about the program.
 * @throws error when the module is not the reason
 */
export function reasonOf(error: unknown, { module, program }: CheckRequest): string {
  if (error instanceof UnsupportedError) return error.message;
  if (error instanceof RecordingMismatch) return `cannot be replayed: ${error.message}`;
  if (error instanceof MalformedError) {
    const isCode = error.where === codeOf(program);
    const where = isCode || error.where === program ? "" : `${error.where}: `;
    // Whoever looks it up counts from the file's start.
    const offset = error.offset + (isCode ? codeSectionStart(module) : 0);
    return `is malformed: ${where}at byte 0x${offset.toString(16)}: ${error.reason}`;
  }
  // The engine's message is about the rewritten module: only one about the original helps its user.
  if (error instanceof WebAssembly.CompileError) {
    try {
      new WebAssembly.Module(module as BufferSource);
    } catch (original) {
      return `is no valid module: ${printable(original instanceof Error ? original.message : `${original}`)}`;
    }
  }
  // A table larger than the engine allows is a RangeError.
  const { RuntimeError, LinkError } = WebAssembly;
  if ([RuntimeError, LinkError].some((kind) => error instanceof kind) || isEngineLimit(error)) {
    return `cannot be started: ${printable((error as Error).message)}`;
  }
  throw error;
}
