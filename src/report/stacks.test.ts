import fc from "fast-check";
import { expect, test } from "vitest";
import type { CodeOffset } from "../bytes/brand.ts";
import { noVariables } from "./report.fixture.ts";
import { foldLibrary, foldRecursion, StackNamer } from "./stacks.ts";

/** A stack as `a a b`, folded; what is left out as `(+3 a b)`. */
function folded(written: string, complete = true): string {
  const frames = written.split(" ").map((name) => (name === "?" ? {} : { function: name }));
  return foldRecursion(frames, complete, 8)
    .map(({ function: name = "?", omitted }) =>
      omitted ? `${name} (+${omitted.calls ?? "?"} ${omitted.of.join(" ")})` : name,
    )
    .join(" ");
}

test("recursion is folded, short repetition is not", () => {
  expect(folded("f f f main")).toBe("f f f main");
  expect(folded("f f f f main")).toBe("f f (+2 f) main");
  expect(folded("g even odd even odd even odd main")).toBe("g even odd (+4 even odd) main");
  expect(folded("f f f f f g g g g g main")).toBe("f f (+3 f) g g (+3 g) main");
  expect(folded("a b c a b c a b c main")).toBe("a b c (+6 a b c) main");
});

test("what was not recorded is not counted", () => {
  expect(folded("f f f f f", false)).toBe("f f (+? f)");
  expect(folded("f f f f f g", false)).toBe("f f (+3 f) g");
});

test("frames without a name are not taken for the same", () => {
  expect(folded("? ? ? ? ?")).toBe("? ? ? ? ?");
});

test("folding loses no call, and what it leaves is as it was", () => {
  const names = fc.array(fc.constantFrom("f", "g", "h", undefined), { maxLength: 60 });
  fc.assert(
    fc.property(names, (stack) => {
      const frames = stack.map((name, line) => ({ ...(name && { function: name }), line }));
      const left = foldRecursion(frames, true, 8);
      const omitted = left.reduce((sum, frame) => sum + (frame.omitted?.calls ?? 0), 0);
      expect(left.length + omitted).toBe(frames.length);
      for (const { omitted: _, ...frame } of left) expect(frames[frame.line!]).toEqual(frame);
    }),
  );
});

/** `*` marks user code, `_Z…` a C++ function without debug information, `.h` one of the library's headers. */
function withoutInside(written: string): string {
  const frames = written.split(" ").map((name) => ({
    function: name,
    library: !name.endsWith("*"),
    ...(name.startsWith("_Z") && { linkageName: name }),
    ...(/[h*]$/.test(name) && { file: name }),
  }));
  return foldLibrary(frames)
    .map((frame) => frame.function)
    .join(" ");
}

test("of calls within the C++ library the outermost is left", () => {
  expect(withoutInside("_Znwm allocate.h push_back.h main*")).toBe("push_back.h main*");
  expect(withoutInside("memcpy append.h main*")).toBe("append.h main*");
  expect(withoutInside("_Znwm main*")).toBe("_Znwm main*");
  expect(withoutInside("swap.h sort.h less* sort.h sort.h f* main*")).toBe(
    "sort.h less* sort.h f* main*",
  );
  expect(withoutInside("_Znwm init.h")).toBe("init.h");
});

test("the C library's calls stay", () => {
  expect(withoutInside("memcpy fwrite printf main*")).toBe("memcpy fwrite printf main*");
});

const names = ["strlen", "inlined", "user", "main", "__main_void", "__original_main", "_start"];
const namer = new StackNamer({
  ...noVariables,
  isEmpty: false,
  notes: [],
  frames: (site) => {
    const frame = { function: names[site]!, library: false };
    return names[site] === "inlined" ? [frame, { function: "user", library: false }] : [frame];
  },
});
const shown = (...called: readonly string[]) =>
  namer
    .report(called.map((name) => ({ site: names.indexOf(name) as CodeOffset })))
    .map((frame) => frame.function)
    .join(" ");

test("a stack ends at main; without main, at the start-up code", () => {
  expect(shown("strlen", "user", "main", "__main_void", "_start")).toBe("strlen user main");
  expect(shown("user", "main", "__main_void", "__original_main", "_start")).toBe("user main");
  expect(shown("user", "__original_main", "_start")).toBe("user __original_main");
  expect(shown("user", "__main_void", "_start")).toBe("user");
  expect(shown("_start")).toBe("_start");
});

test("inlined calls are frames", () => {
  expect(shown("strlen", "inlined", "main")).toBe("strlen inlined user main");
});

test("a function that Redzone carries out is the innermost frame", () => {
  expect(namer.report([{ intrinsic: "malloc" }])).toEqual([{ function: "malloc" }]);
});

test("unfolded: every frame of a recursion, and what only the linker knows", () => {
  const recursive = new StackNamer({
    ...noVariables,
    isEmpty: false,
    notes: [],
    frames: () => [{ function: "f(int)", linkageName: "_Z1fi", library: false }],
  });
  const called = { site: 1 as CodeOffset };
  const raw = [{ intrinsic: "malloc" }, called, called, called, called];
  const f = { function: "f(int)", linkageName: "_Z1fi", library: false };
  expect(recursive.unfolded(raw)).toEqual({
    frames: [{ function: "malloc", library: true }, f, f, f, f],
    complete: false,
  });
  expect(recursive.report(raw)).toEqual([
    { function: "malloc" },
    { function: "f(int)" },
    { function: "f(int)", omitted: { of: ["f(int)"] } },
  ]);
  const main = { site: names.indexOf("main") as CodeOffset };
  expect(namer.unfolded([main, main])).toMatchObject({ frames: [{}, {}], complete: true });
});
