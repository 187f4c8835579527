/** The program that is stepped through, as far as the screen needs it: answers come later. */
import type { BlockHistory } from "../picture/history.ts";
import type { Picture, Place } from "../picture/model.ts";
import type { Report } from "../report/model.ts";
import type { Move } from "../trace/move.ts";

export interface SteppedProgram {
  readonly report: Report;
  /** How many steps there are. */
  readonly steps: number;
  /** The last one that can be looked at: the end of the run, if it had one. */
  readonly last: number;
  /** @throws NoSuchStep */
  move(from: number, move: Move): Promise<number>;
  /** @throws NoSuchStep @throws ReplayFailed */
  picture(step: number, options?: { readonly open?: boolean }): Promise<Picture>;
  /** What the program prints in a step. */
  output(step: number): Promise<string>;
  /** @throws NoSuchStep @throws ReplayFailed */
  history(block: number): Promise<BlockHistory>;
}

/** The line about to run; at the end of a run that ended within calls, where it was. */
export function currentPlace({ place, frames }: Picture): Place | undefined {
  return place ?? frames[0];
}
