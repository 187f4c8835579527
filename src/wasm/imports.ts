/** The import section (5.5.5). */
import type { TypeIndex } from "../bytes/brand.ts";
import type { ByteReader } from "../bytes/reader.ts";
import type { ByteWriter } from "../bytes/writer.ts";
import { externalKindByte, readExternalKind } from "./exports.ts";
import { readGlobalType, writeGlobalType } from "./globals.ts";
import { writeLimits } from "./limits.ts";
import { readMemoryType, severalMemories } from "./memories.ts";
import type { FunctionType, Import, ImportDescription } from "./module.ts";
import { readTableType, writeTableType } from "./tables.ts";
import { readTagType, writeTagType } from "./tags.ts";
import { readIndex, readVector, writeVector } from "./vectors.ts";

export function readImports(reader: ByteReader, types: readonly FunctionType[]): Import[] {
  let memories = 0;
  return readVector(reader, () => {
    const module = reader.name();
    const name = reader.name();
    const start = reader.position;
    const what = readDescription(reader, types);
    if (what.kind === "memory" && ++memories > 1) throw severalMemories(reader, start);
    return { module, name, what };
  });
}

export function writeImports(writer: ByteWriter, imports: readonly Import[]): void {
  writeVector(writer, imports, ({ module, name, what }) => {
    writer.name(module);
    writer.name(name);
    writer.u8(externalKindByte(what.kind));
    writeDescription(writer, what);
  });
}

function readDescription(reader: ByteReader, types: readonly FunctionType[]): ImportDescription {
  const kind = readExternalKind(reader);
  switch (kind) {
    case "function":
      return { kind, type: readIndex(reader, types.length, "type") as TypeIndex };
    case "table":
      return { kind, type: readTableType(reader) };
    case "memory":
      return { kind, limits: readMemoryType(reader) };
    case "global":
      return { kind, type: readGlobalType(reader) };
    case "tag":
      return { kind, type: readTagType(reader, types) };
  }
}

function writeDescription(writer: ByteWriter, what: ImportDescription): void {
  switch (what.kind) {
    case "function":
      writer.uleb32(what.type);
      break;
    case "table":
      writeTableType(writer, what.type);
      break;
    case "memory":
      writeLimits(writer, what.limits);
      break;
    case "global":
      writeGlobalType(writer, what.type);
      break;
    case "tag":
      writeTagType(writer, what.type);
      break;
  }
}
