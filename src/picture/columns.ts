/** How many columns of a terminal a text takes, and texts made harmless for one. */
import stringWidth from "string-width";
import type { Charset } from "./glyphs.ts";

const segmenter = new Intl.Segmenter("en");

/** What drawings are made of, each in one column; the library would take a hundred times as long to say so. */
const Simple = /^[\x20-\x7e\u2500-\u257f●▶◀∅…]*$/;

/** Columns: 2 for a wide character, 0 for a mark that combines with the one before it. */
export function widthOf(text: string): number {
  return Simple.test(text) ? text.length : stringWidth(text);
}

/** What stands in one cell, or two: a character with all that combines with it. */
export function characters(text: string): Iterable<string> {
  if (Simple.test(text)) return text;
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}

/** As much of a text as `columns` hold, the ellipsis with it. */
export function cut(text: string, columns: number, ellipsis: string): string {
  if (widthOf(text) <= columns) return text;
  let kept = "";
  let width = ellipsis.length;
  for (const character of characters(text)) {
    width += widthOf(character);
    if (width > columns) break;
    kept += character;
  }
  return kept + ellipsis;
}

/**
 * Names and strings are the program's: control characters could move the cursor, direction marks could turn a line around. In ASCII
 * everything that is not is written as an escape.
 */
export function harmless(text: string, charset: Charset): string {
  if (isPlain(text)) return text;
  const visible = text.replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, "\ufffd");
  if (charset === "unicode") return visible;
  return visible
    .replaceAll("…", "...")
    .replace(/[^\x20-\x7e]/gu, (character) => `\\u{${character.codePointAt(0)!.toString(16)}}`);
}

function isPlain(text: string): boolean {
  return /^[\x20-\x7e]*$/.test(text);
}
