import { describe, expect, test } from "vitest";
import {
  bytes,
  type Piece,
  sections,
  sized,
  sleb,
  u16,
  u32,
  uleb,
} from "../../tests/dwarf-assembler.ts";
import {
  debugSections,
  type Fixture,
  fixtureModule,
  oracleLines,
} from "../../tests/dwarf-fixtures.ts";
import { MalformedError } from "../bytes/malformed.ts";
import { DW_FORM, DW_LNE, DW_LNS } from "./constants.ts";
import { Dwarf } from "./dwarf.ts";
import { type LineContext, readLineTable } from "./line-program.ts";
import type { LineRow, LineTable } from "./line-table.ts";

const unit: LineContext = {
  encoding: { version: 5, offsetSize: 4, addressSize: 4 },
  string: (value) => (value?.kind === "string" ? value.text : undefined),
};

const extended = (opcode: number, ...operands: Piece[]): Piece => {
  const instruction = bytes(opcode, operands);
  return [0, uleb(instruction.length), instruction];
};
const setAddress = (address: number) => extended(DW_LNE.set_address, u32(address));
const advance = (by: number) => [DW_LNS.advance_pc, uleb(by)];
const endSequence = extended(DW_LNE.end_sequence);
const operandCounts = [0, 1, 1, 1, 1, 0, 0, 0, 1, 0, 0, 1];

/** From minimum_instruction_length to the opcode lengths: line_base −5, line_range 14, as clang has it. */
const machine: Piece = [1, 1, 1, 0xfb, 14, operandCounts.length + 1, operandCounts];
const files4: Piece = [
  "include",
  "/usr/include",
  0,
  ["main.c", 0, 0, 0],
  ["a.h", 1, 0, 0],
  ["b.h", 2, 0, 0],
  0,
];

function program4(instructions: Piece, header: Piece = machine, files: Piece = files4): LineTable {
  const line = bytes(sized(u16(4), sized(header, files), instructions));
  return readLineTable(sections({ ".debug_line": line }), 0, unit);
}

function program5(files: Piece, instructions: Piece = []): LineTable {
  const line = bytes(sized(u16(5), 4, 0, sized(machine, files), instructions));
  return readLineTable(sections({ ".debug_line": line }), 0, unit);
}

function text(table: LineTable): string[] {
  return table.sequences.map(({ rows, end }) =>
    [
      ...rows.map((r) => `${r.address}=${r.file}:${r.line}:${r.column}${r.isStatement ? "" : "~"}`),
      end,
    ].join(" "),
  );
}

describe("the instructions", () => {
  test.each<[string, Piece, string]>([
    ["a special opcode moves address and line", 13 + 5 + 14 * 2 + 1, "100=1:1:0 102=1:2:0 104"],
    ["lines go back", 13 + 5 + 14 - 3, "100=1:1:0 101=1:-2:0 103"],
    [
      "advance_pc, advance_line",
      [advance(300), DW_LNS.advance_line, sleb(99), 1],
      "100=1:1:0 400=1:100:0 402",
    ],
    [
      "set_file, set_column",
      [DW_LNS.set_file, 2, DW_LNS.set_column, 7, 1],
      "100=1:1:0 100=2:1:7 102",
    ],
    ["negate_stmt", [DW_LNS.negate_stmt, 1], "100=1:1:0 100=1:1:0~ 102"],
    // (255 − 13) / 14 = 17.
    ["const_add_pc", [DW_LNS.const_add_pc, 1], "100=1:1:0 117=1:1:0 119"],
    ["fixed_advance_pc", [DW_LNS.fixed_advance_pc, u16(0x100), 1], "100=1:1:0 356=1:1:0 358"],
    [
      "those of no interest",
      [DW_LNS.set_basic_block, DW_LNS.set_epilogue_begin, DW_LNS.set_isa, 9, 1],
      "100=1:1:0 100=1:1:0 102",
    ],
    [
      "unknown extended ones",
      [extended(0x80, 1, 2, 3), extended(4, 7), [0, 0], 1],
      "100=1:1:0 100=1:1:0 102",
    ],
  ])("%s", (_, instructions, expected) => {
    const table = program4([setAddress(100), DW_LNS.copy, instructions, advance(2), endSequence]);
    expect(text(table)).toEqual([expected]);
  });

  test("prologue_end is about one row", () => {
    const table = program4([setAddress(8), DW_LNS.set_prologue_end, 1, 1, advance(1), endSequence]);
    expect(table.sequences[0]?.rows.map((row) => row.prologueEnd)).toEqual([true, false]);
  });

  test("standard opcodes that this standard does not have are passed over", () => {
    const header = [1, 1, 1, 0xfb, 14, 15, operandCounts, 0, 2];
    const table = program4(
      [setAddress(8), 1, 13, 14, uleb(500), uleb(600), advance(1), endSequence],
      header,
    );
    expect(text(table)).toEqual(["8=1:1:0 9"]);
  });

  test("fewer standard opcodes leave more special ones", () => {
    const table = program4(
      [setAddress(8), 1, 10 + 5 + 14, advance(1), endSequence],
      [1, 1, 1, 0xfb, 14, 10, operandCounts.slice(0, 9)],
    );
    expect(text(table)).toEqual(["8=1:1:0 9=1:1:0 10"]);
  });

  test("a sequence begins with fresh registers, and sequences are sorted", () => {
    const one = [
      setAddress(50),
      DW_LNS.set_file,
      2,
      DW_LNS.negate_stmt,
      1,
      advance(5),
      endSequence,
    ];
    const two = [setAddress(20), 1, advance(5), endSequence];
    expect(text(program4([one, two]))).toEqual(["20=1:1:0 25", "50=2:1:0~ 55"]);
  });

  test("what the linker threw away is left out", () => {
    const gone = (at: number) => [setAddress(at), 1, advance(5), 1, endSequence];
    const kept = [setAddress(20), 1, advance(5), endSequence];
    expect(text(program4([gone(0xffffffff), gone(0), kept, gone(0xfffffffe)]))).toEqual([
      "20=1:1:0 25",
    ]);
  });

  test.each<[string, Piece]>([
    [
      "addresses that go backwards",
      [setAddress(50), 1, setAddress(40), 1, setAddress(60), endSequence],
    ],
    ["an instruction that is cut off", [DW_LNS.fixed_advance_pc, 1]],
    ["an extended instruction that is cut off", [0, 9, DW_LNE.set_address, 0]],
    ["an address of 3 bytes", extended(DW_LNE.set_address, 1, 2, 3)],
  ])("refuses %s", (_, instructions) => {
    expect(() => program4(instructions)).toThrow(MalformedError);
  });
});

describe("looking up an address", () => {
  const table = program4([
    [
      setAddress(10),
      1,
      advance(4),
      DW_LNS.advance_line,
      4,
      1,
      DW_LNS.advance_line,
      1,
      1,
      advance(6),
      endSequence,
    ],
    [setAddress(30), DW_LNS.set_column, 3, 1, advance(2), endSequence],
  ]);
  const at = (address: number) => table.rowAt(address)?.line;

  test.each([
    [9, undefined],
    [10, 1],
    [13, 1],
    // Two rows have this address: the second is about the code.
    [14, 6],
    [19, 6],
    [20, undefined],
    [29, undefined],
    [31, 1],
    [32, undefined],
  ])("%i is line %s", (address, line) => expect(at(address)).toBe(line));
});

describe("the header", () => {
  test("version 4: directories count from 1, 0 is where the compiler ran", () => {
    const table = program4([]);
    expect([0, 1, 2, 3, 4].map((n) => table.path(n))).toEqual([
      undefined,
      "main.c",
      "include/a.h",
      "/usr/include/b.h",
      undefined,
    ]);
  });

  const strings: Piece = [1, uleb(1), uleb(DW_FORM.string)];
  test("version 5: any fields in any order, MD5 sums among them", () => {
    const md5 = Array.from({ length: 16 }, (_, i) => i);
    const format: Piece = [
      4,
      [uleb(5), uleb(DW_FORM.data16)],
      [uleb(2), uleb(DW_FORM.udata)],
      [uleb(0x2001), uleb(DW_FORM.block)],
      [uleb(1), uleb(DW_FORM.string)],
    ];
    const file = (name: string, directory: number): Piece => [
      md5,
      uleb(directory),
      [2, 0, 0],
      name,
    ];
    const table = program5([
      [strings, 4, "/home/student", "sub", "C:\\include\\", "/home/student"],
      [
        format,
        6,
        file("main.c", 0),
        file("a.h", 1),
        file("b.h", 2),
        file("/c.h", 1),
        file("d.h", 9),
        file("e.h", 3),
      ],
    ]);
    expect([0, 1, 2, 3, 4, 5].map((n) => table.path(n))).toEqual([
      "main.c",
      "sub/a.h",
      "C:\\include\\b.h",
      "/c.h",
      "d.h",
      "e.h",
    ]);
  });

  test("version 5: what comes after the tables is passed over", () => {
    const table = program5(
      [
        [strings, 1, "/"],
        [strings, 1, "x.c"],
        [9, 9, 9],
      ],
      [setAddress(4), 1, advance(1), endSequence],
    );
    expect(text(table)).toEqual(["4=1:1:0 5"]);
  });

  test.each<[string, () => LineTable]>([
    [
      "a count that cannot be",
      () =>
        program5([
          [0, uleb(0xffffffff)],
          [0, 0],
        ]),
    ],
    [
      "entries that are cut off",
      () =>
        program5([
          [strings, 3, "/"],
          [0, 0],
        ]),
    ],
    [
      "special opcodes that would divide by 0",
      () => program4([200], [1, 1, 1, 0xfb, 0, 13, operandCounts]),
    ],
    [
      "several operations in an instruction",
      () => program4([], [1, 4, 1, 0xfb, 14, 13, operandCounts]),
    ],
    ["no opcodes at all", () => program4([], [1, 1, 1, 0xfb, 14, 0])],
    [
      "an unknown version",
      () => readLineTable(sections({ ".debug_line": bytes(sized(u16(6))) }), 0, unit),
    ],
    ["a missing section", () => readLineTable(sections({}), 0, unit)],
  ])("refuses %s", (_, read) => expect(read).toThrow(MalformedError));
});

describe("agrees with llvm-dwarfdump --debug-line", () => {
  /** The rows of NAME.lines (see make.mjs): address, line, column, file, ISA, discriminator, flags. */
  function oracle(fixture: Fixture): string[] {
    const sequences: string[][] = [[]];
    for (const line of oracleLines(fixture, "lines")) {
      if (line.startsWith("debug_line")) continue;
      sequences.at(-1)?.push(line);
      if (line.includes("end_sequence")) sequences.push([]);
    }
    return sequences
      .filter(([first]) => first !== undefined && !first.startsWith("0xffffffff"))
      .sort(([a], [b]) => Number.parseInt(a!, 16) - Number.parseInt(b!, 16))
      .flatMap((rows) => rows.map((row) => row.replace(/ \d+ \d+(?=$| [a-z])/, "")))
      .map((row) => row.replace(/(0x\w+) .* end_sequence/, "$1 end"));
  }

  function ours(fixture: Fixture): string[] {
    const source = debugSections(fixtureModule(fixture));
    const hex = (address: number) => `0x${address.toString(16).padStart(8, "0")}`;
    const row = (r: LineRow) =>
      [
        hex(r.address),
        r.line,
        r.column,
        r.file,
        r.isStatement && "is_stmt",
        r.prologueEnd && "prologue_end",
      ]
        .filter((x) => x !== false)
        .join(" ");
    return new Dwarf(source).units
      .flatMap((u) => readLineTable(source, u.lineProgram!, u).sequences)
      .sort((a, b) => a.rows[0]!.address - b.rows[0]!.address)
      .flatMap(({ rows, end }) => [...rows.map(row), `${hex(end)} end`]);
  }

  test.each<Fixture>([
    "boxes-v4-O0",
    "boxes-v4-O2",
    "boxes-v5-O0",
    "boxes-v5-O2",
    "boxes-lines-only",
  ])("%s", (fixture) => {
    expect(ours(fixture)).toEqual(oracle(fixture).map((row) => row.replace(" epilogue_begin", "")));
    expect(ours(fixture).length).toBeGreaterThan(80);
  });
});
