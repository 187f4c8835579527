/** The code section (5.5.13). */
import type { CodeOffset } from "../bytes/brand.ts";
import type { ByteReader } from "../bytes/reader.ts";
import { ByteWriter } from "../bytes/writer.ts";
import type { FunctionBody, LocalRun } from "./module.ts";
import { Op } from "./opcodes.ts";
import { readValueType } from "./types.ts";
import { readVector, writeVector } from "./vectors.ts";

/**
 * What engines accept (WebAssembly JavaScript Interface, 8: implementation-defined limits). Three
 * bytes can announce four billion locals, and a rewriter keeps a table of them.
 */
const MostLocals = 50_000;

/** @param reader of the code section's contents: CodeOffsets count from its start */
export function readCode(reader: ByteReader): FunctionBody[] {
  return readVector(reader, () => {
    const size = reader.uleb32();
    const start = reader.position;
    const body = reader.sub(size);
    const locals = readLocals(body);
    const offset = (start + body.position) as CodeOffset;
    const code = body.take(body.remaining);
    if (code.at(-1) !== Op.end) throw body.malformed("a function body does not end with `end`");
    return { locals, code, offset };
  });
}

export function writeCode(writer: ByteWriter, bodies: readonly FunctionBody[]): void {
  const scratch = new ByteWriter();
  writeVector(writer, bodies, ({ locals, code }) => {
    scratch.clear();
    writeLocals(scratch, locals);
    writer.uleb32(scratch.length + code.length);
    writer.append(scratch.view());
    writer.append(code);
  });
}

/** How many bytes the declaration of these locals takes in front of a function's code. */
export function localsBytes(locals: readonly LocalRun[]): number {
  return locals.reduce(
    (sum, { count }) => sum + uleb32Bytes(count) + 1,
    uleb32Bytes(locals.length),
  );
}

function uleb32Bytes(value: number): number {
  return Math.max(1, Math.ceil((32 - Math.clz32(value)) / 7));
}

function writeLocals(writer: ByteWriter, locals: readonly LocalRun[]): void {
  writeVector(writer, locals, ({ count, type }) => {
    writer.uleb32(count);
    writer.u8(type);
  });
}

function readLocals(reader: ByteReader): LocalRun[] {
  let total = 0;
  return readVector(reader, () => {
    const start = reader.position;
    const count = reader.uleb32();
    total += count;
    if (total > MostLocals) {
      throw reader.malformed(`a function has more than ${MostLocals} locals`, start);
    }
    return { count, type: readValueType(reader) };
  });
}
