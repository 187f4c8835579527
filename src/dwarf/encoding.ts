import type { ByteReader } from "../bytes/reader.ts";

/** What the length of many values depends on; each unit says it in its header. */
export interface Encoding {
  readonly version: 4 | 5;
  /** 4 in the 32-bit DWARF format, 8 in the 64-bit one (DWARF 5, 7.4). */
  readonly offsetSize: 4 | 8;
  readonly addressSize: 4 | 8;
}

/** The length at the start of a unit or table, which also tells the format (DWARF 5, 7.4). */
export function readInitialLength(reader: ByteReader): { length: number; offsetSize: 4 | 8 } {
  const start = reader.position;
  const length = reader.u32();
  if (length < 0xfffffff0) return { length, offsetSize: 4 };
  if (length !== 0xffffffff) throw reader.malformed("a reserved unit length", start);
  return { length: readOffset(reader, 8), offsetSize: 8 };
}

/**
 * An offset into a section, or a length, of the unit's format. Throws MalformedError beyond 2⁵³: no
 * file is so long.
 */
export function readOffset(reader: ByteReader, size: 4 | 8): number {
  if (size === 4) return reader.u32();
  const start = reader.position;
  const value = reader.u64();
  if (value > BigInt(Number.MAX_SAFE_INTEGER)) {
    throw reader.malformed("a 64-bit offset or address is too large", start);
  }
  return Number(value);
}

/** An address in the code, of the size that the unit announces. Throws MalformedError beyond 2⁵³. */
export function readAddress(reader: ByteReader, size: 4 | 8): number {
  return readOffset(reader, size);
}

/** The one byte that announces the size of addresses. Throws MalformedError unless it is 4 or 8. */
export function readAddressSize(reader: ByteReader): 4 | 8 {
  const size = reader.u8();
  if (size !== 4 && size !== 8) {
    throw reader.malformed(`addresses of ${size} bytes`, reader.position - 1);
  }
  return size;
}
