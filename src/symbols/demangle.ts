import type { FunctionName } from "../dwarf/functions.ts";
import { demangled } from "./itanium/demangle.ts";
import { rustName } from "./rust/demangle.ts";

/**
 * What a person calls a function. A name of C++ or Rust comes in two forms, a short one without namespace, class
 * and parameters, and a linkage name with all of these encoded in it: that one says more, where it
 * can be read.
 */
export function shownName(name: FunctionName): string | undefined {
  const { linkageName } = name;
  // First: names of Rust's older mangling are of C++'s form, too.
  const rust = rustName(name);
  if (rust !== undefined) return rust.shown;
  const full = linkageName === undefined ? undefined : demangled(linkageName, "abridged");
  return full ?? name.name ?? linkageName;
}
