/** A recorded run, as data: enough to run the program again without any outside world. */
import type { ListSizes } from "../host/host.ts";

export interface Recording {
  /** The log (`log.ts` says how it is written). */
  readonly log: Uint8Array<ArrayBuffer>;
  /** Calls in the log. */
  readonly calls: number;
  /** False when the log was full before the run ended: it holds the beginning, without gaps. */
  readonly complete: boolean;
  /** Of the arguments and the environment; their strings are in the log when they were asked for. */
  readonly sizes: ListSizes;
}

/** Bytes of a log unless another limit is asked for. */
export const DefaultLogLimit = 64 * 2 ** 20;
