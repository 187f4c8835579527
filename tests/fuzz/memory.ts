/** Memory as the oracle knows it: blocks of bytes, each in all calls and completions and with its V bits. */
import type { Random } from "./random.ts";
import { Completions, type InCall, inCalls, type Value, type Width } from "./values.ts";

/** A number below 256 in each call. */
type Byte = readonly InCall[];

/** A block, an array or a variable. */
export class Region {
  /** C, of type `uint8_t *`. */
  readonly base: string;
  #bytes: Byte[] = [];

  constructor(base: string) {
    this.base = base;
  }

  get size(): number {
    return this.#bytes.length;
  }

  /** Now of `size` bytes; those that are new are undefined. */
  resize(size: number, random: Random): this {
    const kept = this.#bytes.slice(0, size);
    const added = Array.from({ length: size - kept.length }, () => undefinedByte(random));
    this.#bytes = [...kept, ...added];
    return this;
  }

  /** Little endian and zero-extended. */
  load(offset: number, size: number, width: Width): Value {
    const bytes = this.slice(offset, size);
    const joined = (call: number, of: (byte: InCall) => bigint) =>
      bytes.reduceRight((sum, byte) => (sum << 8n) | of(byte[call]!), 0n);
    const calls = inCalls((call) => ({
      completions: Array.from({ length: Completions }, (_, i) =>
        joined(call, ({ completions }) => completions[i]!),
      ),
      undefinedBits: joined(call, ({ undefinedBits }) => undefinedBits),
      coarse: bytes.some((byte) => byte[call]!.coarse),
    }));
    return { width, calls };
  }

  store(offset: number, size: number, { calls }: Value): void {
    const bytes = Array.from({ length: size }, (_, at): Byte => {
      const byteOf = (bits: bigint) => (bits >> BigInt(8 * at)) & 0xffn;
      return calls.map(({ completions, undefinedBits, coarse }) => ({
        completions: completions.map(byteOf),
        undefinedBits: byteOf(undefinedBits),
        coarse,
      }));
    });
    this.put(offset, bytes);
  }

  slice(offset: number, size: number): readonly Byte[] {
    if (offset < 0 || offset + size > this.size) throw new RangeError("outside the region");
    return this.#bytes.slice(offset, offset + size);
  }

  /** What `slice` gave, elsewhere: memcpy, and memmove within a region. */
  put(offset: number, bytes: readonly Byte[]): void {
    if (offset < 0 || offset + bytes.length > this.size) throw new RangeError("outside the region");
    this.#bytes.splice(offset, bytes.length, ...bytes);
  }
}

/**
 * `then` happens in the calls of which this is true, `otherwise` in the others; both as if in all.
 * @param regions all that these can change; their sizes stay
 */
export function eitherWay(
  regions: readonly Region[],
  taken: readonly boolean[],
  then: () => void,
  otherwise: () => void,
): void {
  const all = () => regions.map((region) => region.slice(0, region.size));
  const before = all();
  then();
  const first = all();
  for (const [i, region] of regions.entries()) region.put(0, before[i]!);
  otherwise();
  for (const [i, region] of regions.entries()) {
    const second = region.slice(0, region.size);
    const merged = second.map(
      (byte, at): Byte => byte.map((each, call) => (taken[call] ? first[i]![at]![call]! : each)),
    );
    region.put(0, merged);
  }
}

function undefinedByte(random: Random): Byte {
  return inCalls(() => {
    const drawn = Array.from({ length: Completions - 2 }, () => random.bits(8));
    return { completions: [0n, 0xffn, ...drawn], undefinedBits: 0xffn, coarse: false };
  });
}

/** C: some bits of some bytes get a value, which and which value is drawn from `seed`. */
export const FillFunction = `static NOINLINE void fill(uint8_t *p, uint32_t size, uint32_t seed) {
    for (uint32_t i = 0; i < size; i++) {
        seed = seed * 1664525u + 1013904223u;
        uint8_t content = (uint8_t)(seed >> 24), kept = 0;
        switch ((seed >> 20) & 7) {
        case 0: case 1: kept = 0xff; break;
        case 2: case 3: kept = (uint8_t)(1 << ((seed >> 17) & 7)); break;
        case 4: kept = (uint8_t)(seed >> 12); break;
        }
        p[i] = (uint8_t)((p[i] & kept) | (content & ~kept));
    }
}`;

/** The same. @param seeds of each call */
export function fill(region: Region, seeds: readonly number[]): void {
  const states = [...seeds];
  for (let i = 0; i < region.size; i++) {
    const [byte] = region.slice(i, 1);
    const filled = byte!.map((each, call) => {
      states[call] = (Math.imul(states[call]!, 1664525) + 1013904223) >>> 0;
      const seed = states[call]!;
      const kept = BigInt(keptBits(seed));
      const content = BigInt(seed >>> 24) & ~kept;
      return {
        completions: each.completions.map((bits) => (bits & kept) | content),
        undefinedBits: each.undefinedBits & kept,
        coarse: false,
      };
    });
    region.put(i, [filled]);
  }
}

function keptBits(seed: number): number {
  switch ((seed >>> 20) & 7) {
    case 0:
    case 1:
      return 0xff;
    case 2:
    case 3:
      return 1 << ((seed >>> 17) & 7);
    case 4:
      return (seed >>> 12) & 0xff;
    default:
      return 0;
  }
}
