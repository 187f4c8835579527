import { describe, expect, test } from "vitest";
import { bytes, type Piece, sections, u16, u32, uleb } from "../../tests/dwarf-assembler.ts";
import { DW_LLE } from "./constants.ts";
import { LocationLists, locationAt } from "./location-lists.ts";

const context = (version: 4 | 5, lowPc = 100) => ({
  encoding: { version, offsetSize: 4, addressSize: 4 } as const,
  lowPc,
  addressAt: (index: number) => 1000 * index,
});
const located = (start: number, end: number, ...expression: number[]) => ({
  range: { start, end },
  expression: Uint8Array.from(expression),
});

describe("version 4", () => {
  const read = (...list: Piece[]) =>
    new LocationLists(sections({ ".debug_loc": bytes(0xff, ...list) })).version4(1, context(4));
  const end = [u32(0), u32(0)];

  test("counts from the unit's start, or from a base", () => {
    expect(
      read(
        [u32(1), u32(5), u16(1), 7],
        [u32(0xffffffff), u32(500)],
        [u32(1), u32(5), u16(2), 8, 9],
        end,
      ),
    ).toEqual([located(101, 105, 7), located(501, 505, 8, 9)]);
  });
  test("leaves out what is about no code, or about code that is gone", () => {
    expect(
      read(
        [u32(5), u32(5), u16(1), 7],
        [u32(0xffffffff), u32(0xfffffffe)],
        [u32(1), u32(5), u16(0)],
        end,
      ),
    ).toEqual([]);
  });
  test("that does not end is malformed", () => {
    expect(() => read([u32(1), u32(5), u16(1), 7])).toThrow("the data ends here");
  });
});

test("version 5, in all its forms", () => {
  const list = bytes(
    [DW_LLE.offset_pair, uleb(1), uleb(5), uleb(1), 1],
    [DW_LLE.base_address, u32(200), DW_LLE.offset_pair, uleb(1), uleb(5), uleb(1), 2],
    [DW_LLE.base_addressx, uleb(3), DW_LLE.offset_pair, uleb(1), uleb(5), uleb(1), 3],
    [DW_LLE.startx_endx, uleb(4), uleb(5), uleb(1), 4],
    [DW_LLE.startx_length, uleb(6), uleb(9), uleb(1), 5],
    [DW_LLE.start_end, u32(10), u32(20), uleb(1), 6],
    [DW_LLE.start_length, u32(30), uleb(9), uleb(1), 7],
    [DW_LLE.default_location, uleb(1), 8],
    DW_LLE.end_of_list,
  );
  const found = new LocationLists(sections({ ".debug_loclists": list })).version5(0, context(5));
  expect(found).toEqual([
    located(101, 105, 1),
    located(201, 205, 2),
    located(3001, 3005, 3),
    located(4000, 5000, 4),
    located(6000, 6009, 5),
    located(10, 20, 6),
    located(30, 39, 7),
    { range: undefined, expression: Uint8Array.of(8) },
  ]);
  expect(locationAt(found, 19)).toEqual(Uint8Array.of(6));
  expect(locationAt(found, 20)).toEqual(Uint8Array.of(8));
});

test("lists that all lie over one another are no sound ones", () => {
  const entry = bytes(DW_LLE.start_length, u32(30), uleb(9), uleb(1), 7);
  const long = bytes(...Array.from({ length: 200 }, () => entry), DW_LLE.end_of_list);
  const lists = new LocationLists(sections({ ".debug_loclists": long }));
  expect(() => {
    for (let at = 0; at < 200; at++) lists.version5(at * entry.length, context(5));
  }).toThrow("again and again");
});
