/** Limits of memories and tables (5.3.7), in the core specification's first two forms. */
import type { ByteReader } from "../bytes/reader.ts";
import type { ByteWriter } from "../bytes/writer.ts";
import type { Limits } from "./module.ts";

const HasMaximum = 0x01;
/** Flags of proposals that are not supported. */
const foreignFlags: readonly (readonly [flag: number, name: string])[] = [
  [0x02, "shared memory (threads)"],
  [0x04, "64-bit addresses (memory64)"],
  [0x08, "a custom page size"],
];

/** @param largest what neither number may exceed */
export function readLimits(reader: ByteReader, largest: number): Limits {
  const start = reader.position;
  const flags = reader.u8();
  const foreign = foreignFlags.find(([flag]) => (flags & flag) !== 0);
  if (foreign !== undefined) throw reader.malformed(`${foreign[1]} is not supported`, start);
  if (flags > HasMaximum) throw reader.malformed("limits of an unknown kind", start);
  const min = reader.uleb32();
  const max = flags & HasMaximum ? reader.uleb32() : undefined;
  if (min > (max ?? largest)) throw reader.malformed("the limits are empty", start);
  if ((max ?? min) > largest) throw reader.malformed(`a limit is above ${largest}`, start);
  return max === undefined ? { min } : { min, max };
}

export function writeLimits(writer: ByteWriter, { min, max }: Limits): void {
  writer.u8(max === undefined ? 0 : HasMaximum);
  writer.uleb32(min);
  if (max !== undefined) writer.uleb32(max);
}
