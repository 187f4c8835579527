/**
 * Runs a program again on its recorded inputs. Nothing is read, printed or waited for; the same
 * errnos and bytes come back as long as the program asks the same questions in the same order.
 */

import { endingCalls } from "../host/endings.ts";
import {
  everyCall,
  type Host,
  type ListSizes,
  type ProgramMemory,
  type WasiCall,
  type WasiCalls,
} from "../host/host.ts";
import { rangeFinder } from "../host/ranges.ts";
import { parametersOf, WASI_CALL_NAMES, type WasiCallName } from "../host/wasi-abi.ts";
import { digestOf } from "./digest.ts";
import { LogReader } from "./log.ts";
import type { Recording, RecordingEnd } from "./recording.ts";
import { digestOfSubject, requireSame, type Subject } from "./subject.ts";

/** How the replayed program left the recorded path. */
export type Divergence =
  /** It made another call than the `recorded` one. */
  | { readonly kind: "call"; readonly recorded: WasiCallName }
  /** The same call with other arguments, or with other bytes to read. */
  | { readonly kind: "arguments" }
  /** It goes on after the last recorded call, which was its last, or the log was full. */
  | { readonly kind: "end"; readonly end: Exclude<RecordingEnd, "stopped"> };

/** Thrown through the replayed program: from here on nothing is known. */
export class ReplayDiverged extends Error {
  override readonly name = "ReplayDiverged";
  /** How many calls were replayed before this one. */
  readonly position: number;
  readonly call: WasiCallName;
  readonly divergence: Divergence;

  constructor(position: number, call: WasiCallName, divergence: Divergence) {
    super(`replay: ${call} at position ${position} is not as recorded: ${divergence.kind}`);
    this.position = position;
    this.call = call;
    this.divergence = divergence;
  }
}

/** Thrown through the replayed program where the recorded one was stopped, or a little later. */
export class RecordingStopped extends Error {
  override readonly name = "RecordingStopped";
}

export class Replayer implements Host {
  readonly sizes: ListSizes;
  readonly #end: RecordingEnd;
  readonly #log: LogReader;
  #position = 0;

  /** @throws RecordingMismatch when the recording is not of this subject. */
  constructor(recording: Recording, subject: Subject) {
    requireSame(recording.subject, digestOfSubject(subject));
    this.sizes = recording.sizes;
    this.#end = recording.end;
    this.#log = new LogReader(recording.log);
  }

  /** Calls replayed so far. */
  get position(): number {
    return this.#position;
  }

  /** Whether every call of the recording was made again. */
  get atEnd(): boolean {
    return this.#log.atEnd;
  }

  bind(memory: ProgramMemory): WasiCalls {
    return everyCall((name) => this.#replaying(name, memory));
  }

  #replaying(name: WasiCallName, memory: ProgramMemory): WasiCall {
    const parameters = parametersOf(name).length;
    const rangesOf = rangeFinder(name, memory, this.sizes);
    return (...args) => {
      const diverged = (divergence: Divergence) =>
        new ReplayDiverged(this.#position, name, divergence);
      const entry = this.#log.next();
      if (entry === undefined) {
        if (this.#end === "stopped") throw new RecordingStopped();
        throw diverged({ kind: "end", end: this.#end });
      }
      const recorded = WASI_CALL_NAMES[entry.call]!;
      if (recorded !== name) throw diverged({ kind: "call", recorded });
      const given = rangesOf(args);
      if (digestOf(args.slice(0, parameters), given, memory) !== entry.digest) {
        throw diverged({ kind: "arguments" });
      }
      for (const { address, bytes } of entry.chunks) memory.bytes.set(bytes, address);
      this.#position++;
      return isEnding(name) ? endingCalls[name](args[0]) : entry.errno;
    };
  }
}

function isEnding(name: WasiCallName): name is keyof typeof endingCalls {
  return name in endingCalls;
}
