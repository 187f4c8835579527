/**
 * Writes DWARF for tests, byte by byte but in a readable form: what clang never emits, and what no
 * compiler should.
 */
import { ByteWriter } from "../src/bytes/writer.ts";
import type { SectionName, SectionSource } from "../src/dwarf/sections.ts";

/** A byte, a string with its final NUL, bytes as they are, or several of these. */
export type Piece = number | string | Uint8Array | readonly Piece[];

export function bytes(...pieces: Piece[]): Uint8Array<ArrayBuffer> {
  const writer = new ByteWriter();
  const write = (piece: Piece) => {
    if (typeof piece === "number") writer.u8(piece);
    else if (typeof piece === "string") writer.append(new TextEncoder().encode(`${piece}\0`));
    else if (piece instanceof Uint8Array) writer.append(piece);
    else for (const inner of piece) write(inner);
  };
  write(pieces);
  return writer.toBytes();
}

const encoded =
  <T>(write: (writer: ByteWriter, value: T) => void) =>
  (value: T): Uint8Array => {
    const writer = new ByteWriter();
    write(writer, value);
    return writer.toBytes();
  };
export const u16 = encoded<number>((writer, value) => writer.u16(value));
export const u32 = encoded<number>((writer, value) => writer.u32(value));
export const u64 = encoded<bigint>((writer, value) => writer.u64(value));
export const uleb = encoded<number>((writer, value) => writer.uleb32(value));
export const sleb = encoded<number>((writer, value) => writer.sleb32(value));

/** The pieces after their length, as units and tables begin in the 32-bit format. */
export function sized(...pieces: Piece[]): Piece {
  const contents = bytes(...pieces);
  return [u32(contents.length), contents];
}

export function sections(contents: Partial<Record<SectionName, Uint8Array>>): SectionSource {
  return (name) => contents[name];
}

/** One declaration of `.debug_abbrev`: attributes are pairs of name and form. */
export function abbreviation(
  code: number,
  tag: number,
  hasChildren: boolean,
  ...attributes: (readonly [number, number, ...Piece[]])[]
): Piece {
  const specs = attributes.map(([name, form, ...rest]) => [uleb(name), uleb(form), rest]);
  return [uleb(code), uleb(tag), Number(hasChildren), specs, 0, 0];
}

/** A unit with addresses of 4 bytes. */
export function unit4(abbreviationsOffset: number, ...entries: Piece[]): Piece {
  return sized(u16(4), u32(abbreviationsOffset), 4, entries);
}

/** A compile unit (DW_UT_compile) with addresses of 4 bytes. */
export function unit5(abbreviationsOffset: number, ...entries: Piece[]): Piece {
  return sized(u16(5), 1, 4, u32(abbreviationsOffset), entries);
}
