/**
 * How the values of attributes are written (DWARF 5, 7.5.5 and 7.5.6). One table has all forms of
 * versions 4 and 5: how long a value is, and how it is read. Reading does not follow anything: a
 * string is still an offset and an index still an index, because most values are never looked at,
 * and because what they point to depends on the unit (see units.ts).
 */
import type { ByteReader } from "../bytes/reader.ts";
import { DW_FORM } from "./constants.ts";
import { type Encoding, readAddress, readOffset } from "./encoding.ts";

export type StringSection = ".debug_str" | ".debug_line_str";

export type AttributeValue =
  | { readonly kind: "address"; readonly address: number }
  /** An index into the unit's part of `.debug_addr`. */
  | { readonly kind: "address index"; readonly index: number }
  /**
   * A number where it is exact, otherwise a bigint. The fixed sizes are read as unsigned: whether
   * there is a sign depends on the attribute.
   */
  | { readonly kind: "constant"; readonly value: number | bigint }
  /** Bytes with a meaning of their own: an expression, a constant of any size. */
  | { readonly kind: "block"; readonly bytes: Uint8Array }
  | { readonly kind: "flag"; readonly value: boolean }
  | { readonly kind: "string"; readonly text: string }
  | { readonly kind: "string offset"; readonly section: StringSection; readonly offset: number }
  /** An index into the unit's part of `.debug_str_offsets`. */
  | { readonly kind: "string index"; readonly index: number }
  /** An entry: its offset in `.debug_info`. */
  | { readonly kind: "reference"; readonly offset: number }
  /** A type in a type unit that has this signature. */
  | { readonly kind: "signature"; readonly signature: bigint }
  /** Into the section that the attribute is about. */
  | { readonly kind: "section offset"; readonly offset: number }
  /** An index into the unit's part of `.debug_rnglists` or `.debug_loclists`. */
  | { readonly kind: "list index"; readonly index: number }
  /** Something in a supplementary object file (7.3.6): no toolchain for WebAssembly makes one. */
  | { readonly kind: "supplementary" };

type Read = (reader: ByteReader, encoding: Encoding, unitOffset: number) => AttributeValue;

interface Form {
  /** Bytes of every value, if that does not depend on the value. */
  readonly size: number | "offset" | "address" | "varies";
  readonly read: Read;
}

function u24(reader: ByteReader): number {
  return reader.u16() | (reader.u8() << 16);
}

function number(value: bigint): number | bigint {
  const short = Number(value);
  return Number.isSafeInteger(short) ? short : value;
}

const constant = (value: number | bigint): AttributeValue => ({ kind: "constant", value });
const block = (bytes: Uint8Array): AttributeValue => ({ kind: "block", bytes });
const stringIndex = (index: number): AttributeValue => ({ kind: "string index", index });
const addressIndex = (index: number): AttributeValue => ({ kind: "address index", index });
const reference = (offset: number): AttributeValue => ({ kind: "reference", offset });

const supplementary =
  (skip: (reader: ByteReader, encoding: Encoding) => void): Read =>
  (reader, encoding) => {
    skip(reader, encoding);
    return { kind: "supplementary" };
  };
const stringOffset =
  (section: StringSection): Read =>
  (reader, { offsetSize }) => ({
    kind: "string offset",
    section,
    offset: readOffset(reader, offsetSize),
  });

const forms = {
  addr: {
    size: "address",
    read: (r, e) => ({ kind: "address", address: readAddress(r, e.addressSize) }),
  },
  addrx: { size: "varies", read: (r) => addressIndex(r.uleb32()) },
  addrx1: { size: 1, read: (r) => addressIndex(r.u8()) },
  addrx2: { size: 2, read: (r) => addressIndex(r.u16()) },
  addrx3: { size: 3, read: (r) => addressIndex(u24(r)) },
  addrx4: { size: 4, read: (r) => addressIndex(r.u32()) },

  data1: { size: 1, read: (r) => constant(r.u8()) },
  data2: { size: 2, read: (r) => constant(r.u16()) },
  data4: { size: 4, read: (r) => constant(r.u32()) },
  data8: { size: 8, read: (r) => constant(number(r.u64())) },
  data16: { size: 16, read: (r) => block(r.take(16)) },
  sdata: { size: "varies", read: (r) => constant(number(r.sleb64())) },
  udata: { size: "varies", read: (r) => constant(number(r.uleb64())) },

  block: { size: "varies", read: (r) => block(r.take(r.uleb32())) },
  block1: { size: "varies", read: (r) => block(r.take(r.u8())) },
  block2: { size: "varies", read: (r) => block(r.take(r.u16())) },
  block4: { size: "varies", read: (r) => block(r.take(r.u32())) },
  exprloc: { size: "varies", read: (r) => block(r.take(r.uleb32())) },

  flag: { size: 1, read: (r) => ({ kind: "flag", value: r.u8() !== 0 }) },
  flag_present: { size: 0, read: () => ({ kind: "flag", value: true }) },

  string: { size: "varies", read: (r) => ({ kind: "string", text: r.cString() }) },
  strp: { size: "offset", read: stringOffset(".debug_str") },
  line_strp: { size: "offset", read: stringOffset(".debug_line_str") },
  strp_sup: { size: "offset", read: supplementary((r, e) => r.skip(e.offsetSize)) },
  strx: { size: "varies", read: (r) => stringIndex(r.uleb32()) },
  strx1: { size: 1, read: (r) => stringIndex(r.u8()) },
  strx2: { size: 2, read: (r) => stringIndex(r.u16()) },
  strx3: { size: 3, read: (r) => stringIndex(u24(r)) },
  strx4: { size: 4, read: (r) => stringIndex(r.u32()) },

  ref1: { size: 1, read: (r, _, unit) => reference(unit + r.u8()) },
  ref2: { size: 2, read: (r, _, unit) => reference(unit + r.u16()) },
  ref4: { size: 4, read: (r, _, unit) => reference(unit + r.u32()) },
  ref8: { size: 8, read: (r, _, unit) => reference(unit + readOffset(r, 8)) },
  ref_udata: { size: "varies", read: (r, _, unit) => reference(unit + r.uleb32()) },
  ref_addr: { size: "offset", read: (r, e) => reference(readOffset(r, e.offsetSize)) },
  ref_sig8: { size: 8, read: (r) => ({ kind: "signature", signature: r.u64() }) },
  ref_sup4: { size: 4, read: supplementary((r) => r.skip(4)) },
  ref_sup8: { size: 8, read: supplementary((r) => r.skip(8)) },

  sec_offset: {
    size: "offset",
    read: (r, e) => ({ kind: "section offset", offset: readOffset(r, e.offsetSize) }),
  },
  loclistx: { size: "varies", read: (r) => ({ kind: "list index", index: r.uleb32() }) },
  rnglistx: { size: "varies", read: (r) => ({ kind: "list index", index: r.uleb32() }) },

  // The value of an implicit_const stands in the abbreviation (see entries.ts), so it has no bytes.
  implicit_const: {
    size: 0,
    read: (r) => {
      throw r.malformed("DW_FORM_implicit_const has no value here");
    },
  },
  indirect: {
    size: "varies",
    read: (r, e, unit) => {
      const start = r.position;
      const form = r.uleb32();
      if (form === DW_FORM.indirect) throw r.malformed("DW_FORM_indirect twice", start);
      return readForm(r, form, e, unit);
    },
  },
} satisfies Record<keyof typeof DW_FORM, Form>;

/** The rows of the table by DW_FORM number. */
const byNumber: readonly (Form | undefined)[] = Object.entries(DW_FORM).reduce<Form[]>(
  (rows, [name, number]) => {
    rows[number] = forms[name as keyof typeof forms];
    return rows;
  },
  [],
);

/** Bytes of every value of `form`; undefined if it depends on the value or the form is unknown. */
export function fixedSize(form: number, encoding: Encoding): number | undefined {
  const size = byNumber[form]?.size;
  if (size === "offset") return encoding.offsetSize;
  if (size === "address") return encoding.addressSize;
  return size === "varies" ? undefined : size;
}

/**
 * Reads a value. `unitOffset` is where the unit starts in `.debug_info`: most references count from
 * there. Throws MalformedError.
 */
export function readForm(
  reader: ByteReader,
  form: number,
  encoding: Encoding,
  unitOffset: number,
): AttributeValue {
  const row = byNumber[form];
  if (row === undefined) throw reader.malformed(`unknown attribute form 0x${form.toString(16)}`);
  return row.read(reader, encoding, unitOffset);
}

/** Moves past a value. Throws MalformedError. */
export function skipForm(reader: ByteReader, form: number, encoding: Encoding): void {
  const size = fixedSize(form, encoding);
  if (size === undefined) readForm(reader, form, encoding, 0);
  else reader.skip(size);
}
