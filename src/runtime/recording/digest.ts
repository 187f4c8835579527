/** Digests of 32 bits, by which replays are compared: they find accidents, not forgeries. */
import type { ProgramMemory } from "../host/host.ts";
import type { GivenRange, WasiArguments } from "../host/ranges.ts";

/** FNV-1a's (http://www.isthe.com/chongo/tech/comp/fnv). */
const Basis = 0x811c9dc5;
const Prime = 0x01000193;

/**
 * What a program asked of its host in one call: FNV-1a over the arguments (an i32 is four bytes, an i64 eight) and the bytes that go out. Two
 * different calls have the same digest about once in 2³²: this finds divergence, it does not prove
 * equality.
 *
 * @param ranges All inside the memory.
 * @returns 0 … 2³²−1.
 */
export function digestOf(
  args: WasiArguments,
  ranges: readonly GivenRange[],
  memory: ProgramMemory,
): number {
  let digest = Basis;
  for (const arg of args) {
    if (typeof arg === "number") {
      digest = mixWord(digest, arg);
    } else {
      digest = mixWord(digest, Number(BigInt.asIntN(32, arg)));
      digest = mixWord(digest, Number(BigInt.asIntN(32, arg >> 32n)));
    }
  }
  const { bytes } = memory;
  for (const { address, length, write } of ranges) {
    if (write) continue;
    const end = address + length;
    for (let at: number = address; at < end; at++) digest = Math.imul(digest ^ bytes[at]!, Prime);
  }
  return digest >>> 0;
}

/** FNV-1a of some bytes, or the same with another factor: then the two are hardly related. */
export function fnv1a(bytes: Uint8Array, factor: number = Prime): number {
  let digest = Basis;
  for (let at = 0; at < bytes.length; at++) digest = Math.imul(digest ^ bytes[at]!, factor);
  return digest >>> 0;
}

function mixWord(digest: number, word: number): number {
  let mixed = digest;
  for (let shift = 0; shift < 32; shift += 8) {
    mixed = Math.imul(mixed ^ ((word >>> shift) & 0xff), Prime);
  }
  return mixed;
}
