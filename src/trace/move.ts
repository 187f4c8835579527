/** How one goes from one step to another: what `Trace.move` is asked. */

/** Forwards, or back. */
export type Direction = 1 | -1;

/** Where a move leads. */
export type Move =
  | { readonly to: "step"; readonly step: number }
  | { readonly to: "start" | "end" }
  /** The step after, or before. */
  | { readonly to: "next" | "back" }
  | { readonly to: "over" | "into" | "out"; readonly direction?: Direction }
  /**
   * The next, or previous, step at a line; `file`: any of that name if it has no folder. `hit`: the so many-th, not the first.
   * Forwards, `from` may be 0: from the beginning.
   */
  | {
      readonly to: "line";
      readonly file?: string;
      readonly line: number;
      readonly hit?: number;
      readonly direction?: Direction;
    }
  /** The last step (or the next one) that writes to a byte, by its address in the program's memory. */
  | { readonly to: "write"; readonly address: number; readonly direction?: Direction }
  /** The same of a variable, by its id in the picture; only where its value changes. */
  | { readonly to: "change"; readonly variable: string; readonly direction?: Direction }
  /** The step in which a block is allocated or freed. */
  | { readonly to: "allocation" | "free"; readonly block: number }
  /** The step in which a finding of the report happens, by its number there. */
  | { readonly to: "finding"; readonly finding: number };
