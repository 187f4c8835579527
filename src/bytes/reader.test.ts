import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MalformedError } from "./malformed.ts";
import { ByteReader } from "./reader.ts";
import { ByteWriter } from "./writer.ts";

function reader(...bytes: number[]): ByteReader {
  return new ByteReader(Uint8Array.from(bytes), "test", 0x20);
}

describe("ByteReader", () => {
  it("reads little-endian numbers", () => {
    const numbers = reader(0xff, 0x01, 0x80, 1, 2, 3, 0xff, 1, 2, 3, 4, 5, 6, 7, 0xff);
    expect(numbers.u8()).toBe(0xff);
    expect(numbers.u16()).toBe(0x8001);
    expect(numbers.u32()).toBe(0xff030201);
    expect(numbers.u64()).toBe(0xff07060504030201n);
    expect(numbers.atEnd).toBe(true);
  });

  it("refuses to read beyond the end, and says where", () => {
    const reads: ((r: ByteReader) => unknown)[] = [
      (r) => r.u16(),
      (r) => r.u32(),
      (r) => r.u64(),
      (r) => r.take(2),
      (r) => r.take(-1),
      (r) => r.take(Number.NaN),
      (r) => r.skip(2 ** 40),
      (r) => r.sub(2),
      (r) => r.cString(),
      (r) => r.uleb32(),
      (r) => r.sleb64(),
      (r) => r.name(),
    ];
    for (const read of reads) {
      const short = reader(1, 0x85);
      short.u8();
      expect(() => read(short)).toThrow(MalformedError);
      expect(() => read(short)).toThrow(/^test: at byte 0x2[12]: /);
    }
  });

  it("gives a sub-reader its own end and the file's offsets", () => {
    const outer = reader(9, 1, 2, 3);
    outer.u8();
    const inner = outer.sub(2);
    expect([inner.u8(), inner.u8(), outer.u8()]).toEqual([1, 2, 3]);
    expect(() => inner.u8()).toThrow("test: at byte 0x23: ");
    expect(outer.atEnd).toBe(true);
  });

  it("keeps positions inside the data", () => {
    const three = reader(1, 2, 3);
    three.seek(3);
    expect(three.atEnd).toBe(true);
    expect(() => three.seek(4)).toThrow(MalformedError);
    expect(() => three.seek(-1)).toThrow(MalformedError);
  });

  it("reads strings up to their NUL", () => {
    const strings = reader(0x61, 0xc3, 0xa9, 0, 0, 0xff, 0);
    expect(strings.cString()).toBe("aé");
    expect(strings.cString()).toBe("");
    expect(strings.cString()).toBe("\ufffd");
  });

  it("reads names as they are written, a byte order mark included", () => {
    // fast-check's own Unicode strings take a second to set up.
    const scalar = fc
      .oneof(fc.nat(0xff), fc.nat(0x10ffff))
      .filter((code) => code < 0xd800 || code > 0xdfff)
      .map((code) => String.fromCodePoint(code));
    const text = fc.oneof(fc.string({ unit: scalar }), fc.constant("\ufeffa"));
    fc.assert(
      fc.property(text, (name) => {
        const writer = new ByteWriter();
        writer.name(name);
        expect(new ByteReader(writer.toBytes(), "test").name()).toBe(name);
      }),
    );
  });

  it("refuses names that are no UTF-8", () => {
    expect(() => reader(2, 0xc0, 0x80).name()).toThrow("at byte 0x20: a name is not valid UTF-8");
  });
});

describe("ByteWriter", () => {
  it("writes what the reader reads, across its growth", () => {
    fc.assert(
      fc.property(fc.array(fc.bigInt({ min: 0n, max: 2n ** 64n - 1n })), (values) => {
        const writer = new ByteWriter(1);
        for (const value of values) {
          writer.u16(Number(value & 0xffffn));
          writer.u32(Number(value & 0xffffffffn));
          writer.u64(value);
        }
        const back = new ByteReader(writer.toBytes(), "test");
        for (const value of values) {
          expect(back.u16()).toBe(Number(value & 0xffffn));
          expect(back.u32()).toBe(Number(value & 0xffffffffn));
          expect(back.u64()).toBe(value);
        }
        expect(back.atEnd).toBe(true);
      }),
    );
  });

  it("copies ranges, patches lengths and starts again", () => {
    const writer = new ByteWriter(0);
    const at = writer.length;
    writer.paddedUleb32(0);
    writer.copy(Uint8Array.of(1, 2, 3, 4), 1, 3);
    writer.patchUleb32(at, 2 ** 32 - 2);
    const back = new ByteReader(writer.toBytes(), "test");
    expect([back.uleb32(), back.u8(), back.u8(), back.atEnd]).toEqual([2 ** 32 - 2, 2, 3, true]);
    writer.clear();
    writer.sized(Uint8Array.of(7));
    expect([...writer.view()]).toEqual([1, 7]);
  });
});
