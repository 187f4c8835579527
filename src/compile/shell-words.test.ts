import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { splitWords, UnfinishedQuote } from "./shell-words.ts";

describe("splitWords", () => {
  it.each<[string, string[]]>([
    ["", []],
    ["  \t\n ", []],
    ["-Wall -Wextra", ["-Wall", "-Wextra"]],
    ["  -a   -b  ", ["-a", "-b"]],
    [`-DNAME="a b"`, ["-DNAME=a b"]],
    [`'-I my headers' x`, ["-I my headers", "x"]],
    [`-DS='"text"'`, [`-DS="text"`]],
    [`-DS=\\"text\\"`, [`-DS="text"`]],
    [`"a \\"b\\" \\\\ \\$ \\n"`, [`a "b" \\ $ \\n`]],
    [`a\\ b c`, ["a b", "c"]],
    [`'' "" x`, ["", "", "x"]],
    [`'it'"'"'s'`, ["it's"]],
    ["one\\\ntwo", ["onetwo"]],
    ["ends\\", ["ends\\"]],
  ])("%j", (line, words) => {
    expect(splitWords(line)).toEqual(words);
  });

  it.each([`"open`, `'open`, `-D"a\\"`])("refuses %j", (line) => {
    expect(() => splitWords(line)).toThrow(UnfinishedQuote);
  });

  it("gives back any words that were quoted for a shell", () => {
    const quote = (word: string) => `'${word.replaceAll("'", `'"'"'`)}'`;
    fc.assert(
      fc.property(fc.array(fc.string()), (words) => {
        expect(splitWords(words.map(quote).join(" "))).toEqual(words);
      }),
    );
  });

  it("gives back any words that were quoted as clang -### quotes them", () => {
    const quote = (word: string) => `"${word.replace(/["\\$]/g, "\\$&")}"`;
    fc.assert(
      fc.property(fc.array(fc.string()), (words) => {
        expect(splitWords(words.map(quote).join(" "))).toEqual(words);
      }),
    );
  });
});
