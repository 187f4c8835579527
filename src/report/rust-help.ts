/** The help lines about memory that Rust's allocator made, in the words of Rust. The rule is that of help.ts. */
import type { LeakFacts, RawStack } from "../runtime/facts.ts";
import type { ReportedCycleBlock, ReportedFrame } from "./model.ts";

function isReallocation([innermost]: RawStack): boolean {
  return (
    innermost !== undefined && "intrinsic" in innermost && innermost.intrinsic === "__rust_realloc"
  );
}

/** @param where " in line 13" */
export function helpForRustFreed(freed: RawStack, where: string): string {
  return isReallocation(freed)
    ? `The block was given up${where}, when it was resized: take the pointer anew after that.`
    : `The block was freed${where}: what points to it may be used only before that.`;
}

export function helpForRustDoubleFree(where: string): string {
  return `The block was freed${where} already: only one owner may free it.`;
}

export const RustGivenBack =
  "Memory of Rust's is given back by Rust: drop its owner, which from_raw() takes back, or call dealloc().";

export const RustUndefined =
  "Memory that was only reserved has no values in it: write them before you read.";

/** What stays when its last pointer is gone. */
export function helpForRustLeak(
  { forgotten }: LeakFacts,
  cycle: readonly ReportedCycleBlock[] | undefined,
): string | undefined {
  if (cycle === undefined) {
    if (!forgotten) return undefined;
    return "No owner is left to free it: mem::forget(), ManuallyDrop, Box::leak() and into_raw(), among others, let one go without a drop.";
  }
  const counter = cycle.some(({ type = "" }) => type.startsWith("Arc<")) ? "Arc" : "Rc";
  return `Let one of the pointers in the cycle be a Weak (${counter}::downgrade()): it does not own what it points to.`;
}

/** The function that rustc makes for each type, under its two names: it drops all that is in a value. */
const DropGlue = /\bdrop_(?:in_place|glue)\b/;

/** When a stack is full of drops, a chain of owners is dropped from its first link. */
export function helpForRustOverflow(stack: readonly ReportedFrame[]): string | undefined {
  const repeated = stack.flatMap(({ omitted }) => omitted?.of ?? []);
  if (!repeated.some((name) => DropGlue.test(name))) return undefined;
  return "Each link of the chain is dropped inside the drop of the one before. A Drop of your own can take them out one by one, in a loop: while let Some(mut node) = next { next = node.next.take(); }";
}
