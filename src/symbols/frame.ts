/** A place in the source, as a person reads it. What is not known is left out. */
export interface Frame {
  /** Demangled. */
  readonly function?: string;
  /** What the linker calls it, where that is something else: with C++, the mangled name. */
  readonly linkageName?: string;
  /** The path as it was given to the compiler. */
  readonly file?: string;
  /** From 1. */
  readonly line?: number;
  /** From 1. */
  readonly column?: number;
  /** Code that the user did not write: no debug information describes its function. */
  readonly library: boolean;
}
