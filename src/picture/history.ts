/** What happened to one heap block, from its allocation on: a format that leaves the program, as the picture's is. */
import type { Place } from "./model.ts";

export const HistorySchema = "redzone-history/1";

export interface BlockHistory {
  readonly schema: typeof HistorySchema;
  readonly program: string;
  /** Its number among the program's allocations, from 1. */
  readonly block: number;
  /** Bytes. */
  readonly size: number;
  /** By the pointers that reach it, where any does. */
  readonly type?: string;
  /** In the order of the run. */
  readonly events: readonly BlockEvent[];
  /** Steps that wrote to it and are not among the events. */
  readonly moreWrites?: number;
}

/**
 * `step`: in which it happens. `place`: the line that does it, the step's own or, where calls end in the step, that of one of their callers; not there
 * when it may be either.
 */
export type BlockEvent = { readonly step: number; readonly place?: Place } & (
  | { readonly kind: "allocated" }
  /** Bytes of it are other ones afterwards, or defined ones. `first`: the lowest of them, from 0. */
  | {
      readonly kind: "written";
      readonly first: number;
      readonly bytes: number;
      /** By so many further steps of this line, too, as in a loop; the last one of them. */
      readonly again?: { readonly count: number; readonly until: number };
    }
  /** A pointer to it, where there was none, in these variables and blocks (`p`, `block 2`). */
  | { readonly kind: "reached"; readonly by: readonly string[] }
  /** The last pointer to it is gone afterwards: it was in these. */
  | { readonly kind: "lost"; readonly from: readonly string[] }
  | { readonly kind: "freed" }
  /** A finding of the report, by its number. */
  | { readonly kind: "misused"; readonly finding: number; readonly title: string }
  /** The run ended, and it was not freed. */
  | { readonly kind: "left"; readonly held: "reachable" | "possible" | "indirect" | "lost" }
);
