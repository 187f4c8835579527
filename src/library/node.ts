/**
 * `import { check, open } from "redzone"`: a program, compiled where it is a source, and run once in a worker with a large stack. `check`
 * gives what was found:
 *
 *     const { report, stdout } = await check("list.c", { args: ["3"] });
 *     for (const error of report.errors) console.log(error.title, error.stack[0]);
 *
 * and `open` the run itself, to be looked at; close it when it is no longer needed:
 *
 *     const program = await open("list.c");
 *     console.log(await program.picture(program.steps));
 *     program.close();
 */
import { readFileSync } from "node:fs";
import { openTraceInWorker } from "../check/trace-worker.ts";
import { runInWorker } from "../check/worker.ts";
import { describeCompileFailure } from "../report/describe.ts";
import type { Report } from "../report/model.ts";
import type { CheckedProgram } from "./checked.ts";
import { type FormatOptions, formatReport as format } from "./format.ts";
import { draw, type OpenedProgram, type RunOptions } from "./opened.ts";
import type { FindingOptions, MachineOptions, ProgramOptions, SourceOptions } from "./options.ts";
import { makeProgram } from "./program.ts";
import { ProgramRefused } from "./refused.ts";
import { askedOf, checkedProgram, inputOf } from "./requests.ts";

export type * from "../report/model.ts";
export type { CheckedProgram, Output } from "./checked.ts";
export type { FormatOptions } from "./format.ts";
export type * from "./opened.ts";
export { NoSuchStep, ReplayFailed } from "./opened.ts";
export type * from "./options.ts";
export { ProgramRefused } from "./refused.ts";

export interface CheckOptions
  extends ProgramOptions,
    FindingOptions,
    SourceOptions,
    MachineOptions {
  /**
   * The program has this process's standard streams, as with `redzone run`, but for a `stdin` that is given; what it prints is not kept
   * then.
   */
  readonly inherit?: boolean;
}

/** What ran until `timeout` can be looked at. */
export interface OpenOptions extends RunOptions, SourceOptions, MachineOptions {}

/**
 * @param program the path of a `.c`, `.cpp`, `.rs` or `.wasm` file, or a WebAssembly module
 * @returns also for a source that does not compile: then `report.compile` says so, and nothing ran
 * @throws ProgramRefused when it cannot be checked
 * @throws RangeError for an option's value that cannot be
 * @throws the system's error when the file cannot be read
 */
export async function check(
  program: string | Uint8Array,
  options: CheckOptions = {},
): Promise<CheckedProgram> {
  const name = nameOf(program, options);
  // A wrong value is told before a compiler works for seconds.
  const asked = askedOf(name, options);
  const { module, compile, messages } = await makeProgram(program, options);
  if (module === undefined) {
    return checkedProgram(describeCompileFailure(name, compile), undefined, messages);
  }
  const { inherit = false, stdin, optimisation = 0 } = options;
  const outcome = await runInWorker({
    ...asked,
    module,
    ...ofMachine(options),
    findLosses: compile !== undefined && optimisation === 0,
    keepOutput: !inherit,
    ...(!(inherit && stdin === undefined) && { input: inputOf(options) }),
  });
  if ("refused" in outcome) throw new ProgramRefused(`${name}: ${outcome.refused}`);
  const { schema, program: called, ...found } = outcome.report;
  const report = { schema, program: called, ...(compile && { compile }), ...found };
  return checkedProgram(report, outcome.printed, messages);
}

/**
 * @param program the path of a `.c`, `.cpp`, `.rs` or `.wasm` file, or a WebAssembly module
 * @throws ProgramRefused when it does not compile (the message is the compiler's) or cannot be checked
 * @throws RangeError for an option's value that cannot be
 * @throws the system's error when the file cannot be read
 */
export async function open(
  program: string | Uint8Array,
  options: OpenOptions = {},
): Promise<OpenedProgram> {
  const name = nameOf(program, options);
  const asked = askedOf(name, options);
  const { module, messages } = await makeProgram(program, options);
  if (module === undefined) throw new ProgramRefused(messages.trimEnd());
  const trace = await openTraceInWorker({
    ...asked,
    module,
    ...ofMachine(options),
    libraries: options.libraries ?? false,
    input: inputOf(options),
  });
  if ("refused" in trace) throw new ProgramRefused(`${name}: ${trace.refused}`);
  const { report, steps, last, move, output, history, blockOfFinding, close } = trace;
  return {
    report,
    steps,
    last,
    move,
    output,
    history,
    blockOfFinding,
    close,
    state: trace.picture,
    picture: async (step, drawing) => draw(await trace.picture(step, drawing), drawing),
  };
}

/** A report as `redzone run` would print it. @returns lines, each with its line feed; "" when there is nothing to say */
export function formatReport(report: Report, options: FormatOptions = {}): string {
  return format(report, { readSource, ...options });
}

function nameOf(program: string | Uint8Array, { name }: ProgramOptions): string {
  return name ?? (typeof program === "string" ? program : "program.wasm");
}

function ofMachine({ directories = [], timeout }: MachineOptions) {
  return { directories, ...(timeout !== undefined && { timeout }) };
}

function readSource(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
