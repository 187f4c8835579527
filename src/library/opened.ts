/** A program that ran and can be looked at, at any of its steps: what both entries of the library give. */
import type { BlockHistory } from "../picture/history.ts";
import type { Picture } from "../picture/model.ts";
import { drawSvg } from "../picture/svg.ts";
import { drawText } from "../picture/text.ts";
import type { Report } from "../report/model.ts";
import type { Move } from "../trace/move.ts";
import type { PictureOptions } from "../trace/picture-options.ts";
import type { ProgramOptions } from "./options.ts";

export type { BlockEvent, BlockHistory } from "../picture/history.ts";
export type * from "../picture/model.ts";
export { NoSuchStep, ReplayFailed } from "../trace/failures.ts";
export type { Direction, Move } from "../trace/move.ts";
export type { PictureOptions } from "../trace/picture-options.ts";

export interface OpenedProgram {
  /** What `redzone run` reports of this run. */
  readonly report: Report;
  /** How many steps there are; they are numbered from 1. A step is a line of the program that is about to run. */
  readonly steps: number;
  /** The last step that can be looked at: `steps` + 1 is the end of the run, if it came to one. */
  readonly last: number;
  /**
   * Memory before a step, as data.
   * @param step 1 … `last`, here and below
   * @throws NoSuchStep
   */
  state(step: number, options?: PictureOptions): Promise<Picture>;
  /**
   * The same, drawn.
   * @throws NoSuchStep
   */
  picture(step: number, options?: DrawOptions): Promise<string>;
  /**
   * The step that a move leads to.
   * @param from the step to move from; before the first one: 0
   * @throws NoSuchStep when it leads nowhere; the message is a sentence for people
   */
  move(from: number, move: Move): Promise<number>;
  /** What the program prints in a step. */
  output(step: number): Promise<string>;
  /**
   * What happened to a heap block.
   * @param block its number among the program's allocations, from 1
   * @throws NoSuchStep when there is no such block
   */
  history(block: number): Promise<BlockHistory>;
  /**
   * The number of the block that a finding is about.
   * @param finding its number in the report: the errors first, then the leaks, from 1
   * @throws NoSuchStep when there is no such finding, or it is about none
   */
  blockOfFinding(finding: number): Promise<number>;
  /** Gives up what is kept for it. */
  close(): void;
}

export interface DrawOptions extends PictureOptions {
  /** `text` if absent. */
  readonly format?: "text" | "svg";
  /** Of text: characters of a line, from 20; 80 if absent. */
  readonly columns?: number;
  /** Of text: only ASCII characters. */
  readonly ascii?: boolean;
  /** Of text: with the escape sequences of a terminal. */
  readonly color?: boolean;
}

const UsualColumns = 80;

export function draw(picture: Picture, options: DrawOptions = {}): string {
  const { format = "text", columns = UsualColumns, ascii = false, color = false } = options;
  return format === "svg"
    ? drawSvg(picture)
    : drawText(picture, { columns, charset: ascii ? "ascii" : "unicode", color });
}

/** What a program gets, how much, and what of it is a step. */
export interface RunOptions extends ProgramOptions {
  /** Lines of libraries that have debug information are steps, too. */
  readonly libraries?: boolean;
}
