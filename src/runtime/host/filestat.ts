/** The structures in which WASI describes a file: `filestat` and `fdstat`. */
import type { BigIntStats } from "node:fs";
import { wasi } from "@bjorn3/browser_wasi_shim";

/**
 * The shim writes the three times at 38, 46 and 52, over the size and each other, instead of at 40,
 * 48 and 56 (version 0.4.2).
 */
class Filestat extends wasi.Filestat {
  override write_bytes(view: DataView, at: number): void {
    view.setBigUint64(at, this.dev, true);
    view.setBigUint64(at + 8, this.ino, true);
    view.setBigUint64(at + 16, BigInt(this.filetype), true);
    view.setBigUint64(at + 24, this.nlink, true);
    view.setBigUint64(at + 32, this.size, true);
    view.setBigUint64(at + 40, this.atim, true);
    view.setBigUint64(at + 48, this.mtim, true);
    view.setBigUint64(at + 56, this.ctim, true);
  }
}

/** Of something of which no more than its type is known. */
export function statusOf(filetype: number): wasi.Filestat {
  return new Filestat(0n, filetype, 0n);
}

export function filestatOf(stats: BigIntStats): wasi.Filestat {
  const filestat = new Filestat(stats.ino, filetypeOf(stats), stats.size);
  filestat.dev = stats.dev;
  filestat.nlink = stats.nlink;
  filestat.atim = stats.atimeNs;
  filestat.mtim = stats.mtimeNs;
  filestat.ctim = stats.ctimeNs;
  return filestat;
}

/** What fs.Stats, fs.BigIntStats and fs.Dirent can all be asked. */
interface Typed {
  isFile(): boolean;
  isDirectory(): boolean;
  isSymbolicLink(): boolean;
  isCharacterDevice(): boolean;
  isBlockDevice(): boolean;
  isSocket(): boolean;
}

/** A FIFO is "unknown", for which WASI has no type. */
export function filetypeOf(what: Typed): number {
  if (what.isFile()) return wasi.FILETYPE_REGULAR_FILE;
  if (what.isDirectory()) return wasi.FILETYPE_DIRECTORY;
  if (what.isSymbolicLink()) return wasi.FILETYPE_SYMBOLIC_LINK;
  if (what.isCharacterDevice()) return wasi.FILETYPE_CHARACTER_DEVICE;
  if (what.isBlockDevice()) return wasi.FILETYPE_BLOCK_DEVICE;
  if (what.isSocket()) return wasi.FILETYPE_SOCKET_STREAM;
  return wasi.FILETYPE_UNKNOWN;
}

export const SeekRights = BigInt(wasi.RIGHTS_FD_SEEK | wasi.RIGHTS_FD_TELL);
/** Bits 0 … 29: every right that preview 1 knows. */
export const AllRights = 0x3fff_ffffn;

/** wasi-libc reads a descriptor's access mode from its rights, and asks for none that it lacks. */
export function fdstat(filetype: number, flags: number, rights: bigint): wasi.Fdstat {
  const stat = new wasi.Fdstat(filetype, flags);
  stat.fs_rights_base = rights;
  stat.fs_rights_inherited = AllRights;
  return stat;
}

/**
 * The times that `fst_flags` asks for, in seconds since 1970 as Node's utimes want them; the file's
 * own where it does not; "now" wins over a given time. Nanoseconds become microseconds on the way.
 */
export function chosenTimes(
  current: BigIntStats,
  atim: bigint,
  mtim: bigint,
  flags: number,
): { readonly atime: number; readonly mtime: number } {
  const now = BigInt(Date.now()) * 1_000_000n;
  const choose = (set: number, setNow: number, given: bigint, kept: bigint) => {
    const chosen = flags & setNow ? now : flags & set ? BigInt.asUintN(64, given) : kept;
    return Number(chosen) / 1e9;
  };
  return {
    atime: choose(wasi.FSTFLAGS_ATIM, wasi.FSTFLAGS_ATIM_NOW, atim, current.atimeNs),
    mtime: choose(wasi.FSTFLAGS_MTIM, wasi.FSTFLAGS_MTIM_NOW, mtim, current.mtimeNs),
  };
}
