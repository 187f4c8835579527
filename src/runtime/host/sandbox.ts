/**
 * How a path of the program becomes a path of this machine, without ever leaving the directory that
 * the program was given.
 *
 * Node has no openat, so the path is walked here one component at a time and every symbolic link is
 * followed by hand: what comes out has no `..` and no link in it, but perhaps the last component.
 * That the result begins with the directory's path would not be enough of a check: a link on the
 * way may point anywhere.
 *
 * Not covered: another process that exchanges a directory for a link between the walk and the use.
 * The program itself cannot, it has one thread. And a directory that was opened is known by its
 * path: if it is renamed then, its descriptor finds nothing.
 */
import { lstatSync, readlinkSync, type Stats } from "node:fs";
import { join } from "node:path";
import { wasi } from "@bjorn3/browser_wasi_shim";
import { WasiError } from "./errno.ts";

/** Linux's limit. */
const MostLinks = 40;
const windows = process.platform === "win32";

export interface WalkOptions {
  /** The last component too, when it is a link. A path that ends in `/` always does. */
  readonly followLast: boolean;
}

/**
 * `path` below `root`, as a path of this machine. The last component need not exist; a final `/` is
 * kept, so that the operating system insists on a directory.
 *
 * @param root A directory's real path (no links in it).
 * @throws WasiError NOTCAPABLE for a path or a link out of `root`; LOOP, NOTDIR, NOENT, INVAL.
 * @throws The error of Node when the system refuses to look.
 */
export function resolveInside(root: string, path: string, { followLast }: WalkOptions): string {
  if (path === "") throw new WasiError(wasi.ERRNO_NOENT);
  const toDirectory = /\/\.?$/.test(path);
  /** Components to walk, the next one last. */
  const ahead = componentsOf(path).reverse();
  /** Components walked: real directories all, but for the last at the end. */
  const walked: string[] = [];
  for (let links = 0; ahead.length > 0; ) {
    const component = ahead.pop()!;
    if (component === "..") {
      if (walked.pop() === undefined) throw new WasiError(wasi.ERRNO_NOTCAPABLE);
      continue;
    }
    const isLast = ahead.length === 0;
    const at = join(root, ...walked, component);
    const found = lookAt(at);
    if (found === undefined) {
      if (!isLast) throw new WasiError(wasi.ERRNO_NOENT);
    } else if (found.isSymbolicLink()) {
      if (!isLast || followLast || toDirectory) {
        if (++links > MostLinks) throw new WasiError(wasi.ERRNO_LOOP);
        ahead.push(...componentsOf(linkTarget(at)).reverse());
        continue;
      }
    } else if (!isLast && !found.isDirectory()) {
      throw new WasiError(wasi.ERRNO_NOTDIR);
    }
    walked.push(component);
  }
  return join(root, ...walked) + (toDirectory && walked.length > 0 ? "/" : "");
}

/**
 * The same for an operation on the entry itself (removing, renaming, making): the link, not what it
 * points to, and never `root`, whose own entry is outside.
 *
 * @throws As `resolveInside`, and BUSY for `root`.
 */
export function resolveEntry(root: string, path: string): string {
  const resolved = resolveInside(root, path, { followLast: false });
  if (resolved === root) throw new WasiError(wasi.ERRNO_BUSY);
  return resolved;
}

/**
 * Where a symbolic link points, with `/` between the components.
 *
 * @throws WasiError NOTCAPABLE when that is an absolute path: it leads out, and the program is not
 * to learn it.
 */
export function linkTarget(path: string): string {
  const target = windows ? readlinkSync(path).replaceAll("\\", "/") : readlinkSync(path);
  refuseAbsolute(target);
  return target;
}

/** @throws WasiError NOTCAPABLE. */
export function refuseAbsolute(path: string): void {
  if (path.startsWith("/") || (windows && /^[a-z]:/i.test(path))) {
    throw new WasiError(wasi.ERRNO_NOTCAPABLE);
  }
}

function componentsOf(path: string): string[] {
  refuseAbsolute(path);
  const components = path.split("/").filter((component) => component !== "" && component !== ".");
  // To Windows these are separators, drives, streams and devices: ways out of a single component.
  if (
    windows &&
    components.some((name) => /[\\:]|^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(name))
  ) {
    throw new WasiError(wasi.ERRNO_INVAL);
  }
  return components;
}

function lookAt(path: string): Stats | undefined {
  return lstatSync(path, { throwIfNoEntry: false });
}
