/** Limits of memories and tables (5.3.7): in the core specification's forms, and of shared memories (threads). */
import type { ByteReader } from "../bytes/reader.ts";
import type { ByteWriter } from "../bytes/writer.ts";
import type { Limits } from "./module.ts";
import { type Proposal, unsupported } from "./proposals.ts";

const HasMaximum = 0x01;
const Shared = 0x02;
/** Flags of proposals that are not supported. */
const foreignFlags: readonly (readonly [flag: number, what: string, proposal: Proposal])[] = [
  [0x04, "64-bit addresses", "memory64"],
  [0x08, "a page size of its own", "custom page sizes"],
];

/**
 * @param largest what neither number may exceed
 * @param of what they are of: only memories can be shared
 */
export function readLimits(reader: ByteReader, largest: number, of: "memory" | "table"): Limits {
  const start = reader.position;
  const flags = reader.u8();
  const foreign = foreignFlags.find(([flag]) => (flags & flag) !== 0);
  if (foreign !== undefined) throw reader.malformed(unsupported(foreign[1], foreign[2]), start);
  const shared = (flags & Shared) !== 0;
  if (shared && of === "table") {
    throw reader.malformed(unsupported("a shared table", "shared-everything threads"), start);
  }
  if (flags > (HasMaximum | Shared)) throw reader.malformed("limits of an unknown kind", start);
  const min = reader.uleb32();
  const max = flags & HasMaximum ? reader.uleb32() : undefined;
  if (min > (max ?? largest)) throw reader.malformed("the limits are empty", start);
  if ((max ?? min) > largest) throw reader.malformed(`a limit is above ${largest}`, start);
  if (max === undefined) {
    if (shared) throw reader.malformed("a shared memory has no maximum", start);
    return { min };
  }
  return shared ? { min, max, shared } : { min, max };
}

export function writeLimits(writer: ByteWriter, { min, max, shared }: Limits): void {
  writer.u8((max === undefined ? 0 : HasMaximum) | (shared ? Shared : 0));
  writer.uleb32(min);
  if (max !== undefined) writer.uleb32(max);
}
