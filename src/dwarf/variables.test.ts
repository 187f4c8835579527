import { describe, expect, test } from "vitest";
import {
  abbreviation,
  bytes,
  type Piece,
  sections,
  u16,
  u32,
  uleb,
  unit4,
} from "../../tests/dwarf-assembler.ts";
import {
  debugSections,
  type Fixture,
  fixtureModule,
  oracleLines,
} from "../../tests/dwarf-fixtures.ts";
import { MalformedError } from "../bytes/malformed.ts";
import { ByteReader } from "../bytes/reader.ts";
import { DW_AT, DW_FORM, DW_OP, DW_TAG } from "./constants.ts";
import { Dwarf } from "./dwarf.ts";
import type { AttributeValue } from "./forms.ts";
import { readLineTable } from "./line-program.ts";
import type { Unit } from "./units.ts";
import {
  declaration,
  declaredType,
  functionVariables,
  staticVariables,
  type Variable,
} from "./variables.ts";

/** `DW_OP_fbreg`: so far nothing but this test needs to know it. */
const FrameOffset = 0x91;

/** A location as llvm-dwarfdump writes it, for those that tests can be about without evaluating them. */
function locationText(location: AttributeValue): string {
  if (location.kind !== "block") return "a list";
  const reader = new ByteReader(location.bytes, "test");
  const operation = reader.u8();
  if (operation === DW_OP.addr) return `DW_OP_addr 0x${reader.u32().toString(16)}`;
  if (operation === DW_OP.addrx) return `DW_OP_addrx 0x${reader.uleb32().toString(16)}`;
  if (operation === FrameOffset) return `DW_OP_fbreg +${reader.sleb32()}`;
  return "an expression";
}

describe.each<Fixture>(["variables-v4-O0", "variables-v5-O2", "classes-v4-O0", "classes-v5-O2"])(
  "agrees with llvm-dwarfdump about %s",
  (fixture) => {
    const source = debugSections(fixtureModule(fixture));
    const file = new Dwarf(source);
    const unitAt = (offset: number) => file.unitAt(offset);
    const written = (kind: string, offset: number, location: AttributeValue) => {
      const { name = "", file: at, line = "" } = declaration(offset, unitAt);
      const path = at && readLineTable(source, at.unit.lineProgram!, at.unit).path(at.number);
      const base = path?.replace(/^.*\//, "") ?? "";
      return `${kind} | ${name} | ${base}:${line} | ${locationText(location)}`;
    };
    /** Without types, which are written in another way (see types.test.ts). */
    const expected = oracleLines(fixture, "variables").map((line) => {
      const [kind, name, type, place, location] = line.split(" | ");
      if (location === undefined) return `${kind} | ${name} | ${type}`;
      const known = /^DW_OP_(?:fbreg \+\d+|addrx? 0x\w+)$/.exec(location)?.[0];
      const shown = known ?? (/loclist|0x\w{8}: \[/.test(location) ? "a list" : "an expression");
      return `${kind} | ${name} | ${place} | ${shown}`;
    });

    test("the variables of functions", () => {
      const found: string[] = [];
      for (const unit of file.units) {
        const entry = unit.entries();
        while (entry.next()) {
          if (entry.tag !== DW_TAG.subprogram) continue;
          // Also of a function that the linker threw away.
          const code = entry.attribute(DW_AT.low_pc) ?? entry.attribute(DW_AT.ranges);
          if (code === undefined) continue;
          const { name = "", file: at, line = "" } = declaration(entry.offset, unitAt);
          expect(at?.unit ?? unit).toBe(unit);
          const path = at && readLineTable(source, unit.lineProgram!, unit).path(at.number);
          found.push(`subprogram | ${name} | ${path?.replace(/^.*\//, "") ?? ""}:${line}`);
          for (const { entry: at, isParameter, location } of functionVariables(
            unit,
            entry.offset,
          )) {
            if (location === undefined) continue;
            const kind = isParameter ? "formal_parameter" : "variable";
            found.push(`  ${written(kind, at, location)}`);
          }
        }
      }
      expect(found).toEqual(expected.filter((line) => /^ |^subprogram/.test(line)));
    });

    test("those with an address", () => {
      const found = file.units.flatMap((unit) =>
        staticVariables(unit).map(({ entry }) => {
          const cursor = unit.entries(entry);
          cursor.next();
          return written("variable", entry, cursor.attribute(DW_AT.location)!);
        }),
      );
      const addressed = expected.filter((line) => / DW_OP_addr/.test(line));
      const kept = addressed.filter((line) => !line.includes("dropped_global"));
      expect(found).toEqual(kept.map((line) => line.trim()));
      expect(addressed.length - kept.length).toBe(fixture.startsWith("variables") ? 1 : 0);
    });
  },
);

const code = [
  [DW_AT.low_pc, DW_FORM.addr],
  [DW_AT.high_pc, DW_FORM.data1],
] as const;
const location = [DW_AT.location, DW_FORM.exprloc] as const;
const shapes = bytes(
  abbreviation(1, DW_TAG.compile_unit, true),
  abbreviation(2, DW_TAG.subprogram, true, ...code),
  abbreviation(3, DW_TAG.lexical_block, true, ...code),
  abbreviation(4, DW_TAG.inlined_subroutine, true, ...code),
  abbreviation(5, DW_TAG.variable, false, [DW_AT.name, DW_FORM.string], location),
  abbreviation(6, DW_TAG.formal_parameter, false, [DW_AT.name, DW_FORM.string]),
  abbreviation(
    7,
    DW_TAG.variable,
    false,
    [DW_AT.name, DW_FORM.string],
    [DW_AT.declaration, DW_FORM.flag_present],
  ),
  abbreviation(8, DW_TAG.structure_type, true),
  abbreviation(9, DW_TAG.variable, false, [DW_AT.abstract_origin, DW_FORM.ref4], location),
  abbreviation(
    10,
    DW_TAG.variable,
    false,
    [DW_AT.name, DW_FORM.string],
    [DW_AT.decl_file, DW_FORM.data1],
    [DW_AT.decl_line, DW_FORM.data1],
    [DW_AT.type, DW_FORM.ref4],
  ),
  abbreviation(11, DW_TAG.namespace, true),
  0,
);

function withEntries(...entries: Piece[]): { file: Dwarf; unit: Unit } {
  const info = bytes(unit4(0, 1, entries, 0));
  const file = new Dwarf(sections({ ".debug_abbrev": shapes, ".debug_info": info }));
  return { file, unit: file.units[0]! };
}

const block = (shape: number, low: number, length: number, ...children: Piece[]): Piece => [
  [shape, u32(low), length],
  children,
  0,
];
const frame = sized8(FrameOffset, 4);
function sized8(...pieces: Piece[]): Piece {
  const contents = bytes(...pieces);
  return [contents.length, contents];
}

/** 11 bytes of header, 1 of the unit's entry. */
const First = 12;

describe("the variables of a function", () => {
  const names = (file: Dwarf, variables: readonly Variable[]) =>
    variables.map(({ entry, ranges, isParameter }) => {
      const { name } = declaration(entry, (offset) => file.unitAt(offset));
      const code = ranges.map(({ start, end }) => `${start}-${end}`);
      return `${name}${isParameter ? "()" : ""} ${code}`;
    });

  test("stand in blocks and inlined functions too, each in its code", () => {
    const { file, unit } = withEntries(
      block(
        2,
        10,
        90,
        [6, "a"],
        [5, "b", frame],
        block(
          3,
          20,
          30,
          [5, "c", frame],
          block(4, 30, 10, [6, "d"], block(3, 32, 4, [5, "e", frame])),
        ),
        [5, "f", frame],
      ),
    );
    const variables = functionVariables(unit, First);
    expect(names(file, variables)).toEqual([
      "a() 10-100",
      "b 10-100",
      "c 20-50",
      "d() 30-40",
      "e 32-36",
      "f 10-100",
    ]);
    const [a, b, c, d, e, f] = variables.map(({ scope }) => scope);
    expect([a, b, c, f]).toEqual([First, First, First, First]);
    expect(e).toBe(d);
    expect(d).not.toBe(First);
  });

  test("are not those of a class in it, nor of another file", () => {
    const method = block(2, 20, 5, [6, "of a method"]);
    const { file, unit } = withEntries(
      block(2, 10, 90, [8, [5, "of a class", frame], method, 0], [7, "extern"], [5, "own", frame]),
      block(2, 100, 9, [5, "of the next", frame]),
    );
    expect(names(file, functionVariables(unit, First))).toEqual(["own 10-100"]);
  });

  test("say nothing where the entry is none", () => {
    const { unit } = withEntries(block(2, 10, 9));
    expect(() => functionVariables(unit, 5000)).toThrow(MalformedError);
  });
});

describe("what is known of a variable", () => {
  test("stands in its entry and in what that is an instance of", () => {
    // 9 takes 1 + 4 + 3 bytes.
    const { file } = withEntries([9, u32(First + 8), frame], [10, "x", 2, 7, u32(99)]);
    const unitAt = (offset: number) => file.unitAt(offset);
    expect(declaration(First, unitAt)).toEqual({
      name: "x",
      type: 99,
      file: { unit: file.units[0], number: 2 },
      line: 7,
    });
    expect(declaredType(First, unitAt)).toBe(99);
  });

  test("may be nothing, or go round in a circle", () => {
    const { file } = withEntries([9, u32(First), frame]);
    expect(declaration(First, (offset) => file.unitAt(offset))).toEqual({ type: undefined });
    expect(declaration(9999, (offset) => file.unitAt(offset))).toEqual({ type: undefined });
  });
});

describe("addresses", () => {
  const addressOf = (...expression: Piece[]) =>
    staticVariables(withEntries([5, "x", sized8(...expression)]).unit).map(
      ({ address }) => address,
    );

  test.each<[string, number[], Piece[]]>([
    ["one", [1024], [DW_OP.addr, u32(1024)]],
    ["a part of one", [1028], [DW_OP.addr, u32(1024), DW_OP.plus_uconst, 4]],
    ["none: of a frame", [], [FrameOffset, 4]],
    ["none: what is at it", [], [DW_OP.addr, u32(1024), 0x06]],
    ["none: nothing", [], []],
    ["none: thrown away by the linker", [], [DW_OP.addr, u32(0xffffffff)]],
    ["none: thrown away by an old linker", [], [DW_OP.addr, u32(0)]],
  ])("%s", (_, expected, expression) => {
    expect(addressOf(...expression)).toEqual(expected);
  });

  test("an expression that is cut off is malformed", () => {
    expect(() => addressOf(DW_OP.addr, u16(1024))).toThrow(MalformedError);
    // An index in a unit that has no table.
    expect(() => addressOf(DW_OP.addrx, uleb(3))).toThrow(MalformedError);
  });

  test("of all variables, with the function if there is one", () => {
    const at = (address: number) => sized8(DW_OP.addr, u32(address));
    const { unit } = withEntries(
      [11, [5, "in a namespace", at(100)], 0],
      block(2, 10, 9, block(3, 10, 9, [5, "in a block", at(200)])),
      [5, "after it", at(300)],
    );
    const scopes = staticVariables(unit).map(({ address, scope }) => [address, scope]);
    const namespace = bytes(11, [5, "in a namespace", at(100)], 0).length;
    expect(scopes).toEqual([
      [100, undefined],
      [200, First + namespace],
      [300, undefined],
    ]);
  });
});
