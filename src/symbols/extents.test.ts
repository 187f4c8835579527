import { describe, expect, test } from "vitest";
import { type Extent, Extents } from "./extents.ts";

const extent = (value: string, start: number, end: number): Extent<string> => ({
  value,
  start,
  end,
});
const extents = new Extents([
  extent("c", 40, 50),
  extent("a", 10, 20),
  extent("inside a", 12, 14),
  extent("empty", 30, 30),
  extent("backwards", 33, 31),
]);

test("at: the innermost that contains the address", () => {
  const found = [9, 10, 12, 14, 19, 20, 30, 32, 49, 50].map((at) => extents.at(at)?.value);
  expect(found).toEqual([
    undefined,
    "a",
    "inside a",
    "a",
    "a",
    undefined,
    undefined,
    undefined,
    "c",
    undefined,
  ]);
});

describe("nearest", () => {
  test.each<[number, number, string | undefined]>([
    [13, 0, "inside a"],
    [20, 0, "a"],
    [22, 1, undefined],
    [22, 2, "a"],
    [39, 0, "c"],
    [37, 1, undefined],
    [37, 2, "c"],
    // Nine bytes from one and ten from the other, and the other way round.
    [29, 20, "a"],
    [30, 20, "c"],
    [0, 9, "a"],
    [0, 8, undefined],
    [60, 10, "c"],
    [60, 9, undefined],
  ])("to %i within %i bytes: %s", (address, within, expected) => {
    expect(extents.nearest(address, within)?.value).toBe(expected);
  });

  test("of two equally near, that before the address", () => {
    const two = new Extents([extent("before", 0, 10), extent("after", 21, 30)]);
    expect(two.nearest(15, 8)?.value).toBe("before");
    expect(two.nearest(16, 8)?.value).toBe("after");
  });

  test("none of none", () => {
    expect(new Extents([]).nearest(5, 1000)).toBeUndefined();
  });
});
