/**
 * What a blessed report leaves out: the parts that change with the compiler, the C library or the
 * layout of memory, and say nothing about Redzone. One table, and one expected file a program.
 */

type Rule = readonly [pattern: RegExp, replacement: string];

const RULES: readonly Rule[] = [
  // Addresses; those near NULL stay, they are the point of a test.
  [/\b0x[0-9a-f]{4,}\b/g, "0x…"],
  // Where the stack ends, and how many frames fit.
  [/[\d,]+ bytes below stack pointer/g, "… bytes below stack pointer"],
  [/after [\d,]+ nested calls/g, "after … nested calls"],
  [/… [\d,]+ more calls/g, "… more calls"],
  // How Rust's library does it, which changes with rustc and with the level.
  [/… \d+ frames? of [a-z_]+(?:, [a-z_]+)*/g, "… frames of std"],
  // How the C library does it: of its frames only the function that the program called stays.
  [/^ {3}at \S+\n(?: {3}by \S+\n)* {3}by (\S+)\n/gm, "   at … $1\n"],
];

/** @param text a report without colours */
export function normalise(text: string): string {
  return RULES.reduce((left, [pattern, replacement]) => left.replace(pattern, replacement), text);
}
