/** Which blocks begin with the counts of their owners. */
import { type Frame, isRust } from "../frame.ts";

/** A function of Rc or Arc, or of a trait that is implemented for one, as demangle.ts shows it. */
const Counted = /^<?(?:Rc|Arc)</;

/**
 * Whether a block is what an Rc or Arc points to: the strong count, the weak count, and then the value.
 * @param stack of its allocation, innermost first
 */
export function countsOwners(stack: readonly Frame[]): boolean {
  const programs = stack.findIndex(({ library }) => !library);
  const run = programs < 0 ? stack : stack.slice(0, programs);
  return run.some((frame) => isRust(frame) && Counted.test(frame.function ?? ""));
}
