import type { FunctionName } from "../dwarf/functions.ts";

/**
 * What a person calls a function. C++ and Rust names come in two forms, a short one without
 * namespace, class and parameters, and a linkage name with all of these encoded in it. The decoder
 * of linkage names goes here (and nowhere else); until then the short form is what can be read.
 */
export function shownName({ name, linkageName }: FunctionName): string | undefined {
  return name ?? linkageName;
}
