/** What is typed where a key alone does not say it all: a step or a line, a block, a variable. */
import type { Direction, Move } from "../trace/move.ts";
import type { PromptName } from "./keys.ts";
import { PROMPTS } from "./wording.ts";

export interface Prompt {
  readonly name: PromptName;
  readonly direction: Direction;
  /** Typed so far. */
  readonly text: string;
}

/** What the trace is asked for: where to go, or what to tell. Some of it is known only to whoever sees the picture. */
export type Ask =
  | { readonly kind: "move"; readonly move: Move }
  /** A line of this file, or of the current one; or the current line. */
  | {
      readonly kind: "line";
      readonly file?: string;
      readonly line?: number;
      readonly direction: Direction;
    }
  | { readonly kind: "finding"; readonly direction: Direction; readonly orEnd: boolean }
  /** Who writes to it. */
  | { readonly kind: "write"; readonly to: Watched; readonly direction: Direction }
  | { readonly kind: "history"; readonly block: number };

export type Watched =
  /** By its name. */
  | { readonly variable: string }
  /** A byte of a block. */
  | { readonly block: number; readonly offset: number }
  | { readonly address: number };

/** @returns what is asked for, or a sentence that says what was expected */
export function readPrompt({ name, direction, text }: Prompt): Ask | { readonly wrong: string } {
  return READERS[name](text.trim(), direction) ?? { wrong: PROMPTS[name].wanted };
}

const READERS: Readonly<
  Record<PromptName, (text: string, direction: Direction) => Ask | undefined>
> = {
  place: (text, direction) => {
    const step = wholeNumber(text);
    if (step !== undefined) return { kind: "move", move: { to: "step", step } };
    const [, file, line] = /^(.*):(\d{1,9})$/.exec(text) ?? [];
    if (line === undefined) return undefined;
    return { kind: "line", ...(file && { file }), line: Number(line), direction };
  },
  allocation: (text) => toBlock("allocation", text),
  free: (text) => toBlock("free", text),
  history: (text) => {
    const block = blockNumber(text);
    return block === undefined ? undefined : { kind: "history", block };
  },
  write: (text, direction) => {
    const to = watched(text);
    return to && { kind: "write", to, direction };
  },
};

function toBlock(to: "allocation" | "free", text: string): Ask | undefined {
  const block = blockNumber(text);
  return block === undefined ? undefined : { kind: "move", move: { to, block } };
}

/** `list`, `#3`, `#3+8`, `0x10020`. */
function watched(text: string): Watched | undefined {
  const [, block, offset = "0"] = /^#(\d{1,15})(?:\+(\d{1,10}))?$/.exec(text) ?? [];
  if (block !== undefined) return { block: Number(block), offset: Number(offset) };
  if (/^0x[\da-f]{1,8}$/i.test(text)) return { address: Number(text) };
  return text === "" || /^[\d#]/.test(text) ? undefined : { variable: text };
}

/** `3` or, as a picture names it, `#3`. */
function blockNumber(text: string): number | undefined {
  return wholeNumber(text.replace(/^#/, ""));
}

function wholeNumber(text: string): number | undefined {
  return /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}
