/** The type section, and the value types that all other sections use (5.3, 5.5.4). */
import type { ByteReader } from "../bytes/reader.ts";
import type { ByteWriter } from "../bytes/writer.ts";
import { type FunctionType, type RefType, ValueType } from "./module.ts";
import { unknownForm, unknownType } from "./proposals.ts";
import { readVector, writeVector } from "./vectors.ts";

const FunctionForm = 0x60;

const valueTypes: ReadonlySet<number> = new Set(Object.values(ValueType));
export function readTypes(reader: ByteReader): FunctionType[] {
  return readVector(reader, () => {
    const start = reader.position;
    const form = reader.u8();
    if (form !== FunctionForm) throw reader.malformed(unknownForm(form), start);
    const params = readVector(reader, () => readValueType(reader));
    const results = readVector(reader, () => readValueType(reader));
    return { params, results };
  });
}

export function writeTypes(writer: ByteWriter, types: readonly FunctionType[]): void {
  writeVector(writer, types, ({ params, results }) => {
    writer.u8(FunctionForm);
    writeVector(writer, params, (type) => writer.u8(type));
    writeVector(writer, results, (type) => writer.u8(type));
  });
}

export function isValueType(byte: number): byte is ValueType {
  return valueTypes.has(byte);
}

export function isRefType(byte: number): byte is RefType {
  return byte === ValueType.funcref || byte === ValueType.externref;
}

export function readValueType(reader: ByteReader): ValueType {
  const start = reader.position;
  const byte = reader.u8();
  if (!isValueType(byte)) throw reader.malformed(unknownType(byte), start);
  return byte;
}

export function readRefType(reader: ByteReader): RefType {
  const start = reader.position;
  const type = readValueType(reader);
  if (!isRefType(type)) throw reader.malformed("a reference type must stand here", start);
  return type;
}
