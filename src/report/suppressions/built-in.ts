/**
 * What is never reported because it is the C or the C++ library's own doing, and right.
 *
 * Blocks that the C library keeps for itself are told apart by who asked for them (../ownership.ts),
 * without an entry here: what is listed here is counted as suppressed, and no summary should begin
 * with mistakes that nobody can put right.
 *
 * One more entry: in the format of format.ts, with the names of the library's own functions only, and
 * why it is no mistake. Nothing of a program belongs here.
 */
import { parseSuppressions, type Suppression } from "./format.ts";

export interface BuiltIn {
  /** A sentence. */
  readonly reason: string;
  readonly entry: string;
}

export const BUILT_IN: readonly BuiltIn[] = [
  {
    reason:
      "libc++ keeps the message of an exception behind its count of owners, and holds a pointer to the message only.",
    entry: `{
   libc++: the message of a standard exception
   Memcheck:Leak
   match-leak-kinds: possible
   fun:_Znwm
   fun:_ZNSt3__?18__libcpp_refstringC?EPKc
}`,
  },
];

export function builtInSuppressions(list = BUILT_IN): Suppression[] {
  return list.flatMap(({ entry }) => parseSuppressions(entry));
}
