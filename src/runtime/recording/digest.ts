/** What a program asked of its host in one call, in 32 bits: replays are compared by it. */
import type { ProgramMemory } from "../host/host.ts";
import type { GivenRange } from "../host/ranges.ts";

/** FNV-1a's (http://www.isthe.com/chongo/tech/comp/fnv). */
const Basis = 0x811c9dc5;
const Prime = 0x01000193;

/**
 * FNV-1a over the arguments (eight bytes each, sign-extended) and the bytes that go out. Two
 * different calls have the same digest once in 2³²: this finds divergence, it does not prove
 * equality.
 *
 * @param ranges All inside the memory.
 * @returns 0 … 2³²−1.
 */
export function digestOf(
  args: readonly (number | bigint)[],
  ranges: readonly GivenRange[],
  memory: ProgramMemory,
): number {
  let digest = Basis | 0;
  const words = new BigInt64Array(args.map(BigInt));
  for (const byte of new Uint8Array(words.buffer)) digest = Math.imul(digest ^ byte, Prime);
  for (const { address, length, write } of ranges) {
    if (write) continue;
    const { bytes } = memory;
    for (let at: number = address; at < address + length; at++) {
      digest = Math.imul(digest ^ bytes[at]!, Prime);
    }
  }
  return digest >>> 0;
}
