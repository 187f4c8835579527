/** The function section, which gives each function its type, and the start section (5.5.6, 5.5.11). */
import type { FuncIndex, TypeIndex } from "../bytes/brand.ts";
import type { ByteReader } from "../bytes/reader.ts";
import type { ByteWriter } from "../bytes/writer.ts";
import { readIndex, readVector, writeVector } from "./vectors.ts";

/** @param types how many types there are */
export function readFunctions(reader: ByteReader, types: number): TypeIndex[] {
  return readVector(reader, () => readIndex(reader, types, "type") as TypeIndex);
}

export function writeFunctions(writer: ByteWriter, functions: readonly TypeIndex[]): void {
  writeVector(writer, functions, (type) => writer.uleb32(type));
}

/** @param functions how many functions there are, imports included */
export function readStart(reader: ByteReader, functions: number): FuncIndex {
  return readIndex(reader, functions, "function") as FuncIndex;
}

export function writeStart(writer: ByteWriter, start: FuncIndex): void {
  writer.uleb32(start);
}
