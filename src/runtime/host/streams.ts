/** The three standard streams, as a program sees them and as someone has to provide them. */
import { Fd, wasi } from "@bjorn3/browser_wasi_shim";
import { fdstat, SeekRights, statusOf } from "./filestat.ts";

/**
 * What a stream is connected to. It decides how the C library buffers: by lines on a terminal, by
 * blocks otherwise. A "device" is a character device that is no terminal, such as /dev/null.
 */
export type StreamKind = "terminal" | "device" | "file" | "pipe";

export interface ByteSource {
  readonly kind?: StreamKind;
  /** Waits until there is something; 1 … `max` bytes, or none at the end. */
  read(max: number): Uint8Array;
}
export interface ByteSink {
  readonly kind?: StreamKind;
  /** Writes all of them before it returns. */
  write(bytes: Uint8Array): void;
}

const FILETYPES: Readonly<Record<StreamKind, number>> = {
  terminal: wasi.FILETYPE_CHARACTER_DEVICE,
  device: wasi.FILETYPE_CHARACTER_DEVICE,
  file: wasi.FILETYPE_REGULAR_FILE,
  // WASI has no type for pipes.
  pipe: wasi.FILETYPE_UNKNOWN,
};

/** A pipe gives what it has; more at once only costs memory. */
const LargestRead = 0x10000;

/** Bytes that are all there. */
export function sourceOf(bytes: Uint8Array): ByteSource {
  let read = 0;
  return {
    read: (most) => {
      const next = bytes.subarray(read, read + most);
      read += next.length;
      return next;
    },
  };
}

/**
 * Neither stream can be seeked, not even a redirected file: how far it was read or written before
 * the program began is not known, so an absolute position would mean nothing.
 */
abstract class StandardStream extends Fd {
  readonly #kind: StreamKind;
  readonly #right: number;

  constructor(kind: StreamKind, right: number) {
    super();
    this.#kind = kind;
    this.#right = right;
  }

  override fd_fdstat_get() {
    // wasi-libc's isatty: a character device without the rights to seek and to tell.
    const seek = this.#kind === "device" ? SeekRights : 0n;
    const right = BigInt(this.#right | wasi.RIGHTS_POLL_FD_READWRITE);
    return { ret: 0, fdstat: fdstat(FILETYPES[this.#kind], 0, right | seek) };
  }
  override fd_filestat_get() {
    return { ret: 0, filestat: statusOf(FILETYPES[this.#kind]) };
  }
  override fd_seek(_offset: bigint, _whence: number) {
    return { ret: wasi.ERRNO_SPIPE, offset: 0n };
  }
  override fd_tell() {
    return { ret: wasi.ERRNO_SPIPE, offset: 0n };
  }
  override fd_pread(_size: number, _offset: bigint) {
    return { ret: wasi.ERRNO_SPIPE, data: new Uint8Array() };
  }
  override fd_pwrite(_data: Uint8Array, _offset: bigint) {
    return { ret: wasi.ERRNO_SPIPE, nwritten: 0 };
  }
  override fd_read(_size: number): ReturnType<Fd["fd_read"]> {
    return { ret: wasi.ERRNO_BADF, data: new Uint8Array() };
  }
  override fd_write(_data: Uint8Array): ReturnType<Fd["fd_write"]> {
    return { ret: wasi.ERRNO_BADF, nwritten: 0 };
  }
}

export class InputStream extends StandardStream {
  readonly #source: ByteSource;

  constructor(source: ByteSource) {
    super(source.kind ?? "pipe", wasi.RIGHTS_FD_READ);
    this.#source = source;
  }

  override fd_read(size: number) {
    const data = size === 0 ? new Uint8Array() : this.#source.read(Math.min(size, LargestRead));
    return { ret: 0, data };
  }
}

export class OutputStream extends StandardStream {
  readonly #sink: ByteSink;

  constructor(sink: ByteSink) {
    super(sink.kind ?? "pipe", wasi.RIGHTS_FD_WRITE);
    this.#sink = sink;
  }

  override fd_write(data: Uint8Array) {
    this.#sink.write(data);
    return { ret: 0, nwritten: data.length };
  }
}
