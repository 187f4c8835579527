/** The tag section and the tag types of imports (exception handling proposal, "Tag section"). */
import type { TypeIndex } from "../bytes/brand.ts";
import type { ByteReader } from "../bytes/reader.ts";
import type { ByteWriter } from "../bytes/writer.ts";
import type { FunctionType } from "./module.ts";
import { readIndex, readVector, writeVector } from "./vectors.ts";

/** The only kind of tag that there is: an exception. */
const ExceptionAttribute = 0;

export function readTags(reader: ByteReader, types: readonly FunctionType[]): TypeIndex[] {
  return readVector(reader, () => readTagType(reader, types));
}

export function writeTags(writer: ByteWriter, tags: readonly TypeIndex[]): void {
  writeVector(writer, tags, (type) => writeTagType(writer, type));
}

export function readTagType(reader: ByteReader, types: readonly FunctionType[]): TypeIndex {
  const start = reader.position;
  if (reader.u8() !== ExceptionAttribute) throw reader.malformed("a tag of an unknown kind", start);
  const type = readIndex(reader, types.length, "type") as TypeIndex;
  if (types[type]!.results.length > 0) throw reader.malformed("a tag has results", start);
  return type;
}

export function writeTagType(writer: ByteWriter, type: TypeIndex): void {
  writer.u8(ExceptionAttribute);
  writer.uleb32(type);
}
