/** A place in the source, as a person reads it. What is not known is left out. */
export interface Frame {
  /** Demangled. */
  readonly function?: string;
  /** What the linker calls it, where that is something else: with C++, the mangled name. */
  readonly linkageName?: string;
  /** The function's index, where nobody has a name for it. */
  readonly index?: number;
  /** The byte of the file at which the code is; in a module without debug information. */
  readonly offset?: number;
  /** The crate with the function's source, where that is known: `alloc`, `uaf`. Rust only. */
  readonly crate?: string;
  /** The type in whose `impl` the function is: `Vec<Node>`. Rust only. */
  readonly selfType?: string;
  /** The path as it was given to the compiler. */
  readonly file?: string;
  /** From 1. */
  readonly line?: number;
  /** From 1. */
  readonly column?: number;
  /**
   * Code of a language's own library: no debug information describes its function (and it is none of a Rust crate of
   * the user's), or it is one of the C++ library's headers or of Rust's standard library.
   */
  readonly library: boolean;
  /** Code that the user chose, but did not write: a crate that cargo fetched. */
  readonly dependency?: true;
}

export function isRust({ crate, file }: Frame): boolean {
  return crate !== undefined || (file?.endsWith(".rs") ?? false);
}

/** Whether the function is one of C++; only asked about a library's. */
export function isCxx(frame: Frame): boolean {
  if (isRust(frame)) return false;
  const { file, linkageName } = frame;
  // Of libraries only the templates in the headers of C++ have lines.
  return file !== undefined || (linkageName?.startsWith("_Z") ?? false);
}
