/** `redzone run`: compile, check, report. Each step is another floor's; the order is here. */
import { readFileSync } from "node:fs";
import type { CheckRequest, Refused } from "../check/request.ts";
import { openTraceInWorker, type RemoteTrace } from "../check/trace-worker.ts";
import { type PreparedWorker, prepareWorker } from "../check/worker.ts";
import { withoutColours } from "../compile/diagnostics.ts";
import { languageOf } from "../compile/languages.ts";
import { drawText } from "../picture/text.ts";
import { describeCompileFailure } from "../report/describe.ts";
import { FORMATS } from "../report/formats.ts";
import type { Report } from "../report/model.ts";
import { LEAKS } from "../report/wording.ts";
import type { Invocation, RunOptions } from "./command-line.ts";
import { coloured, compileSource, requestOf } from "./compilation.ts";
import { columnsOf } from "./picture.ts";
import { openProgram } from "./program.ts";
import { ExitStatus, refusalOf } from "./refusal.ts";
import { checkReportFile, writeReportFile } from "./report-files.ts";
import type { ReportTarget } from "./values.ts";

export type RunInvocation = Extract<Invocation, { command: "run" }>;

/**
 * @returns the exit status.
 * @throws Refusal when the program cannot be checked.
 */
export async function run(invocation: RunInvocation): Promise<number> {
  const { options, program: path } = invocation;
  for (const { to } of options.report) if (typeof to === "object") checkReportFile(to.file);

  const program = openProgram(path);
  // The worker loads its files while the source is being compiled.
  const worker = prepareWorker();
  try {
    return program.kind === "module"
      ? finish(await check(worker, program.module, invocation), invocation)
      : await runSource(worker, invocation);
  } finally {
    worker.discard();
  }
}

async function runSource(worker: PreparedWorker, invocation: RunInvocation): Promise<number> {
  const { options, program: path } = invocation;
  const compiled = await compileSource(path, options, (work) => worker.warmUp(work));
  process.stderr.write(coloured(options) ? compiled.messages : withoutColours(compiled.messages));
  const { diagnostics } = compiled;
  if (compiled.kind === "rejected") {
    printReports(describeCompileFailure(path, { ok: false, diagnostics }), invocation);
    return ExitStatus.notCompiled;
  }
  const { report, ...others } = await check(worker, compiled.module, invocation);
  const { schema, program, ...found } = report;
  const whole = { schema, program, compile: { ok: true, diagnostics }, ...found };
  return finish({ report: whole, ...others }, invocation);
}

interface Checked {
  readonly report: Report;
  /** What --picture asks for. */
  readonly drawing?: string | undefined;
}

async function check(
  worker: PreparedWorker,
  module: Uint8Array,
  { program, args, options }: RunInvocation,
): Promise<Checked> {
  // As in Valgrind, leaks are errors only where each of them is looked at.
  const everyLeak = options.leakCheck === "yes" || options.leakCheck === "full";
  const request: CheckRequest = {
    ...requestOf(module, program, args, options),
    exitOnFirstError: options.exitOnFirstError,
    errorsForLeakKinds: everyLeak ? options.errorsForLeakKinds : [],
    generateSuppressions: options.genSuppressions === "all",
    // In an optimised program pointers are where no line of the source says. Of a module nobody knows.
    findLosses: everyLeak && options.optimisation === "0" && languageOf(program) !== undefined,
  };
  const refuse = (outcome: Refused) => refusalOf(program, outcome);
  if (options.picture) {
    const trace = await openTraceInWorker({ ...request, reads: true, echo: true });
    if ("refused" in trace) throw refuse(trace);
    const drawing = await drawFirst(trace, options);
    trace.close();
    return { report: trace.report, drawing };
  }
  const outcome = await worker.run(request);
  if ("refused" in outcome) throw refuse(outcome);
  return outcome;
}

/** The memory at the first finding that the report shows. */
async function drawFirst(trace: RemoteTrace, options: RunOptions): Promise<string | undefined> {
  const { errors, leaks } = trace.report;
  const kinds = options.showLeakKinds.map((kind) => LEAKS[kind].name);
  const leak = leaks.findIndex(({ kind }) => kinds.includes(kind));
  const finding = errors.length > 0 ? 1 : leak < 0 ? undefined : errors.length + leak + 1;
  if (finding === undefined || trace.steps === 0) return undefined;
  const step = await trace.move(1, { to: "finding", finding });
  const color = coloured(options);
  const columns = columnsOf(process.stderr);
  return drawText(await trace.picture(step), { columns, charset: "unicode", color });
}

function finish({ report, drawing }: Checked, invocation: RunInvocation): number {
  const { exit } = report;
  // What a function returned is printed as other runtimes do, to where the program prints.
  const results = exit !== undefined && "code" in exit ? (exit.results ?? []) : [];
  process.stdout.write(results.map((line) => `${line}\n`).join(""));
  printReports(report, invocation);
  if (drawing !== undefined) process.stderr.write(`\n${drawing}`);
  return exitStatus(report, invocation.options.errorExitcode);
}

/** @param errorExitcode 0: errors do not change the status. */
export function exitStatus(report: Report, errorExitcode: number): number {
  if (report.summary.errors > 0 && errorExitcode !== 0) return errorExitcode;
  const { exit } = report;
  if (exit === undefined) return ExitStatus.cannotGoOn;
  // The system keeps eight bits of a status; Node would refuse more.
  return "code" in exit ? exit.code & 0xff : ExitStatus.trapped;
}

const TextOnStderr: ReportTarget = { format: "text", to: "stderr" };

function printReports(report: Report, { options, pictureCommand }: RunInvocation): void {
  const targets = options.report.length > 0 ? options.report : [TextOnStderr];
  for (const { format, to } of targets) {
    const text = FORMATS[format](report, {
      leakCheck: options.leakCheck,
      showLeakKinds: options.showLeakKinds,
      quiet: options.quiet,
      color: coloured(options, to),
      readSource,
      ...(!options.quiet && { pictureCommand }),
    });
    if (typeof to === "object") writeReportFile(to.file, text);
    else process[to].write(text);
  }
}

function readSource(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
