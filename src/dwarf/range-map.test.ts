import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type AddressRange, RangeMap } from "./range-map.ts";

type Entry = readonly [AddressRange, string];
const range = (start: number, end: number, name: string): Entry => [{ start, end }, name];

/** What `map` says about 0 … 9, as a picture. */
function picture(...entries: Entry[]): string {
  const map = new RangeMap(entries);
  return Array.from({ length: 10 }, (_, address) => map.at(address) ?? ".").join("");
}

describe("RangeMap", () => {
  test("has nothing outside of the ranges", () => {
    expect(picture()).toBe("..........");
    expect(picture(range(2, 4, "a"), range(6, 7, "b"))).toBe("..aa..b...");
  });

  test("finds the innermost of nested ranges, in any order", () => {
    expect(picture(range(1, 9, "a"), range(3, 6, "b"), range(4, 5, "c"))).toBe(".aabcbaaa.");
    expect(picture(range(4, 5, "c"), range(3, 6, "b"), range(1, 9, "a"))).toBe(".aabcbaaa.");
  });

  test("takes the one added last of equal ranges", () => {
    expect(picture(range(2, 5, "outer"), range(2, 5, "i"))).toBe("..iii.....");
  });

  test("takes the one that starts last of ranges that cross", () => {
    expect(picture(range(1, 5, "a"), range(3, 8, "b"))).toBe(".aabbbbb..");
  });

  test("ignores empty and reversed ranges", () => {
    expect(picture(range(3, 3, "a"), range(7, 2, "b"))).toBe("..........");
  });

  test("agrees with looking at every range", () => {
    const bound = fc.nat(30);
    fc.assert(
      fc.property(fc.array(fc.tuple(bound, bound), { maxLength: 12 }), (bounds) => {
        const ranges = bounds.map(([start, end]) => ({ start, end }));
        const map = new RangeMap(ranges.map((r, index) => [r, index]));
        for (let address = 0; address <= 30; address++) {
          const covering = ranges
            .map((r, index) => ({ ...r, index }))
            .filter(({ start, end }) => start <= address && address < end)
            .sort((a, b) => a.start - b.start || b.end - a.end || a.index - b.index);
          expect(map.at(address)).toBe(covering.at(-1)?.index);
        }
      }),
    );
  });
});
