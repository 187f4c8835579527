/** What the thread that runs programs is asked, and what it answers. */
import type { InstrumentOptions } from "../../src/instrument/plan.ts";

export type Instrumentation = Pick<InstrumentOptions, "definedness" | "origins" | "spillLocals">;

export interface Job {
  readonly program: string;
  readonly level: "0" | "2";
  readonly stdin: string;
  readonly memoryLimit: number;
  /** The n-th allocation, from 1, has to fail. */
  readonly failAllocation?: number;
  /** How long a run may take. */
  readonly milliseconds?: number;
  readonly recorded: Instrumentation;
  readonly replayed: readonly Instrumentation[];
}

export interface Happened {
  /** Calls of the host and of hooks, in order. */
  readonly events: readonly string[];
  /** Calls of the hooks that report undefined values. */
  readonly uses: readonly string[];
  readonly errors: readonly string[];
  readonly undefinedErrors: readonly string[];
  readonly ending: string;
  /** The program's memory at the end. */
  readonly memory: string;
}

export type Result =
  | {
      readonly recorded: Happened;
      readonly replayed: readonly (Happened & { readonly atEnd: boolean })[];
      /** Bytes that the replays printed. */
      readonly effects: number;
    }
  | { readonly failure: string };
