/**
 * Splits a line into words as a POSIX shell does, without expanding anything: blanks separate,
 * `'…'` is literal, in `"…"` a backslash protects `"`, `\`, `$`, a backtick and the end of a line,
 * outside of quotes a backslash protects any character. (POSIX.1-2024, XCU 2.2 Quoting.)
 *
 * Serves the user's `--cflags` and what `clang -###` prints, which is written for a shell.
 *
 * @throws UnfinishedQuote when a quotation does not end.
 */
export function splitWords(line: string): string[] {
  const words: string[] = [];
  // undefined between words, so that an empty quotation ('') still makes a word.
  let word: string | undefined;
  let at = 0;
  while (at < line.length) {
    const char = line[at]!;
    if (/\s/.test(char)) {
      if (word !== undefined) words.push(word);
      word = undefined;
      at++;
    } else if (char === "'") {
      const end = line.indexOf("'", at + 1);
      if (end < 0) throw new UnfinishedQuote(char);
      word = (word ?? "") + line.slice(at + 1, end);
      at = end + 1;
    } else if (char === '"') {
      const quoted = readDoubleQuoted(line, at + 1);
      word = (word ?? "") + quoted.text;
      at = quoted.end;
    } else if (char === "\\" && at + 1 < line.length) {
      const protectedChar = line[at + 1]!;
      word = (word ?? "") + (protectedChar === "\n" ? "" : protectedChar);
      at += 2;
    } else {
      word = (word ?? "") + char;
      at++;
    }
  }
  if (word !== undefined) words.push(word);
  return words;
}

export class UnfinishedQuote extends Error {
  override readonly name = "UnfinishedQuote";
  constructor(quote: string) {
    super(`a quotation that ${quote} begins has no end`);
  }
}

/** `end`: the index after the closing quote. */
function readDoubleQuoted(line: string, start: number): { text: string; end: number } {
  let text = "";
  for (let at = start; at < line.length; at++) {
    const char = line[at]!;
    if (char === '"') return { text, end: at + 1 };
    const next = line[at + 1];
    if (char === "\\" && next !== undefined && '"\\$`\n'.includes(next)) {
      if (next !== "\n") text += next;
      at++;
    } else {
      text += char;
    }
  }
  throw new UnfinishedQuote('"');
}
