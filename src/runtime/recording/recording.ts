/** A recorded run, as data: enough to run the program again without any outside world. */
import type { ListSizes } from "../host/host.ts";
import type { Log, LogBounds } from "./log.ts";
import type { SubjectDigest } from "./subject.ts";

export interface Recording {
  /** What ran. */
  readonly subject: SubjectDigest;
  /** `log.ts` says how it is written. */
  readonly log: Log;
  /** Calls in the log. */
  readonly calls: number;
  readonly end: RecordingEnd;
  /** Of the arguments and the environment; their strings are in the log when they were asked for. */
  readonly sizes: ListSizes;
}

/** Why there are no more calls in a recording. There are no gaps before. */
export type RecordingEnd =
  /** The program made no more. */
  | "program"
  /** Its time was up: where it would have gone from here nobody knows. */
  | "stopped"
  /** The log was full. */
  | "full";

/** Bounds of a log unless others are asked for. The total is what a temporary folder may well have. */
export const UsualBounds: LogBounds = { memory: 8 * 2 ** 20, total: 4 * 2 ** 30 };
