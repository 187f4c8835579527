/**
 * The calls that are carried out here and not by the shim, each with what its version 0.4.2 does.
 * What they throw is turned into an errno where they are bound (`shim-host.ts`). Those of folders: folder-calls.ts.
 */
import { type Fd, wasi } from "@bjorn3/browser_wasi_shim";
import type { Clocks } from "./clocks.ts";
import { endingCalls } from "./endings.ts";
import { WasiError } from "./errno.ts";
import type { ListSizes, ProgramMemory, WasiCalls } from "./host.ts";
import { pollOneoff } from "./poll.ts";

/** A number that is not in use, or no longer, has none. */
export type Descriptors = (Fd | undefined)[];

export interface Surroundings {
  readonly memory: ProgramMemory;
  /** The descriptors by number, which the shim uses too. */
  readonly fds: Descriptors;
  readonly clocks: Clocks;
  readonly sizes: ListSizes;
}

type Arg = number | bigint;
const SUCCESS = wasi.ERRNO_SUCCESS;

export function ownCalls({ memory, fds, clocks, sizes }: Surroundings): Partial<WasiCalls> {
  const view = () => new DataView(memory.bytes.buffer);
  /** No bytes may be put anywhere: a range of none was not checked. */
  const put = (at: number, bytes: Uint8Array) => {
    if (bytes.length > 0) memory.bytes.set(bytes, at);
  };
  const setU32 = (at: Arg, value: number) => view().setUint32(Number(at), value, true);
  const text = (at: Arg, length: Arg) => {
    const start = Number(at);
    // A copy: TextDecoder refuses shared memory.
    return decoder.decode(memory.bytes.slice(start, start + Number(length)));
  };
  const fdAt = (fd: Arg): Fd => {
    const found = fds[Number(fd)];
    if (found === undefined) throw new WasiError(wasi.ERRNO_BADF);
    return found;
  };
  const buffersAt = (vector: Arg, count: Arg): Uint8Array[] =>
    wasi.Iovec.read_bytes_array(view(), Number(vector), Number(count)).map(({ buf, buf_len }) =>
      memory.bytes.subarray(buf, buf + buf_len),
    );
  const noSocket = (fd: Arg): number => {
    fdAt(fd);
    return wasi.ERRNO_NOTSUP;
  };

  return {
    // The shim counts UTF-16 units and then writes UTF-8.
    args_sizes_get: (argc, bytes) => {
      setU32(argc!, sizes.args.count);
      setU32(bytes!, sizes.args.bytes);
      return SUCCESS;
    },

    // The shim has a random start for the monotonic clock and 0 for processor time.
    clock_res_get: (id, result) => {
      view().setBigUint64(Number(result), clocks.resolution(Number(id)), true);
      return SUCCESS;
    },
    clock_time_get: (id, _precision, result) => {
      view().setBigUint64(Number(result), clocks.now(Number(id)), true);
      return SUCCESS;
    },

    // The shim reads each buffer by itself: once the first is full it waits for a further line.
    fd_read: (fd, vector, count, nread) => {
      const buffers = buffersAt(vector!, count!);
      const { ret, data } = fdAt(fd!).fd_read(totalLength(buffers));
      if (ret === SUCCESS) setU32(nread!, scatter(data, buffers));
      return ret;
    },
    fd_pread: (fd, vector, count, offset, nread) => {
      const buffers = buffersAt(vector!, count!);
      const { ret, data } = fdAt(fd!).fd_pread(totalLength(buffers), BigInt(offset!));
      if (ret === SUCCESS) setU32(nread!, scatter(data, buffers));
      return ret;
    },
    fd_write: (fd, vector, count, nwritten) => {
      const written = fdAt(fd!).fd_write(gather(buffersAt(vector!, count!)));
      if (written.ret === SUCCESS) setU32(nwritten!, written.nwritten);
      return written.ret;
    },
    fd_pwrite: (fd, vector, count, offset, nwritten) => {
      const written = fdAt(fd!).fd_pwrite(gather(buffersAt(vector!, count!)), BigInt(offset!));
      if (written.ret === SUCCESS) setU32(nwritten!, written.nwritten);
      return written.ret;
    },

    // The shim closes the file when both numbers are the same.
    fd_renumber: (fd, to) => {
      const moved = fdAt(fd!);
      const replaced = fdAt(to!);
      if (moved === replaced) return SUCCESS;
      replaced.fd_close();
      fds[Number(to)] = moved;
      fds[Number(fd)] = undefined;
      return SUCCESS;
    },
    // The shim gives every file a new number, so the list of them grows for ever.
    path_open: (fd, dirflags, path, length, oflags, rights, inheriting, fdflags, result) => {
      const opened = fdAt(fd!).path_open(
        Number(dirflags),
        text(path!, length!),
        Number(oflags),
        BigInt(rights!),
        BigInt(inheriting!),
        Number(fdflags),
      );
      if (opened.fd_obj === null) return opened.ret;
      const free = lowestFree(fds);
      fds[free] = opened.fd_obj;
      setU32(result!, free);
      return SUCCESS;
    },

    // The shim knows a single subscription, reads its flags from the wrong place, and spins.
    poll_oneoff: (subscriptions, events, count, nevents) => {
      const written = pollOneoff(view(), clocks, {
        in: Number(subscriptions),
        out: Number(events),
        count: Number(count),
        isOpen: (fd) => fds[fd] !== undefined,
      });
      setU32(nevents!, written);
      return SUCCESS;
    },

    // The shim falls back to Math.random where the memory is shared.
    random_get: (at, length) => {
      const random = new Uint8Array(Number(length));
      for (let from = 0; from < random.length; from += MostRandomBytes) {
        crypto.getRandomValues(random.subarray(from, from + MostRandomBytes));
      }
      put(Number(at), random);
      return SUCCESS;
    },
    sched_yield: () => SUCCESS,

    // The shim throws strings.
    sock_accept: (fd) => noSocket(fd!),
    sock_recv: (fd) => noSocket(fd!),
    sock_send: (fd) => noSocket(fd!),
    sock_shutdown: (fd) => noSocket(fd!),

    ...endingCalls,
  };
}

const decoder = new TextDecoder();
/** At once (Web Cryptography, 10.1.1). */
const MostRandomBytes = 65_536;

function lowestFree(fds: Readonly<Descriptors>): number {
  const free = fds.indexOf(undefined);
  return free < 0 ? fds.length : free;
}

function totalLength(buffers: readonly Uint8Array[]): number {
  return buffers.reduce((sum, buffer) => sum + buffer.length, 0);
}

/** A copy of them all: what takes it may keep it. */
function gather(buffers: readonly Uint8Array[]): Uint8Array {
  const data = new Uint8Array(totalLength(buffers));
  let at = 0;
  for (const buffer of buffers) {
    data.set(buffer, at);
    at += buffer.length;
  }
  return data;
}

/** Fills the buffers in order; returns how many bytes that were. */
function scatter(data: Uint8Array, buffers: readonly Uint8Array[]): number {
  let at = 0;
  for (const buffer of buffers) {
    const part = data.subarray(at, at + buffer.length);
    buffer.set(part);
    at += part.length;
  }
  return at;
}
