/** The global section and the global types of imports (5.3.10, 5.5.9). */
import type { ByteReader } from "../bytes/reader.ts";
import type { ByteWriter } from "../bytes/writer.ts";
import { readConstExpr } from "./expressions.ts";
import type { Global, GlobalType } from "./module.ts";
import { unsupported } from "./proposals.ts";
import { readValueType } from "./types.ts";
import { readVector, writeVector } from "./vectors.ts";

export function readGlobals(reader: ByteReader): Global[] {
  return readVector(reader, () => ({
    type: readGlobalType(reader),
    init: readConstExpr(reader),
  }));
}

export function writeGlobals(writer: ByteWriter, globals: readonly Global[]): void {
  writeVector(writer, globals, ({ type, init }) => {
    writeGlobalType(writer, type);
    writer.append(init);
  });
}

export function readGlobalType(reader: ByteReader): GlobalType {
  const type = readValueType(reader);
  const start = reader.position;
  const mutability = reader.u8();
  if (mutability === 2 || mutability === 3) {
    throw reader.malformed(unsupported("a shared global", "shared-everything threads"), start);
  }
  if (mutability > 1) throw reader.malformed("a global of an unknown kind", start);
  return { type, mutable: mutability === 1 };
}

export function writeGlobalType(writer: ByteWriter, { type, mutable }: GlobalType): void {
  writer.u8(type);
  writer.u8(mutable ? 1 : 0);
}
