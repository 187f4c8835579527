import { describe, expect, test } from "vitest";
import { bytes, type Piece, sleb, u16, u32, u64, uleb } from "../../tests/dwarf-assembler.ts";
import { MalformedError } from "../bytes/malformed.ts";
import { ByteReader } from "../bytes/reader.ts";
import { DW_FORM } from "./constants.ts";
import type { Encoding } from "./encoding.ts";
import { type AttributeValue, fixedSize, readForm, skipForm } from "./forms.ts";

const short: Encoding = { version: 5, offsetSize: 4, addressSize: 4 };
const long: Encoding = { version: 5, offsetSize: 8, addressSize: 8 };
/** Where the unit begins: references count from there. */
const Unit = 0x1000;

const constant = (value: number | bigint): AttributeValue => ({ kind: "constant", value });
const block = (...content: number[]): AttributeValue => ({
  kind: "block",
  bytes: Uint8Array.from(content),
});
const reference = (offset: number): AttributeValue => ({ kind: "reference", offset });

const cases: [keyof typeof DW_FORM, Encoding, Piece, AttributeValue][] = [
  ["addr", short, u32(0xfffffffe), { kind: "address", address: 0xfffffffe }],
  ["addr", long, u64(0x1_0000_0000n), { kind: "address", address: 2 ** 32 }],
  ["addrx", short, uleb(300), { kind: "address index", index: 300 }],
  ["addrx1", short, 0xff, { kind: "address index", index: 0xff }],
  ["addrx2", short, u16(0x1234), { kind: "address index", index: 0x1234 }],
  ["addrx3", short, [0x56, 0x34, 0x92], { kind: "address index", index: 0x923456 }],
  ["addrx4", short, u32(0x80000001), { kind: "address index", index: 0x80000001 }],
  ["data1", short, 0xff, constant(255)],
  ["data2", short, u16(0xfffe), constant(0xfffe)],
  ["data4", short, u32(0xffffffff), constant(0xffffffff)],
  ["data8", short, u64(7n), constant(7)],
  ["data8", short, u64(0xffff_ffff_ffff_ffffn), constant(0xffff_ffff_ffff_ffffn)],
  ["data16", short, [...Array(16).keys()], block(...Array(16).keys())],
  ["sdata", short, sleb(-129), constant(-129)],
  ["udata", short, uleb(0xffffffff), constant(0xffffffff)],
  ["block", short, [uleb(3), 1, 2, 3], block(1, 2, 3)],
  ["block1", short, [2, 8, 9], block(8, 9)],
  ["block2", short, [u16(1), 7], block(7)],
  ["block4", short, [u32(0)], block()],
  ["exprloc", short, [uleb(2), 0x91, 0x10], block(0x91, 0x10)],
  ["flag", short, 0, { kind: "flag", value: false }],
  ["flag", short, 1, { kind: "flag", value: true }],
  ["flag_present", short, [], { kind: "flag", value: true }],
  ["string", short, "main.c", { kind: "string", text: "main.c" }],
  ["strp", short, u32(9), { kind: "string offset", section: ".debug_str", offset: 9 }],
  ["strp", long, u64(9n), { kind: "string offset", section: ".debug_str", offset: 9 }],
  ["line_strp", short, u32(5), { kind: "string offset", section: ".debug_line_str", offset: 5 }],
  ["strp_sup", short, u32(5), { kind: "supplementary" }],
  ["strp_sup", long, u64(5n), { kind: "supplementary" }],
  ["strx", short, uleb(200), { kind: "string index", index: 200 }],
  ["strx1", short, 4, { kind: "string index", index: 4 }],
  ["strx2", short, u16(0x104), { kind: "string index", index: 0x104 }],
  ["strx3", short, [4, 1, 1], { kind: "string index", index: 0x10104 }],
  ["strx4", short, u32(70000), { kind: "string index", index: 70000 }],
  ["ref1", short, 0x20, reference(Unit + 0x20)],
  ["ref2", short, u16(0x2000), reference(Unit + 0x2000)],
  ["ref4", short, u32(0x20000), reference(Unit + 0x20000)],
  ["ref8", short, u64(0x20n), reference(Unit + 0x20)],
  ["ref_udata", short, uleb(0x90), reference(Unit + 0x90)],
  ["ref_addr", short, u32(0x33), reference(0x33)],
  ["ref_addr", long, u64(0x33n), reference(0x33)],
  [
    "ref_sig8",
    short,
    u64(0xfedcba9876543210n),
    { kind: "signature", signature: 0xfedcba9876543210n },
  ],
  ["ref_sup4", short, u32(1), { kind: "supplementary" }],
  ["ref_sup8", short, u64(1n), { kind: "supplementary" }],
  ["sec_offset", short, u32(0x44), { kind: "section offset", offset: 0x44 }],
  ["sec_offset", long, u64(0x44n), { kind: "section offset", offset: 0x44 }],
  ["loclistx", short, uleb(129), { kind: "list index", index: 129 }],
  ["rnglistx", short, uleb(2), { kind: "list index", index: 2 }],
  ["indirect", short, [uleb(DW_FORM.udata), uleb(1000)], constant(1000)],
];

describe.each(cases)("DW_FORM_%s %#", (name, encoding, piece, value) => {
  const form = DW_FORM[name];
  // The byte behind the value belongs to somebody else.
  const written = bytes(piece, 0xee);
  const length = written.length - 1;

  test("is read", () => {
    const reader = new ByteReader(written, "test");
    expect(readForm(reader, form, encoding, Unit)).toEqual(value);
    expect(reader.position).toBe(length);
  });

  test("is passed over", () => {
    const reader = new ByteReader(written, "test");
    skipForm(reader, form, encoding);
    expect(reader.position).toBe(length);
    expect(fixedSize(form, encoding) ?? length).toBe(length);
  });

  test.runIf(length > 0)("is malformed when it is cut off", () => {
    const reader = new ByteReader(written.subarray(0, length - 1), "test");
    expect(() => readForm(reader, form, encoding, Unit)).toThrow(MalformedError);
  });
});

test("no form is without a test, but for the one whose value stands in the abbreviation", () => {
  const tested = new Set<string>(cases.map(([name]) => name));
  expect(Object.keys(DW_FORM).filter((name) => !tested.has(name))).toEqual(["implicit_const"]);
});

test.each([
  ["an unknown form", 0x7f, []],
  ["an indirect form that is indirect", DW_FORM.indirect, [uleb(DW_FORM.indirect), 1, 1]],
  ["an indirect form without a value", DW_FORM.indirect, [uleb(DW_FORM.implicit_const), 1]],
  ["an offset beyond every file", DW_FORM.ref8, u64(1n << 60n)],
] as [string, number, Piece][])("refuses %s", (_, form, piece) => {
  expect(() => readForm(new ByteReader(bytes(piece), "test"), form, short, Unit)).toThrow(
    MalformedError,
  );
});
