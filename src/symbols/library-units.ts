/**
 * What of a module is not the user's, though it has debug information.
 *
 * Which compile units are of the C library, the compiler's runtime or Rust's standard library. Many builds of
 * these carry no debug information; Debian's do. What the library does inside is not what the user
 * wrote, whoever built it: so its units are passed over, and a module reads the same either way (and as
 * fast: Rust's standard library has some 5 MB of it). Of the templates and generic functions that
 * become part of the user's units, their file tells.
 */

/** Folders of the sources of wasi-libc, compiler-rt and libc++, wherever they lay when they were compiled. */
const LibrarySources =
  /(?:^|\/)(?:libc-(?:top|bottom)-half|dlmalloc\/src|emmalloc|compiler-rt\/lib|libcxx(?:abi)?\/src)\//;

/**
 * Rust's standard library and the crates that it is built of: as rustc's builds call their folders
 * (`/rustc/<commit>/library/…`, `/rust/deps/…`, before 2024 `/cargo/registry/…`), Debian's
 * (`/usr/src/rustc-1.63.0/library/…`, `…/vendor/…`), and where rustup keeps a copy to read
 * (`…/lib/rustlib/src/rust/library/…`).
 */
const RustLibrary =
  /^\/(?:rustc\/[0-9a-f]+|rust\/deps|cargo\/registry)\/|\/rustc-\d[^/]*\/(?:library|vendor)\/|\/rustlib\/(?:rustc-)?src\/rust\//;

/**
 * Crates that somebody else wrote: as cargo keeps them, and Debian's packages
 * (`/usr/share/cargo/registry/…`). Cargo's own folder may have any name.
 */
const CrateSources =
  /(?:^|\/)(?:\.?cargo\/(?:registry|git\/checkouts)|(?:registry\/src|git\/checkouts)\/[^/]+-[0-9a-f]{16})\//;

/** A unit: the path of its source, as the compiler was given it, and the folder in which that ran. */
export interface UnitOrigin {
  readonly name: string | undefined;
  readonly compDir: string | undefined;
}

export function isLibraryUnit({ name, compDir }: UnitOrigin): boolean {
  if (name === undefined) return false;
  const path = plain(name);
  if (LibrarySources.test(path)) return true;
  const absolute =
    path.startsWith("/") || compDir === undefined ? path : `${plain(compDir)}/${path}`;
  return RustLibrary.test(absolute);
}

/** Where compilers keep the headers of the C++ library: `…/include/c++/v1` (libc++), `…/include/c++/12`. */
const LibraryHeaders = /(?:^|\/)include\/(?:[^/]+\/)*c\+\+\/(?:v?\d)/;

/** Zig's standard library: as its own builds call the folder (`…/lib/std/`), or a system (`…/lib/zig/std/`). */
const ZigLibrary = /\/lib\/(?:zig\/)?(?:std|compiler_rt)\/.*\.zig$/;

/** Whether the file at `path` is one whose templates or generic functions become part of the user's units. */
export function isLibraryFile(path: string): boolean {
  return [LibraryHeaders, RustLibrary, ZigLibrary].some((paths) => paths.test(plain(path)));
}

/** Whether the file at `path` is of a crate that the user's program depends on. */
export function isDependencyFile(path: string): boolean {
  return CrateSources.test(plain(path)) && !isLibraryFile(path);
}

/** rustc calls a unit `src/main.rs/@/uaf.9870ba66-cgu.4`: `uaf` is the crate. */
export function crateOfUnit(name: string): string | undefined {
  return /\/@\/([\p{L}_][\p{L}\p{N}_]*)\.[^/]*$/u.exec(name)?.[1];
}

function plain(path: string): string {
  return path.replaceAll("\\", "/");
}
