/**
 * THE table of wordings: facts come in, sentences go out, and nowhere else. Where Memcheck has words
 * for something they are Memcheck's, to the letter (compared with Valgrind 3.19), so that what a
 * person knows or finds about Memcheck's messages serves here as well.
 *
 * One more kind of finding: add it to `ErrorFacts` (runtime/facts.ts) and to `ErrorKind`
 * (report/model.ts); then this file does not compile until the kind has its row in `WORDINGS`.
 */
import {
  type ErrorFacts,
  type Family,
  isRustAllocator,
  type LeakFacts,
  type LeakKind,
  type Place,
  type SyscallProblem,
  type TrapReason,
} from "../runtime/facts.ts";
import {
  helpForAccess,
  helpForFree,
  helpForMismatch,
  helpForOverflow,
  helpForOverlap,
  helpForUndefined,
  type Located,
} from "./help.ts";
import type {
  Amount,
  ErrorKind,
  LeakName,
  Report,
  ReportedAddress,
  ReportedCycleBlock,
  ReportedError,
  ReportedExit,
  ReportedFrame,
  ReportedLeak,
  ReportedParameter,
  ReportedTrap,
  TrapName,
  VariableKind,
} from "./model.ts";
import { grouped, hex } from "./numbers.ts";
import { helpForRustLeak } from "./rust-help.ts";
import { NoBreak } from "./wrap.ts";

/** The member of `ErrorFacts` that tells of a kind. */
export type FactsOf<Kind extends ErrorKind> = ErrorFacts extends infer Facts
  ? Facts extends ErrorFacts
    ? Kind extends Facts["kind"]
      ? Facts
      : never
    : never
  : never;

interface Wording<Facts> {
  /** The first line. */
  readonly title: (facts: Facts) => string;
  /** One sentence on what to do about it, where that is known to be true. */
  readonly help?: (facts: Facts, located: Located) => string | undefined;
}

/** What Memcheck calls C++'s operators where it speaks of their arguments. */
const NEW_NAMES: Partial<Record<Family, string>> = {
  new: "__builtin_new",
  "new[]": "__builtin_vec_new",
  "aligned new": "__builtin_new_aligned",
  "aligned new[]": "__builtin_vec_new_aligned",
};

/** The function of a FishyValue, as Memcheck's title and its suppressions name it. */
export function fishyFunction({ call, family }: FactsOf<"FishyValue">): string {
  return NEW_NAMES[family] ?? call;
}

const InvalidFreeTitle = "Invalid free() / delete / delete[] / realloc()";

const WORDINGS = {
  InvalidRead: {
    title: (error) => `Invalid read of size ${error.size}`,
    help: helpForAccess,
  },
  InvalidWrite: {
    title: (error) => `Invalid write of size ${error.size}`,
    help: helpForAccess,
  },
  InvalidFree: {
    title: (error) => {
      if (!isStartOfFreed(error.place)) return InvalidFreeTitle;
      return `${InvalidFreeTitle}: ${error.call === "free" ? "double free" : "realloc of a freed block"}`;
    },
    help: helpForFree,
  },
  MismatchedFree: {
    title: () => "Mismatched free() / delete / delete []",
    help: helpForMismatch,
  },
  Overlap: {
    title: ({ call, to, from, length }) => {
      const given = [hex(to), hex(from), ...(length === undefined ? [] : [length])];
      return `Source and destination overlap in ${call}(${given.join(", ")})`;
    },
    help: helpForOverlap,
  },
  FishyValue: {
    title: (error) =>
      `Argument '${error.parameter}' of function ${fishyFunction(error)} has a fishy (possibly negative) value: ${error.value}`,
    help: () => "A negative number is a very large size: see how it is computed.",
  },
  SyscallParam: {
    title: (error) =>
      `Syscall param ${error.call}(${error.parameter}) ${SYSCALL_PROBLEMS[error.problem]}`,
    help: helpForUndefined,
  },
  UninitCondition: {
    title: () => "Conditional jump or move depends on uninitialised value(s)",
    help: helpForUndefined,
  },
  UninitValue: {
    title: (error) => `Use of uninitialised value of size ${error.size}`,
    help: helpForUndefined,
  },
  StackOverflow: {
    title: (error) =>
      error.calls === undefined
        ? "Stack overflow"
        : `Stack overflow: the stack is full after ${grouped(error.calls)} nested calls`,
    help: helpForOverflow,
  },
  Trap: { title: (error) => TRAPS[error.reason] },
} satisfies { readonly [Kind in ErrorKind]: Wording<FactsOf<Kind>> };

const SYSCALL_PROBLEMS = {
  unaddressable: "points to unaddressable byte(s)",
  "undefined bytes": "points to uninitialised byte(s)",
  "undefined value": "contains uninitialised byte(s)",
} satisfies Record<SyscallProblem["problem"], string>;

const TRAPS = {
  unreachable: "The program gave up: it executed an unreachable instruction",
  "divide by zero": "Integer divide by zero",
  "integer overflow": "Integer overflow in a division: the result does not fit its type",
  "float to integer": "A floating-point value does not fit the integer type it is converted to",
  "indirect call to null": "Call of a null function pointer",
  "indirect call signature": "Call through a function pointer of another type than the function",
  "table out of bounds": "Call of a function pointer that points to no function",
  "uncaught exception":
    "The program threw an exception, or jumped by longjmp(), and nothing caught it",
  "unaligned atomic": "Atomic access at an address that is no multiple of its size",
  "memory out of bounds": "Access outside the program's memory",
  other: "The program was stopped by the engine that runs it",
} satisfies Record<TrapReason, string>;

function isStartOfFreed(place: Place): boolean {
  return place.region === "freed" && place.offset === 0;
}

export function errorTitle(error: ErrorFacts): string {
  // The row of a kind takes the facts of this kind: true by `satisfies`, lost in a union of rows.
  return (WORDINGS[error.kind] as Wording<ErrorFacts>).title(error);
}

export function errorHelp(error: ErrorFacts, located: Located): string | undefined {
  return (WORDINGS[error.kind] as Wording<ErrorFacts>).help?.(error, located);
}

/** What an address line says after `Address 0x…`; a second sentence goes on a line of its own. */
const PLACES = {
  heap: (address) => [
    `is ${distance(address)} alloc'd`,
    ...(address.poisoned
      ? ["It is spare room of a container, or memory that the program forbids itself"]
      : []),
  ],
  freed: (address) => [`is ${distance(address)} free'd`],
  stack: (address) => {
    const { below, ended } = address;
    if (address.variableKind !== undefined) {
      return [`is ${distance(address)}`, ...(ended === undefined ? [] : [ENDED[ended]])];
    }
    return [
      "is on thread 1's stack",
      ...(below === undefined ? [] : [`${grouped(below)} bytes below stack pointer`]),
    ];
  },
  global: (address) => [
    address.variableKind === undefined
      ? `is in the data segment: ${address.constant ? "a literal or another constant" : "a global variable or a literal"}`
      : `is ${distance(address)}`,
  ],
  null: () => [Unknown],
  unmapped: () => [Unknown],
} satisfies Record<ReportedAddress["region"], (address: ReportedAddress) => readonly string[]>;

const Unknown = "is not stack'd, malloc'd or (recently) free'd";

/** Why a local variable no longer lives. */
const ENDED = {
  "out of scope": "The variable is out of scope there",
  returned: "The function has returned, and its variables are gone",
} satisfies Record<NonNullable<ReportedAddress["ended"]>, string>;

/** What an address is measured from: "a block of size 20", "the local variable 'name' (8 bytes) of f (list.c:12)". */
const MEASURED: Record<VariableKind, (address: ReportedAddress) => string> = {
  local: (address) => `the local variable ${named(address)}`,
  array: (address) =>
    `an array of variable length (${grouped(address.blockSize ?? 0)} bytes)${ofFunction(address)}`,
  temporary: (address) =>
    `a temporary of ${grouped(address.blockSize ?? 0)} bytes${ofFunction(address)}`,
  global: (address) => {
    return `the ${address.function === undefined ? "global" : "static"} variable ${named(address)}`;
  },
  literal: ({ blockSize = 0 }) => `a string literal of ${grouped(blockSize)} bytes`,
};

function named(address: ReportedAddress): string {
  const { variable, type, blockSize = 0, file, line } = address;
  const declared = file !== undefined && line !== undefined ? ` (${file}:${line})` : "";
  return `'${variable}' (${type ?? `${grouped(blockSize)} bytes`})${ofFunction(address)}${declared}`;
}

function ofFunction({ function: of }: ReportedAddress): string {
  return of === undefined ? "" : ` of ${of}`;
}

/** "0 bytes after a block of size 20". */
function distance(address: ReportedAddress): string {
  const { offset = 0, blockSize = 0, variableKind } = address;
  const block =
    variableKind === undefined
      ? `a block of size ${grouped(blockSize)}`
      : MEASURED[variableKind](address);
  if (offset < 0) return `${grouped(-offset)} bytes before ${block}`;
  if (offset >= blockSize) return `${grouped(offset - blockSize)} bytes after ${block}`;
  return `${grouped(offset)} bytes inside ${block}`;
}

export function addressLines(address: ReportedAddress): readonly string[] {
  const [first, ...more] = PLACES[address.region](address);
  return [`Address ${hex(address.value)} ${first}`, ...more];
}

/** Memcheck says only where the byte is, not which one of what was given it is. */
export function parameterLine(given: ReportedParameter): string | undefined {
  const { parameter, problem, byte } = given;
  // A pointer that is wrong from the start needs no counting.
  if (byte === undefined || (byte === 0 && problem === "unaddressable")) return undefined;
  return `The first such byte is at offset ${grouped(byte)} of ${parameter}`;
}

/** Before the stack of an undefined value's origin. */
export function originLine({ origin, originKind }: ReportedError): string {
  const by = "Uninitialised value was created";
  if (originKind === "heap") return `${by} by a heap allocation`;
  return `${by} in the stack frame of ${origin?.[0]?.function ?? "a function"}`;
}

/** Before the allocation's stack, when the free's came first. */
export const AllocatedAt = "Block was alloc'd at";

interface LeakWording {
  readonly name: LeakName;
  readonly lost: string;
  readonly help?: string;
}

export const LEAKS = {
  definite: {
    name: "Leak_DefinitelyLost",
    lost: "definitely lost",
    help: "No pointer to it is left: free it before its last pointer goes away.",
  },
  indirect: { name: "Leak_IndirectlyLost", lost: "indirectly lost" },
  possible: {
    name: "Leak_PossiblyLost",
    lost: "possibly lost",
    help: "Only pointers to its middle are left: free() needs one to its start.",
  },
  reachable: { name: "Leak_StillReachable", lost: "still reachable" },
} satisfies Record<LeakKind, LeakWording>;

/** The kinds' words by the JSON report's names. */
const LOST: Readonly<Record<LeakName, string>> = {
  Leak_DefinitelyLost: LEAKS.definite.lost,
  Leak_IndirectlyLost: LEAKS.indirect.lost,
  Leak_PossiblyLost: LEAKS.possible.lost,
  Leak_StillReachable: LEAKS.reachable.lost,
};

export function leakHelp(
  leak: LeakFacts,
  cycle?: readonly ReportedCycleBlock[],
  lost?: ReportedFrame,
): string | undefined {
  if (isRustAllocator(leak.stack)) return helpForRustLeak(leak, cycle);
  if (lost?.line !== undefined) {
    const inside = lost.function === undefined ? "" : ` of ${lost.function}`;
    return `The last pointer to it goes away in line ${lost.line}${inside}: free it before that.`;
  }
  const wording: LeakWording = LEAKS[leak.kind];
  return wording.help;
}

/** Before the blocks of a cycle. */
export const CycleTitle =
  "It is in a cycle of blocks that own each other, so none is ever dropped:";

export function cycleBlock({ type, bytes, file, line }: ReportedCycleBlock): string {
  const place = file !== undefined && line !== undefined ? ` (${file}:${line})` : "";
  return `${type ?? "a block"}, ${grouped(bytes)} bytes${place}`;
}

/** @param record from 1 */
export function leakTitle(leak: ReportedLeak, record: number, records: number): string {
  const place = `in loss record ${grouped(record)} of ${grouped(records)}`;
  return `${lostBlocks(leak)} ${place.replaceAll(" ", NoBreak)}`;
}

export function lostBlocks(leak: ReportedLeak): string {
  const { bytes, blocks, indirectBytes = 0 } = leak;
  const amount =
    indirectBytes === 0
      ? `${grouped(bytes)} bytes`
      : `${grouped(bytes + indirectBytes)} (${grouped(bytes)} direct, ${grouped(indirectBytes)} indirect) bytes`;
  return `${amount} in ${grouped(blocks)} blocks are ${LOST[leak.kind]}`;
}

export function heapSummary({ heap }: Report["summary"]): readonly string[] {
  const exhausted =
    heap.exhausted === undefined
      ? []
      : [
          `  ${grouped(heap.exhausted)} allocations failed: the memory limit was reached (--max-memory)`,
        ];
  return [
    "HEAP SUMMARY:",
    `    in use at exit: ${grouped(heap.inUseBytes)} bytes in ${grouped(heap.inUseBlocks)} blocks`,
    `  total heap usage: ${grouped(heap.allocs)} allocs, ${grouped(heap.frees)} frees, ${grouped(heap.bytesAllocated)} bytes allocated`,
    ...exhausted,
  ];
}

export function leakSummary({ leak }: Report["summary"]): readonly string[] {
  const kinds: readonly LeakKind[] = ["definite", "indirect", "possible", "reachable"];
  const line = (what: string, { bytes, blocks }: Amount) =>
    `${what.padStart(18)}: ${grouped(bytes)} bytes in ${grouped(blocks)} blocks`;
  return [
    "LEAK SUMMARY:",
    ...kinds.map((kind) => line(LEAKS[kind].lost, leak[kind])),
    ...(leak.suppressed ? [line("suppressed", leak.suppressed)] : []),
  ];
}

export function errorSummary(summary: Report["summary"]): string {
  const { errors, contexts, suppressed, suppressedContexts = 0 } = summary;
  const counted = `${grouped(errors)} errors from ${grouped(contexts)} contexts`;
  return `ERROR SUMMARY: ${counted} (suppressed: ${grouped(suppressed)} from ${grouped(suppressedContexts)})`;
}

export const NOTES = {
  allFreed: "All heap blocks were freed -- no leaks are possible",
  leaksNotLookedFor: "For a detailed leak analysis, rerun with: --leak-check=full",
  leaksSummed: "Rerun with --leak-check=full to see details of leaked memory",
  leaksNotJudged: "Leaks were not judged: the program was still running when it was stopped.",
  leaksOfHost: "Leaks were not judged: the program around the module may hold pointers, too.",
  leaksOfPanic:
    "Leaks were not judged: a program that panics here ends at once, and drops nothing.",
  leaksNotReplayed:
    "Leaks were not judged: the program ended deep in its calls, and what these held outside of memory could not be found.",
  reachableHidden: [
    "Reachable blocks (those to which a pointer was found) are not shown.",
    "To see them, rerun with: --leak-check=full --show-leak-kinds=all",
  ],
} as const;

/** Before the command that shows memory at a finding. */
export const PictureLabel = "Picture:";

/** How a run ended that did not end by itself. */
export const ENDINGS = {
  unreachable: "Process terminating: it executed an unreachable instruction.",
  abort: "Process terminating: abort() was called (a failed assert() calls it).",
  stack: "Process terminating: it ran out of stack.",
  timeout: "Process terminating: its time was up (--timeout).",
  memory: "Process terminating: it touched memory that does not exist.",
  other: "Process terminating: the run ended with the error above.",
} satisfies Record<TrapName, string>;

export const PanicEnding = "Process terminating: it panicked. The program exited with status 101.";

/** In place of `other` when there is no error above. */
export const SuppressedEnding = "Process terminating: the run ended with a suppressed error.";

export function exitSentence(code: number): string {
  return `The program exited with status ${code}.`;
}

/** How a run ended, in one sentence. */
export function endingSentence(exit: ReportedExit | ReportedTrap): string {
  if ("trap" in exit) return ENDINGS[exit.trap];
  return exit.panic ? PanicEnding : exitSentence(exit.code);
}

export function inTest(test: string): string {
  return `In the test ${test}`;
}

export function foldedFrames({ frames, of }: NonNullable<ReportedFrame["folded"]>): string {
  return `… ${grouped(frames)} frames${of.length > 0 ? ` of ${of.join(", ")}` : ""}`;
}

export function omittedCalls({ calls, of }: NonNullable<ReportedFrame["omitted"]>): string {
  const functions = [of.slice(0, -1).join(", "), of.at(-1)].filter(Boolean).join(" and ");
  return `… ${calls === undefined ? "" : `${grouped(calls)} `}more calls of ${functions}`;
}
