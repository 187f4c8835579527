import type { FunctionName } from "../dwarf/functions.ts";
import { demangled } from "./itanium/demangle.ts";

/**
 * What a person calls a function. A C++ name comes in two forms, a short one without namespace, class
 * and parameters, and a linkage name with all of these encoded in it: that one says more, where it
 * can be read.
 */
export function shownName({ name, linkageName }: FunctionName): string | undefined {
  const full = linkageName === undefined ? undefined : demangled(linkageName, "abridged");
  return full ?? name ?? linkageName;
}
