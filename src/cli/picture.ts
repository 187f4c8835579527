/** `redzone picture`: memory at one step, drawn. */
import type { TraceRequest } from "../check/trace-request.ts";
import { openTraceInWorker, type RemoteTrace } from "../check/trace-worker.ts";
import { withoutColours } from "../compile/diagnostics.ts";
import type { Picture } from "../picture/model.ts";
import { drawSvg } from "../picture/svg.ts";
import { drawText } from "../picture/text.ts";
import { NoSuchStep, ReplayFailed } from "../trace/failures.ts";
import type { PictureOptions, PictureTarget } from "./command-line.ts";
import { coloured, compileSource, requestOf } from "./compilation.ts";
import type { DrawingOptions, ProgramOptions } from "./options.ts";
import { openProgram } from "./program.ts";
import { ExitStatus, Refusal, refusalOf } from "./refusal.ts";

/**
 * @returns the exit status
 * @throws Refusal
 */
export async function picture(
  path: string,
  args: readonly string[],
  options: PictureOptions,
): Promise<number> {
  return printAnswer(path, args, options, (trace) => pictureOf(trace, options));
}

/**
 * Opens a program and prints what is asked of it.
 * @returns the exit status
 * @throws Refusal
 */
export async function printAnswer(
  path: string,
  args: readonly string[],
  options: ProgramOptions & Pick<DrawingOptions, "libraries">,
  answer: (trace: RemoteTrace) => Promise<string>,
): Promise<number> {
  const trace = await openProgramTrace(path, args, options, { reads: true });
  if (trace === undefined) return ExitStatus.notCompiled;
  try {
    process.stdout.write(await answer(trace));
    // Only a run that was stopped has nothing to look at behind its last step.
    if (trace.last === trace.steps) process.stderr.write(`redzone: ${path}: ${Stopped}\n`);
    return 0;
  } catch (error) {
    throw asRefusal(path, error);
  } finally {
    trace.close();
  }
}

const Stopped = "it did not end by itself, and was stopped; its steps up to there are known";

/**
 * What `redzone picture` prints.
 * @throws NoSuchStep
 */
export async function pictureOf(trace: RemoteTrace, options: PictureOptions): Promise<string> {
  const step = await stepOf(trace, options.target);
  return drawn(await trace.picture(step, { open: options.open }), options);
}

/** What the user asked for and is not there, as a refusal; anything else as it is. */
export function asRefusal(path: string, error: unknown): unknown {
  return error instanceof NoSuchStep || error instanceof ReplayFailed
    ? new Refusal(ExitStatus.commandLine, `${path}: ${error.message}`)
    : error;
}

/**
 * Compiles and runs a program for time travel.
 * @param meanwhile what the program may do with this process's streams, and the user with the program
 * @param onRun told when it has been compiled, and now runs
 * @returns undefined when it does not compile, and the compiler has said why
 * @throws Refusal
 */
export async function openProgramTrace(
  path: string,
  args: readonly string[],
  options: ProgramOptions & Pick<DrawingOptions, "libraries">,
  meanwhile: Pick<TraceRequest, "reads" | "echo" | "interruptible">,
  onRun: () => void = () => {},
): Promise<RemoteTrace | undefined> {
  const program = openProgram(path);
  let module: Uint8Array;
  if (program.kind === "module") module = program.module;
  else {
    const compiled = await compileSource(path, options);
    process.stderr.write(coloured(options) ? compiled.messages : withoutColours(compiled.messages));
    if (compiled.kind === "rejected") return undefined;
    module = compiled.module;
  }
  onRun();
  const { libraries } = options;
  const request = { ...requestOf(module, path, args, options), libraries, ...meanwhile };
  const trace = await openTraceInWorker({ timeout: DefaultTimeout, ...request });
  if ("refused" in trace) throw refusalOf(path, trace);
  return trace;
}

/** Seconds that a program may run before its steps up to then are looked at: one may run for ever. */
const DefaultTimeout = 30;

/** The step that is meant. @throws NoSuchStep */
export async function stepOf(trace: RemoteTrace, target: PictureTarget): Promise<number> {
  switch (target.kind) {
    case "step":
      return trace.move(1, { to: "step", step: target.step });
    case "finding":
      return trace.move(1, { to: "finding", finding: target.finding });
    case "start":
    case "end":
      return trace.move(1, { to: target.kind });
    case "line": {
      const { file, line, hit } = target;
      return trace.move(0, { to: "line", line, hit, ...(file !== undefined && { file }) });
    }
  }
}

const UsualColumns = 80;

/** Of a terminal; 80 of anything else. */
export function columnsOf(stream: NodeJS.WriteStream): number {
  return stream.columns ?? UsualColumns;
}

function drawn(made: Picture, options: PictureOptions): string {
  switch (options.format) {
    case "json":
      return `${JSON.stringify(made, undefined, 2)}\n`;
    case "svg":
      return drawSvg(made, options.columns === undefined ? {} : { columns: options.columns });
    case "text":
      return drawText(made, {
        columns: options.columns ?? columnsOf(process.stdout),
        charset: options.ascii ? "ascii" : "unicode",
        color: coloured(options, "stdout"),
      });
  }
}
