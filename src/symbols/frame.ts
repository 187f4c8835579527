/** A place in the source, as a person reads it. What is not known is left out. */
export interface Frame {
  /** Demangled. */
  readonly function?: string;
  /** What the linker calls it, where that is something else: with C++, the mangled name. */
  readonly linkageName?: string;
  /** The crate with the function's source, where that is known: `alloc`, `uaf`. Rust only. */
  readonly crate?: string;
  /** The path as it was given to the compiler. */
  readonly file?: string;
  /** From 1. */
  readonly line?: number;
  /** From 1. */
  readonly column?: number;
  /**
   * Code that the user did not write: no debug information describes its function, or it is one of the C++
   * library's headers.
   */
  readonly library: boolean;
}

export function isRust({ crate, file }: Frame): boolean {
  return crate !== undefined || (file?.endsWith(".rs") ?? false);
}

/** Whether the function is one of C++; only asked about a library's. */
export function isCxx({ file, linkageName }: Frame): boolean {
  // Of libraries only the templates in the headers of C++ have lines.
  return file !== undefined || (linkageName?.startsWith("_Z") ?? false);
}
