/** Lines that fit a terminal of 80 columns and do it no harm. */

export const Columns = 80;

/** A space at which no line is broken; it comes out as an ordinary one. */
export const NoBreak = "\u00a0";

/**
 * Breaks a line at spaces; what follows is indented two columns deeper than the line was. A word
 * that is too long (a path) stays whole: a broken path can be neither clicked nor copied.
 */
export function wrap(line: string): readonly string[] {
  return broken(line).map((part) => part.replaceAll(NoBreak, " "));
}

function broken(line: string): readonly string[] {
  if (line.length <= Columns) return [line];
  const indent = /^ */.exec(line)![0];
  const [first = "", ...words] = line.slice(indent.length).split(" ");
  const lines = [indent + first];
  for (const word of words) {
    const longer = `${lines.at(-1)} ${word}`;
    if (longer.length <= Columns) lines[lines.length - 1] = longer;
    else lines.push(`${indent}  ${word}`);
  }
  return lines;
}

/**
 * Names and source lines come from files that anybody may have written: control characters could
 * move the cursor or change colours, and direction marks could make code look like other code.
 */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, "\ufffd");
}
