/** Vectors to try instructions on, and the lanes to try those with that name some. */
import fc from "fast-check";
import type { OpcodeRow } from "../../src/wasm/opcodes.ts";

const VectorBytes = 16;

/** The lane immediates that each row is tried with. */
export function lanesTried({ immediates, lanes }: OpcodeRow): readonly (readonly number[])[] {
  if (immediates === "lane" || immediates === "memargLane") return [[0], [lanes - 1]];
  if (immediates !== "lanes") return [[]];
  const all = Array.from({ length: VectorBytes }, (_, at) => at);
  return [all, all.map((at) => 31 - at), all.map((at) => (at * 7) % lanes), all.map(() => 5)];
}

function bitsOfNumbers(
  numbers: ArrayLike<number> & { readonly buffer: ArrayBufferLike },
): bigint[] {
  return [...new Uint8Array(numbers.buffer)].map(BigInt);
}
const floats = [0, -0, 1, -1, 0.5, -2.5, 2 ** 31, -(2 ** 31), 2 ** 63, 3e38, 5e-324, Math.PI];
const notFinite = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN];
/** The bytes of floats of every class, one after the other. */
const floatBytes = [
  bitsOfNumbers(Float32Array.from([...floats, ...notFinite])),
  bitsOfNumbers(Float64Array.from([...floats, ...notFinite])),
];

function joined(bytes: readonly bigint[]): bigint {
  return bytes.reduceRight((all, byte) => (all << 8n) | byte, 0n);
}

/** Sixteen bytes each: what is special as an integer of some width, floats of every class, anything. */
export const anyVector: fc.Arbitrary<bigint> = fc.oneof(
  // Lanes at the ends of their ranges.
  fc
    .array(fc.constantFrom(0n, 1n, 0x7fn, 0x80n, 0xffn), {
      minLength: VectorBytes,
      maxLength: VectorBytes,
    })
    .map(joined),
  fc
    .tuple(fc.constantFrom(...floatBytes), fc.nat(14))
    .map(([bytes, at]) => joined([...bytes, ...bytes].slice(8 * at, 8 * at + VectorBytes))),
  // Indices and small numbers.
  fc
    .array(fc.nat(40), { minLength: VectorBytes, maxLength: VectorBytes })
    .map((bytes) => joined(bytes.map(BigInt))),
  fc.bigInt({ min: 0n, max: (1n << 128n) - 1n }),
  fc.constantFrom(0n, (1n << 128n) - 1n),
);
