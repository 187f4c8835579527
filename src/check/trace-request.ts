/** What is asked of the thread that holds a trace, and what it answers. All of it can be posted between threads. */
import type { Report } from "../report/model.ts";
import type { TraceCall, TraceCallName, TraceCalls } from "../trace/access.ts";
import type { CheckRequest, Refused } from "./request.ts";

export interface TraceRequest extends CheckRequest {
  /** Lines of libraries that have debug information are steps, too. */
  readonly libraries?: boolean;
  /** The program reads this process's stdin; otherwise `input`. */
  readonly reads?: boolean;
  /** What the program reads; nothing if absent. */
  readonly input?: Uint8Array;
  /** What the program prints goes to this process's stdout and stderr, too; otherwise it is only remembered. */
  readonly echo?: boolean;
  /** Ctrl-C ends the program, not this process: what ran until then can be looked at. */
  readonly interruptible?: boolean;
}

export type TraceOpened =
  | { readonly report: Report; readonly steps: number; readonly last: number }
  | Refused;

export type TraceQuestion = { readonly question: number } & TraceCall;

export type TraceMessage =
  | { readonly opened: TraceOpened }
  | { readonly question: number; readonly answer: TraceCalls[TraceCallName]["answer"] }
  /** A sentence for the user. */
  | { readonly question: number; readonly noSuchStep: string }
  | { readonly question: number; readonly failed: string }
  /** With a time limit: the program's run begins or ends. */
  | "started"
  | "ended";
