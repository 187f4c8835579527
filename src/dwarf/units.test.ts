import { describe, expect, test } from "vitest";
import {
  abbreviation,
  bytes,
  type Piece,
  sections,
  sized,
  sleb,
  u16,
  u32,
  u64,
  uleb,
  unit4,
  unit5,
} from "../../tests/dwarf-assembler.ts";
import { MalformedError } from "../bytes/malformed.ts";
import { DW_AT, DW_FORM, DW_TAG } from "./constants.ts";
import { Dwarf } from "./dwarf.ts";
import type { EntryCursor } from "./entries.ts";
import type { SectionName } from "./sections.ts";

/** 1: a unit without attributes; 2: a parent with a name; 3: a leaf with a name; 4: an implicit constant. */
const shapes = bytes(
  abbreviation(1, DW_TAG.compile_unit, true),
  abbreviation(2, DW_TAG.subprogram, true, [DW_AT.name, DW_FORM.string]),
  abbreviation(3, DW_TAG.inlined_subroutine, false, [DW_AT.name, DW_FORM.string]),
  abbreviation(
    4,
    DW_TAG.subprogram,
    false,
    [DW_AT.call_line, DW_FORM.implicit_const, sleb(-5)],
    [DW_AT.name, DW_FORM.string],
  ),
  0,
);

function dwarf(info: Piece, others: Partial<Record<SectionName, Uint8Array>> = {}): Dwarf {
  return new Dwarf(sections({ ".debug_info": bytes(info), ".debug_abbrev": shapes, ...others }));
}

function nameOf(entry: EntryCursor): string {
  const name = entry.attribute(DW_AT.name);
  return name?.kind === "string" ? name.text : "?";
}

/** The entries below `offset` as an outline. */
function outline({ units }: Dwarf, offset?: number): string {
  const entry = units[0]!.entries(offset);
  const lines: string[] = [];
  while (entry.next()) lines.push("-".repeat(entry.depth) + nameOf(entry));
  return lines.join(" ");
}

describe("walking entries", () => {
  const tree = [1, [2, "a", [3, "b"], [2, "c", [3, "d"], 0], [3, "e"], 0], [3, "f"], 0];

  test("visits parents before children, with their depth", () => {
    expect(outline(dwarf(unit4(0, tree)))).toBe("? -a --b --c ---d --e -f");
  });
  test("ends where the subtree ends", () => {
    const file = dwarf(unit4(0, tree));
    // 11 bytes of header, 1 of the unit's entry.
    expect(outline(file, 12)).toBe("a -b -c --d -e");
    expect(outline(file, 15)).toBe("b");
  });
  test("does without the last null entries", () => {
    expect(outline(dwarf(unit4(0, 1, [2, "a", [3, "b"]])))).toBe("? -a --b");
  });
  test("finds a constant that stands in the abbreviation", () => {
    const entry = dwarf(unit4(0, 4, "x")).units[0]!.entries();
    entry.next();
    expect(entry.attribute(DW_AT.call_line)).toEqual({ kind: "constant", value: -5 });
    expect(nameOf(entry)).toBe("x");
    expect(entry.attribute(DW_AT.ranges)).toBeUndefined();
  });
  test("does not leave the unit", () => {
    const file = dwarf([unit4(0, 1, [2, "a"]), unit4(0, 1, [2, "not mine"])]);
    expect(outline(file)).toBe("? -a");
    expect(() => outline(file, 40)).toThrow(MalformedError);
  });
  test.each<[string, Piece]>([
    ["an entry of an unknown shape", [1, 9]],
    ["an entry that is cut off", [1, 2, 0x41, 0x42]],
  ])("refuses %s", (_, entries) => {
    expect(() => outline(dwarf(unit4(0, entries)))).toThrow(MalformedError);
  });
});

describe("unit headers", () => {
  const shape = (file: Dwarf) => file.units.map(({ header }) => header);
  const entries: Piece = [1, 0];

  test.each<[string, Piece, object]>([
    ["version 4", unit4(0, entries), { encoding: { version: 4, offsetSize: 4, addressSize: 4 } }],
    ["version 5", unit5(0, entries), { encoding: { version: 5, offsetSize: 4, addressSize: 4 } }],
    [
      "the 64-bit format, version 4",
      [u32(0xffffffff), u64(13n), u16(4), u64(0n), 8, entries],
      { encoding: { version: 4, offsetSize: 8, addressSize: 8 } },
    ],
    [
      "the 64-bit format, version 5",
      [u32(0xffffffff), u64(14n), u16(5), 1, 8, u64(0n), entries],
      { encoding: { version: 5, offsetSize: 8, addressSize: 8 } },
    ],
    ["a type unit", sized(u16(5), 2, 4, u32(0), u64(1n), u32(0), entries), { type: 2 }],
    ["a skeleton unit", sized(u16(5), 4, 4, u32(0), u64(1n), entries), { type: 4 }],
  ])("reads %s", (_, piece, expected) => {
    const file = dwarf([piece, piece]);
    expect(file.problems).toEqual([]);
    const length = bytes(piece).length;
    expect(shape(file)).toMatchObject([
      { ...expected, offset: 0, end: length },
      { ...expected, offset: length, end: 2 * length },
    ]);
    const entry = file.units[1]!.entries();
    expect([entry.next(), entry.tag, entry.next()]).toEqual([true, DW_TAG.compile_unit, false]);
    expect(file.unitAt(2 * length - 1)).toBe(file.units[1]);
    expect(file.unitAt(2 * length)).toBeUndefined();
  });

  test("goes on behind a unit that cannot be read", () => {
    const file = dwarf([sized(u16(3), u32(0), 4), sized(u16(4), u32(0), 2), unit4(0, entries)]);
    expect(file.units).toHaveLength(1);
    expect(file.problems.map(({ reason }) => reason)).toEqual([
      "DWARF version 3",
      "addresses of 2 bytes",
    ]);
  });
  test.each<[string, Piece]>([
    ["is longer than the section", [u32(1000), u16(4)]],
    ["has a reserved length", u32(0xfffffff1)],
    ["is cut off", [9, 0]],
  ])("stops at a unit that %s, and keeps those before it", (_, piece) => {
    const file = dwarf([unit4(0, entries), piece]);
    expect(file.units).toHaveLength(1);
    expect(file.problems).toHaveLength(1);
  });
});

describe("what a unit looks up elsewhere", () => {
  const root = abbreviation(
    1,
    DW_TAG.compile_unit,
    false,
    // The name comes before the base that it needs, as clang has it.
    [DW_AT.name, DW_FORM.strx1],
    [DW_AT.comp_dir, DW_FORM.line_strp],
    [DW_AT.str_offsets_base, DW_FORM.sec_offset],
    [DW_AT.addr_base, DW_FORM.sec_offset],
    [DW_AT.rnglists_base, DW_FORM.sec_offset],
    [DW_AT.low_pc, DW_FORM.addrx],
    [DW_AT.ranges, DW_FORM.rnglistx],
    [DW_AT.stmt_list, DW_FORM.sec_offset],
  );
  const entry = [1, 1, u32(3), u32(8), u32(4), u32(4), uleb(1), uleb(1), u32(77)];
  const others = {
    ".debug_abbrev": bytes(root, 0),
    ".debug_str": bytes("x", "main.c"),
    ".debug_line_str": bytes("ab", "/home"),
    // The unit's part begins at 8, those of the next two sections at 4. Each is asked for number 1.
    ".debug_str_offsets": bytes(u32(0), u32(0), u32(0), u32(2)),
    ".debug_addr": bytes(u32(0), u32(0), u32(500)),
    ".debug_rnglists": bytes(u32(0), u32(0), u32(8), [4, 1, 3], 0),
  };
  const info = unit5(0, entry);

  test("strings, addresses and range lists by index", () => {
    const [unit] = dwarf(info, others).units;
    expect(unit?.name).toBe("main.c");
    expect(unit?.compDir).toBe("/home");
    expect(unit?.lowPc).toBe(500);
    expect(unit?.lineProgram).toBe(77);
    const cursor = unit!.entries();
    cursor.next();
    expect(unit?.ranges(cursor)).toEqual([{ start: 501, end: 503 }]);
  });

  test.each(Object.keys(others) as (keyof typeof others)[])("is malformed without %s", (name) => {
    const [unit] = dwarf(info, { ...others, [name]: new Uint8Array() }).units;
    expect(() => {
      const cursor = unit!.entries();
      cursor.next();
      return [unit?.name, unit?.compDir, unit?.ranges(cursor)];
    }).toThrow(MalformedError);
  });

  test("is malformed without a base", () => {
    const bare = bytes(abbreviation(1, DW_TAG.compile_unit, false, [DW_AT.name, DW_FORM.strx1]), 0);
    const [unit] = dwarf(unit5(0, 1, 1), { ...others, ".debug_abbrev": bare }).units;
    expect(() => unit?.name).toThrow(/DW_AT_str_offsets_base/);
  });
});

test("code in one piece: high_pc may be an address or a length", () => {
  const table = bytes(
    abbreviation(
      1,
      DW_TAG.subprogram,
      false,
      [DW_AT.low_pc, DW_FORM.addr],
      [DW_AT.high_pc, DW_FORM.addr],
    ),
    abbreviation(
      2,
      DW_TAG.subprogram,
      false,
      [DW_AT.low_pc, DW_FORM.addr],
      [DW_AT.high_pc, DW_FORM.udata],
    ),
    0,
  );
  const rangesOf = (...entry: Piece[]) => {
    const [unit] = dwarf(unit4(0, entry), { ".debug_abbrev": table }).units;
    const cursor = unit!.entries();
    cursor.next();
    return unit!.ranges(cursor);
  };
  expect(rangesOf(1, u32(10), u32(30))).toEqual([{ start: 10, end: 30 }]);
  expect(rangesOf(2, u32(10), uleb(30))).toEqual([{ start: 10, end: 40 }]);
  expect(rangesOf(1, u32(30), u32(10))).toEqual([]);
  // Thrown away by the linker, of today and of old.
  expect(rangesOf(2, u32(0xffffffff), uleb(30))).toEqual([]);
  expect(rangesOf(2, u32(0), uleb(30))).toEqual([]);
});

test("entries with a list of attributes that makes no end are refused", () => {
  const flags = Array.from({ length: 1000 }, () => [3, DW_FORM.flag_present] as const);
  const table = bytes(abbreviation(1, DW_TAG.compile_unit, false, ...flags), 0);
  const [unit] = dwarf(unit4(0, 1), { ".debug_abbrev": table }).units;
  expect(() => unit!.entries()).toThrow(MalformedError);
});

test("abbreviation tables that overlap, to be read again and again, are refused", () => {
  const declarations = Array.from({ length: 200 }, () =>
    abbreviation(1, DW_TAG.compile_unit, false),
  );
  const table = bytes(declarations, 0);
  // Every declaration takes 5 bytes, and each unit's table begins one later.
  const file = dwarf(
    Array.from({ length: 200 }, (_, index) => unit4(index * 5, 1)),
    { ".debug_abbrev": table },
  );
  expect(() => {
    for (const unit of file.units) unit.entries();
  }).toThrow(/overlap/);
});
