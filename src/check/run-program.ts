/**
 * One program run, and run again where the first run leaves a question open: it is cheaper to
 * answer those by a replay than to make every run pay for them.
 *
 * - Which undefined values were used is known at once, where they came from is not.
 * - A constant may have been written: the memory tells that at the end, but not by whom. To watch every
 *   store for it costs a tenth of a run that computes.
 * - A run that ended in its calls (exit, abort, a trap) may have held pointers outside of memory, and
 *   what they point to is not lost.
 */
import type { CodeOffset } from "../bytes/brand.ts";
import { UnsupportedError } from "../bytes/malformed.ts";
import { packInstrumented, unpackInstrumented } from "../instrument/kept.ts";
import type { InstrumentOptions, Plan } from "../instrument/plan.ts";
import type { Instrumented } from "../instrument/rewrite.ts";
import { instrumentTogether, type StartAssistant } from "../instrument/rewriting-job.ts";
import { endsPanic } from "../instrument/rust-symbols.ts";
import type { StepOptions } from "../instrument/step-options.ts";
import { StackNamer } from "../report/stacks.ts";
import type {
  Ending,
  ErrorFacts,
  LeakFacts,
  OriginGap,
  RawStack,
  RunFacts,
  RunNote,
  UncountedError,
} from "../runtime/facts.ts";
import type { Host } from "../runtime/host/host.ts";
import { constantsChanged } from "../runtime/initial-data.ts";
import { allocationSites, judgeLeaks, leaksWithLocals, sameEnding } from "../runtime/leak-check.ts";
import { Machine, type MachineOptions } from "../runtime/machine.ts";
import { Recorder } from "../runtime/recording/recorder.ts";
import type { Recording } from "../runtime/recording/recording.ts";
import { ReplayDiverged, Replayer } from "../runtime/recording/replayer.ts";
import type { Spill } from "../runtime/recording/spill.ts";
import type { Subject } from "../runtime/recording/subject.ts";
import { largestProgramLimit } from "../shadow/layout.ts";
import { countsOwners } from "../symbols/rust/block-type.ts";
import type { Symbols } from "../symbols/symbols.ts";
import type { WasmModule } from "../wasm/module.ts";
import { functionNames } from "../wasm/names.ts";
import type { Entry } from "./entry.ts";
import { operatorsOf } from "./operators.ts";
import { usesUndefined, withOrigins } from "./origins.ts";
import type { CheckRequest } from "./request.ts";

export interface Surroundings {
  readonly host: Host;
  /** As in MachineOptions: carries the request's timeout out. */
  readonly withinTime?: (run: () => void) => boolean;
  /** Where long recordings go; without it they end early. */
  readonly spill?: Spill;
  readonly keep?: Keep;
  /** For the rewriting of large modules. */
  readonly assist?: StartAssistant;
  readonly watch?: FirstRunWatch;
  /** Told at the end of the first run. */
  readonly recorded?: (first: RecordedRun) => void;
}

/** What ran, and what it takes to run it again. */
export interface RecordedRun {
  readonly recording: () => Recording;
  readonly instrumented: Instrumented;
  /** How long it took, until it was known to have ended. */
  readonly milliseconds: number;
}

/** Milliseconds of a run, up to which nothing of it is worth being optimised at once when it is run again. */
const BriefRun = 150;

/** An option for rewriting the program once more. */
export function isBrief({ milliseconds }: Pick<RecordedRun, "milliseconds">): { brief?: true } {
  return milliseconds <= BriefRun ? { brief: true } : {};
}

/** For whoever wants to see more of the first run, and to run it again: it is logged step by step. */
export interface FirstRunWatch {
  readonly steps: StepOptions;
  /** Runs it, in place of `Machine.run`. */
  readonly run: (
    instrumented: Instrumented,
    host: Host,
    options: MachineOptions,
  ) => { readonly machine: Machine; readonly ending: Ending };
}

/**
 * What was made of these inputs before, in this run or an earlier one; otherwise it is made now and kept.
 * The answer depends on nothing but the inputs and Redzone itself.
 */
export type Keep = (inputs: readonly (string | Uint8Array)[], make: () => Uint8Array) => Uint8Array;

export interface Program {
  readonly module: WasmModule;
  readonly symbols: Symbols;
  readonly request: CheckRequest;
  readonly entry?: Entry;
  /** Who says which errors will not be reported. */
  readonly suppressor: { hidesError(error: UncountedError): boolean };
}

export function runProgram(program: Program, surroundings: Surroundings): RunFacts {
  const first = firstRun(program, surroundings);
  const { facts } = first;
  const spillLocals = first.leaksNeedLocals;
  const isReported = (error: ErrorFacts) => !program.suppressor.hidesError(error);
  const lastUndefined = facts.errors.findLastIndex(
    (error) => usesUndefined(error) && isReported(error),
  );
  const origins = lastUndefined < 0 ? undefined : roomForOrigins(first, program.request);
  const gap = typeof origins === "string" ? origins : undefined;
  const layoutLimit = typeof origins === "number" ? origins : undefined;
  const { constantsChanged: watchConstants } = first;
  if (!spillLocals && !watchConstants && layoutLimit === undefined) {
    return gap ? withGap(facts, gap) : facts;
  }

  const second = secondRun(program, first, surroundings, {
    spillLocals,
    watchConstants,
    ...(layoutLimit !== undefined && { layoutLimit }),
    // Nothing after that is of interest, unless something is to be seen until the end.
    ...(!spillLocals && !watchConstants && { stopAfterErrors: lastUndefined + 1 }),
  });
  const { leaks: _, ...others } = facts;
  const judged = {
    ...(spillLocals ? others : facts),
    ...(second.leaks && { leaks: second.leaks }),
  };
  if (watchConstants && second.whole !== undefined) {
    // It found all that the first run found, and more.
    const seen = { ...judged, ...second.whole, errors: second.errors };
    return gap ? withGap(seen, gap) : seen;
  }
  if (layoutLimit === undefined) return gap ? withGap(judged, gap) : judged;
  const { errors, missing } = withOrigins(facts.errors, second.errors, isReported);
  const completed = { ...judged, errors };
  if (missing === undefined) return completed;
  return withGap(completed, missing === "without origin" ? "not found" : second.gap);
}

function withGap(facts: RunFacts, reason: OriginGap): RunFacts {
  return { ...facts, notes: [...facts.notes, { kind: "no origins", reason }] };
}

/**
 * What a second run needs to know of the first. Nothing of it holds the first machine, so that its
 * memory can be given back before there is another one.
 */
interface FirstRun {
  readonly facts: RunFacts;
  readonly leaksNeedLocals: boolean;
  readonly constantsChanged: boolean;
  /** Bytes of memory that the program had in the end, which is the most that it ever had. */
  readonly memoryUsed: number;
  /** What memory.grow's answers went by. */
  readonly memoryLimit: number;
  readonly recording: () => Recording;
  readonly milliseconds: number;
}

function firstRun(program: Program, surroundings: Surroundings): FirstRun {
  const { host, withinTime, spill, watch, recorded } = surroundings;
  const { request } = program;
  const { definedness, maxMemory } = request;
  const recorder = new Recorder(host, subjectOf(request), spill && { spill });
  const stepped = watch && { steps: watch.steps, watchConstants: true };
  const wanted = { programLimit: maxMemory, definedness, ...stepped };
  const instrumented = instrumentFor(program, wanted, surroundings);
  const options = { ...machineOptions(program), ...(withinTime && { withinTime }) };
  const run = watch?.run ?? runOnce;
  const start = performance.now();
  const { machine, ending } = run(instrumented, recorder, options);
  const milliseconds = performance.now() - start;
  const recording = () => recorder.recording(isTimeout(ending));
  recorded?.({ recording, instrumented, milliseconds });
  const judgement = judgeLeaks(machine, ending);
  const facts: RunFacts = {
    ending,
    errors: machine.errors.log.all(),
    ...(judgement && { leaks: judgement.leaks }),
    allocations: allocationSites(machine),
    exhausted: machine.memory.exhausted,
    notes: notesOf(instrumented.plan),
  };
  return {
    facts,
    leaksNeedLocals: judgement?.needsLocals ?? false,
    constantsChanged: !watch && constantsChanged(program.module, machine.memory.bytes),
    memoryUsed: machine.memory.size(),
    memoryLimit: instrumented.plan.layout.programLimit,
    recording,
    milliseconds,
  };
}

/** What a report has to say of how a module could be checked. */
export function notesOf(plan: Plan): readonly RunNote[] {
  const { heap, nullEnd, stack, definedness, unknownInstructions } = plan;
  const unknown = [...unknownInstructions].map(
    (instruction): RunNote => ({ kind: "unknown instruction", instruction }),
  );
  if (heap === "seen" || heap === "none") return unknown;
  const checks = { nullPage: nullEnd > 0, stack: stack !== undefined, definedness };
  return [{ kind: "heap not seen", reason: heap, checks }, ...unknown];
}

function runOnce(instrumented: Instrumented, host: Host, options: MachineOptions) {
  const machine = new Machine(instrumented, host, options);
  return { machine, ending: machine.run() };
}

/** The memory limit of a layout that tracks origins, or why there is none. */
function roomForOrigins(
  { memoryUsed, memoryLimit }: FirstRun,
  { trackOrigins }: CheckRequest,
): number | OriginGap {
  if (!trackOrigins) return "not asked for";
  const largest = largestProgramLimit({ definedness: true, origins: true });
  if (memoryLimit <= largest) return memoryLimit;
  return memoryUsed <= largest ? memoryUsed : "no room";
}

interface Purpose {
  readonly spillLocals: boolean;
  readonly watchConstants: boolean;
  /** Track origins, in a memory that has room for so many bytes of the program's. */
  readonly layoutLimit?: number;
  readonly stopAfterErrors?: number;
}

interface SecondRun {
  readonly errors: RunFacts["errors"];
  readonly leaks?: LeakFacts[];
  /** How it ended, when it was the same run as the first, to its end or to the first error of all. */
  readonly whole?: Pick<RunFacts, "ending">;
  /** Why errors of the first run may not have come again. */
  readonly gap: OriginGap;
}

function secondRun(
  program: Program,
  first: FirstRun,
  surroundings: Surroundings,
  { spillLocals, watchConstants, layoutLimit, stopAfterErrors }: Purpose,
): SecondRun {
  const { request } = program;
  const { withinTime } = surroundings;
  const recording = first.recording();
  const failed = (gap: OriginGap): SecondRun => ({ errors: [], gap });
  // A leak is judged at the end.
  if (recording.end === "full" && layoutLimit === undefined) return failed("not recorded");
  const origins = layoutLimit !== undefined;
  const options = {
    programLimit: layoutLimit ?? request.maxMemory,
    definedness: request.definedness,
    origins,
    spillLocals,
    watchConstants,
    ...isBrief(first),
  };
  let instrumented: Instrumented;
  try {
    instrumented = instrumentFor(program, options, surroundings);
  } catch (error) {
    // What the first run was checked with was smaller.
    if (error instanceof UnsupportedError) return failed("too large");
    throw error;
  }
  const replayer = new Replayer(recording, subjectOf(request));
  let machine: Machine;
  try {
    machine = new Machine(instrumented, replayer, {
      ...machineOptions(program),
      memoryLimit: first.memoryLimit,
      ...(withinTime && { withinTime }),
      ...(stopAfterErrors !== undefined && { stopAfterErrors }),
    });
  } catch (error) {
    // The engine has no memory left.
    if (error instanceof RangeError) return failed("no room");
    throw error;
  }
  const ending = runReplay(machine);
  const faithful = ending !== undefined && replayer.atEnd && sameEnding(ending, first.facts.ending);
  return {
    errors: machine.errors.log.all(),
    ...(spillLocals && faithful && { leaks: leaksWithLocals(machine) }),
    ...(ending && (faithful || ending.kind === "first-error") && { whole: { ending } }),
    gap: gapOf(ending, recording),
  };
}

function gapOf(ending: Ending | undefined, recording: Recording): OriginGap {
  if (ending === undefined) return recording.end === "full" ? "not recorded" : "diverged";
  return isTimeout(ending) ? "out of time" : "diverged";
}

/** How a replay ended; undefined when it did something else than the run, and nobody knows how it would go on. */
function runReplay(machine: Machine): Ending | undefined {
  try {
    return machine.run();
  } catch (error) {
    if (error instanceof ReplayDiverged) return undefined;
    throw error;
  }
}

function isTimeout(ending: Ending): boolean {
  return ending.kind === "trap" && ending.trap === "timeout";
}

/** @param earlier what was made with the same options but for the steps */
export function instrumentFor(
  { module, symbols, request }: Program,
  options: Omit<InstrumentOptions, "isUsers">,
  { keep, assist }: Pick<Surroundings, "keep" | "assist">,
  earlier?: Instrumented,
): Instrumented {
  const isUsers = (body: CodeOffset) => symbols.hasDebugInfo(body);
  const whole = { ...options, isUsers };
  const rewrite = () =>
    instrumentTogether(request.module, module, request.program, whole, assist, earlier);
  if (keep === undefined) return rewrite();
  let made: Instrumented | undefined;
  const kept = keep(["rewritten", JSON.stringify(options), request.module], () => {
    made = rewrite();
    return packInstrumented(made);
  });
  return made ?? unpackInstrumented(module, whole, kept);
}

export function subjectOf(request: CheckRequest): Subject {
  const { module, invoke, args, env, maxMemory, failAllocation } = request;
  return {
    module,
    args: invoke === undefined ? args : [invoke, ...args],
    env,
    memoryLimit: maxMemory,
    ...(failAllocation !== undefined && { failAllocation }),
  };
}

export function machineOptions({
  module,
  symbols,
  request,
  entry,
  suppressor,
}: Program): MachineOptions {
  const { program, exitOnFirstError, failAllocation } = request;
  const isLibrary = remembered((site) => !symbols.isEmpty && !symbols.hasDebugInfo(site));
  const operators = operatorsOf(module, symbols);
  const namer = new StackNamer(symbols);
  const linkerName = (site: CodeOffset) => {
    const func = symbols.functionAt(site);
    return func === undefined ? undefined : functionNames(module).get(func);
  };
  return {
    where: program,
    exitOnFirstError,
    isSuppressed: (error) => suppressor.hidesError(error),
    isLibrary,
    isTemplate: remembered(
      (site) => symbols.hasDebugInfo(site) && symbols.frames(site).every(({ library }) => library),
    ),
    isAbort: (site) => linkerName(site) === "abort",
    isPanic: (stack) =>
      stack.some((frame) => "site" in frame && endsPanic(linkerName(frame.site) ?? "")),
    countsOwners: (stack) => countsOwners(namer.unfolded(stack).frames),
    ...(entry?.call && { entry: entry.call }),
    ...(operators && { operators }),
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
