import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MalformedError } from "./malformed.ts";
import { ByteReader } from "./reader.ts";
import { ByteWriter } from "./writer.ts";

const u32 = fc.integer({ min: 0, max: 2 ** 32 - 1 });
const s32 = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 });
const s33 = fc.integer({ min: -(2 ** 32), max: 2 ** 32 - 1 });
const u64 = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n });
const s64 = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n });

const kinds = ["uleb32", "sleb32", "sleb33", "uleb64", "sleb64"] as const;
type Kind = (typeof kinds)[number];
const bits: Record<Kind, number> = { uleb32: 32, sleb32: 32, sleb33: 33, uleb64: 64, sleb64: 64 };

/**
 * The specification's grammar, word by word (5.2.2), over an exact integer: what a number's bytes
 * mean, or undefined when it is malformed.
 */
function bySpecification(kind: Kind, bytes: readonly number[]): bigint | undefined {
  const size = BigInt(bits[kind]);
  const unsigned = (n: bigint, at: number): bigint | undefined => {
    const byte = bytes[at];
    if (byte === undefined) return undefined;
    if (byte < 0x80) return n >= 7n || BigInt(byte) < 1n << n ? BigInt(byte) : undefined;
    const rest = n > 7n ? unsigned(n - 7n, at + 1) : undefined;
    return rest === undefined ? undefined : (rest << 7n) | BigInt(byte & 0x7f);
  };
  const signed = (n: bigint, at: number): bigint | undefined => {
    const byte = bytes[at];
    if (byte === undefined) return undefined;
    if (byte < 0x40) return n > 7n || BigInt(byte) < 1n << (n - 1n) ? BigInt(byte) : undefined;
    if (byte < 0x80) {
      const value = BigInt(byte) - 0x80n;
      return n > 7n || value >= -(1n << (n - 1n)) ? value : undefined;
    }
    const rest = n > 7n ? signed(n - 7n, at + 1) : undefined;
    return rest === undefined ? undefined : (rest << 7n) + BigInt(byte & 0x7f);
  };
  return kind.startsWith("u") ? unsigned(size, 0) : signed(size, 0);
}

function read(kind: Kind, bytes: readonly number[]): bigint | undefined {
  const reader = new ByteReader(Uint8Array.from(bytes), "test", 0x10);
  try {
    return BigInt(reader[kind]());
  } catch (error) {
    expect(error).toBeInstanceOf(MalformedError);
    const { offset } = error as MalformedError;
    expect(offset).toBeGreaterThanOrEqual(0x10);
    expect(offset).toBeLessThanOrEqual(0x10 + bytes.length);
    return undefined;
  }
}

describe("LEB128", () => {
  it("reads back what was written, and no byte more", () => {
    const written = <T>(value: T, write: (w: ByteWriter) => void, back: (r: ByteReader) => T) => {
      const writer = new ByteWriter(0);
      write(writer);
      const reader = new ByteReader(writer.toBytes(), "test");
      expect(back(reader)).toBe(value);
      expect(reader.atEnd).toBe(true);
    };
    fc.assert(
      fc.property(u32, s32, s33, u64, s64, (a, b, c, d, e) => {
        written(
          a,
          (w) => w.uleb32(a),
          (r) => r.uleb32(),
        );
        written(
          a,
          (w) => w.paddedUleb32(a),
          (r) => r.uleb32(),
        );
        written(
          b,
          (w) => w.sleb32(b),
          (r) => r.sleb32(),
        );
        written(
          c,
          (w) => w.sleb33(c),
          (r) => r.sleb33(),
        );
        written(
          d,
          (w) => w.uleb64(d),
          (r) => r.uleb64(),
        );
        written(
          e,
          (w) => w.sleb64(e),
          (r) => r.sleb64(),
        );
      }),
      { numRuns: 300 },
    );
  });

  it.each(kinds)("%s reads and refuses what the specification does", (kind) => {
    // Bytes near the borders of the last, partial byte are what matters.
    const edge = fc.constantFrom(0, 1, 2, 7, 8, 0xf, 0x10, 0x3f, 0x40, 0x70, 0x78, 0x7e, 0x7f);
    const byte = fc.oneof(fc.integer({ min: 0, max: 255 }), edge);
    const long = fc.oneof(fc.integer({ min: 0x80, max: 255 }), fc.constantFrom(0x80, 0xff));
    const number = fc
      .tuple(fc.array(long, { maxLength: 10 }), fc.array(byte, { maxLength: 2 }))
      .map(([head, tail]) => [...head, ...tail]);
    fc.assert(
      fc.property(number, (bytes) => {
        expect(read(kind, bytes)).toBe(bySpecification(kind, bytes));
      }),
      { numRuns: 1000 },
    );
  });

  it("is written in the fewest bytes", () => {
    const writer = new ByteWriter();
    for (const value of [-1, 63, -64]) writer.sleb32(value);
    writer.uleb32(127);
    expect(writer.length).toBe(4);
    for (const value of [64, -65]) writer.sleb32(value);
    writer.uleb32(128);
    expect(writer.length).toBe(10);
  });

  it("is passed over as strictly as it is read", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 12 }), (tail) => {
        const bytes = [...tail].map((value, index) => (index < 9 ? value | 0x80 : value));
        const reader = new ByteReader(Uint8Array.from(bytes), "test");
        const value = bySpecification("sleb64", bytes);
        if (value === undefined) expect(() => reader.skipSleb64()).toThrow(MalformedError);
        else expect(() => reader.skipSleb64()).not.toThrow();
      }),
    );
  });
});
