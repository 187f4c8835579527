/**
 * The log of a recording: append-only, in one buffer, of bounded size.
 *
 *     call       u8      the call's row in the WASI table
 *     digest     u32     of its arguments and of the bytes that it was given
 *     errno      uleb32
 *     chunks     uleb32  how many follow: what the host wrote into the program's memory
 *       address  uleb32
 *       length   uleb32
 *       bytes    length × u8
 *
 * proc_exit and proc_raise return nothing: their errno is 0. A print takes 13 to 17 bytes, so
 * 64 MiB hold about four million of them.
 */
import { ByteReader } from "../../bytes/reader.ts";
import { ByteWriter } from "../../bytes/writer.ts";

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

const LargestLeb = 5;
const LargestHead = 1 + 4 + 2 * LargestLeb;
const LargestChunkHead = 2 * LargestLeb;

export class LogWriter {
  readonly #limit: number;
  readonly #log = new ByteWriter();

  /** @param limit Bytes that the log may have at most. */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Whether the entry is in the log now. When it might not fit, nothing of it is. */
  append({ call, digest, errno, chunks }: Entry): boolean {
    const log = this.#log;
    let largest = LargestHead;
    for (const { bytes } of chunks) largest += LargestChunkHead + bytes.length;
    if (log.length + largest > this.#limit) return false;
    log.u8(call);
    log.u32(digest);
    log.uleb32(errno);
    log.uleb32(chunks.length);
    for (const { address, bytes } of chunks) {
      log.uleb32(address);
      log.sized(bytes);
    }
    return true;
  }

  /** A copy of what is in the log so far. */
  contents(): Uint8Array<ArrayBuffer> {
    return this.#log.toBytes();
  }
}

export class LogReader {
  readonly #log: ByteReader;

  /** @param bytes What a `LogWriter` wrote. */
  constructor(bytes: Uint8Array) {
    this.#log = new ByteReader(bytes, "recording");
  }

  /**
   * The next entry, its bytes as views of the log; undefined at the end.
   *
   * @throws MalformedError when the bytes are no log.
   */
  next(): Entry | undefined {
    const log = this.#log;
    if (log.atEnd) return undefined;
    const call = log.u8();
    const digest = log.u32();
    const errno = log.uleb32();
    const chunks: Chunk[] = [];
    for (let count = log.uleb32(); count > 0; count--) {
      const address = log.uleb32();
      chunks.push({ address, bytes: log.take(log.uleb32()) });
    }
    return { call, digest, errno, chunks };
  }
}
