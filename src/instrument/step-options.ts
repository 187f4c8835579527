/** What the rewriter is told of steps: where they are, and what has to be saved for whoever looks at them. */
import type { CodeOffset } from "../bytes/brand.ts";

/** Where a line's code begins. */
export interface LineStart {
  /** Of an instruction. */
  readonly site: number;
  /** Which line, function and inlined call: not 0. The same number means the same place. */
  readonly place: number;
}

export interface StepOptions {
  /** Lines of libraries are steps, too. With `saved` what tells two rewritten modules apart. */
  readonly libraries: boolean;
  /** In which functions locals are saved: in all, or in those that have steps and those that call them by their names. */
  readonly saved: "everywhere" | "around steps";
  /** Where lines begin in the function whose body is at `body`, by site. None: it is stepped over. */
  readonly lineStarts: (body: CodeOffset) => readonly LineStart[];
  /** The locals of a function, by their original index, that have to be saved: a variable's way begins there. */
  readonly savedLocals: (body: CodeOffset) => readonly number[];
}
