/** One line of source with a place in it. */
import { Columns, printable } from "./wrap.ts";

interface Excerpt {
  /** The line's number, right-aligned in the margin. */
  readonly number: string;
  readonly code: string;
  /** Columns of `code` before the place; absent when only the line is known. */
  readonly caret?: number;
}

/** The margin is as wide as that of most files, so that excerpts stand under each other. */
const MarginWidth = 9;
const TabWidth = 4;

/**
 * @param line from 1
 * @param column from 1, in bytes of UTF-8, as compilers count
 * @returns undefined when the file has no such line (it was changed since)
 */
export function excerpt(source: string, line: number, column?: number): Excerpt | undefined {
  const text = source.split(/\r?\n/, line)[line - 1];
  if (text === undefined) return undefined;
  const number = String(line).padStart(MarginWidth);
  const { code, caret } = around(text, column, Columns - number.length - " | ".length);
  return { number, code, ...(caret !== undefined && { caret }) };
}

/** Without its indentation, and cut to `width` around the place: source lines know no limit. */
function around(text: string, column: number | undefined, width: number) {
  const whole = [...visible(text)];
  const indent = Math.max(
    whole.findIndex((char) => char !== " "),
    0,
  );
  const chars = whole.slice(indent);
  const place = column === undefined ? undefined : columnsBefore(text, column);
  const caret = place === undefined || place < indent ? undefined : place - indent;
  if (chars.length <= width) return { code: chars.join("").trimEnd(), caret };

  const from = Math.max(0, Math.min((caret ?? 0) - Math.floor(width / 2), chars.length - width));
  const shown = chars.slice(from, from + width);
  if (from > 0) shown[0] = "…";
  if (from + width < chars.length) shown[width - 1] = "…";
  return { code: shown.join(""), caret: caret === undefined ? undefined : caret - from };
}

function visible(text: string): string {
  return printable(text.replaceAll("\t", " ".repeat(TabWidth)));
}

/** Characters shown before the column; undefined when the line is not that long. */
function columnsBefore(text: string, column: number): number | undefined {
  const bytes = new TextEncoder().encode(text);
  if (column - 1 > bytes.length) return undefined;
  return [...visible(new TextDecoder().decode(bytes.subarray(0, column - 1)))].length;
}
