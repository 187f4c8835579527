/**
 * A program made of WASI calls, for tests: it has a memory, puts arguments into it, makes calls
 * through the gate, and looks at what came back.
 */
import { bindWasi, type WasiWatchers } from "../../src/runtime/host/bind.ts";
import type { Host, WasiCalls } from "../../src/runtime/host/host.ts";
import type { WasiCallName } from "../../src/runtime/host/wasi-abi.ts";
import type { Subject } from "../../src/runtime/recording/subject.ts";

const encoder = new TextEncoder();
const decoder = new TextDecoder();

export const Rights = { read: 2n, write: 64n };

export interface OpenOptions {
  readonly directory?: number;
  readonly follow?: boolean;
  readonly oflags?: number;
  readonly rights?: bigint;
  readonly fdflags?: number;
}

export class Guest {
  readonly bytes: Uint8Array;
  readonly size: number;
  readonly calls: WasiCalls;
  #free = 16;

  /** @param behind Bytes in the buffer that are not the program's: where the shadows would be. */
  constructor(host: Host, { size = 0x20000, behind = 0x1000, watchers = {} as WasiWatchers } = {}) {
    this.bytes = new Uint8Array(size + behind);
    this.size = size;
    this.calls = bindWasi(host, { bytes: this.bytes, size: () => size }, watchers);
  }

  /** Memory that nothing else in this program uses. */
  allocate(length: number): number {
    const at = this.#free;
    this.#free += (length + 7) & ~7;
    if (this.#free > this.size) throw new Error("the guest's memory is full");
    return at;
  }
  put(content: string | Uint8Array): [address: number, length: number] {
    const bytes = typeof content === "string" ? encoder.encode(content) : content;
    const at = this.allocate(bytes.length);
    this.bytes.set(bytes, at);
    return [at, bytes.length];
  }
  u32(address: number): number {
    return this.#view.getUint32(address, true);
  }
  u64(address: number): bigint {
    return this.#view.getBigUint64(address, true);
  }
  text(address: number, length: number): string {
    return decoder.decode(this.bytes.subarray(address, address + length));
  }
  /** An array of iovecs. */
  vector(...buffers: [address: number, length: number][]): [address: number, count: number] {
    return [this.put(new Uint8Array(new Uint32Array(buffers.flat()).buffer))[0], buffers.length];
  }
  get #view(): DataView {
    return new DataView(this.bytes.buffer);
  }

  call(name: WasiCallName, ...args: (number | bigint)[]): number {
    return this.calls[name](...args);
  }

  /** The new descriptor, or an errno, negated. */
  open(path: string, options: OpenOptions = {}): number {
    const { directory = 3, follow = true, oflags = 0, rights = Rights.read, fdflags = 0 } = options;
    const result = this.allocate(4);
    const name = this.put(path);
    const flags = [follow ? 1 : 0, ...name, oflags, rights, 0n, fdflags] as const;
    const errno = this.call("path_open", directory, ...flags, result);
    return errno === 0 ? this.u32(result) : -errno;
  }
  /** What was read into buffers of these lengths, or an errno, negated. */
  read(fd: number, ...lengths: number[]): string[] | number {
    const buffers = lengths.map((length): [number, number] => [this.allocate(length), length]);
    const nread = this.allocate(4);
    const errno = this.call("fd_read", fd, ...this.vector(...buffers), nread);
    if (errno !== 0) return -errno;
    let left = this.u32(nread);
    return buffers.map(([at, length]) => {
      const filled = Math.min(length, left);
      left -= filled;
      return this.text(at, filled);
    });
  }
  /** How many bytes were written, or an errno, negated. */
  write(fd: number, ...contents: (string | Uint8Array)[]): number {
    const nwritten = this.allocate(4);
    const vector = this.vector(...contents.map((content) => this.put(content)));
    const errno = this.call("fd_write", fd, ...vector, nwritten);
    return errno === 0 ? this.u32(nwritten) : -errno;
  }
  /** The new position, or an errno, negated. */
  seek(fd: number, offset: bigint, whence: number): number {
    const result = this.allocate(8);
    const errno = this.call("fd_seek", fd, offset, whence, result);
    return errno === 0 ? Number(this.u64(result)) : -errno;
  }
  /** The names in a directory, read with a buffer of `capacity` bytes. */
  list(fd: number, capacity = 64): string[] {
    const buffer = this.allocate(capacity);
    const used = this.allocate(4);
    const names: string[] = [];
    for (let cookie = 0n; ; ) {
      const errno = this.call("fd_readdir", fd, buffer, capacity, cookie, used);
      if (errno !== 0) throw new Error(`fd_readdir: ${errno}`);
      const end = buffer + this.u32(used);
      const before = names.length;
      for (let at = buffer; at + 24 <= end; ) {
        const length = this.u32(at + 16);
        if (at + 24 + length > end) break;
        cookie = this.u64(at);
        names.push(this.text(at + 24, length));
        at += 24 + length;
      }
      if (this.u32(used) < capacity) return names;
      if (names.length === before) throw new Error("a name does not fit into the buffer");
    }
  }
}

/** Streams of a test: what the program reads comes from `input`, one read one element. */
export function testStreams(input: readonly string[] = []) {
  const rest = [...input];
  const written = { stdout: "", stderr: "" };
  const sink = (name: "stdout" | "stderr") => ({
    write(bytes: Uint8Array) {
      written[name] += decoder.decode(bytes);
    },
  });
  return {
    written,
    stdin: { read: (max: number) => encoder.encode(rest.shift() ?? "").subarray(0, max) },
    stdout: sink("stdout"),
    stderr: sink("stderr"),
  };
}

/** What a guest's recordings are of: it is no module. */
export const testSubject: Subject = { module: new Uint8Array(), args: [], env: [], memoryLimit: 0 };
