/**
 * Records a run at the import boundary. All that a WebAssembly program learns from outside comes
 * through its imports, so their results and the bytes that they wrote are the whole recording.
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
import { rangeFinder, writtenRanges } from "../host/ranges.ts";
import { parametersOf, WASI_CALL_NAMES, type WasiCallName } from "../host/wasi-abi.ts";
import { digestOf } from "./digest.ts";
import { type Chunk, type LogBounds, LogWriter } from "./log.ts";
import { type Recording, UsualBounds } from "./recording.ts";
import type { Spill } from "./spill.ts";
import { digestOfSubject, type Subject } from "./subject.ts";

export interface RecorderOptions {
  readonly bounds?: LogBounds;
  /** Where the log goes when it does not fit into memory; without one it ends there. */
  readonly spill?: Spill;
}

/** A host that passes everything on to another and remembers what came of it. */
export class Recorder implements Host {
  readonly sizes: ListSizes;
  readonly #host: Host;
  readonly #subject: Subject;
  readonly #log: LogWriter;
  #calls = 0;
  #full = false;

  constructor(host: Host, subject: Subject, { bounds, spill }: RecorderOptions = {}) {
    this.sizes = host.sizes;
    this.#host = host;
    this.#subject = subject;
    this.#log = new LogWriter(bounds ?? UsualBounds, spill);
  }

  bind(memory: ProgramMemory): WasiCalls {
    const calls = this.#host.bind(memory);
    return everyCall((name) => this.#recording(name, calls[name], memory));
  }

  /**
   * What was recorded so far; later calls do not change it.
   * @param stopped whether the program did not end by itself: its time was up
   */
  recording(stopped = false): Recording {
    return {
      subject: digestOfSubject(this.#subject),
      log: this.#log.contents(),
      calls: this.#calls,
      end: this.#full ? "full" : stopped ? "stopped" : "program",
      sizes: this.sizes,
    };
  }

  #recording(name: WasiCallName, call: WasiCall, memory: ProgramMemory): WasiCall {
    const number = WASI_CALL_NAMES.indexOf(name);
    const parameters = parametersOf(name).length;
    const rangesOf = rangeFinder(name, memory, this.sizes);
    return (...args) => {
      if (this.#full) return call(...args);
      const given = rangesOf(args);
      const digest = digestOf(args.slice(0, parameters), given, memory);
      const append = (errno: number, chunks: readonly Chunk[]) => {
        if (this.#log.append({ call: number, digest, errno, chunks })) this.#calls++;
        else this.#full = true;
      };
      if (name in endingCalls) {
        // These may never return. Their result is not read from the log either.
        append(0, []);
        return call(...args);
      }
      const errno = call(...args);
      append(errno, chunksOf(writtenRanges(given, memory), memory));
      return errno;
    };
  }
}

/** Views, not copies: the log copies them before the program goes on. */
function chunksOf(
  ranges: readonly { readonly address: number; readonly length: number }[],
  memory: ProgramMemory,
): Chunk[] {
  return ranges.map(({ address, length }) => ({
    address,
    bytes: memory.bytes.subarray(address, address + length),
  }));
}
