/**
 * What the engine says when the program cannot go on: which trap, and where.
 *
 * V8 gives a WebAssembly.RuntimeError whose message names the trap, or a RangeError when its own stack
 * is used up; the stack property has a line for each frame, of which the WebAssembly Web API fixes
 * the form `…:wasm-function[index]:0xoffset` (section "Errors", "Developer-Facing Display Conventions"),
 * the offset counting from the start of the module's file.
 */
import type { CodeOffset } from "../bytes/brand.ts";
import type { TrapReason } from "./facts.ts";

/** V8's and SpiderMonkey's and JavaScriptCore's words, by what they have in common. */
const REASONS: readonly (readonly [pattern: RegExp, reason: TrapReason])[] = [
  [/unreachable/i, "unreachable"],
  [/divide by zero|division by zero|remainder by zero/i, "divide by zero"],
  [/unrepresentable|integer overflow/i, "integer overflow"],
  [/float|invalid conversion|out of range conversion/i, "float to integer"],
  [/unaligned/i, "unaligned atomic"],
  [/signature/i, "indirect call signature"],
  [/null function|indirect call to null|undefined element/i, "indirect call to null"],
  [/table/i, "table out of bounds"],
  [/memory access|out of bounds/i, "memory out of bounds"],
];

export interface EngineStop {
  /** `stack`: the engine's stack is used up. */
  readonly kind: "trap" | "stack";
  readonly reason: TrapReason;
  /** Innermost first; shorter than the real stack when that is deep. */
  readonly frames: readonly EngineFrame[];
}
export interface EngineFrame {
  readonly func: number;
  readonly offset: number;
}

/** Undefined for what did not come from the engine. */
export function readEngineStop(thrown: unknown): EngineStop | undefined {
  // What was thrown with it, and where, the engine does not tell.
  if (isException(thrown)) return { kind: "trap", reason: "uncaught exception", frames: [] };
  if (!(thrown instanceof Error)) return undefined;
  const frames = framesOf(thrown.stack ?? "");
  if (thrown instanceof WebAssembly.RuntimeError) {
    const reason = REASONS.find(([pattern]) => pattern.test(thrown.message))?.[1] ?? "other";
    return { kind: "trap", reason, frames };
  }
  // Firefox throws an InternalError, "too much recursion".
  const stackEnded = thrown instanceof RangeError || thrown.name === "InternalError";
  if (stackEnded && /call stack|recursion/i.test(thrown.message) && frames.length > 0) {
    return { kind: "stack", reason: "other", frames };
  }
  return undefined;
}

/** TypeScript's own declarations do not have it yet. */
function isException(thrown: unknown): boolean {
  const { Exception } = WebAssembly as { Exception?: unknown };
  return typeof Exception === "function" && thrown instanceof Exception;
}

function framesOf(stack: string): EngineFrame[] {
  return Array.from(stack.matchAll(/wasm-function\[(\d+)\]:0x([0-9a-f]+)/g), (match) => ({
    func: Number(match[1]),
    offset: Number.parseInt(match[2]!, 16),
  }));
}

/** The original sites of frames; those of code that Redzone added are left out. */
export function sitesOf(
  frames: readonly EngineFrame[],
  offsets: { siteOf(func: number, fileOffset: number): CodeOffset | undefined },
): CodeOffset[] {
  return frames.flatMap(({ func, offset }) => offsets.siteOf(func, offset) ?? []);
}
