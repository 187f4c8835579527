import type { FunctionName } from "../dwarf/functions.ts";
import { demangled } from "./itanium/demangle.ts";
import { rustName } from "./rust/demangle.ts";

/** What is not known is left out. */
export interface ReadName {
  /** What a person calls it. */
  readonly shown?: string;
  /** The crate that a function of Rust was written in. */
  readonly crate?: string;
  /** The type of Rust's that a function belongs to. */
  readonly selfType?: string;
}

/**
 * A name of C++ or Rust comes in two forms, a short one without namespace, class and parameters, and a
 * linkage name with all of these encoded in it: that one says more, where it can be read.
 */
export function readName(name: FunctionName): ReadName {
  const { linkageName } = name;
  // First: names of Rust's older mangling are of C++'s form, too.
  const rust = rustName(name);
  if (rust !== undefined) return rust;
  const full = linkageName === undefined ? undefined : demangled(linkageName, "abridged");
  const shown = full ?? name.name ?? linkageName;
  return shown === undefined ? {} : { shown };
}

/** What a person calls a function or a variable. */
export function shownName(name: FunctionName): string | undefined {
  return readName(name).shown;
}
