/** The memory section and the memory types of imports (5.3.8, 5.5.8). */
import type { ByteReader } from "../bytes/reader.ts";
import type { ByteWriter } from "../bytes/writer.ts";
import { readLimits, writeLimits } from "./limits.ts";
import type { Limits } from "./module.ts";
import { unsupported } from "./proposals.ts";
import { readVector, writeVector } from "./vectors.ts";

/** Pages of 64 KiB: 4 GiB. */
const LargestMemory = 65536;

/** @param imported how many memories are imported: all in all there may be one */
export function readMemories(reader: ByteReader, imported: number): Limits[] {
  const start = reader.position;
  const memories = readVector(reader, () => readMemoryType(reader));
  if (imported + memories.length > 1) throw severalMemories(reader, start);
  return memories;
}

export function writeMemories(writer: ByteWriter, memories: readonly Limits[]): void {
  writeVector(writer, memories, (limits) => writeLimits(writer, limits));
}

export function readMemoryType(reader: ByteReader): Limits {
  return readLimits(reader, LargestMemory, "memory");
}

export function severalMemories(reader: ByteReader, position: number): Error {
  return reader.malformed(unsupported("more than one memory", "multi-memory"), position);
}
