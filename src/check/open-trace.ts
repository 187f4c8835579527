/**
 * Opens a program for time travel: it is checked as always, in one run that is logged step by step. So what the report
 * says and what the steps show is of the same run.
 */

import { describeRun, selectFindings } from "../report/describe.ts";
import type { Report, ReportedFrame } from "../report/model.ts";
import { StackNamer } from "../report/stacks.ts";
import { builtInSuppressions } from "../report/suppressions/built-in.ts";
import { Suppressor } from "../report/suppressions/suppressor.ts";
import { endingSentence, leakTitle } from "../report/wording.ts";
import type { ErrorFacts, RunFacts } from "../runtime/facts.ts";
import type { Host } from "../runtime/host/host.ts";
import { ModuleDebug } from "../symbols/module-debug.ts";
import { createSymbols } from "../symbols/symbols.ts";
import { TableFunctions } from "../trace/functions.ts";
import { Moves } from "../trace/moves.ts";
import { StepPlaces } from "../trace/places.ts";
import { TracedRun } from "../trace/run.ts";
import { type FoundError, type FoundLeak, Trace } from "../trace/trace.ts";
import { UserBlocks } from "../trace/user-blocks.ts";
import { createValues } from "../values/values.ts";
import { codeSectionStart, decodeModule } from "../wasm/decode.ts";
import { reasonOf } from "./check.ts";
import { entryOf } from "./entry.ts";
import type { Refused } from "./request.ts";
import { machineOptions, runProgram, type Surroundings, subjectOf } from "./run-program.ts";
import type { TraceRequest } from "./trace-request.ts";

export interface TraceSurroundings extends Omit<Surroundings, "host" | "watch"> {
  /** The outside world; what the program prints has to be told. */
  readonly host: (printed: (bytes: Uint8Array) => void) => Host;
}

export type TraceOutcome = { readonly trace: Trace; readonly report: Report } | Refused;

/** Runs the program. What is wrong with the module is an outcome, not an exception. */
export function openTrace(request: TraceRequest, surroundings: TraceSurroundings): TraceOutcome {
  try {
    return open(request, surroundings);
  } catch (error) {
    return { refused: reasonOf(error, request) };
  }
}

function open(request: TraceRequest, { host, ...surroundings }: TraceSurroundings): TraceOutcome {
  const { program: name, libraries = false, errorsForLeakKinds } = request;
  const module = decodeModule(request.module, name);
  const entry = entryOf(module, request);
  if ("refused" in entry) return entry;
  const debug = new ModuleDebug(module);
  const symbols = createSymbols(module, debug, codeSectionStart(request.module));
  const values = createValues(debug);
  const suppressor = new Suppressor(
    {
      object: name,
      suppressions: [...builtInSuppressions(), ...(request.suppressions ?? [])],
      generate: request.generateSuppressions ?? false,
    },
    symbols,
  );
  const program = { module, symbols, request, entry, suppressor };
  const places = new StepPlaces(module, symbols, name, { libraries });
  const run = new TracedRun(
    subjectOf(request),
    () => places.count,
    () => machineOptions(program),
  );
  const { lineStarts } = places;
  const facts = runProgram(program, {
    ...surroundings,
    host: host((bytes) => run.print(bytes)),
    watch: {
      steps: {
        libraries,
        saved: "everywhere",
        lineStarts,
        savedLocals: (body) => values.localsNeeded(body),
      },
      run: run.first,
    },
    recorded: ({ recording }) => run.recorded(recording()),
  });
  const report = describeRun(facts, symbols, { program: name, errorsForLeakKinds, suppressor });
  const namer = new StackNamer(symbols);
  const { foundErrors, foundLeaks } = findings(facts, report, run, places, namer, suppressor);
  const trace = new Trace({
    program: name,
    language: languageOf(places),
    symbols,
    values,
    namer,
    functions: new TableFunctions(module, symbols),
    places,
    run,
    blocks: new UserBlocks(
      run.blocks,
      (id) => run.stackOf(id),
      (stack) => namer.ownedByProgram(stack),
    ),
    findings: (step) =>
      foundErrors
        .filter((error) => error.step === step)
        .map(({ finding, title }) => ({ number: finding, title })),
    ended: report.exit === undefined ? "" : endingSentence(report.exit),
    foundErrors,
    foundLeaks,
  });
  return { trace, report };
}

/** What the report tells, in its order, with what it says nothing of: in which step, of which block. */
function findings(
  facts: RunFacts,
  report: Report,
  run: TracedRun,
  places: StepPlaces,
  namer: StackNamer,
  suppressor: Suppressor,
): { foundErrors: FoundError[]; foundLeaks: FoundLeak[] } {
  const { errors, leaks } = selectFindings(facts, namer, suppressor);
  const steps = new Map(facts.errors.map((error, index) => [error, run.errorSteps[index] ?? 0]));
  const moves = new Moves(run.log, places);
  // The last step may be in a function that has returned since.
  const stepOf = (error: ErrorFacts, stack: readonly ReportedFrame[]): number => {
    const last = steps.get(error) ?? 0;
    for (const { file, line } of last < 1 ? [] : stack) {
      const there = new Set(places.which((place) => place.file === file && place.line === line));
      if (there.size > 0) return moves.goingOnAt(last, there);
    }
    return last;
  };
  const foundErrors = errors.shown.map((error, at): FoundError => {
    const block = "place" in error && "block" in error.place ? error.place.block.id : undefined;
    return {
      finding: at + 1,
      title: report.errors[at]?.title ?? "",
      step: stepOf(error, report.errors[at]?.stack ?? []),
      within: steps.get(error) ?? 0,
      ...(block !== undefined && { block }),
    };
  });
  const foundLeaks = leaks.map(({ kind, stack }, at): FoundLeak => {
    const leak = report.leaks[at];
    const title = leak === undefined ? "" : leakTitle(leak, at + 1, leaks.length);
    return { finding: foundErrors.length + at + 1, title, kind, stack };
  });
  return { foundErrors, foundLeaks };
}

/** By the files that the program's own lines are from. */
function languageOf(places: StepPlaces): "c" | "c++" | "rust" | "unknown" {
  if (places.count === 0) return "unknown";
  const files = new Set(
    [...places.which(() => true)].map((number) => places.at(number).file.replace(/^.*\./, "")),
  );
  if (files.has("rs")) return "rust";
  return files.has("cpp") || files.has("cc") || files.has("cxx") || files.has("hpp") ? "c++" : "c";
}
