/** Every word on the screen that is neither the program's nor of a picture (../picture/wording.ts), a finding or a key. */
import { grouped } from "../picture/wording.ts";
import type { PromptName } from "./keys.ts";

export const MEMORY_TITLE = "Memory";
export const OUTPUT_TITLE = "Output";
export const FINDINGS_TITLE = "Findings";
export const REPORT_TITLE = "Report";
export const HELP_TITLE = "Keys, and the same into the past";
export const HISTORY_TITLE = "History";

export const NOTHING_PRINTED = "nothing printed yet";
export const NOTHING_FOUND = "none";

interface PromptWording {
  /** Before what is typed. */
  readonly forwards: string;
  /** Absent where there is no direction. */
  readonly backwards?: string;
  /** When something else was typed. */
  readonly wanted: string;
}

const BLOCK_WANTED = "expected a block's number, such as 3";
export const PROMPTS: Readonly<Record<PromptName, PromptWording>> = {
  place: {
    forwards: "go to step, :line or file:line: ",
    backwards: "back to step, :line or file:line: ",
    wanted: "expected a step or a line: 12, :14 or list.c:14",
  },
  allocation: { forwards: "to the allocation of block: ", wanted: BLOCK_WANTED },
  free: { forwards: "to the free of block: ", wanted: BLOCK_WANTED },
  history: { forwards: "history of block: ", wanted: BLOCK_WANTED },
  write: {
    forwards: "next change of variable or byte: ",
    backwards: "last change of variable or byte: ",
    wanted: "expected a variable, or a byte: list, #3+8 or 0x10020",
  },
};

export const noVariable = (name: string): string => `there is no variable ${name} in sight here`;
export const noBlock = (block: number): string => `block #${block} is not in sight here`;

export const NO_FINDING = {
  1: "no finding happens after this step",
  [-1]: "no finding happens before this step",
} as const;
export const NO_CURRENT_LINE = "the run has ended: there is no current line";

export const stepOf = (step: number, steps: number): string =>
  step > steps
    ? `the end, after ${grouped(steps)} steps`
    : `step ${grouped(step)} of ${grouped(steps)}`;

/** Of a run that was cut off. */
export const STOPPED = "stopped: it did not end by itself";

export const noSource = (file: string): string => `${file} cannot be read`;
export const NO_FILE = "this code has no source file";

export const shownLines = (first: number, last: number, all: number): string =>
  `lines ${first}–${last} of ${all}: j, k`;

export const happensAt = (step: number): string => `step ${grouped(step)}`;
export const findingsCount = (count: number): string =>
  `${grouped(count)} ${count === 1 ? "finding" : "findings"}`;

export const WORKING = "one moment … (Ctrl-C quits)";

export const tooSmall = (columns: number, rows: number): readonly string[] => [
  "The window is too small.",
  `It has to have ${columns}`,
  `columns and ${rows} lines.`,
  "q quits.",
];

export const VIEW_HINT = "arrows, space: scroll; another key: back";
export const PROMPT_HINT = "Enter: go; Escape: back";
