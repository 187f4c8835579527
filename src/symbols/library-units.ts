/**
 * What of a module is not the user's, though it has debug information.
 *
 * Which compile units are of the C library or the compiler's runtime. Most builds of these carry no
 * debug information; Debian's wasi-libc does. What the library does inside is not what the user
 * wrote, whoever built it: so its units are passed over, and a module reads the same either way.
 */

/** Folders of the sources of wasi-libc, compiler-rt and libc++, wherever they lay when they were compiled. */
const LibrarySources =
  /(?:^|\/)(?:libc-(?:top|bottom)-half|dlmalloc\/src|emmalloc|compiler-rt\/lib|libcxx(?:abi)?\/src)\//;

/** @param name of a compile unit: the path of its source, as the compiler was given it */
export function isLibraryUnit(name: string | undefined): boolean {
  return name !== undefined && LibrarySources.test(name.replaceAll("\\", "/"));
}

/** Where compilers keep the headers of the C++ library: `…/include/c++/v1` (libc++), `…/include/c++/12`. */
const LibraryHeaders = /(?:^|\/)include\/(?:[^/]+\/)*c\+\+\/(?:v?\d)/;

/** Whether the file at `path` is one of the C++ library's: its templates become part of the user's units. */
export function isLibraryHeader(path: string): boolean {
  return LibraryHeaders.test(path.replaceAll("\\", "/"));
}
