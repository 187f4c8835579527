/**
 * From a raw call stack to the frames that a person reads: named, inlined calls expanded, cut below
 * `main` as Memcheck cuts, and recursion folded.
 */
import type { CodeOffset } from "../bytes/brand.ts";
import { isRustAllocator, type RawStack } from "../runtime/facts.ts";
import { type Frame, isCxx, isRust } from "../symbols/frame.ts";
import type { SymbolsNote } from "../symbols/notes.ts";
import { operatorRole } from "../symbols/operators.ts";
import type { Symbols } from "../symbols/symbols.ts";
import type { ReportedFrame } from "./model.ts";
import { ownedByProgram } from "./ownership.ts";
import { outsideRustAllocator } from "./rust-ownership.ts";
import { foldRustRun, programsPart, testOf } from "./rust-stacks.ts";
import { calledStringFunction } from "./string-functions.ts";

/** What the report needs to know of a module's debug information. */
export interface SymbolSource extends Pick<Symbols, "localVariable" | "globalAt"> {
  /** The frames at a site: innermost first, so inlined functions before the one they are in. */
  frames(site: CodeOffset): readonly Frame[];
  /** No debug information but that of libraries: then every frame counts as the library's. */
  readonly isEmpty: boolean;
  /** What was wrong with it in the questions so far. */
  readonly notes: readonly SymbolsNote[];
}

/** Names raw stacks; each site is looked up once, since a stack may hold it a million times. */
export class StackNamer {
  readonly #symbols: SymbolSource;
  readonly #known = new Map<CodeOffset, readonly Frame[]>();

  constructor(symbols: SymbolSource) {
    this.#symbols = symbols;
  }

  /** The stack as the report shows it. */
  report(stack: RawStack): readonly ReportedFrame[] {
    const { called, callers, complete } = this.#parts(stack);
    if (callers.some(isRust)) {
      // A recursion may be all within std, or a round of it long.
      const folded = foldRecursion([...called, ...callers], complete, LongestRustCycle);
      return shortened(foldLibrary(folded).map(forReaders));
    }
    const shown = [...called, ...foldLibrary(callers)].map(forReaders);
    return shortened(foldRecursion(shown, complete, LongestCycle));
  }

  /**
   * The same with all that folding leaves out, and with what only the linker knows.
   * `complete`: whether the last frame is the outermost one.
   */
  unfolded(stack: RawStack): { readonly frames: readonly Frame[]; readonly complete: boolean } {
    const { called, callers, complete } = this.#parts(stack);
    return { frames: [...called, ...callers], complete };
  }

  /** The Rust test that a stack belongs to. */
  test(stack: RawStack): string | undefined {
    return testOf(this.#frames(stack));
  }

  /** `called`: at most one frame, of a function of the library about whose inside nobody asks. */
  #parts(stack: RawStack): {
    readonly called: readonly Frame[];
    readonly callers: readonly Frame[];
    readonly complete: boolean;
  } {
    const { frames, complete } = cutBelowMain(this.#frames(stack));
    const intrinsic = intrinsicFrame(stack);
    const asked = intrinsic.length > 0 ? outsideRustAllocator(frames) : frames;
    // Whoever asks the program's own allocator for a block, not how that comes by it.
    if (asked.length < frames.length) return { called: intrinsic, callers: asked, complete };
    const operator = outermostOperator(frames);
    const callers = frames.slice(operator + 1);
    if (operator >= 0) return { called: frames.slice(operator, operator + 1), callers, complete };
    const string = calledStringFunction([...intrinsic, ...frames]);
    if (string === undefined) return { called: intrinsic, callers, complete };
    return { called: [string.called], callers: string.callers, complete };
  }

  /** Whether an allocation with this stack is the program's, or the C library's own. */
  ownedByProgram(stack: RawStack): boolean {
    return ownedByProgram(this.#frames(stack), !this.#symbols.isEmpty);
  }

  /** The frames of all sites, innermost first; functions that Redzone carries out have none. */
  #frames(stack: RawStack): readonly Frame[] {
    return stack.flatMap((raw) => ("site" in raw ? this.#at(raw.site) : []));
  }

  #at(site: CodeOffset): readonly Frame[] {
    let frames = this.#known.get(site);
    if (frames === undefined) {
      frames = this.#symbols.frames(site);
      this.#known.set(site, frames);
    }
    return frames;
  }
}

/** The function that Redzone carries out itself, if that is the innermost one. */
function intrinsicFrame(stack: RawStack): readonly Frame[] {
  const [innermost] = stack;
  if (innermost === undefined || !("intrinsic" in innermost)) return [];
  const crate = isRustAllocator(stack) ? { crate: "alloc" } : {};
  return [{ function: innermost.intrinsic, ...crate, library: true }];
}

/**
 * The index of the operator new or delete that the program called, when a stack begins inside of one, or -1.
 * How the library makes it of other operators and of malloc is of no interest.
 */
function outermostOperator(stack: readonly Frame[]): number {
  let outermost = -1;
  for (const [at, { library, linkageName, function: name }] of stack.entries()) {
    const role = library ? operatorRole(linkageName ?? name ?? "") : undefined;
    if (role === undefined) break;
    if (role !== "part") outermost = at;
  }
  return outermost;
}

/**
 * What is left of a library's frame: a reader sees by the missing file that it is one. The linker's name is
 * for suppressions.
 */
function forReaders(frame: FoldedFrame): ReportedFrame {
  const { file, line, column, offset, dependency, omitted, folded } = frame;
  const name = frame.function ?? namelessFunction(frame);
  return {
    ...(name !== undefined && { function: name }),
    ...(offset !== undefined && { offset }),
    ...(!frame.library && {
      ...(file !== undefined && { file }),
      ...(line !== undefined && { line }),
      ...(column !== undefined && { column }),
      ...(dependency && { dependency }),
    }),
    ...(omitted && { omitted }),
    ...(folded && { folded }),
  };
}

/** As V8 calls it, whose offsets are ours, too. */
function namelessFunction({ index }: Frame): string | undefined {
  return index === undefined ? undefined : `wasm-function[${index}]`;
}

/** A frame with what folding has left out beside it. */
type FoldedFrame = Frame & Pick<ReportedFrame, "omitted" | "folded">;

/**
 * Of calls within the C++ library only the function that the program called: a push_back that
 * allocates is nine functions deep, and none of the others is in any manual. The same of Rust's. The C
 * library's own stacks are short and stay.
 */
export function foldLibrary(frames: readonly FoldedFrame[]): readonly FoldedFrame[] {
  const folded: FoldedFrame[] = [];
  for (let at = 0; at < frames.length; ) {
    let end = at;
    while (frames[end]?.library) end++;
    if (end > at) folded.push(...foldRun(frames.slice(at, end)));
    const programs = frames[end];
    if (programs !== undefined) folded.push(programs);
    at = end + 1;
  }
  return folded;
}

/** @param run of a library's frames */
function foldRun(run: readonly FoldedFrame[]): readonly FoldedFrame[] {
  if (run.some(isRust)) return foldRustRun(run);
  const first = run.findLastIndex(isCxx);
  return first < 0 ? run : run.slice(Math.min(first + 1, run.length - 1));
}

/** wasm-ld's and clang's names for `main`, by its signature. */
const MainNames = new Set(["main", "__original_main", "__main_argc_argv"]);
const StartNames = new Set(["_start", "__main_void"]);
/** What wasm-ld puts around each exported function of a program with a main. */
const ExportWrapper = ".command_export";

/**
 * What called `main` is of no interest; a stack without `main` (atexit) loses its start-up only. One
 * that reaches neither was not recorded to its end.
 */
function cutBelowMain(stack: readonly Frame[]): {
  readonly frames: readonly Frame[];
  readonly complete: boolean;
} {
  const rust = programsPart(stack);
  if (rust !== undefined) return { frames: rust, complete: true };
  const named = (names: Set<string>) => (frame: Frame) =>
    frame.function !== undefined && names.has(frame.function);
  const isStart = named(StartNames);
  const start = stack.findIndex((frame) => {
    return isStart(frame) || frame.function?.endsWith(ExportWrapper);
  });
  // Older C libraries have an __original_main of their own below __main_void.
  const frames = start > 0 ? stack.slice(0, start) : stack;
  const main = frames.findLastIndex(named(MainNames));
  if (main >= 0) return { frames: frames.slice(0, main + 1), complete: true };
  return { frames, complete: start >= 0 };
}

/** A recursion without any order has no cycle to be folded: of such a stack both ends are shown. */
const MostInner = 50;
const MostOuter = 10;
const MostNamed = 8;

function shortened(frames: readonly ReportedFrame[]): readonly ReportedFrame[] {
  if (frames.length <= MostInner + MostOuter + 1) return frames;
  const inner = frames.slice(0, MostInner);
  const left = frames.slice(MostInner, -MostOuter);
  const calls = left.reduce((sum, { omitted }) => sum + 1 + (omitted?.calls ?? 0), 0);
  const names = new Set(left.flatMap(({ function: name }) => name ?? []));
  const omitted = { calls, of: [...names].slice(0, MostNamed) };
  return [...inner.slice(0, -1), { ...inner.at(-1), omitted }, ...frames.slice(-MostOuter)];
}

const LongestCycle = 8;
/** With the functions of std between those of the program. */
const LongestRustCycle = 24;

/**
 * Replaces the inner part of a recursion by a count. Two calls are "the same" by function, not by
 * line: a tree is walked through two lines, and nobody wants to read their order. Mutual recursion
 * repeats in cycles of several functions; a cycle keeps its first round (a function that calls
 * itself, its first two calls).
 * @param complete whether the last frame is the outermost; else nobody knows how a recursion that
 *   is still going on there goes on, and it gets no number
 */
export function foldRecursion<Shown extends ReportedFrame & { readonly library?: boolean }>(
  frames: readonly Shown[],
  complete: boolean,
  longestCycle: number,
): readonly (Shown & Pick<ReportedFrame, "omitted">)[] {
  const folded: (Shown & Pick<ReportedFrame, "omitted">)[] = [];
  let at = 0;
  while (at < frames.length) {
    const cycle = cycleAt(frames, at, longestCycle);
    if (cycle === undefined) {
      folded.push(frames[at++]!);
      continue;
    }
    const kept = frames.slice(at, at + Math.max(cycle.period, 2));
    const programs = kept.filter(({ library = false }) => !library);
    const of = [
      ...new Set((programs.length > 0 ? programs : kept).map((frame) => frame.function!)),
    ];
    at += cycle.length;
    const counted = complete || at < frames.length;
    const omitted = { ...(counted && { calls: cycle.length - kept.length }), of };
    folded.push(...kept.slice(0, -1), { ...kept.at(-1)!, omitted });
  }
  return folded;
}

/** The shortest cycle that repeats from `start` on long enough to be worth folding. */
function cycleAt(
  frames: readonly ReportedFrame[],
  start: number,
  longest: number,
): { readonly period: number; readonly length: number } | undefined {
  for (let period = 1; period <= longest; period++) {
    let end = start + period;
    while (end < frames.length && sameFunction(frames[end]!, frames[end - period]!)) end++;
    const length = end - start;
    if (length >= 2 * period + 2) return { period, length };
  }
  return undefined;
}

function sameFunction(a: ReportedFrame, b: ReportedFrame): boolean {
  return a.function !== undefined && a.function === b.function;
}
