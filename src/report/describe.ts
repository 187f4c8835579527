/**
 * From the facts of a run to the report's model, in Memcheck's order: errors are recorded and their
 * duplicates counted (runtime/), then named and worded (here); printing comes later.
 */

import type { Addr } from "../bytes/brand.ts";
import type {
  CycleBlock,
  ErrorFacts,
  LeakFacts,
  LeakKind,
  OriginFacts,
  Place,
  RawStack,
  RunFacts,
} from "../runtime/facts.ts";
import { blockType } from "../symbols/rust/block-type.ts";
import { lossRecords } from "./leak-records.ts";
import type {
  Amount,
  Report,
  ReportedAddress,
  ReportedCycleBlock,
  ReportedError,
  ReportedLeak,
  ReportedNote,
  ReportedParameter,
} from "./model.ts";
import { StackNamer, type SymbolSource } from "./stacks.ts";
import { Suppressor } from "./suppressions/suppressor.ts";
import { describeGlobal, describeLocal, describeUnguarded } from "./variables.ts";
import { errorHelp, errorTitle, LEAKS, leakHelp } from "./wording.ts";
import { runNote, symbolsNote } from "./wording-notes.ts";

export interface DescribeOptions {
  /** What the report calls the program. */
  readonly program: string;
  readonly compile?: Report["compile"];
  /** Leak records of these kinds count as errors. */
  readonly errorsForLeakKinds: readonly LeakKind[];
  /** What is not to be reported; absent: everything is. */
  readonly suppressor?: Suppressor;
}

export function describeRun(
  facts: RunFacts,
  symbols: SymbolSource,
  options: DescribeOptions,
): Report {
  const { program, compile, errorsForLeakKinds } = options;
  const { suppressor = new Suppressor({ object: program }, symbols) } = options;
  const namer = new StackNamer(symbols);
  const programs = ({ stack }: { readonly stack: RawStack }) => namer.ownedByProgram(stack);
  const {
    errors,
    leaks: records,
    hiddenLeaks: hiddenRecords,
  } = selectFindings(facts, namer, suppressor);
  const counted = (each: readonly LeakFacts[]) =>
    each.filter(({ kind }) => errorsForLeakKinds.includes(kind)).length;
  const suppressedContexts = errors.hidden.length + counted(hiddenRecords);
  const described: Report = {
    schema: "redzone-report/1",
    program,
    ...(compile && { compile }),
    exit: describeEnding(facts.ending, namer),
    errors: errors.shown.map((error) =>
      withEntry(describeError(error, namer, symbols), suppressor.entryForError(error)),
    ),
    leaks: records.map((leak) =>
      withEntry(describeLeak(leak, namer), suppressor.entryForLeak(leak)),
    ),
    summary: {
      errors: sum(errors.shown, (error) => error.count) + counted(records),
      contexts: errors.shown.length + counted(records),
      suppressed: sum(errors.hidden, (error) => error.count) + counted(hiddenRecords),
      ...(suppressedContexts > 0 && { suppressedContexts }),
      heap: summarizeHeap(facts.allocations.filter(programs), facts.exhausted),
      leak: {
        definite: amountOf(records, "definite"),
        indirect: amountOf(records, "indirect"),
        possible: amountOf(records, "possible"),
        reachable: amountOf(records, "reachable"),
        ...(hiddenRecords.length > 0 && { suppressed: amount(hiddenRecords) }),
      },
    },
  };
  // Last: debug information is read, and its faults are found, when frames are named.
  const notes = describeNotes(facts, symbols);
  return { ...described, ...(notes.length > 0 && { notes }) };
}

/** What of a run is reported, in the order of the report: the errors first, then the records of leaks. */
export function selectFindings(facts: RunFacts, namer: StackNamer, suppressor: Suppressor) {
  const programs = ({ stack }: { readonly stack: RawStack }) => namer.ownedByProgram(stack);
  const errors = divide(facts.errors, (error) => suppressor.hidesError(error));
  // Before they are taken together: a suppression may tell stacks apart that a record does not.
  const leaks = divide((facts.leaks ?? []).filter(programs), (leak) => suppressor.hidesLeak(leak));
  return { errors, leaks: lossRecords(leaks.shown), hiddenLeaks: lossRecords(leaks.hidden) };
}

function divide<Item>(items: readonly Item[], isHidden: (item: Item) => boolean) {
  const hidden = new Set(items.filter(isHidden));
  return { shown: items.filter((item) => !hidden.has(item)), hidden: [...hidden] };
}

function withEntry<Found>(found: Found, suppression: string | undefined): Found {
  return suppression === undefined ? found : { ...found, suppression };
}

/** The report of a source that did not compile: nothing ran, nothing was found. */
export function describeCompileFailure(
  program: string,
  compile: NonNullable<Report["compile"]>,
): Report {
  const none = { bytes: 0, blocks: 0 };
  return {
    schema: "redzone-report/1",
    program,
    compile,
    errors: [],
    leaks: [],
    summary: {
      errors: 0,
      contexts: 0,
      suppressed: 0,
      heap: { allocs: 0, frees: 0, bytesAllocated: 0, inUseBytes: 0, inUseBlocks: 0 },
      leak: { definite: none, indirect: none, possible: none, reachable: none },
    },
  };
}

/** What a native program whose main thread panics exits with (Rust's std, `rt.rs`). */
const PanicStatus = 101;

function describeEnding(
  ending: RunFacts["ending"],
  namer: StackNamer,
): NonNullable<Report["exit"]> {
  switch (ending.kind) {
    case "exit":
      return { code: ending.code, ...(ending.results && { results: ending.results }) };
    case "trap":
      return { trap: ending.trap, ...(ending.stack && { stack: namer.report(ending.stack) }) };
    case "panic":
      return { code: PanicStatus, panic: { stack: namer.report(ending.stack) } };
    case "first-error":
      return { trap: "other" };
  }
}

function describeError(error: ErrorFacts, namer: StackNamer, symbols: SymbolSource): ReportedError {
  const stack = namer.report(error.stack);
  const address = "place" in error ? describeAddress(error, namer, symbols) : undefined;
  const origin = "origin" in error ? describeOrigin(error.origin, namer) : undefined;
  const help = errorHelp(error, { ...address, ...origin, stack });
  const test = namer.test(error.stack);
  return {
    kind: error.kind,
    title: errorTitle(error),
    ...("size" in error && { size: error.size }),
    count: error.count,
    stack,
    ...(test !== undefined && { test }),
    ...(address && { address }),
    ...(error.kind === "SyscallParam" && { syscall: describeParameter(error) }),
    ...origin,
    ...(help !== undefined && { help }),
  };
}

function describeParameter(
  error: Extract<ErrorFacts, { readonly kind: "SyscallParam" }>,
): ReportedParameter {
  const { call, parameter, problem } = error;
  return { call, parameter, problem, ...("offset" in error && { byte: error.offset }) };
}

function describeOrigin(origin: OriginFacts | undefined, namer: StackNamer) {
  return origin && ({ origin: namer.report(origin.stack), originKind: origin.kind } as const);
}

/** Each once: one broken unit is met at each of its frames. */
function describeNotes(facts: RunFacts, symbols: SymbolSource): readonly ReportedNote[] {
  const notes = [...facts.notes.map(runNote), ...symbols.notes.map(symbolsNote)];
  return notes.filter(({ message }, at) => notes.findIndex((n) => n.message === message) === at);
}

function describeAddress(
  { address, place }: { readonly address: Addr; readonly place: Place },
  namer: StackNamer,
  symbols: SymbolSource,
): ReportedAddress {
  const { region } = place;
  switch (region) {
    case "stack": {
      const below = place.below > 0 ? { below: place.below } : {};
      return {
        value: address,
        region,
        ...below,
        ...(place.local && describeLocal(place.local, namer, symbols)),
      };
    }
    case "global":
      return {
        value: address,
        region,
        ...(place.variable
          ? describeGlobal(place.variable, symbols)
          : describeUnguarded(address, symbols)),
        ...(place.constant && { constant: true }),
      };
    case "null":
    case "unmapped":
      return { value: address, region };
  }
  const { block, offset, poisoned } = place;
  return {
    value: address,
    region,
    offset,
    blockSize: block.size,
    allocated: namer.report(block.allocated),
    ...(block.freed && { freed: namer.report(block.freed) }),
    ...(poisoned && { poisoned }),
  };
}

function describeLeak(leak: LeakFacts, namer: StackNamer): ReportedLeak {
  const { bytes, blocks, indirectBytes, indirectBlocks } = leak;
  const cycle = leak.cycle?.map((block) => describeCycleBlock(block, namer));
  const lost = leak.lostAt === undefined ? undefined : namer.report([{ site: leak.lostAt }])[0];
  const help = leakHelp(leak, cycle, lost);
  const test = namer.test(leak.stack);
  return {
    kind: LEAKS[leak.kind].name,
    bytes,
    blocks,
    ...(indirectBlocks > 0 && { indirectBytes, indirectBlocks }),
    ...(cycle && { cycle }),
    ...(lost && { lost }),
    stack: namer.report(leak.stack),
    ...(test !== undefined && { test }),
    ...(help !== undefined && { help }),
  };
}

function describeCycleBlock({ size, stack }: CycleBlock, namer: StackNamer): ReportedCycleBlock {
  const { frames } = namer.unfolded(stack);
  const { file, line } = frames.find(({ library }) => !library) ?? {};
  const type = blockType(frames);
  return {
    ...(type !== undefined && { type }),
    bytes: size,
    ...(file !== undefined && line !== undefined && { file, line }),
  };
}

function summarizeHeap(
  sites: RunFacts["allocations"],
  exhausted: number,
): Report["summary"]["heap"] {
  return {
    allocs: sum(sites, (site) => site.allocs),
    frees: sum(sites, (site) => site.frees),
    bytesAllocated: sum(sites, (site) => site.bytes),
    inUseBytes: sum(sites, (site) => site.liveBytes),
    inUseBlocks: sum(sites, (site) => site.liveBlocks),
    ...(exhausted > 0 && { exhausted }),
  };
}

function amountOf(leaks: readonly LeakFacts[], kind: LeakKind): Amount {
  return amount(leaks.filter((leak) => leak.kind === kind));
}

function amount(records: readonly LeakFacts[]): Amount {
  return {
    bytes: sum(records, (leak) => leak.bytes),
    blocks: sum(records, (leak) => leak.blocks),
  };
}

function sum<Item>(items: readonly Item[], amount: (item: Item) => number): number {
  return items.reduce((total, item) => total + amount(item), 0);
}
