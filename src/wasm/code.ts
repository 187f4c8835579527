/** The code section (5.5.13). */
import type { CodeOffset } from "../bytes/brand.ts";
import type { ByteReader } from "../bytes/reader.ts";
import { release } from "../bytes/release.ts";
import { type ByteWriter, uleb32Bytes } from "../bytes/writer.ts";
import type { FunctionBody, LocalRun } from "./module.ts";
import { Op } from "./opcodes.ts";
import { readValueType } from "./types.ts";
import { readVector, writeVector } from "./vectors.ts";

/**
 * What engines accept (WebAssembly JavaScript Interface, 8: implementation-defined limits). Three
 * bytes can announce four billion locals, and a rewriter keeps a table of them.
 */
const MostLocals = 50_000;
/** Of all functions together: ten times what a program of 75 MB has, and few enough to be looked at. */
const MostLocalsInAll = 1 << 24;

/** What messages call the place that CodeOffsets count in, of the module in this file. */
export function codeOf(file: string): string {
  return `the code section of ${file}`;
}

/** @param reader of the code section's contents: CodeOffsets count from its start */
export function readCode(reader: ByteReader): FunctionBody[] {
  let allLocals = 0;
  return readVector(reader, () => {
    const size = reader.uleb32();
    const start = reader.position;
    const body = reader.sub(size);
    const locals = readLocals(body);
    for (const { count } of locals) allLocals += count;
    if (allLocals > MostLocalsInAll) {
      throw reader.malformed(`the functions have more than ${MostLocalsInAll} locals`, start);
    }
    const offset = (start + body.position) as CodeOffset;
    const code = body.take(body.remaining);
    if (code.at(-1) !== Op.end) throw body.malformed("a function body does not end with `end`");
    return { locals, code, offset };
  });
}

export function writeCode(writer: ByteWriter, bodies: readonly FunctionBody[]): void {
  writeVector(writer, bodies, ({ locals, code }) => writeBody(writer, locals, code));
}

/** One entry of the section. */
export function writeBody(writer: ByteWriter, locals: readonly LocalRun[], code: Uint8Array): void {
  writer.uleb32(localsBytes(locals) + code.length);
  writeLocals(writer, locals);
  writer.append(code);
}

/** The section's contents when its entries have been written. */
export interface WrittenCode {
  /** How many entries. */
  readonly count: number;
  /** All of them, in order; each all that is in its buffer. */
  readonly parts: readonly Uint8Array<ArrayBuffer>[];
}

/** The parts are not to be looked at afterwards: their memory is what the code is written to. */
export function writeWritten(writer: ByteWriter, { count, parts }: WrittenCode): void {
  writer.uleb32(count);
  for (const part of parts) {
    writer.append(part);
    release(part.buffer);
  }
}

/** How many bytes `writeWritten` writes. */
export function writtenBytes({ count, parts }: WrittenCode): number {
  return parts.reduce((sum, part) => sum + part.length, uleb32Bytes(count));
}

/** How many bytes `writeCode` writes for these. */
export function codeBytes(bodies: readonly FunctionBody[]): number {
  let sum = uleb32Bytes(bodies.length);
  for (const body of bodies) {
    const bytes = bodyBytes(body);
    sum += uleb32Bytes(bytes) + bytes;
  }
  return sum;
}

/** What a body takes behind its own length. */
function bodyBytes({ locals, code }: FunctionBody): number {
  return localsBytes(locals) + code.length;
}

/** How many bytes the declaration of these locals takes in front of a function's code. */
export function localsBytes(locals: readonly LocalRun[]): number {
  return locals.reduce(
    (sum, { count }) => sum + uleb32Bytes(count) + 1,
    uleb32Bytes(locals.length),
  );
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
