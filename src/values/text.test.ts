/** Numbers and characters, as text. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { floatText } from "./numbers.ts";
import { quotedByte, quotedCharacter, textOfBytes, textOfUnits } from "./quoted.ts";
import { enumeratorText, integerText } from "./scalars.ts";

const words = { infinity: "inf", nan: "nan" };
const single = (value: number) => {
  const view = new DataView(new ArrayBuffer(4));
  view.setFloat32(0, value, true);
  return floatText(new Uint8Array(view.buffer), words)!;
};
const double = (value: number) => {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value, true);
  return floatText(new Uint8Array(view.buffer), words)!;
};
/** A double's value in the sixteen bytes of a `long double`; `extra`: bits of the fraction that a double has not. */
const quadruple = (value: number, extra = 0n) => {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  const bits = view.getBigUint64(0);
  const exponent = (bits >> 52n) & 0x7ffn;
  const wide = exponent === 0n ? 0n : exponent === 0x7ffn ? 0x7fffn : exponent - 1023n + 16383n;
  const fraction = (bits & 0xf_ffff_ffff_ffffn) << 60n;
  const all = ((bits >> 63n) << 127n) | (wide << 112n) | fraction | extra;
  const bytes = Uint8Array.from({ length: 16 }, (_, at) => Number((all >> BigInt(8 * at)) & 0xffn));
  return floatText(bytes, words)!;
};

describe("floating-point numbers", () => {
  test("are as short as they can be", () => {
    expect([0.1, 1, -0, 16777216, 1e10, 3.4e38].map(single)).toEqual([
      "0.1",
      "1.0",
      "-0.0",
      "16777216.0",
      "10000000000.0",
      "3.4e38",
    ]);
    expect([0.1, 1, 1e21, 5e-324, 1 / 3].map(double)).toEqual([
      "0.1",
      "1.0",
      "1e21",
      "5e-324",
      "0.3333333333333333",
    ]);
    expect([0.5, -2, 1e30, 0].map((value) => quadruple(value))).toEqual([
      "0.5",
      "-2.0",
      "1.000000000000000019884624838656e30",
      "0.0",
    ]);
    expect(quadruple(1, 1n)).toBe("1.0000000000000000000000000000000002");
  });
  test("that are none are words", () => {
    for (const text of [single, double, (value: number) => quadruple(value)]) {
      expect([text(Number.NaN), text(1 / 0), text(-1 / 0)]).toEqual(["nan", "inf", "-inf"]);
    }
  });
  test("are read back as themselves", () => {
    fc.assert(
      fc.property(fc.float({ noNaN: true }), fc.double({ noNaN: true }), (short, long) => {
        expect(Math.fround(Number(single(short).replace("inf", "Infinity")))).toBe(short);
        expect(Number(double(long).replace("inf", "Infinity"))).toBe(long);
      }),
    );
  });
  test("of sixteen bytes are near enough to be read back", () => {
    const normal = fc.double({ noNaN: true, noDefaultInfinity: true, min: 1e-200 });
    fc.assert(
      fc.property(normal, (value) => {
        expect(Number(quadruple(value))).toBe(value);
      }),
    );
  });
});

describe("characters", () => {
  test("of C", () => {
    expect([0, 10, 39, 92, 97, 127, 200].map(quotedByte)).toEqual([
      "'\\0'",
      "'\\n'",
      "'\\''",
      "'\\\\'",
      "'a'",
      "'\\177'",
      "'\\310'",
    ]);
    expect(quotedCharacter(0x1f600, "c")).toBe("'😀'");
    expect(quotedCharacter(0x200b, "c")).toBe("'\\u200b'");
    expect(quotedCharacter(0xffffffff, "c")).toBe("'\\Uffffffff'");
  });
  test("of Rust", () => {
    expect(quotedCharacter(0x200b, "rust")).toBe("'\\u{200b}'");
    expect(quotedCharacter(39, "rust")).toBe("'\\''");
  });
  test("in text", () => {
    const utf8 = new TextEncoder().encode("ä\"'\t\x01");
    expect(textOfBytes(utf8, "c")).toBe("ä\\\"'\\t\\001");
    expect(textOfBytes(utf8, "rust")).toBe("ä\\\"'\\t\\u{1}");
    expect(textOfBytes(Uint8Array.of(97, 0xff), "c")).toBe("a\\377");
    expect(textOfBytes(Uint8Array.of(97, 0xff), "rust")).toBe("a\\xff");
  });
  test("of two and four bytes", () => {
    expect(textOfUnits(Uint8Array.of(0x3d, 0xd8, 0, 0xde), 2, "c")).toBe("😀");
    expect(textOfUnits(Uint8Array.of(0, 0xf6, 1, 0), 4, "c")).toBe("😀");
    expect(textOfUnits(Uint8Array.of(0, 0, 0, 0x7f), 4, "c")).toBeUndefined();
  });
});

describe("whole numbers", () => {
  test("by their format", () => {
    expect(integerText("signed", 255n, 8, "c")).toBe("-1");
    expect(integerText("signed", 5n, 3, "c")).toBe("-3");
    expect(integerText("unsigned", 255n, 8, "c")).toBe("255");
    expect(integerText("boolean", 1n, 8, "c")).toBe("true");
    expect(integerText("boolean", 3n, 8, "c")).toBe("3");
  });
  test("that have names", () => {
    const names = (...values: bigint[]) =>
      values.map((value, at) => ({ name: "abcdef"[at]!, value }));
    const flags = names(1n, 2n, 4n);
    expect(enumeratorText(flags, false, 5n, 32)).toBe("a | c");
    expect(enumeratorText(flags, false, 9n, 32)).toBe("9");
    expect(enumeratorText(flags, false, 0n, 32)).toBe("0");
    expect(enumeratorText(names(1n, 2n, 3n, 4n), false, 5n, 32)).toBe("5");
    expect(enumeratorText(names(-1n), true, 0xffffffffn, 32)).toBe("a");
    expect(enumeratorText(names(-1n), true, 0xfffffffen, 32)).toBe("-2");
  });
});
