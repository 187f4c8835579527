import { expect, test } from "vitest";
import { readAnnotations } from "./annotations.ts";

test("a finding is expected on its line, or so many lines above", () => {
  const { expectations } = readAnnotations(
    [
      "p[5] = p[6]; //~ InvalidWrite InvalidRead",
      "//~^ InvalidFree",
      "x();",
      "",
      "//~^^ Trap",
      "malloc(1); //~ Leak_DefinitelyLost 1000 blocks Leak_IndirectlyLost",
      "f(); //~ Trap //~ StackOverflow",
    ].join("\n"),
  );
  expect(expectations).toEqual([
    { kind: "InvalidWrite", line: 1 },
    { kind: "InvalidRead", line: 1 },
    { kind: "InvalidFree", line: 1 },
    { kind: "Trap", line: 3 },
    { kind: "Leak_DefinitelyLost", line: 6, blocks: 1000 },
    { kind: "Leak_IndirectlyLost", line: 6 },
    { kind: "Trap", line: 7 },
    { kind: "StackOverflow", line: 7 },
  ]);
});

test("errors of the compiler stand alone", () => {
  const { rejections, expectations } = readAnnotations("drop(a);\na.b(); //~ E0382\n//~^ E0505");
  expect(rejections).toEqual([
    { code: "E0382", line: 2 },
    { code: "E0505", line: 2 },
  ]);
  expect(expectations).toEqual([]);
});

test("settings, and what they are when nothing is said", () => {
  expect(
    readAnnotations(
      "//! options: --fail-alloc=2 -q\n//! levels: -O0 -O2\n//! args: a b\n//! stdin: one\n//! stdin: \n//! stdout: 42\n//! exit: 134\n",
    ).settings,
  ).toEqual({
    options: ["--fail-alloc=2", "-q"],
    levels: ["-O0", "-O2"],
    args: ["a", "b"],
    stdin: "one\n\n",
    stdout: "42",
    exit: 134,
  });
  expect(readAnnotations("int main(void) {}").settings).toEqual({
    options: [],
    levels: [],
    args: [],
    stdin: "",
    exit: 0,
  });
});

test.each([
  ["//~ InvalidRed", "line 1: no kind of finding: InvalidRed"],
  ["\n//~", "line 2: //~ without a kind"],
  ["a(); //~ E0382\nb(); //~ Trap", "line 2: what does not compile has no findings"],
  ["//~ InvalidRead twice", "line 1: no kind of finding: twice"],
  ["//! color: red", "line 1: no setting: color"],
  ["\n//! levels: -O0 -O3", "line 2: no level: -O3"],
  ["//! exit 3", "line 1: expected //! name: value"],
])("%j is refused", (source, sentence) => {
  expect(() => readAnnotations(source)).toThrow(sentence);
});
