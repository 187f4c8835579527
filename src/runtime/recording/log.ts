/**
 * The log of a recording: append-only, of bounded size.
 *
 *     call       u8      the call's row in the WASI table
 *     digest     u32     of its arguments and of the bytes that it was given
 *     errno      uleb32
 *     chunks     uleb32  how many follow: what the host wrote into the program's memory
 *       address  uleb32
 *       length   uleb32
 *       bytes    length × u8
 *
 * proc_exit and proc_raise return nothing: their errno is 0. A print takes 13 to 17 bytes. The end of the
 * log is in memory; what came before was spilled, if there is something to spill it to.
 */
import { ByteReader } from "../../bytes/reader.ts";
import { ByteWriter } from "../../bytes/writer.ts";
import type { Spill } from "./spill.ts";

export interface Chunk {
  readonly address: number;
  readonly bytes: Uint8Array;
}
export interface Entry {
  readonly call: number;
  /** 0 … 2³²−1. */
  readonly digest: number;
  readonly errno: number;
  readonly chunks: readonly Chunk[];
}

/** What a `LogWriter` wrote, to be read at any place. */
export interface Log {
  /** Bytes. */
  readonly length: number;
  /** Fills `into` with the bytes from `at` on, all inside the log. */
  read(at: number, into: Uint8Array): void;
}

export interface LogBounds {
  /** Bytes that may be in memory. All there is, without a spill. */
  readonly memory: number;
  /** Bytes that the log may have. */
  readonly total: number;
}

const LargestLeb = 5;
const LargestHead = 1 + 4 + 2 * LargestLeb;
const LargestChunkHead = 2 * LargestLeb;

/** The end of the log, which is in memory. */
interface Tail {
  /** Bytes of the log before it. */
  readonly from: number;
  readonly bytes: ByteWriter;
}

export class LogWriter {
  readonly #spill: Spill | undefined;
  readonly #memory: number;
  readonly #total: number;
  #tail: Tail = { from: 0, bytes: new ByteWriter() };
  /**
   * Bytes of whole entries. A run whose time is up may be stopped anywhere, in here too: so each change
   * to what is read later is one assignment.
   */
  #written = 0;
  #failed = false;

  constructor({ memory, total }: LogBounds, spill?: Spill) {
    this.#spill = spill;
    this.#memory = memory;
    this.#total = spill === undefined ? Math.min(memory, total) : total;
  }

  /** Whether the entry is in the log now. When it might not fit, nothing of it is. */
  append({ call, digest, errno, chunks }: Entry): boolean {
    let largest = LargestHead;
    for (const { bytes } of chunks) largest += LargestChunkHead + bytes.length;
    if (this.#failed || this.#written + largest > this.#total) return false;
    try {
      const head = this.#room(LargestHead);
      head.u8(call);
      head.u32(digest);
      head.uleb32(errno);
      head.uleb32(chunks.length);
      for (const { address, bytes } of chunks) {
        const chunk = this.#room(LargestChunkHead);
        chunk.uleb32(address);
        chunk.uleb32(bytes.length);
        this.#append(bytes);
      }
    } catch {
      // The disk is full, or nothing can be written at all. Whole entries are still good.
      this.#failed = true;
      return false;
    }
    this.#written = this.#tail.from + this.#tail.bytes.length;
    return true;
  }

  /** What is in the log so far; later entries do not change it. */
  contents(): Log {
    const length = this.#written;
    const spill = this.#spill;
    const { from, bytes } = this.#tail;
    const tail = bytes.view().slice(0, Math.max(0, length - from));
    return {
      length,
      read(at, into) {
        const spilled = Math.max(0, Math.min(from - at, into.length));
        if (spilled > 0) spill?.read(at, into.subarray(0, spilled));
        const start = at + spilled - from;
        into.set(tail.subarray(start, start + into.length - spilled), spilled);
      },
    };
  }

  /** The tail, with room for so many bytes. */
  #room(length: number): ByteWriter {
    if (this.#tail.bytes.length + length > this.#memory) this.#flush();
    return this.#tail.bytes;
  }

  #append(bytes: Uint8Array): void {
    const tail = this.#room(bytes.length);
    if (this.#spill === undefined || bytes.length <= this.#memory) {
      tail.append(bytes);
      return;
    }
    this.#spill.append(bytes);
    this.#tail = { from: this.#tail.from + bytes.length, bytes: tail };
  }

  #flush(): void {
    const { from, bytes } = this.#tail;
    if (this.#spill === undefined || bytes.length === 0) return;
    this.#spill.append(bytes.view());
    this.#tail = { from: from + bytes.length, bytes: new ByteWriter(bytes.length) };
  }
}

/** Bytes read at a time. */
const WindowBytes = 2 ** 16;

export class LogReader {
  readonly #log: Log;
  /** Of the part that was read last; made anew for the next one, for entries have views of it. */
  #window: ByteReader = new ByteReader(new Uint8Array(), "recording");

  constructor(log: Log) {
    this.#log = log;
  }

  get atEnd(): boolean {
    return this.#window.offset === this.#log.length;
  }

  /**
   * The next entry; undefined at the end.
   *
   * @throws MalformedError when the bytes are no log.
   */
  next(): Entry | undefined {
    if (this.atEnd) return undefined;
    const head = this.#ahead(LargestHead);
    const call = head.u8();
    const digest = head.u32();
    const errno = head.uleb32();
    const chunks: Chunk[] = [];
    for (let count = head.uleb32(); count > 0; count--) {
      const chunk = this.#ahead(LargestChunkHead);
      const address = chunk.uleb32();
      chunks.push({ address, bytes: this.#take(chunk.uleb32()) });
    }
    return { call, digest, errno, chunks };
  }

  /** The window, with so many bytes in it if the log has them. */
  #ahead(length: number): ByteReader {
    const { offset, remaining } = this.#window;
    const left = this.#log.length - offset;
    if (remaining >= length || remaining >= left) return this.#window;
    const bytes = new Uint8Array(Math.min(Math.max(length, WindowBytes), left));
    this.#log.read(offset, bytes);
    this.#window = new ByteReader(bytes, "recording", offset);
    return this.#window;
  }

  #take(length: number): Uint8Array {
    return this.#ahead(length).take(length);
  }
}
