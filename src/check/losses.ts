/**
 * For a leak, the line that matters is not where the block was allocated but where the last pointer to it went away. It is searched in
 * replays that can be held at any step (trace/loss.ts), only when something was lost, and only in runs that are short enough for it to
 * be quick.
 *
 * It is said of C and C++ that were not optimised: an optimiser keeps pointers outside of memory; and a value that Rust has moved is still in
 * the variable that it was moved from, so memory does not tell which owner was the last.
 */
import type { CodeOffset } from "../bytes/brand.ts";
import { withCallers } from "../instrument/callers.ts";
import type { Instrumented } from "../instrument/rewrite.ts";
import type { StepOptions } from "../instrument/step-options.ts";
import type { StackNamer } from "../report/stacks.ts";
import { isRustAllocator, type LeakFacts, type RunFacts, sameStack } from "../runtime/facts.ts";
import type { Recording } from "../runtime/recording/recording.ts";
import type { ModuleDebug } from "../symbols/module-debug.ts";
import { ReplayFailed } from "../trace/failures.ts";
import { lossOf, placeOfLoss } from "../trace/loss.ts";
import { StepPlaces } from "../trace/places.ts";
import { leaksIn, type ReachParts } from "../trace/reachability.ts";
import { TracedRun } from "../trace/run.ts";
import type { Values } from "../values/value.ts";
import { createValues } from "../values/values.ts";
import type { FunctionBody } from "../wasm/module.ts";
import { bodyAt } from "../wasm/sites.ts";
import {
  instrumentFor,
  isBrief,
  type Keep,
  machineOptions,
  type Program,
  type RecordedRun,
  subjectOf,
} from "./run-program.ts";

/** Steps of a run, at most: it is run again some twenty times. */
const MostSteps = 5_000_000;
/** Milliseconds of a replay, and of all of them: a step may be a loop that runs for minutes. */
const LongestReplay = 500;
const LongestSearch = 5000;
/** Records that are looked at. */
const MostRecords = 8;

/** `facts` with the line for each record of lost blocks for which it is certain. */
export function withLosses(
  facts: RunFacts,
  first: RecordedRun,
  program: Program,
  { debug, namer, keep }: { debug: ModuleDebug; namer: StackNamer; keep: Keep | undefined },
): RunFacts {
  const isWanted = ({ kind, stack }: LeakFacts) =>
    kind === "definite" && !isRustAllocator(stack) && namer.ownedByProgram(stack);
  const wanted = facts.leaks?.filter(isWanted).slice(0, MostRecords) ?? [];
  if (wanted.length === 0) return facts;
  // Who ran for long would wait as long again for a line more.
  if (first.milliseconds > LongestReplay) return facts;
  const recording = first.recording();
  if (recording.end !== "program") return facts;
  try {
    const losses = findLosses(wanted, recording, first, program, debug, keep);
    const leaks = facts.leaks?.map((leak) => {
      const lostAt = losses.get(leak);
      return lostAt === undefined ? leak : { ...leak, lostAt };
    });
    return { ...facts, ...(leaks && { leaks }) };
  } catch (error) {
    // A report without the line is better than none; the engine may have no memory for a replay.
    if (error instanceof ReplayFailed || error instanceof RangeError) return facts;
    throw error;
  }
}

function findLosses(
  leaks: readonly LeakFacts[],
  recording: Recording,
  first: RecordedRun,
  program: Program,
  debug: ModuleDebug,
  keep: Keep | undefined,
): ReadonlyMap<LeakFacts, CodeOffset> {
  const { module, symbols, request } = program;
  const values = createValues(debug);
  const places = new StepPlaces(module, symbols, request.program, { libraries: false });
  const { lineStarts } = places;
  const rewritten = (steps: Pick<StepOptions, "saved" | "savedLocals">) =>
    instrumentFor(
      program,
      {
        programLimit: request.maxMemory,
        definedness: request.definedness,
        steps: { libraries: false, lineStarts, ...steps },
        ...isBrief(first),
      },
      keep === undefined ? {} : { keep },
      first.instrumented,
    );
  const saved = (body: CodeOffset) => values.localsNeeded(body);
  try {
    // Most functions of a C++ program are its library's, and few of these call what has steps.
    const hasSteps = ({ offset }: FunctionBody) => lineStarts(offset).length > 0;
    const around = withCallers(module, hasSteps, ({ offset }) => symbols.hasDebugInfo(offset));
    const isSaved = (site: number) => around.has(bodyAt(module.bodies, site as CodeOffset));
    const savedLocals = (body: CodeOffset) => (isSaved(body) ? saved(body) : []);
    const instrumented = rewritten({ saved: "around steps", savedLocals });
    const ofSaved = onlySaved(values, isSaved);
    return search(leaks, recording, instrumented, program, { places, values: ofSaved });
  } catch (error) {
    if (!(error instanceof LocalsNotSaved)) throw error;
    const instrumented = rewritten({ saved: "everywhere", savedLocals: saved });
    return search(leaks, recording, instrumented, program, { places, values });
  }
}

function search(
  leaks: readonly LeakFacts[],
  recording: Recording,
  instrumented: Instrumented,
  program: Program,
  { places, values }: Omit<ReachParts, "run">,
): ReadonlyMap<LeakFacts, CodeOffset> {
  const run = new TracedRun(
    subjectOf(program.request),
    () => places.count,
    () => machineOptions(program),
  );
  const found = new Map<LeakFacts, CodeOffset>();
  const start = performance.now();
  const lost = new Map<LeakFacts, number[]>();
  const isLogged = run.logAgain(instrumented, recording, MostSteps, (end) => {
    const { heap } = end.machine;
    const kinds = leaksIn(end, { run, places, values });
    for (const row of heap.liveRows()) {
      const id = heap.idOf(row);
      const leak = leaks.find(
        (each) => kinds.kindOf(row) === each.kind && sameStack(run.stackOf(id), each.stack),
      );
      if (leak !== undefined) lost.set(leak, [...(lost.get(leak) ?? []), id]);
    }
  });
  if (!isLogged || run.steps === 0 || performance.now() - start > LongestReplay) return found;

  const parts = { run, places, values, last: run.steps + 1 };
  const known = new Map([[parts.last, false]]);
  for (const [leak, ids] of lost) {
    if (performance.now() - start > LongestSearch) break;
    const sites = new Set(
      sample(ids).map((id) => {
        const step = lossOf(id, parts, known);
        return step === undefined ? undefined : placeOfLoss(id, step, parts)?.site;
      }),
    );
    const [site] = sites;
    // Blocks of one record may be lost at several lines: then none is said.
    if (sites.size === 1 && site !== undefined) found.set(leak, site);
  }
  return found;
}

/** The locals are wanted of a function that has no steps, but has called what has. */
class LocalsNotSaved extends Error {}

/** `values` where locals are saved only in functions that are `isSaved`. @throws LocalsNotSaved */
function onlySaved(values: Values, isSaved: (site: number) => boolean): Values {
  return {
    ...values,
    outOfScope: (site) => {
      if (!isSaved(site) && values.localsNeeded(site).length > 0) throw new LocalsNotSaved();
      return values.outOfScope(site);
    },
  };
}

/** The first and the last. */
function sample(ids: readonly number[]): number[] {
  const sorted = ids.toSorted((a, b) => a - b);
  return [...new Set([sorted[0]!, sorted.at(-1)!])];
}
