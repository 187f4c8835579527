/** The table section and the table types of imports (5.3.9, 5.5.7). */
import type { ByteReader } from "../bytes/reader.ts";
import type { ByteWriter } from "../bytes/writer.ts";
import { readLimits, writeLimits } from "./limits.ts";
import type { TableType } from "./module.ts";
import { unsupported } from "./proposals.ts";
import { readRefType } from "./types.ts";
import { readVector, writeVector } from "./vectors.ts";

const LargestTable = 2 ** 32 - 1;
/** In place of a type: behind it stand one and the first value of all elements. */
const WithValue = 0x40;

export function readTables(reader: ByteReader): TableType[] {
  return readVector(reader, () => {
    const start = reader.position;
    if (reader.bytes[start] === WithValue) {
      const what = "a table with a first value";
      throw reader.malformed(unsupported(what, "typed function references"), start);
    }
    return readTableType(reader);
  });
}

export function writeTables(writer: ByteWriter, tables: readonly TableType[]): void {
  writeVector(writer, tables, (type) => writeTableType(writer, type));
}

export function readTableType(reader: ByteReader): TableType {
  const element = readRefType(reader);
  return { element, limits: readLimits(reader, LargestTable, "table") };
}

export function writeTableType(writer: ByteWriter, { element, limits }: TableType): void {
  writer.u8(element);
  writeLimits(writer, limits);
}
