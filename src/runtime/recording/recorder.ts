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
import { type Chunk, LogWriter } from "./log.ts";
import { DefaultLogLimit, type Recording } from "./recording.ts";

/** A host that passes everything on to another and remembers what came of it. */
export class Recorder implements Host {
  readonly sizes: ListSizes;
  readonly #host: Host;
  readonly #log: LogWriter;
  #calls = 0;
  #complete = true;

  constructor(host: Host, limit: number = DefaultLogLimit) {
    this.sizes = host.sizes;
    this.#host = host;
    this.#log = new LogWriter(limit);
  }

  bind(memory: ProgramMemory): WasiCalls {
    const calls = this.#host.bind(memory);
    return everyCall((name) => this.#recording(name, calls[name], memory));
  }

  /** What was recorded so far; later calls do not change it. */
  recording(): Recording {
    const { sizes } = this;
    return { log: this.#log.contents(), calls: this.#calls, complete: this.#complete, sizes };
  }

  #recording(name: WasiCallName, call: WasiCall, memory: ProgramMemory): WasiCall {
    const number = WASI_CALL_NAMES.indexOf(name);
    const parameters = parametersOf(name).length;
    const rangesOf = rangeFinder(name, memory, this.sizes);
    return (...args) => {
      if (!this.#complete) return call(...args);
      const given = rangesOf(args);
      const digest = digestOf(args.slice(0, parameters), given, memory);
      const append = (errno: number, chunks: readonly Chunk[]) => {
        this.#complete = this.#log.append({ call: number, digest, errno, chunks });
        if (this.#complete) this.#calls++;
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
