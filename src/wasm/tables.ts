/** The table section and the table types of imports (5.3.9, 5.5.7). */
import type { ByteReader } from "../bytes/reader.ts";
import type { ByteWriter } from "../bytes/writer.ts";
import { readLimits, writeLimits } from "./limits.ts";
import type { TableType } from "./module.ts";
import { readRefType } from "./types.ts";
import { readVector, writeVector } from "./vectors.ts";

const LargestTable = 2 ** 32 - 1;

export function readTables(reader: ByteReader): TableType[] {
  return readVector(reader, () => readTableType(reader));
}

export function writeTables(writer: ByteWriter, tables: readonly TableType[]): void {
  writeVector(writer, tables, (type) => writeTableType(writer, type));
}

export function readTableType(reader: ByteReader): TableType {
  const element = readRefType(reader);
  return { element, limits: readLimits(reader, LargestTable) };
}

export function writeTableType(writer: ByteWriter, { element, limits }: TableType): void {
  writer.u8(element);
  writeLimits(writer, limits);
}
