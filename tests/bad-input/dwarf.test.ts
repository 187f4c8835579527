/**
 * Debug information that lies. The check runs all the same, finds what it would have found, and names functions; what
 * cannot be read is a note.
 */
import { brotliDecompressSync } from "node:zlib";
import { describe, expect, it, test } from "vitest";
import { readDwarf } from "../../fuzz/readers/dwarf.ts";
import { readAllSymbols } from "../../fuzz/readers/symbols.ts";
import { readAllValues } from "../../fuzz/readers/values.ts";
import { checkOnce } from "../../src/check/rehearsal.ts";
import { RehearsalProgram } from "../../src/check/rehearsal-program.ts";
import { DW_AT, DW_FORM, DW_LNS, DW_OP, DW_TAG } from "../../src/dwarf/constants.ts";
import { Dwarf } from "../../src/dwarf/dwarf.ts";
import { evaluate, localsOf } from "../../src/dwarf/expressions.ts";
import { decodeModule } from "../../src/wasm/decode.ts";
import { encodeModule } from "../../src/wasm/encode.ts";
import {
  abbreviation,
  bytes,
  type Piece,
  sized,
  u16,
  u32,
  u64,
  uleb,
  unit4,
} from "../dwarf-assembler.ts";
import { soon } from "./time.ts";

/** A program with one mistake and one leak, both of them in main. */
const program = decodeModule(
  brotliDecompressSync(Buffer.from(RehearsalProgram, "base64")),
  "rehearsal",
);
const main = program.bodies.find(({ offset }) => {
  const unit = new Dwarf((name) => sectionOf(name)).units[0];
  return unit?.ranges(atRoot(unit))?.some(({ start, end }) => start <= offset && offset < end);
});

function atRoot(unit: Dwarf["units"][number]) {
  const root = unit.entries();
  root.next();
  return root;
}

function sectionOf(name: string): Uint8Array | undefined {
  return program.customs.find((custom) => custom.name === name)?.bytes;
}

/** The program with these sections instead of its own of that name. */
function withSections(changed: Readonly<Record<string, Uint8Array>>): Uint8Array {
  const others = program.customs.filter(({ name }) => !(name in changed));
  const customs = Object.entries(changed).map(([name, bytes]) => ({ name, bytes, after: 11 }));
  return encodeModule({ ...program, customs: [...others, ...customs] });
}

/** Everything is asked, and it is over soon. @returns the report of a run */
function reportOf(changed: Readonly<Record<string, Uint8Array>>) {
  const module = withSections(changed);
  return soon(() => {
    readAllSymbols(module);
    readAllValues(module);
    const outcome = checkOnce(module);
    if ("refused" in outcome) throw new Error(outcome.refused);
    return outcome.report;
  });
}

const found = { errors: [{ kind: "InvalidRead" }], leaks: [{ kind: "Leak_DefinitelyLost" }] };

describe("sections that are not what they were", () => {
  const ways: Readonly<Record<string, (whole: Uint8Array) => Uint8Array>> = {
    empty: () => new Uint8Array(),
    "cut in half": (whole) => whole.slice(0, whole.length >> 1),
    "all zero": (whole) => new Uint8Array(whole.length),
    "all ones": (whole) => new Uint8Array(whole.length).fill(0xff),
    "all 0x80": (whole) => new Uint8Array(whole.length).fill(0x80),
    backwards: (whole) => Uint8Array.from(whole).reverse(),
  };
  const sections = [".debug_abbrev", ".debug_info", ".debug_ranges", ".debug_str", ".debug_line"];

  it.each(sections.flatMap((name) => Object.keys(ways).map((way) => [name, way] as const)))(
    "%s, %s",
    (name, way) => {
      const report = reportOf({ [name]: ways[way]!(sectionOf(name)!) });
      expect(report).toMatchObject(found);
      const { function: named } = report.errors[0]!.stack[0]!;
      // Other strings are other names; what cannot be read leaves the linker's.
      if (name === ".debug_str" && way === "backwards") expect(named).toMatch(/^\S/);
      else expect(named).toMatch(/main/);
    },
  );

  it("all of them, and names as well", () => {
    const nothing = Object.fromEntries(sections.map((name) => [name, Uint8Array.of(0xff)]));
    const report = reportOf({ ...nothing, name: Uint8Array.of(1, 0xff) });
    // Without names nobody knows malloc.
    expect(report.exit).toEqual({ code: 0 });
  });
});

// A unit of our own in the place of the program's: its code is all of main's and what is around it.

const low: readonly [number, number] = [DW_AT.low_pc, DW_FORM.addr];
const high: readonly [number, number] = [DW_AT.high_pc, DW_FORM.data4];
const code = [low, high] as const;
const allCode = [u32(main!.offset), u32(main!.code.length)];

const shapes = bytes(
  abbreviation(1, DW_TAG.compile_unit, true, ...code, [DW_AT.stmt_list, DW_FORM.sec_offset]),
  abbreviation(2, DW_TAG.subprogram, true, ...code, [DW_AT.specification, DW_FORM.ref4]),
  abbreviation(3, DW_TAG.subprogram, true, ...code, [DW_AT.name, DW_FORM.string]),
  abbreviation(4, DW_TAG.inlined_subroutine, true, ...code, [DW_AT.abstract_origin, DW_FORM.ref4]),
  abbreviation(
    5,
    DW_TAG.variable,
    false,
    [DW_AT.name, DW_FORM.string],
    [DW_AT.type, DW_FORM.ref4],
    [DW_AT.location, DW_FORM.exprloc],
  ),
  abbreviation(6, DW_TAG.typedef, false, [DW_AT.type, DW_FORM.ref4]),
  abbreviation(7, DW_TAG.pointer_type, false, [DW_AT.type, DW_FORM.ref4]),
  abbreviation(8, DW_TAG.structure_type, true, [DW_AT.byte_size, DW_FORM.data4]),
  abbreviation(9, DW_TAG.member, false, [DW_AT.name, DW_FORM.string], [DW_AT.type, DW_FORM.ref4]),
  abbreviation(10, DW_TAG.array_type, true, [DW_AT.type, DW_FORM.ref4]),
  abbreviation(11, DW_TAG.subrange_type, false, [DW_AT.count, DW_FORM.data4]),
  abbreviation(12, DW_TAG.subprogram, false, ...code, [DW_AT.name, DW_FORM.indirect]),
  abbreviation(13, DW_TAG.subprogram, false, ...code, [DW_AT.name, DW_FORM.strp]),
  abbreviation(14, DW_TAG.subprogram, false, ...code, [DW_AT.location, DW_FORM.block4]),
  abbreviation(15, DW_TAG.subprogram, true, [DW_AT.ranges, DW_FORM.sec_offset]),
  abbreviation(16, DW_TAG.lexical_block, true),
  0,
);
/** Of a unit's first entry that has a header of 11 bytes and these attributes. */
const First = 11;
const rootBytes = 1 + 4 + 4 + 4;
const Second = First + rootBytes;

/** A unit about main's code with these entries in it. @param lines where its line program is */
function unitOf(entries: Piece, lines = 0): Uint8Array {
  return bytes(unit4(0, 1, allCode, u32(lines), entries, 0));
}

/** What comes of a program with this unit: it is checked, and its function has a name. */
function expectFound(info: Uint8Array, others: Readonly<Record<string, Uint8Array>> = {}): void {
  const sections = { ".debug_abbrev": shapes, ".debug_info": info, ...others };
  const report = reportOf(sections);
  expect(report).toMatchObject(found);
  expect(report.errors[0]!.stack[0]!.function).toBeTypeOf("string");
  soon(() => readDwarf((name) => sections[name as keyof typeof sections] ?? sectionOf(name)));
}

test("main is where it is expected", () => {
  expect(main).toBeDefined();
  expectFound(unitOf([3, allCode, "renamed", 0]));
  const report = reportOf({
    ".debug_abbrev": shapes,
    ".debug_info": unitOf([3, allCode, "renamed", 0]),
  });
  expect(report.errors[0]!.stack[0]).toHaveProperty("function", "renamed");
});

describe("references", () => {
  it("to itself, in circles, and out of the section", () => {
    const size = 1 + 8 + 4 + 1;
    expectFound(unitOf([2, allCode, u32(Second), 0]));
    expectFound(unitOf([2, allCode, u32(Second + size), 0, 2, allCode, u32(Second), 0]));
    expectFound(unitOf([2, allCode, u32(0xffffffff), 0]));
    expectFound(unitOf([2, allCode, u32(Second + 3), 0]));
  });

  it("of types to themselves", () => {
    const variable = (type: number) => [5, "x", u32(type), uleb(5), DW_OP.addr, u32(1024)];
    const types = [
      ...[6, u32(Second)],
      ...[7, u32(Second + 5)],
      ...[8, u32(0xffffffff), 9, "in itself", u32(Second + 10), 0],
    ];
    const array = Second + bytes(types).length;
    const largest = [10, u32(array), 11, u32(0xffffffff), 11, u32(0xffffffff), 0];
    const all = [Second, Second + 5, Second + 10, array].map(variable);
    expectFound(unitOf([types, largest, all, 3, allCode, "f", all, 0]));
  });

  it("from a unit to one that covers the same code", () => {
    const one = unitOf([3, allCode, "first", 0]);
    expectFound(bytes(one, one, one));
  });
});

describe("lengths", () => {
  it("of billions, in every form", () => {
    expectFound(unitOf([13, allCode, u32(0xffffffff)]));
    expectFound(unitOf([14, allCode, u32(0xffffffff)]));
    expectFound(bytes(u32(0xffffffff), u64(0x7fffffffffffffffn)));
    expectFound(bytes(u32(0xffffffff), u64(0xffffffffn)));
    expectFound(bytes(u32(0xfffffff5)));
  });

  it("of a string without an end", () => {
    expectFound(unitOf([13, allCode, u32(0)]), { ".debug_str": new Uint8Array(60_000).fill(0x61) });
  });

  it("of forms that only say what form comes next", () => {
    const chain = new Array<number>(30_000).fill(DW_FORM.indirect);
    expectFound(unitOf([12, allCode, chain]));
  });

  it("of an abbreviation with attributes without end", () => {
    const attributes = new Array<readonly [number, number]>(20_000).fill([
      DW_AT.name,
      DW_FORM.flag_present,
    ]);
    const abbreviations = bytes(abbreviation(1, DW_TAG.compile_unit, true, ...attributes));
    expectFound(unitOf([]), { ".debug_abbrev": abbreviations });
  });
});

describe("nesting", () => {
  it("of blocks and of inlined functions, thousands deep", () => {
    expectFound(unitOf([3, allCode, "f", new Array<number>(60_000).fill(16)]));
    const inlined = new Array<Piece>(4000).fill([4, allCode, u32(Second)]);
    const report = reportOf({
      ".debug_abbrev": shapes,
      ".debug_info": unitOf([3, allCode, "f", inlined]),
    });
    expect(report.errors[0]!.stack.length).toBeLessThan(300);
  });
});

describe("line programs", () => {
  const counts = [0, 1, 1, 1, 1, 0, 0, 0, 1, 0, 0, 1];
  const machine = [1, 1, 1, 0xfb, 14, 13, counts];
  const files = [0, ["a.c", 0, 0, 0], 0];
  const lineProgram = (instructions: Piece, header: Piece = [machine, files]) =>
    bytes(sized(u16(4), sized(header), instructions));
  const expectLines = (line: Uint8Array) =>
    expectFound(unitOf([3, allCode, "f", 0]), { ".debug_line": line });

  it("that never come to an end", () => {
    expectLines(lineProgram(new Array<number>(500_000).fill(0xff)));
    expectLines(lineProgram(new Array<number>(500_000).fill(DW_LNS.copy)));
    const far = [DW_LNS.advance_pc, uleb(0xffffffff)];
    expectLines(lineProgram([...new Array<Piece>(50_000).fill(far), 0, 1, 1]));
  });

  it("whose header cannot be true", () => {
    // No opcodes, no lines to a special one, a length out of the program, twelve files for one byte.
    expectLines(lineProgram([0xff, 0, 1, 1], [[1, 1, 1, 0xfb, 14, 0], files]));
    expectLines(lineProgram([0xff, 0, 1, 1], [[1, 1, 1, 0xfb, 0, 13, counts], files]));
    expectLines(bytes(sized(u16(4), u32(0xfffffff0), machine, files)));
    expectLines(bytes(sized(u16(5), 4, 0, sized(machine, 1, 1, 8, uleb(0xffffffff)))));
  });
});

describe("lists without an end", () => {
  it("of ranges", () => {
    const list = new Uint8Array(60_000).fill(0x01);
    expectFound(unitOf([15, u32(0), 0, 3, allCode, "f", 0]), { ".debug_ranges": list });
    expectFound(unitOf([15, u32(0xffffff), 0, 3, allCode, "f", 0]), { ".debug_ranges": list });
  });
});

describe("expressions", () => {
  const [unit] = new Dwarf((name) => sectionOf(name)).units;
  const surroundings = {
    local: () => 0n,
    global: () => 0n,
    frameBase: () => ({ kind: "address", address: 0 }) as const,
    memory: () => 0n,
  };
  const kindOf = (...pieces: Piece[]) =>
    soon(() => {
      const expression = bytes(pieces);
      localsOf(expression, unit!);
      return evaluate(expression, unit!, surroundings);
    });

  it("that jump back for ever, or out", () => {
    const endless = { kind: "unreadable", reason: "its location makes no end" };
    expect(kindOf(DW_OP.skip, u16(0xfffd))).toEqual(endless);
    expect(kindOf(DW_OP.lit0 + 1, DW_OP.bra, u16(0xfffc))).toEqual(endless);
    expect(kindOf(DW_OP.lit0, DW_OP.dup, DW_OP.skip, u16(0xfffc))).toEqual(endless);
    expect(kindOf(DW_OP.skip, u16(0x7fff))).toMatchObject({ kind: "unreadable" });
  });

  it("with every operation that there is not", () => {
    for (let operation = 0; operation <= 0xff; operation++) {
      expect(kindOf(DW_OP.lit0, DW_OP.lit0, operation, 0, 0, 0, 0, 0, 0, 0, 0)).toBeDefined();
    }
    expect(kindOf(0xff)).toEqual({
      kind: "unreadable",
      reason: "its location needs the DWARF operation 0xff",
    });
  });
});
