import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Frame } from "../../symbols/frame.ts";
import type { FramePattern, Suppression } from "./format.ts";
import { type Finding, fits, suppresses } from "./match.ts";

const frame = (name: string): Frame => ({ function: name, library: false });

/** A condition in f, which g called, which main called. */
const finding: Finding = {
  kinds: ["Cond"],
  frames: ["f", "g", "main"].map(frame),
  object: "build/list.wasm",
};

function entry(frames: readonly FramePattern[], more: Partial<Suppression> = {}): Suppression {
  return { name: "", kind: "Cond", frames, ...more };
}

/** `f ... main` */
function stackPattern(written: string): FramePattern[] {
  return written.split(" ").map((name) => (name === "..." ? name : { by: "fun", pattern: name }));
}

describe("the stack", () => {
  it.each([
    ["f", true],
    ["f g", true],
    ["f g main", true],
    ["f g main _start", false],
    ["g", false],
    ["f main", false],
    ["... g", true],
    ["... main", true],
    ["... f g", true],
    ["... main f", false],
    ["f ... main", true],
    ["f ... g ... main ...", true],
    ["f g main ...", true],
    ["f ... ... f", false],
    ["?", true],
    ["* ?ai*", false],
    ["* * ?ai*", true],
  ])("%s: %s", (written, expected) => {
    expect(suppresses(entry(stackPattern(written)), finding)).toBe(expected);
  });

  it("may have no frame at all", () => {
    const empty = { ...finding, frames: [] };
    expect(suppresses(entry(stackPattern("f")), empty)).toBe(false);
  });
});

describe("a frame", () => {
  const push: Frame = {
    function: "list::push(int)",
    linkageName: "_ZN4list4pushEi",
    file: "lib/list.cpp",
    line: 12,
    library: false,
  };
  const matched = (pattern: FramePattern, frames: readonly Frame[] = [push]) =>
    suppresses(entry([pattern]), { ...finding, frames });

  it.each([
    ["fun", "list::push(int)", true],
    ["fun", "_ZN4list4pushEi", true],
    ["fun", "_ZN4list*", true],
    ["fun", "list::*", true],
    ["fun", "push", false],
    ["fun", "lib/list.cpp", false],
    ["obj", "build/list.wasm", true],
    ["obj", "*/list.*", true],
    ["obj", "list.wasm", false],
    ["src", "lib/list.cpp", true],
    ["src", "list.cpp", true],
    ["src", "li*.cpp", true],
    ["src", "ist.cpp", false],
    ["src", "lib", false],
  ] as const)("%s:%s: %s", (by, pattern, expected) => {
    expect(matched({ by, pattern })).toBe(expected);
  });

  it("is in a line, if the entry says so", () => {
    expect(matched({ by: "src", pattern: "list.cpp", line: 12 })).toBe(true);
    expect(matched({ by: "src", pattern: "list.cpp", line: 1 })).toBe(false);
    expect(matched({ by: "src", pattern: "list.c", line: 12 })).toBe(false);
  });

  it("may be known by its module alone", () => {
    const unknown: Frame = { library: true };
    expect(matched({ by: "obj", pattern: "*list*" }, [unknown])).toBe(true);
    expect(matched({ by: "fun", pattern: "*" }, [unknown])).toBe(true);
    expect(matched({ by: "fun", pattern: "f*" }, [unknown])).toBe(false);
    expect(matched({ by: "src", pattern: "*" }, [unknown])).toBe(false);
  });

  it("has folders of Windows, too", () => {
    const there = { ...push, file: "C:\\lib\\list.cpp" };
    expect(matched({ by: "src", pattern: "list.cpp", line: 12 }, [there])).toBe(true);
  });
});

describe("the kind", () => {
  const f = stackPattern("f");

  it("is one that the finding is of", () => {
    const read: Finding = { ...finding, kinds: ["Addr4", "Addr"] };
    const kinds = ["Addr4", "Addr", "Addr8", "Cond", "Value4"] as const;
    expect(kinds.filter((kind) => suppresses(entry(f, { kind }), read))).toEqual(["Addr4", "Addr"]);
  });

  it("goes with a parameter, letter by letter", () => {
    const param: Finding = { ...finding, kinds: ["Param"], parameter: "write(buf)" };
    const of = (parameter: string) => suppresses(entry(f, { kind: "Param", parameter }), param);
    expect(of("write(buf)")).toBe(true);
    expect(of("write(*)")).toBe(false);
  });

  it("goes with the kinds of leaks", () => {
    const leak: Finding = { ...finding, kinds: ["Leak"], leakKind: "possible" };
    const of = (more: Partial<Suppression>) =>
      suppresses(entry(f, { kind: "Leak", ...more }), leak);
    expect(of({})).toBe(true);
    expect(of({ leakKinds: ["definite", "possible"] })).toBe(true);
    expect(of({ leakKinds: ["definite"] })).toBe(false);
    expect(of({ leakKinds: [] })).toBe(false);
  });
});

/** What a pattern means, as it is defined: every way is tried. */
function naive<Item>(
  pattern: readonly string[],
  items: readonly Item[],
  any: string,
  isOne: (element: string, item: Item) => boolean,
): boolean {
  const [element, ...rest] = pattern;
  if (element === undefined) return items.length === 0;
  if (element === any) {
    return Array.from({ length: items.length + 1 }, (_, n) => items.slice(n)).some((behind) =>
      naive(rest, behind, any, isOne),
    );
  }
  const [item, ...others] = items;
  return item !== undefined && isOne(element, item) && naive(rest, others, any, isOne);
}

describe("wildcards", () => {
  it("mean what they are defined to mean: characters", () => {
    const pattern = fc.string({ unit: fc.constantFrom("a", "b", "?", "*"), maxLength: 8 });
    const name = fc.string({ unit: fc.constantFrom("a", "b", "*"), maxLength: 8 });
    fc.assert(
      fc.property(pattern, name, (pattern, name) => {
        const expected = naive([...pattern], [...name], "*", (p, c) => p === "?" || p === c);
        expect(fits(pattern, name)).toBe(expected);
      }),
      { numRuns: 1000 },
    );
  });

  it("mean what they are defined to mean: frames", () => {
    const patterns = fc.array(fc.constantFrom("f", "g", "?", "..."), {
      minLength: 1,
      maxLength: 7,
    });
    const names = fc.array(fc.constantFrom("f", "g"), { maxLength: 7 });
    fc.assert(
      fc.property(patterns, names, (patterns, names) => {
        const expected = naive([...patterns, "..."], names, "...", (p, n) => p === "?" || p === n);
        const stack = { ...finding, frames: names.map(frame) };
        expect(suppresses(entry(stackPattern(patterns.join(" "))), stack)).toBe(expected);
      }),
      { numRuns: 1000 },
    );
  });

  it("take no longer than pattern and name are long", () => {
    const started = performance.now();
    expect(fits(`${"*a".repeat(500)}b`, "a".repeat(5000))).toBe(false);
    expect(performance.now() - started).toBeLessThan(2000);
  });
});
