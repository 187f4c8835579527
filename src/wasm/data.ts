/** The data section and the data count section, which lets code be checked before it (5.5.14, 5.5.16). */
import type { ByteReader } from "../bytes/reader.ts";
import type { ByteWriter } from "../bytes/writer.ts";
import { readConstExpr } from "./expressions.ts";
import type { Data, SegmentMode } from "./module.ts";
import { readVector, writeVector } from "./vectors.ts";

const Passive = 1;
const WithMemory = 2;

/** @param memories how many memories there are, imports included */
export function readData(reader: ByteReader, memories: number): Data[] {
  return readVector(reader, () => ({
    mode: readMode(reader, memories),
    bytes: reader.take(reader.uleb32()),
  }));
}

export function writeData(writer: ByteWriter, data: readonly Data[]): void {
  writeVector(writer, data, ({ mode, bytes }) => {
    if (mode.kind === "active") {
      writer.uleb32(mode.index === 0 ? 0 : WithMemory);
      if (mode.index !== 0) writer.uleb32(mode.index);
      writer.append(mode.offset);
    } else {
      writer.uleb32(Passive);
    }
    writer.sized(bytes);
  });
}

export function readDataCount(reader: ByteReader): number {
  return reader.uleb32();
}

export function writeDataCount(writer: ByteWriter, count: number): void {
  writer.uleb32(count);
}

function readMode(reader: ByteReader, memories: number): SegmentMode {
  const start = reader.position;
  const flags = reader.uleb32();
  if (flags === Passive) return { kind: "passive" };
  if (flags !== 0 && flags !== WithMemory) {
    throw reader.malformed("a data segment of an unknown kind", start);
  }
  const index = flags === WithMemory ? reader.uleb32() : 0;
  if (index >= memories) throw reader.malformed(`there is no memory ${index}`, start);
  return { kind: "active", index, offset: readConstExpr(reader) };
}
