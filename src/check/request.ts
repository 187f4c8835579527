/**
 * What one check is asked to do, and what comes of it. Both sides can be posted between threads.
 */
import type { Report } from "../report/model.ts";
import type { Suppression } from "../report/suppressions/format.ts";
import type { LeakKind } from "../runtime/facts.ts";
import { LargestProgramLimit } from "../shadow/layout.ts";
import type { KeptBytes } from "./kept-output.ts";
import type { SharedDirectory } from "./shared-directory.ts";

export type { LeakKind, SharedDirectory };

/** Bytes: `maxMemory` may not be more. */
export const LargestMemory = LargestProgramLimit;

export interface CheckRequest {
  /** The module as the compiler wrote it. */
  readonly module: Uint8Array;
  /** What the report calls the program, and its `argv[0]`: the path as the user typed it. */
  readonly program: string;
  /** `argv[1]` and on. */
  readonly args: readonly string[];
  /** The export that is called in place of `_start`; `args` are its parameters' values. */
  readonly invoke?: string;
  /** `"K=V"` each: all that the program finds in its environment. */
  readonly env: readonly string[];
  readonly directories: readonly SharedDirectory[];
  /** Bytes of memory that the program may have, 1 … `LargestMemory`. */
  readonly maxMemory: number;
  /** Seconds of wall clock time; absent: no limit. */
  readonly timeout?: number;
  /** The n-th allocation of the user's program, counted from 1, returns NULL. */
  readonly failAllocation?: number;
  readonly exitOnFirstError: boolean;
  /** Find uses of undefined values too, not only bad addresses. */
  readonly definedness: boolean;
  /** Say where they come from, by a second run, when there were any. */
  readonly trackOrigins: boolean;
  /** Look for the line that takes the last pointer to a lost block away, by replays. Only true of a program that was not optimised. */
  readonly findLosses?: boolean;
  /** Leaks of these kinds count as errors. */
  readonly errorsForLeakKinds: readonly LeakKind[];
  /** What is not to be reported, beside our own list. */
  readonly suppressions?: readonly Suppression[];
  /** Tell with each finding which suppression would hide it. */
  readonly generateSuppressions?: boolean;
}

/** A check in a worker: where its program's input comes from, and its output goes. */
export interface WorkerRequest extends CheckRequest {
  /** What the program reads; this process's stdin if absent. */
  readonly input?: Uint8Array;
  /** What it prints comes with the outcome, and does not go to this process's stdout and stderr. */
  readonly keepOutput?: boolean;
}

export interface PrintedOutput {
  readonly stdout: KeptBytes;
  readonly stderr: KeptBytes;
}

/** `printed` is there when it was to be kept. */
export type WorkerOutcome = { readonly report: Report; readonly printed?: PrintedOutput } | Refused;

/** Posted to the worker in place of a request: it will be a while until there is one, or quite a while. */
export const WarmUp = "warm up";
export const WarmUpLong = "warm up for long";
export type WarmUpMessage = typeof WarmUp | typeof WarmUpLong;

/** The sentence that says why there was no run (exit status 4). `usage`: of what was asked of the module (2). */
export interface Refused {
  readonly refused: string;
  readonly usage?: true;
}

export type CheckOutcome = { readonly report: Report } | Refused;
