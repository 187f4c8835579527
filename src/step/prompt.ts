/** What is typed where a key alone does not say it all: a step, a line, a block. */
import type { Direction } from "../trace/moves.ts";
import type { Move } from "../trace/trace.ts";
import type { PromptName } from "./keys.ts";
import { BLOCK_WANTED, PLACE_WANTED } from "./wording.ts";

export interface Prompt {
  readonly name: PromptName;
  readonly direction: Direction;
  /** Typed so far. */
  readonly text: string;
}

/** Where to go. Some of it is known only to whoever knows the trace. */
export type Ask =
  | { readonly kind: "move"; readonly move: Move }
  /** A line of this file, or of the current one; or the current line. */
  | {
      readonly kind: "line";
      readonly file?: string;
      readonly line?: number;
      readonly direction: Direction;
    }
  | { readonly kind: "finding"; readonly direction: Direction; readonly orEnd: boolean };

/** @returns what is asked for, or a sentence that says what was expected */
export function readPrompt({ name, direction, text }: Prompt): Ask | { readonly wrong: string } {
  const typed = text.trim();
  const number = /^\d{1,15}$/.test(typed) ? Number(typed) : undefined;
  if (name !== "place") {
    const block = number ?? Number(/^#(\d{1,15})$/.exec(typed)?.[1] ?? Number.NaN);
    if (Number.isNaN(block)) return { wrong: BLOCK_WANTED };
    return { kind: "move", move: { to: name, block } };
  }
  if (number !== undefined) return { kind: "move", move: { to: "step", step: number } };
  const parts = /^(.*):(\d{1,9})$/.exec(typed);
  if (parts === null) return { wrong: PLACE_WANTED };
  const [, file = "", line] = parts;
  return { kind: "line", ...(file !== "" && { file }), line: Number(line), direction };
}
