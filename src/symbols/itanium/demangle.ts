/** Linkage names of C++, and what they say. */
import { NotMangled } from "../cursor.ts";
import { TooLong } from "../text-budget.ts";
import { parseMangled } from "./parser.ts";
import { print, type Style } from "./printer.ts";

/**
 * A function as a person would write it, such as `std::vector<int>::push_back(int&&)` (abridged), or as
 * `c++filt` does (full).
 * @returns undefined when `linkageName` is not mangled as the Itanium C++ ABI has it
 */
export function demangled(linkageName: string, style: Style): string | undefined {
  if (!linkageName.startsWith("_Z")) return undefined;
  try {
    return print(parseMangled(linkageName), style);
  } catch (error) {
    if (error instanceof NotMangled || error instanceof TooLong) return undefined;
    throw error;
  }
}
