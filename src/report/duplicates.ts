/**
 * What counts as "the same" finding, decided on raw stacks as Memcheck decides it.
 *
 * An error is the same when its kind and the four innermost frames are: printing a freed tree makes
 * one error, not one for each depth of the recursion. Leaks are grouped by their twelve innermost
 * frames (Valgrind's --leak-resolution=high with its --num-callers=12): where a block was made
 * matters more there, and a builder function is often called from several places.
 */
import type { ErrorFacts, LeakFacts, RawFrame, RawStack } from "../runtime/facts.ts";

const ErrorDepth = 4;
const LeakDepth = 12;

/** In the order of their first occurrence, each with its first stack and the sum of the counts. */
export function mergeErrors(errors: readonly ErrorFacts[]): readonly ErrorFacts[] {
  const merged = new Map<string, ErrorFacts>();
  for (const error of errors) {
    const key = `${identity(error)} ${innermost(error.stack, ErrorDepth)}`;
    const first = merged.get(key);
    merged.set(key, first ? { ...first, count: first.count + error.count } : error);
  }
  return [...merged.values()];
}

/** What, beside its place, tells an error from another one. */
function identity(error: ErrorFacts): string {
  switch (error.kind) {
    case "InvalidRead":
    case "InvalidWrite":
      return `${error.kind} ${error.size}`;
    case "InvalidFree":
      return `${error.kind} ${error.call}`;
    case "SyscallParam":
      return `${error.kind} ${error.call} ${error.parameter}`;
    case "Trap":
      return `${error.kind} ${error.reason}`;
    case "StackOverflow":
      return error.kind;
  }
}

/** The stack of merged records is what they have in common. */
export function mergeLeaks(leaks: readonly LeakFacts[]): readonly LeakFacts[] {
  const merged = new Map<string, LeakFacts>();
  for (const leak of leaks) {
    const key = `${leak.kind} ${innermost(leak.stack, LeakDepth)}`;
    const first = merged.get(key);
    merged.set(key, first ? joined(first, leak) : leak);
  }
  return [...merged.values()];
}

function joined(a: LeakFacts, b: LeakFacts): LeakFacts {
  const different = a.stack.findIndex((frame, i) => frameKey(frame) !== frameKey(b.stack[i]));
  return {
    kind: a.kind,
    blocks: a.blocks + b.blocks,
    bytes: a.bytes + b.bytes,
    indirectBlocks: a.indirectBlocks + b.indirectBlocks,
    indirectBytes: a.indirectBytes + b.indirectBytes,
    stack: different < 0 ? a.stack : a.stack.slice(0, different),
  };
}

function innermost(stack: RawStack, depth: number): string {
  return stack.slice(0, depth).map(frameKey).join(" ");
}

function frameKey(frame: RawFrame | undefined): string {
  if (frame === undefined) return "";
  return "site" in frame ? String(frame.site) : frame.intrinsic;
}
