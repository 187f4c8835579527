import type { Place } from "../picture/model.ts";
import type { StackNamer } from "../report/stacks.ts";
import type { RawStack } from "../runtime/facts.ts";

/** The innermost place of a stack that is in the user's own code; without any, the function that was called. */
export function placeOfStack(stack: RawStack, namer: StackNamer): Place | undefined {
  const { frames } = namer.unfolded(stack);
  const frame = frames.find(({ library }) => !library) ?? frames[0];
  if (frame?.function === undefined) return undefined;
  const { function: name, file, line } = frame;
  return {
    function: name,
    ...(file !== undefined && { file }),
    ...(line !== undefined && { line }),
  };
}
