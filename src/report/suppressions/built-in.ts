/**
 * What is never reported because it is the own doing of the C, C++ or Rust library, and right.
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
  {
    reason:
      "Rust's std up to 1.63, as it comes compiled, takes the smaller of 9 and a precision before it looks whether there is one; without one, what it took is not used.",
    entry: `{
   std: a Duration with {:?} and without a precision
   Memcheck:Cond
   fun:_ZN57_$LT$core..time..Duration$u20$as$u20$core..fmt..Debug$GT$3fmt11fmt_decimal*
}`,
  },
  {
    reason:
      "wasi-libc's scandir copies a name with the size of a whole struct dirent before it, up to seven bytes more than readdir has of it; nobody looks at them.",
    entry: `{
   wasi-libc: the end of an entry that scandir copies
   Redzone:Addr
   fun:__wasilibc_nocwd_scandirat
   fun:scandir
}`,
  },
];

export function builtInSuppressions(list = BUILT_IN): Suppression[] {
  return list.flatMap(({ entry }) => parseSuppressions(entry));
}
