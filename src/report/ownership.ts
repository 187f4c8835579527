/**
 * Whose allocation is it: the program's, or the C library's own?
 *
 * `printf`'s start-up, the copies of argv and of the preopened directories, the environment: the C
 * library allocates for itself, never frees, and is right to. Memcheck hides such blocks with
 * suppressions and a call of glibc's __libc_freeres; a student sees neither here: they are told apart by
 * who asked for the block, so that "1 allocs, 1 frees" is what the program's source says.
 *
 * User code is code with debug information (the embedded C library has none). A block that a
 * library function allocates is its own, unless its contract hands the block to somebody:
 */
import { type Frame, isCxx, isRust } from "../symbols/frame.ts";
import { operatorRole } from "../symbols/operators.ts";
import { outsideRustAllocator, rustOwner } from "./rust-ownership.ts";

type Owner =
  /** Whoever called the function decides: `strdup` in the program is the program's. */
  | "caller"
  /** The program's, however deep in the library: a FILE that `fopen` gave is there until `fclose`. */
  | "program"
  /** The library's. Needed only where a module has no debug information at all. */
  | "library";

/**
 * The functions of wasi-libc that call the allocator, by the names in its symbol table (found by
 * linking the whole of it and listing the callers), with their public names where they differ.
 *
 * One more function: add a row if it gives blocks away; library functions that are not here keep
 * what they allocate.
 */
const OWNERS: Readonly<Record<string, Owner>> = {
  /** An object that is thrown. */
  __cxa_allocate_exception: "caller",
  strdup: "caller",
  __strdup: "caller",
  strndup: "caller",
  __strndup: "caller",
  wcsdup: "caller",
  reallocarray: "caller",
  __reallocarray: "caller",

  getline: "program",
  getdelim: "program",
  asprintf: "program",
  vasprintf: "program",
  /** For `%ms`. */
  vfscanf: "program",
  vfwscanf: "program",
  fopen: "program",
  fdopen: "program",
  __fdopen: "program",
  fmemopen: "program",
  fopencookie: "program",
  open_memstream: "program",
  open_wmemstream: "program",
  /** The growing buffer of a memory stream, which the program frees. */
  ms_write: "program",
  wms_write: "program",
  opendir: "program",
  fdopendir: "program",
  opendirat: "program",
  __wasilibc_nocwd_opendirat: "program",
  scandir: "program",
  scandirat: "program",
  __wasilibc_nocwd_scandirat: "program",
  fts_open: "program",
  realpath: "program",
  getcwd: "program",
  glob: "program",
  do_glob: "program",
  regcomp: "program",
  tsearch: "program",
  hcreate: "program",
  resize: "program",
  __hcreate_r: "program",
  iconv_open: "program",
  newlocale: "program",
  __newlocale: "program",
  duplocale: "program",
  __duplocale: "program",

  __main_void: "library",
  _start: "library",
  __wasm_call_ctors: "library",
  __wasilibc_initialize_environ: "library",
  __wasilibc_populate_preopens: "library",
  internal_register_preopened_fd: "library",
  internal_register_preopened_fd_unlocked: "library",
  __wasilibc_find_relpath_alloc: "library",
  chdir: "library",
  setenv: "library",
  putenv: "library",
  __putenv: "library",
  __env_rm_add: "library",
  atexit: "library",
  __cxa_atexit: "library",
  readdir: "library",
  regexec: "library",
  __get_locale: "library",
};

function ownerOf(name: string): Owner | undefined {
  return operatorRole(name) === undefined ? OWNERS[name] : "caller";
}

/**
 * @param stack the frames above the allocator's own, innermost first
 * @param anyDebugInfo whether the module has debug information; without, what is not known to be
 *   the library's belongs to the program
 */
export function ownedByProgram(stack: readonly Frame[], anyDebugInfo: boolean): boolean {
  const callers = outsideRustAllocator(stack);
  for (const [at, frame] of callers.entries()) {
    if (!frame.library) return true;
    // What the C library keeps is its own, too, when it is Rust's that called it.
    if (isRust(frame)) return rustOwner(callers.slice(at)) === "program";
    // What the containers allocate is their caller's, as in Memcheck.
    if (isCxx(frame)) continue;
    const name = frame.linkageName ?? frame.function;
    const owner = name === undefined ? undefined : ownerOf(name);
    if (owner === undefined) return !anyDebugInfo;
    if (owner !== "caller") return owner === "program";
  }
  return true;
}
