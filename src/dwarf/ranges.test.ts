import { describe, expect, test } from "vitest";
import { bytes, type Piece, sections, u32, uleb } from "../../tests/dwarf-assembler.ts";
import { MalformedError } from "../bytes/malformed.ts";
import { DW_RLE } from "./constants.ts";
import { type RangeContext, RangeLists } from "./ranges.ts";

const Gone = 0xffffffff;

/** A unit at `lowPc` whose `.debug_addr` has these addresses. */
function unit(lowPc: number, ...addresses: number[]): RangeContext {
  return {
    encoding: { version: 5, offsetSize: 4, addressSize: 4 },
    lowPc,
    addressAt: (index) => addresses[index] ?? Number.NaN,
  };
}

function text(ranges: { start: number; end: number }[]): string {
  return ranges.map(({ start, end }) => `${start}-${end}`).join(" ");
}

describe(".debug_ranges", () => {
  const list = (context: RangeContext, ...numbers: number[]) => {
    const source = sections({ ".debug_ranges": bytes(numbers.map(u32)) });
    return text(new RangeLists(source).version4(0, context));
  };

  test("counts from the unit's low_pc", () => {
    expect(list(unit(0), 10, 20, 30, 35, 0, 0)).toBe("10-20 30-35");
    expect(list(unit(100), 0, 20, 0, 0)).toBe("100-120");
  });
  test("counts from a base address that the list sets", () => {
    expect(list(unit(0), 0xffffffff, 500, 1, 2, 0xffffffff, 0, 7, 8, 0, 0)).toBe("501-502 7-8");
  });
  test("leaves out code that the linker threw away, however it says so", () => {
    expect(list(unit(0), 0xfffffffe, 0xfffffffe, 5, 6, 0, 0)).toBe("5-6");
    expect(list(unit(0), 0, 12, 5, 6, 0, 0)).toBe("5-6");
    expect(list(unit(Gone), 3, 12, 0, 0)).toBe("");
  });
  test("is malformed without an end", () => {
    expect(() => list(unit(0), 10, 20)).toThrow(MalformedError);
  });
});

describe(".debug_rnglists", () => {
  const list = (context: RangeContext, ...pieces: Piece[]) => {
    const source = sections({ ".debug_rnglists": bytes(pieces) });
    return text(new RangeLists(source).version5(0, context));
  };
  const end = DW_RLE.end_of_list;

  test.each<[keyof typeof DW_RLE, Piece, string]>([
    ["start_end", [DW_RLE.start_end, u32(7), u32(9)], "7-9"],
    ["start_length", [DW_RLE.start_length, u32(7), uleb(300)], "7-307"],
    ["startx_endx", [DW_RLE.startx_endx, uleb(1), uleb(2)], "70-90"],
    ["startx_length", [DW_RLE.startx_length, uleb(2), uleb(5)], "90-95"],
    ["offset_pair", [DW_RLE.offset_pair, uleb(1), uleb(2)], "1001-1002"],
    ["base_address", [DW_RLE.base_address, u32(50), DW_RLE.offset_pair, 1, 2], "51-52"],
    ["base_addressx", [DW_RLE.base_addressx, 1, DW_RLE.offset_pair, 1, 2], "71-72"],
    ["end_of_list", [], ""],
  ])("reads DW_RLE_%s", (_, entry, expected) => {
    expect(list(unit(1000, Gone, 70, 90), entry, end)).toBe(expected);
  });

  test.each<[keyof typeof DW_RLE, Piece]>([
    ["start_end", [DW_RLE.start_end, u32(Gone), u32(Gone)]],
    ["start_length", [DW_RLE.start_length, u32(Gone), uleb(300)]],
    ["startx_length", [DW_RLE.startx_length, 0, uleb(5)]],
    ["base_address", [DW_RLE.base_address, u32(Gone), DW_RLE.offset_pair, 1, 2]],
    ["base_addressx", [DW_RLE.base_addressx, 0, DW_RLE.offset_pair, 1, 2]],
  ])("leaves out code that the linker threw away: DW_RLE_%s", (_, entry) => {
    expect(list(unit(1000, Gone), entry, end)).toBe("");
  });

  test("refuses an unknown kind of entry, and a list without an end", () => {
    expect(() => list(unit(0), 8, end)).toThrow(MalformedError);
    expect(() => list(unit(0), DW_RLE.offset_pair, 1, 2)).toThrow(MalformedError);
  });

  test("finds a list by its index", () => {
    const source = sections({ ".debug_rnglists": bytes(u32(0xaa), u32(8), u32(33)) });
    expect(new RangeLists(source).listOffset(1, 4, unit(0))).toBe(4 + 33);
  });
});

test("a file cannot make us read one list for ever", () => {
  const numbers = Array.from({ length: 100 }, (_, i) => [u32(i + 1), u32(i + 2)]);
  const source = sections({ ".debug_ranges": bytes(numbers, u32(0), u32(0)) });
  const lists = new RangeLists(source);
  expect(() => {
    for (let times = 0; times < 1000; times++) lists.version4(0, unit(0));
  }).toThrow(MalformedError);
});
