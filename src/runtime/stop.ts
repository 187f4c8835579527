/**
 * Why Redzone itself ends a run. Thrown by hooks through the program's frames; an instance of Error
 * only so that a stray one is loud.
 */
import type { RawStack } from "./facts.ts";

export type StopReason =
  /** --exit-on-first-error. */
  | "first-error"
  /** An access outside the program's memory, which cannot be carried out. */
  | "memory"
  /** The stack in linear memory is used up. */
  | "stack"
  /** `unreachable`, other than in abort. */
  | "unreachable"
  /** `unreachable` in the C library's abort. */
  | "abort"
  /** `unreachable` or abort at the end of a Rust panic. */
  | "panic";

export class ProgramStop extends Error {
  override readonly name = "ProgramStop";
  readonly reason: StopReason;
  /** Where the program was, when no error in the log tells. */
  readonly programStack: RawStack | undefined;

  constructor(reason: StopReason, stack?: RawStack) {
    super(`the run was ended: ${reason}`);
    this.reason = reason;
    this.programStack = stack;
  }
}
