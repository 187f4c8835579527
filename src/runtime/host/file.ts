/** An open file of this machine, as a descriptor of the program. */
import {
  closeSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  futimesSync,
  readSync,
  writeSync,
} from "node:fs";
import { Fd, wasi } from "@bjorn3/browser_wasi_shim";
import { WasiError } from "./errno.ts";
import { chosenTimes, fdstat, filestatOf, filetypeOf, SeekRights } from "./filestat.ts";

export interface Access {
  readonly read: boolean;
  readonly write: boolean;
}

/** The flags that can be changed while a file is open; the others hold by themselves or not at all. */
const SettableFlags = wasi.FDFLAGS_APPEND | wasi.FDFLAGS_NONBLOCK;

/**
 * Node cannot seek, so the position is kept here and each read and write names its own. That holds
 * for appending too: it writes at the end that the file has then, which the program can switch on
 * and off (a file opened with O_APPEND would append for ever, positions or not).
 */
export class OpenFile extends Fd {
  readonly #fd: number;
  readonly #access: Access;
  readonly #filetype: number;
  #flags: number;
  #position = 0;

  /** @param fd A descriptor of Node's, closed with this one. */
  constructor(fd: number, access: Access, flags: number) {
    super();
    this.#fd = fd;
    this.#access = access;
    this.#flags = flags;
    this.#filetype = filetypeOf(fstatSync(fd));
  }

  override fd_close() {
    closeSync(this.#fd);
    return 0;
  }

  override fd_fdstat_get() {
    const { read, write } = this.#access;
    const rights =
      (read ? BigInt(wasi.RIGHTS_FD_READ) : 0n) |
      (write ? BigInt(wasi.RIGHTS_FD_WRITE) : 0n) |
      SeekRights;
    return { ret: 0, fdstat: fdstat(this.#filetype, this.#flags, rights) };
  }
  override fd_fdstat_set_flags(flags: number) {
    this.#flags = (this.#flags & ~SettableFlags) | (flags & SettableFlags);
    return 0;
  }

  override fd_filestat_get() {
    return { ret: 0, filestat: filestatOf(fstatSync(this.#fd, { bigint: true })) };
  }
  override fd_filestat_set_size(size: bigint) {
    this.#need("write", wasi.ERRNO_INVAL);
    ftruncateSync(this.#fd, offsetOf(size));
    return 0;
  }
  override fd_filestat_set_times(atim: bigint, mtim: bigint, flags: number) {
    const current = fstatSync(this.#fd, { bigint: true });
    const { atime, mtime } = chosenTimes(current, atim, mtim, flags);
    futimesSync(this.#fd, atime, mtime);
    return 0;
  }
  override fd_allocate(offset: bigint, length: bigint) {
    this.#need("write", wasi.ERRNO_BADF);
    const end = offsetOf(BigInt.asUintN(64, offset) + BigInt.asUintN(64, length));
    if (this.#size() < end) ftruncateSync(this.#fd, end);
    return 0;
  }

  override fd_read(size: number) {
    const { ret, data } = this.#readAt(size, this.#isSeekable ? this.#position : null);
    this.#position += data.length;
    return { ret, data };
  }
  override fd_pread(size: number, offset: bigint) {
    this.#needSeekable();
    return this.#readAt(size, offsetOf(offset));
  }
  #readAt(size: number, position: number | null) {
    this.#need("read", wasi.ERRNO_BADF);
    const data = new Uint8Array(size);
    const length = readSync(this.#fd, data, 0, size, position);
    return { ret: 0, data: data.subarray(0, length) };
  }

  override fd_write(data: Uint8Array) {
    if (this.#flags & wasi.FDFLAGS_APPEND) this.#position = this.#size();
    const { ret, nwritten } = this.#writeAt(data, this.#isSeekable ? this.#position : null);
    this.#position += nwritten;
    return { ret, nwritten };
  }
  override fd_pwrite(data: Uint8Array, offset: bigint) {
    this.#needSeekable();
    return this.#writeAt(data, offsetOf(offset));
  }
  #writeAt(data: Uint8Array, position: number | null) {
    this.#need("write", wasi.ERRNO_BADF);
    return { ret: 0, nwritten: writeSync(this.#fd, data, 0, data.length, position) };
  }

  override fd_seek(offset: bigint, whence: number) {
    this.#needSeekable();
    const position = this.#startOf(whence) + Number(offset);
    if (position < 0 || !Number.isSafeInteger(position)) throw new WasiError(wasi.ERRNO_INVAL);
    this.#position = position;
    return { ret: 0, offset: BigInt(position) };
  }
  override fd_tell() {
    this.#needSeekable();
    return { ret: 0, offset: BigInt(this.#position) };
  }
  #startOf(whence: number): number {
    switch (whence) {
      case wasi.WHENCE_SET:
        return 0;
      case wasi.WHENCE_CUR:
        return this.#position;
      case wasi.WHENCE_END:
        return this.#size();
      default:
        throw new WasiError(wasi.ERRNO_INVAL);
    }
  }

  override fd_sync() {
    fsyncSync(this.#fd);
    return 0;
  }

  get #isSeekable(): boolean {
    return (
      this.#filetype === wasi.FILETYPE_REGULAR_FILE || this.#filetype === wasi.FILETYPE_BLOCK_DEVICE
    );
  }
  #needSeekable(): void {
    if (!this.#isSeekable) throw new WasiError(wasi.ERRNO_SPIPE);
  }
  /** Node would say so too, but on Windows it says EPERM. */
  #need(kind: keyof Access, errno: number): void {
    if (!this.#access[kind]) throw new WasiError(errno);
  }
  #size(): number {
    return fstatSync(this.#fd).size;
  }
}

/** @throws WasiError INVAL for what is negative as an off_t or beyond 2⁵³. */
function offsetOf(offset: bigint): number {
  const number = Number(BigInt.asIntN(64, offset));
  if (number < 0 || !Number.isSafeInteger(number)) throw new WasiError(wasi.ERRNO_INVAL);
  return number;
}
