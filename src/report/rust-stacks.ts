/**
 * What of a Rust program's stacks is shown. Between two lines of a programmer's own there may be thirty functions
 * of std, each a line long and none of them of interest: of such a run the outermost is left, which is the one that
 * the programmer called, with a note of how many there are inside.
 */
import type { Frame } from "../symbols/frame.ts";
import type { ReportedFrame } from "./model.ts";

/**
 * std's own marks in a stack, for its backtraces: what is called by the one is the program's, what calls the other
 * (it stands further in) is a panic on its way out.
 */
const ProgramBegins = /(?:^|::)__rust_begin_short_backtrace\b/;
const ProgramEnds = /(?:^|::)__rust_end_short_backtrace\b/;

/** Whether a frame is std's mark below the program. */
export function beginsProgram({ function: name = "" }: Frame): boolean {
  return ProgramBegins.test(name);
}

/** The program's part of a stack, innermost first; undefined where std has not marked where it begins. */
export function programsPart(stack: readonly Frame[]): readonly Frame[] | undefined {
  const begin = stack.findIndex(beginsProgram);
  const whole = begin < 0 ? stack : stack.slice(0, begin);
  const end = whole.findLastIndex(({ function: name = "" }) => ProgramEnds.test(name));
  if (begin < 0) return end < 0 ? undefined : stack.slice(end + 1);
  // Below main, or a test, there is one more function of core: it calls a closure.
  const test = calledByClosure(whole);
  const outermost = test < 0 ? outermostOfProgram(whole) : test;
  return whole.slice(end + 1, outermost > end ? outermost + 1 : undefined);
}

function outermostOfProgram(stack: readonly Frame[]): number {
  return stack.findLastIndex(({ library }) => !library);
}

/** libtest calls a test through a closure of the same name. The test's index, or -1: what is outermost is none. */
function calledByClosure(stack: readonly Frame[]): number {
  const closure = outermostOfProgram(stack);
  const name = stack[closure - 1]?.function;
  return stack[closure]?.function === `${name}::{closure}` ? closure - 1 : -1;
}

const TestBegins = /^test::__rust_begin_short_backtrace\b/;

/**
 * The test that a stack belongs to, by the name that `cargo test` takes: the path of its function without the
 * crate. Undefined when libtest has not called any of it, or when the test's own function has been inlined and left
 * no name.
 */
export function testOf(stack: readonly Frame[]): string | undefined {
  const begin = stack.findIndex(beginsProgram);
  if (!TestBegins.test(stack[begin]?.function ?? "")) return undefined;
  return stack[calledByClosure(stack.slice(0, begin))]?.function?.replace(/^[^:<]+::/, "");
}

/** @param run successive frames of libraries, innermost first, Rust's among them */
export function foldRustRun<Shown extends Frame & ReportedFrame>(
  run: readonly Shown[],
): readonly Shown[] {
  // A recursion within std (of drops, say) has been folded, and says more than what is around it.
  const recursion = run.findLastIndex(({ omitted }) => omitted !== undefined);
  const inner = run.slice(recursion + 1, -1);
  const outermost = run.at(-1);
  if (outermost === undefined || inner.length < 2) return run;
  const of = [...new Set(inner.flatMap(({ crate }) => crate ?? []))];
  const folded = { frames: inner.length, of };
  return [...run.slice(0, recursion + 1), { ...outermost, folded }];
}
