import fc from "fast-check";
import { expect, test } from "vitest";
import { excerpt } from "./excerpt.ts";
import { printable, wrap } from "./wrap.ts";

/** The excerpt as it is shown. */
function shown(source: string, line: number, column?: number): string {
  const { number, code, caret } = excerpt(source, line, column) ?? { number: "", code: "" };
  const pointer = caret === undefined ? "" : `\n${" ".repeat(number.length + 3 + caret)}^`;
  return `${number} | ${code}${pointer}`;
}

test("the caret stands under the column, whatever the indentation", () => {
  expect(shown("a\n\t  p[5] = 1;\r\n", 2, 9)).toBe("        2 | p[5] = 1;\n                 ^");
  expect(shown('puts("größe"); x();', 1, 18)).toBe(
    '        1 | puts("größe"); x();\n                           ^',
  );
  expect(shown("  x;", 1)).toBe("        1 | x;");
});

test("a place that the file does not have is not shown", () => {
  expect(excerpt("one\n", 3, 1)).toBeUndefined();
  expect(excerpt("one\n", 1, 40)?.caret).toBeUndefined();
});

test("a long line is cut to 80 columns, and the caret stays at its character", () => {
  fc.assert(
    fc.property(fc.nat(500), fc.nat(500), (before, after) => {
      const line = shown(`${"a ".repeat(before)}X${" b".repeat(after)}`, 1, before * 2 + 1);
      const [code = "", caret = ""] = line.split("\n");
      expect(code.length).toBeLessThanOrEqual(80);
      expect(code[caret.indexOf("^")]).toBe("X");
    }),
  );
});

test("what a terminal would obey is replaced", () => {
  expect(printable("a\u001b[31mb\u202ec\n")).toBe("a\ufffd[31mb\ufffdc\ufffd");
});

test("lines are wrapped at spaces, and nothing is lost or cut", () => {
  const words = fc.array(fc.stringMatching(/^[a-z]{1,100}$/), { minLength: 1 });
  fc.assert(
    fc.property(fc.nat(6), words, (indent, words) => {
      const lines = wrap(" ".repeat(indent) + words.join(" "));
      expect(lines.flatMap((line) => line.trim().split(" "))).toEqual(words);
      for (const line of lines) if (line.trim().includes(" ")) expect(line.length).toBeLessThan(81);
    }),
  );
});
