import { describe, expect, it } from "vitest";
import { readClangFlags, slashed } from "./clang-flags.ts";

const inputs = (...words: string[]) =>
  readClangFlags(words).words.flatMap((word) => ("input" in word ? [word.input] : []));

describe("readClangFlags", () => {
  it("finds search folders, joined or apart, in clang's order", () => {
    const { search } = readClangFlags(
      "-idirafter late -isystemsys -Ia -I b -iquote q -iquoteq2 -I ../c".split(" "),
    );
    expect(search.quoted).toEqual(["q", "q2"]);
    expect(search.everywhere).toEqual(["a", "b", "../c", "sys", "late"]);
  });

  it("tells -include from -I", () => {
    const flags = readClangFlags(["-includeall.h", "-include", "more.h", "-imacros", "m.h"]);
    expect(flags.preincluded).toEqual(["all.h", "more.h", "m.h"]);
    expect(flags.search.everywhere).toEqual([]);
  });

  it("leaves -include-pch alone", () => {
    const flags = readClangFlags(["-include-pch=x"]);
    expect(flags.preincluded).toEqual([]);
    expect(flags.words).toEqual([{ flag: "-include-pch=x" }]);
  });

  it("takes for inputs only what no flag claims", () => {
    expect(inputs("-Wall", "other.c", "-D", "X", "-o", "out", "-DY=1", "lib/z.o")).toEqual([
      "other.c",
      "lib/z.o",
    ]);
    expect(inputs("-Xclang", "value", "-mllvm", "-flag", "-x", "c", "-l", "m")).toEqual([]);
    expect(inputs("-I", "folder", "@file")).toEqual([]);
  });

  it("keeps every word in its place", () => {
    const { words } = readClangFlags(["-O2", "a.c", "-Iinc", "-lm"]);
    expect(words).toEqual([
      { flag: "-O2" },
      { input: "a.c" },
      { flag: "-I" },
      { flag: "inc" },
      { flag: "-lm" },
    ]);
  });

  it("notices that there will be no program", () => {
    expect(readClangFlags(["-Wall", "-c"]).stopsEarly).toBe(true);
    expect(readClangFlags(["-Xlinker", "-S", "-Wall"]).stopsEarly).toBe(false);
  });

  it("leaves a missing value to clang to complain about", () => {
    expect(readClangFlags(["-I"]).words).toEqual([{ flag: "-I" }]);
    expect(readClangFlags(["-D"]).words).toEqual([{ flag: "-D" }]);
  });
});

it("turns separators on Windows only", () => {
  expect(slashed("a\\b", "win32")).toBe("a/b");
  expect(slashed("a\\b", "linux")).toBe("a\\b");
});
