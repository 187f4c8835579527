/**
 * Every function of `wasi_snapshot_preview1`, in one table: what its parameters are called and which
 * memory the host reads and writes through them. Three things are derived from it, so that they
 * cannot disagree:
 *
 *   - the check of every pointer before a call (`ranges.ts`, `bind.ts`); the same ranges are what
 *     a check of definedness asks about, since the bytes of an "in" range go out,
 *   - the recording: what the host wrote, and a digest of what it was given (`../recording/`),
 *   - the wasm type that a module must import the function with (`wasiType`).
 *
 * Names and order are those of the specification (WebAssembly/WASI, legacy/preview1/witx), which
 * wasi-libc uses too.
 *
 * One more WASI call: add a row, in the order of its wasm parameters. `path` and `buffer` and
 * `vector` stand for two parameters, the pointer and its length. Every pointer needs `struct`,
 * `array`, `list`, `path`, `buffer` or `vector`: a pointer declared as a plain `i32` is neither
 * checked nor replayed. Then carry the call out in `own-calls.ts`, unless the shim does.
 */
import { type FunctionType, ValueType } from "../../wasm/module.ts";

/** Seen from the host: it reads the program's bytes, or writes them. */
export type Direction = "in" | "out";

/** How many bytes a pointer stands for. */
export type Length =
  | number
  /** The value of another parameter, times `each` bytes. */
  | { readonly parameter: string; readonly each: number }
  /** The program's arguments or environment: a table of pointers, or the strings' bytes. */
  | { readonly list: "args" | "environ"; readonly part: "pointers" | "strings" };

export interface Pointer {
  readonly direction: Direction;
  readonly length: Length;
  /** The bytes are an array of iovecs (address, length); those buffers have `direction`, it is read. */
  readonly vector: boolean;
  /** The out parameter (a u32) that says after the call how much was written, in units of `each` bytes. */
  readonly filled?: { readonly parameter: string; readonly each: number };
  /** Of structures with padding, those bytes that have a meaning; `view` is on all of the pointer's bytes. */
  readonly partsOf?: (view: DataView) => readonly BytePart[];
}

/** Bytes of a larger range. */
export interface BytePart {
  readonly offset: number;
  readonly length: number;
}

export interface Parameter {
  readonly name: string;
  readonly type: "i32" | "i64";
  readonly pointer?: Pointer;
}

type Part = readonly Parameter[];

const i32 = (name: string): Part => [{ name, type: "i32" }];
const i64 = (name: string): Part => [{ name, type: "i64" }];
const pointer = (name: string, what: Omit<Pointer, "vector">): Part => [
  { name, type: "i32", pointer: { vector: false, ...what } },
];

/** One value or structure of `length` bytes that the host writes. */
const struct = (name: string, length: number): Part => pointer(name, { direction: "out", length });
/** `count` (a parameter of its own) elements of `each` bytes. */
const array = (
  name: string,
  direction: Direction,
  each: number,
  count: string,
  more: Pick<Pointer, "filled" | "partsOf"> = {},
): Part => pointer(name, { direction, length: { parameter: count, each }, ...more });
const list = (of: "args" | "environ", part: "pointers" | "strings", name: string): Part =>
  pointer(name, { direction: "out", length: { list: of, part } });
const path = (name: string): Part => [
  ...array(name, "in", 1, `${name}_len`),
  ...i32(`${name}_len`),
];
const buffer = (name: string, filled?: string): Part => [
  ...pointer(name, {
    direction: "out",
    length: { parameter: `${name}_len`, each: 1 },
    ...(filled !== undefined && { filled: { parameter: filled, each: 1 } }),
  }),
  ...i32(`${name}_len`),
];
const vector = (name: string, direction: Direction, filled?: string): Part => [
  {
    name,
    type: "i32",
    pointer: {
      direction,
      vector: true,
      length: { parameter: `${name}_len`, each: IovecBytes },
      ...(filled !== undefined && { filled: { parameter: filled, each: 1 } }),
    },
  },
  ...i32(`${name}_len`),
];
const call = (...parts: readonly Part[]): Part => parts.flat();

/** A u32 address and a u32 length. */
export const IovecBytes = 8;
export const SubscriptionBytes = 48;
export const EventBytes = 32;
const FdstatBytes = 24;
const FilestatBytes = 64;
const PrestatBytes = 8;
/** Offsets of a subscription's fields, and how long they are; what follows the tag depends on it. */
const SubscriptionHead = [
  { offset: 0, length: 8 }, // userdata
  { offset: 8, length: 1 }, // the tag
];
const ClockFields = [
  { offset: 16, length: 4 }, // id
  { offset: 24, length: 18 }, // timeout, precision, flags
];
const DescriptorFields = [{ offset: 16, length: 4 }];
/** By tag: clock, fd_read, fd_write. */
const SubscriptionFields = [ClockFields, DescriptorFields, DescriptorFields];

function subscriptionParts(view: DataView): BytePart[] {
  const parts: BytePart[] = [];
  for (let at = 0; at < view.byteLength; at += SubscriptionBytes) {
    const fields = SubscriptionFields[view.getUint8(at + SubscriptionHead[1]!.offset)] ?? [];
    for (const { offset, length } of [...SubscriptionHead, ...fields]) {
      parts.push({ offset: at + offset, length });
    }
  }
  return parts;
}

const fd = i32("fd");
const u16 = 2;
const u32 = 4;
const u64 = 8;

export const WASI_CALLS = {
  args_get: call(list("args", "pointers", "argv"), list("args", "strings", "argv_buf")),
  args_sizes_get: call(struct("argc", u32), struct("argv_buf_size", u32)),
  environ_get: call(
    list("environ", "pointers", "environ"),
    list("environ", "strings", "environ_buf"),
  ),
  environ_sizes_get: call(struct("environc", u32), struct("environ_buf_size", u32)),
  clock_res_get: call(i32("id"), struct("resolution", u64)),
  clock_time_get: call(i32("id"), i64("precision"), struct("time", u64)),
  fd_advise: call(fd, i64("offset"), i64("len"), i32("advice")),
  fd_allocate: call(fd, i64("offset"), i64("len")),
  fd_close: call(fd),
  fd_datasync: call(fd),
  fd_fdstat_get: call(fd, struct("stat", FdstatBytes)),
  fd_fdstat_set_flags: call(fd, i32("flags")),
  fd_fdstat_set_rights: call(fd, i64("fs_rights_base"), i64("fs_rights_inheriting")),
  fd_filestat_get: call(fd, struct("buf", FilestatBytes)),
  fd_filestat_set_size: call(fd, i64("size")),
  fd_filestat_set_times: call(fd, i64("atim"), i64("mtim"), i32("fst_flags")),
  fd_pread: call(fd, vector("iovs", "out", "nread"), i64("offset"), struct("nread", u32)),
  fd_prestat_get: call(fd, struct("buf", PrestatBytes)),
  fd_prestat_dir_name: call(fd, buffer("path")),
  fd_pwrite: call(fd, vector("iovs", "in"), i64("offset"), struct("nwritten", u32)),
  fd_read: call(fd, vector("iovs", "out", "nread"), struct("nread", u32)),
  fd_readdir: call(fd, buffer("buf", "bufused"), i64("cookie"), struct("bufused", u32)),
  fd_renumber: call(fd, i32("to")),
  fd_seek: call(fd, i64("offset"), i32("whence"), struct("newoffset", u64)),
  fd_sync: call(fd),
  fd_tell: call(fd, struct("offset", u64)),
  fd_write: call(fd, vector("iovs", "in"), struct("nwritten", u32)),
  path_create_directory: call(fd, path("path")),
  path_filestat_get: call(fd, i32("flags"), path("path"), struct("buf", FilestatBytes)),
  path_filestat_set_times: call(
    fd,
    i32("flags"),
    path("path"),
    i64("atim"),
    i64("mtim"),
    i32("fst_flags"),
  ),
  path_link: call(
    i32("old_fd"),
    i32("old_flags"),
    path("old_path"),
    i32("new_fd"),
    path("new_path"),
  ),
  path_open: call(
    fd,
    i32("dirflags"),
    path("path"),
    i32("oflags"),
    i64("fs_rights_base"),
    i64("fs_rights_inheriting"),
    i32("fdflags"),
    struct("opened_fd", u32),
  ),
  path_readlink: call(fd, path("path"), buffer("buf", "bufused"), struct("bufused", u32)),
  path_remove_directory: call(fd, path("path")),
  path_rename: call(fd, path("old_path"), i32("new_fd"), path("new_path")),
  path_symlink: call(path("old_path"), fd, path("new_path")),
  path_unlink_file: call(fd, path("path")),
  poll_oneoff: call(
    array("in", "in", SubscriptionBytes, "nsubscriptions", { partsOf: subscriptionParts }),
    array("out", "out", EventBytes, "nsubscriptions", {
      filled: { parameter: "nevents", each: EventBytes },
    }),
    i32("nsubscriptions"),
    struct("nevents", u32),
  ),
  proc_exit: call(i32("rval")),
  proc_raise: call(i32("sig")),
  random_get: call(buffer("buf")),
  sched_yield: call(),
  sock_accept: call(fd, i32("flags"), struct("ro_fd", u32)),
  sock_recv: call(
    fd,
    vector("ri_data", "out", "ro_datalen"),
    i32("ri_flags"),
    struct("ro_datalen", u32),
    struct("ro_flags", u16),
  ),
  sock_send: call(fd, vector("si_data", "in"), i32("si_flags"), struct("so_datalen", u32)),
  sock_shutdown: call(fd, i32("how")),
} as const satisfies Record<string, Part>;

export const WasiModule = "wasi_snapshot_preview1";
export type WasiCallName = keyof typeof WASI_CALLS;
/** In the table's order, which is also how a recording numbers them. */
export const WASI_CALL_NAMES = Object.keys(WASI_CALLS) as readonly WasiCallName[];

/** Whether an import can be bound by the host. Any other is for the caller to refuse or to stub. */
export function isWasiCall(module: string, name: string): name is WasiCallName {
  return module === WasiModule && Object.hasOwn(WASI_CALLS, name);
}

export function parametersOf(name: WasiCallName): readonly Parameter[] {
  return WASI_CALLS[name];
}

/** The function type with which a module must import the call. */
export function wasiType(name: WasiCallName): FunctionType {
  return {
    params: parametersOf(name).map(({ type }) => ValueType[type]),
    results: name === "proc_exit" ? [] : [ValueType.i32],
  };
}
