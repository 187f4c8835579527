import { describe, expect, test } from "vitest";
import type { CodeOffset } from "../bytes/brand.ts";
import type { GlobalFacts, LocalFacts } from "../runtime/facts.ts";
import type { GlobalVariable } from "../symbols/variables.ts";
import { addr, symbols } from "./report.fixture.ts";
import { StackNamer } from "./stacks.ts";
import { describeGlobal, describeLocal, describeUnguarded } from "./variables.ts";

/** Knows functions, but no variables. */
const plain = {
  ...symbols,
  frames: () => [{ function: "outer", file: "list.c", line: 3, library: false }],
};
const namer = new StackNamer(plain);

describe("a local variable", () => {
  const facts: LocalFacts = {
    name: "text",
    line: 12,
    size: 8,
    offset: 8,
    func: 20 as CodeOffset,
    life: "living",
  };
  const named = { variableKind: "local", variable: "text", offset: 8, blockSize: 8, line: 12 };
  const inlined = { type: "char[8]", file: "inner.h", line: 12, function: "inner" };
  const known = {
    ...plain,
    localVariable: (site: CodeOffset, name: string, line?: number) =>
      site === 20 && name === "text" && line === 12 ? inlined : undefined,
  };

  test("has the type and the function that the debug information knows", () => {
    expect(describeLocal(facts, namer, known)).toEqual({ ...named, ...inlined });
  });

  test("is of the function that the code is of where it knows nothing", () => {
    const place = { function: "outer", file: "list.c" };
    expect(describeLocal(facts, namer, plain)).toEqual({ ...named, ...place });
  });

  test("is asked for without what LLVM adds to its name", () => {
    for (const name of ["text.addr", "text.i", "text.i12", "text.addr.i.i"]) {
      const described = describeLocal({ ...facts, name }, namer, known);
      expect(described).toEqual({ ...named, ...inlined });
    }
  });

  test("has no type where only a part of it is left", () => {
    const { type: _, ...place } = inlined;
    const described = describeLocal({ ...facts, name: "text.sroa.4.i", size: 4 }, namer, known);
    expect(described).toEqual({ ...named, blockSize: 4, ...place });
  });
});

describe("a global variable", () => {
  const found: GlobalVariable = {
    name: "table",
    type: "int[4]",
    file: "list.c",
    line: 3,
    start: addr(1024),
    size: 16,
  };
  const known = {
    ...plain,
    globalAt: (address: number) => (address >= 1024 && address < 1040 ? found : undefined),
  };
  const facts: GlobalFacts = { address: addr(1024), name: "table", size: 16, offset: 18 };
  const bare = { variableKind: "global", variable: "table", offset: 18, blockSize: 16 };
  const source = { type: "int[4]", file: "list.c", line: 3 };

  test("is found from where it begins", () => {
    expect(describeGlobal(facts, known)).toEqual({ ...bare, ...source });
  });

  test("is what the compiler calls it where the debug information knows nothing", () => {
    expect(describeGlobal(facts, plain)).toEqual(bare);
    const local = { ...facts, name: "next.table" };
    expect(describeGlobal(local, plain)).toEqual({ ...bare, function: "next" });
  });

  test("without redzones is found by an address in it", () => {
    const inside = describeUnguarded(addr(1026), known);
    expect(inside).toEqual({ ...bare, ...source, offset: 2 });
    expect(describeUnguarded(addr(1040), known)).toEqual({});
  });

  test("may be a literal", () => {
    const literal = { variableKind: "literal", offset: 18, blockSize: 16 };
    expect(describeGlobal({ ...facts, name: ".str.3" }, known)).toEqual(literal);
    const { name: _, ...nameless } = found;
    const inside = describeUnguarded(addr(1025), { ...known, globalAt: () => nameless });
    expect(inside).toEqual({ ...literal, offset: 1 });
  });
});
