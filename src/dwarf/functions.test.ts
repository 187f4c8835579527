import { describe, expect, test } from "vitest";
import {
  abbreviation,
  bytes,
  type Piece,
  sections,
  u32,
  unit4,
} from "../../tests/dwarf-assembler.ts";
import { debugSections, fixtureModule } from "../../tests/dwarf-fixtures.ts";
import type { FuncIndex } from "../bytes/brand.ts";
import { functionNames } from "../wasm/names.ts";
import { DW_AT, DW_FORM, DW_TAG } from "./constants.ts";
import { Dwarf } from "./dwarf.ts";
import { callSite, type FunctionScope, functionName, functionScopes } from "./functions.ts";

const code = [
  [DW_AT.low_pc, DW_FORM.addr],
  [DW_AT.high_pc, DW_FORM.data1],
] as const;
const shapes = bytes(
  abbreviation(1, DW_TAG.compile_unit, true),
  abbreviation(2, DW_TAG.subprogram, true, ...code, [DW_AT.name, DW_FORM.string]),
  abbreviation(
    3,
    DW_TAG.inlined_subroutine,
    true,
    ...code,
    [DW_AT.abstract_origin, DW_FORM.ref_addr],
    [DW_AT.call_line, DW_FORM.data1],
  ),
  abbreviation(4, DW_TAG.subprogram, false, [DW_AT.name, DW_FORM.string]),
  // DW_TAG_lexical_block and DW_TAG_namespace: whatever functions may stand in.
  abbreviation(5, 0x0b, true),
  abbreviation(6, DW_TAG.subprogram, false, [DW_AT.specification, DW_FORM.ref4]),
  abbreviation(
    7,
    DW_TAG.subprogram,
    false,
    [DW_AT.linkage_name, DW_FORM.string],
    [DW_AT.abstract_origin, DW_FORM.ref4],
  ),
  0,
);

function dwarf(...units: Piece[]): Dwarf {
  return new Dwarf(sections({ ".debug_abbrev": shapes, ".debug_info": bytes(units) }));
}

function nameIn(file: Dwarf, entry: number): string {
  const { name, linkageName } = functionName(entry, (offset) => file.unitAt(offset));
  return [name, linkageName].filter((x) => x !== undefined).join(" ");
}

/** The functions of the last unit at an address, innermost first, each with the line of its call. */
function at(file: Dwarf, address: number): string {
  const names: string[] = [];
  let scope: FunctionScope | undefined = functionScopes(file.units.at(-1)!).at(address);
  for (; scope !== undefined; scope = scope.caller) {
    names.push(nameIn(file, scope.entry) + (scope.caller ? `@${callSite(scope).line}` : ""));
  }
  return names.join(" < ");
}

// A second unit whose two functions are at these offsets of .debug_info; the tests' unit follows.
const others = unit4(0, 1, [4, "f"], [4, "g"], 0);
const subprogram = (low: number, length: number, name: string, ...children: Piece[]): Piece => [
  2,
  u32(low),
  length,
  name,
  children,
  0,
];
const inlined = (
  low: number,
  length: number,
  origin: number,
  line: number,
  ...children: Piece[]
) => [3, u32(low), length, u32(origin), line, children, 0];
// others comes first in .debug_info: 11 bytes of header, 1 of the unit's entry, 3 of f.
const f = 12;
const g = 15;

function withFunctions(...entries: Piece[]): Dwarf {
  return dwarf(others, unit4(0, 1, entries, 0));
}

describe("functions by address", () => {
  test("subprograms, wherever they stand", () => {
    const file = withFunctions(subprogram(10, 10, "a"), [5, subprogram(20, 5, "b"), 0]);
    expect([9, 10, 19, 20, 24, 25].map((address) => at(file, address))).toEqual([
      "",
      "a",
      "a",
      "b",
      "b",
      "",
    ]);
  });

  test("inlined ones, with blocks between them", () => {
    const inner = inlined(14, 2, g, 7);
    const file = withFunctions(
      subprogram(10, 10, "main", [5, inlined(12, 6, f, 3, [5, inner, 0]), 0], inlined(18, 1, g, 9)),
    );
    expect([11, 12, 14, 16, 18, 19].map((address) => at(file, address))).toEqual([
      "main",
      "f@3 < main",
      "g@7 < f@3 < main",
      "f@3 < main",
      "g@9 < main",
      "main",
    ]);
  });

  test("a block beside an inlined function is not in it", () => {
    const file = withFunctions(
      subprogram(10, 10, "main", inlined(12, 2, f, 3), [5, [5, inlined(15, 2, g, 7), 0], 0]),
    );
    expect([12, 15].map((address) => at(file, address))).toEqual(["f@3 < main", "g@7 < main"]);
  });

  test("a callee may take all the code of its caller", () => {
    const file = withFunctions(
      subprogram(10, 4, "main", inlined(10, 4, f, 3, inlined(10, 4, g, 4))),
    );
    expect(at(file, 12)).toBe("g@4 < f@3 < main");
  });

  test("not those that the linker threw away", () => {
    const gone = (low: number) => subprogram(low, 50, "gone", inlined(low, 50, f, 1));
    const file = withFunctions(gone(0), gone(0xffffffff), subprogram(10, 10, "main"));
    expect([1, 10, 30].map((address) => at(file, address))).toEqual(["", "main", ""]);
  });
});

describe("names", () => {
  test("follow abstract_origin and specification", () => {
    // 7 → 6 → 4, at 12, 12 + 8, 12 + 8 + 5.
    const file = dwarf(unit4(0, 1, [7, "_Z1hv", u32(20)], [6, u32(27)], 0, [4, "h"]));
    expect(nameIn(file, 12)).toBe("_Z1hv");
    const entry = bytes(7, "_Z1hv", u32(0)).length;
    const linked = dwarf(
      unit4(0, 1, [7, "_Z1hv", u32(12 + entry)], [6, u32(12 + entry + 5)], [4, "h"], 0),
    );
    expect(nameIn(linked, 12)).toBe("h _Z1hv");
  });

  test.each<[string, Piece]>([
    ["to itself", [6, u32(12)]],
    [
      "round in a circle",
      [
        [6, u32(17)],
        [6, u32(12)],
      ],
    ],
    ["to nowhere", [6, u32(5000)]],
    ["to the header", [6, u32(3)]],
  ])("give up on a reference %s", (_, entries) => {
    expect(nameIn(dwarf(unit4(0, 1, entries, 0)), 12)).toBe("");
  });

  test("are those that the linker knows: C++", () => {
    const module = fixtureModule("stack-v4-O0");
    const file = new Dwarf(debugSections(module));
    const linker = functionNames(module);
    const [unit] = file.units;
    const scopes = functionScopes(unit!);
    const checked = module.bodies.flatMap((body, index) => {
      const scope = scopes.at(body.offset);
      if (scope === undefined) return [];
      const { name, linkageName } = functionName(scope.entry, (offset) => file.unitAt(offset));
      const expected = linker.get(index as FuncIndex);
      expect(linkageName ?? name).toBe(expected);
      return [expected];
    });
    expect(checked).toContain("_ZN4list5StackIiE4pushEi");
    expect(checked.length).toBeGreaterThan(8);
  });
});
