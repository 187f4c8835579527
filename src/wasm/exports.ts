/** The export section (5.5.10), and the byte for the kind of an import or export (5.5.5). */
import { quoted } from "../bytes/printable.ts";
import type { ByteReader } from "../bytes/reader.ts";
import type { ByteWriter } from "../bytes/writer.ts";
import type { Export, ExternalKind } from "./module.ts";
import { readIndex, readVector, writeVector } from "./vectors.ts";

/** By their byte in the file. */
const kinds: readonly ExternalKind[] = ["function", "table", "memory", "global", "tag"];

/** @param counts how many of each kind there are, imports included */
export function readExports(
  reader: ByteReader,
  counts: Readonly<Record<ExternalKind, number>>,
): Export[] {
  const names = new Set<string>();
  return readVector(reader, () => {
    const start = reader.position;
    const name = reader.name();
    if (names.has(name)) throw reader.malformed(`“${quoted(name)}” is exported twice`, start);
    names.add(name);
    const kind = readExternalKind(reader);
    return { name, kind, index: readIndex(reader, counts[kind], kind) };
  });
}

export function writeExports(writer: ByteWriter, exports: readonly Export[]): void {
  writeVector(writer, exports, ({ name, kind, index }) => {
    writer.name(name);
    writer.u8(externalKindByte(kind));
    writer.uleb32(index);
  });
}

export function readExternalKind(reader: ByteReader): ExternalKind {
  const start = reader.position;
  const byte = reader.u8();
  const kind = kinds[byte];
  if (kind === undefined) {
    throw reader.malformed(`importing or exporting kind ${byte} is not supported`, start);
  }
  return kind;
}

export function externalKindByte(kind: ExternalKind): number {
  return kinds.indexOf(kind);
}
