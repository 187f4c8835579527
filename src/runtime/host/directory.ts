/** A directory of this machine, as a descriptor of the program: what `--dir` gives, and those in it. */
import {
  closeSync,
  constants,
  type Dirent,
  linkSync,
  lstatSync,
  lutimesSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmdirSync,
  statSync,
  symlinkSync,
  unlinkSync,
  utimesSync,
} from "node:fs";
import { join } from "node:path";
import { Fd, wasi } from "@bjorn3/browser_wasi_shim";
import { WasiError } from "./errno.ts";
import { type Access, OpenFile } from "./file.ts";
import { AllRights, chosenTimes, fdstat, filestatOf, filetypeOf } from "./filestat.ts";
import { linkTarget, refuseAbsolute, resolveEntry, resolveInside } from "./sandbox.ts";

/** The one bit of `lookupflags`. */
const SymlinkFollow = 1;
/** As open(2) with O_CREAT: less what the umask takes. */
const NewFileMode = 0o666;
const NewDirectoryMode = 0o777;

interface Entry {
  readonly name: string;
  readonly filetype: number;
}

export class OpenDirectory extends Fd {
  /** The real path, and the border that no path may cross. */
  readonly #root: string;
  /** The name that the program knows it by, when it was given it from the start. */
  readonly #guest: string | undefined;
  #entries: readonly Entry[] = [];

  constructor(root: string, guest?: string) {
    super();
    this.#root = root;
    this.#guest = guest;
  }

  override fd_prestat_get() {
    if (this.#guest === undefined) return { ret: wasi.ERRNO_BADF, prestat: null };
    return { ret: 0, prestat: wasi.Prestat.dir(this.#guest) };
  }
  override fd_fdstat_get() {
    return { ret: 0, fdstat: fdstat(wasi.FILETYPE_DIRECTORY, 0, AllRights) };
  }
  override fd_filestat_get() {
    return { ret: 0, filestat: filestatOf(statSync(this.#root, { bigint: true })) };
  }
  override fd_filestat_set_times(atim: bigint, mtim: bigint, flags: number) {
    return this.path_filestat_set_times(SymlinkFollow, ".", atim, mtim, flags);
  }
  override fd_fdstat_set_flags(_flags: number) {
    return 0;
  }
  override fd_read(_size: number) {
    return { ret: wasi.ERRNO_ISDIR, data: new Uint8Array() };
  }
  override fd_write(_data: Uint8Array) {
    return { ret: wasi.ERRNO_BADF, nwritten: 0 };
  }

  /**
   * The entry after `cookie`: 0 for the first, then what the entry before said. Reading from the
   * beginning takes a new look at the directory; what is read on belongs to the same look, so that
   * a program may remove the files that it finds.
   */
  override fd_readdir_single(cookie: bigint) {
    if (cookie === 0n) this.#entries = this.#list();
    const entry = this.#entries[Number(cookie)];
    if (entry === undefined) return { ret: 0, dirent: null };
    return {
      ret: 0,
      dirent: new wasi.Dirent(cookie + 1n, this.#inodeOf(entry.name), entry.name, entry.filetype),
    };
  }
  /** By name, so that a program does the same on every machine. */
  #list(): Entry[] {
    const found = readdirSync(this.#root, { withFileTypes: true })
      .map((entry: Dirent) => ({ name: entry.name, filetype: filetypeOf(entry) }))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
    const directory = wasi.FILETYPE_DIRECTORY;
    return [{ name: ".", filetype: directory }, { name: "..", filetype: directory }, ...found];
  }
  /** 0 when it is not known: wasi-libc then asks for it itself. `..` may be out of the sandbox. */
  #inodeOf(name: string): bigint {
    if (name === "..") return 0n;
    return lstatSync(join(this.#root, name), { bigint: true, throwIfNoEntry: false })?.ino ?? 0n;
  }

  override path_open(
    dirflags: number,
    path: string,
    oflags: number,
    rights: bigint,
    _inheriting: bigint,
    fdflags: number,
  ) {
    const exclusive = (oflags & wasi.OFLAGS_CREAT) !== 0 && (oflags & wasi.OFLAGS_EXCL) !== 0;
    const at = resolveInside(this.#root, path, {
      followLast: (dirflags & SymlinkFollow) !== 0 && !exclusive,
    });
    const write = (rights & BigInt(wasi.RIGHTS_FD_WRITE)) !== 0n;
    const found = lstatSync(at, { throwIfNoEntry: false });
    if (found?.isDirectory()) {
      if (exclusive) throw new WasiError(wasi.ERRNO_EXIST);
      if (write || oflags & (wasi.OFLAGS_CREAT | wasi.OFLAGS_TRUNC)) {
        throw new WasiError(wasi.ERRNO_ISDIR);
      }
      return { ret: 0, fd_obj: new OpenDirectory(at.replace(/(?<=.)\/$/, "")) };
    }
    if (found !== undefined && oflags & wasi.OFLAGS_DIRECTORY) {
      throw new WasiError(wasi.ERRNO_NOTDIR);
    }
    // A link that was not to be followed; Windows has no O_NOFOLLOW to say so.
    if (found?.isSymbolicLink() && !exclusive) throw new WasiError(wasi.ERRNO_LOOP);
    const access = { read: !write || (rights & BigInt(wasi.RIGHTS_FD_READ)) !== 0n, write };
    const fd = openSync(at, openFlags(access, oflags), NewFileMode);
    try {
      return { ret: 0, fd_obj: new OpenFile(fd, access, fdflags) };
    } catch (error) {
      closeSync(fd);
      throw error;
    }
  }

  override path_filestat_get(flags: number, path: string) {
    const at = this.#resolve(path, flags);
    return { ret: 0, filestat: filestatOf(lstatSync(at, { bigint: true })) };
  }
  override path_filestat_set_times(
    flags: number,
    path: string,
    atim: bigint,
    mtim: bigint,
    fstFlags: number,
  ) {
    const at = this.#resolve(path, flags);
    const current = lstatSync(at, { bigint: true });
    const { atime, mtime } = chosenTimes(current, atim, mtim, fstFlags);
    (current.isSymbolicLink() ? lutimesSync : utimesSync)(at, atime, mtime);
    return 0;
  }
  override path_create_directory(path: string) {
    mkdirSync(this.#resolve(path, 0), NewDirectoryMode);
    return 0;
  }
  override path_remove_directory(path: string) {
    rmdirSync(resolveEntry(this.#root, path));
    return 0;
  }
  override path_unlink_file(path: string) {
    const at = resolveEntry(this.#root, path);
    // unlink(2) of a directory: EISDIR on Linux, EPERM on macOS and Windows.
    if (lstatSync(at).isDirectory()) throw new WasiError(wasi.ERRNO_ISDIR);
    unlinkSync(at);
    return 0;
  }

  // The four below have other parameters than the shim's, which thinks in inodes of its own.

  readLink(path: string): string {
    const at = this.#resolve(path, 0);
    if (!lstatSync(at).isSymbolicLink()) throw new WasiError(wasi.ERRNO_INVAL);
    return linkTarget(at);
  }
  /** A relative target may lead out: it is following it that is refused. */
  makeLink(target: string, path: string): void {
    refuseAbsolute(target);
    symlinkSync(target, this.#resolve(path, 0));
  }
  rename(path: string, to: OpenDirectory, newPath: string): void {
    renameSync(resolveEntry(this.#root, path), resolveEntry(to.#root, newPath));
  }
  hardLink(flags: number, path: string, to: OpenDirectory, newPath: string): void {
    linkSync(this.#resolve(path, flags), to.#resolve(newPath, 0));
  }

  #resolve(path: string, lookupflags: number): string {
    return resolveInside(this.#root, path, { followLast: (lookupflags & SymlinkFollow) !== 0 });
  }
}

function openFlags({ read, write }: Access, oflags: number): number {
  const { O_RDONLY, O_RDWR, O_WRONLY, O_CREAT, O_EXCL, O_TRUNC, O_DIRECTORY } = constants;
  let flags = write ? (read ? O_RDWR : O_WRONLY) : O_RDONLY;
  if (oflags & wasi.OFLAGS_CREAT) flags |= O_CREAT;
  if (oflags & wasi.OFLAGS_EXCL) flags |= O_EXCL;
  if (oflags & wasi.OFLAGS_TRUNC) flags |= O_TRUNC;
  // Windows lacks these two; there the walk alone refuses links.
  if (oflags & wasi.OFLAGS_DIRECTORY) flags |= O_DIRECTORY ?? 0;
  return flags | (constants.O_NOFOLLOW ?? 0);
}
