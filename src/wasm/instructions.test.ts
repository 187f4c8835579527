import { describe, expect, it } from "vitest";
import { opcodeBytes } from "../../tests/support/opcode-bytes.ts";
import { MalformedError } from "../bytes/malformed.ts";
import { InstructionCursor } from "./instructions.ts";
import { OPCODES, Op } from "./opcodes.ts";

/** What the cursor says about each instruction: `name a b`, as far as the row has them. */
function walk(...bytes: number[]): string[] {
  const cursor = new InstructionCursor(Uint8Array.from(bytes), "t.wasm", 0x100);
  const seen: string[] = [];
  while (cursor.next()) {
    const { start, end, row, a, b, lane, labels } = cursor;
    const ofLane = row.lanes > 0 ? [lane] : [];
    const values = row.immediates === "labels" ? labels : [a, b, ...ofLane];
    seen.push(`${start}-${end} ${row.name} ${values.join(" ")}`);
  }
  return seen;
}

describe("InstructionCursor", () => {
  it("reads each kind of immediate", () => {
    expect(walk(Op.i32Const, 0x7f)).toEqual(["0-2 i32.const -1 0"]);
    expect(walk(Op.i32Load, 2, 0xff, 0xff, 0xff, 0xff, 0x0f)).toEqual([
      "0-7 i32.load 2 4294967295",
    ]);
    expect(walk(Op.block, 0x40)).toEqual(["0-2 block -64 0"]);
    expect(walk(Op.block, 0x80, 0x01)).toEqual(["0-3 block 128 0"]);
    expect(walk(Op.brTable, 2, 5, 6, 7)).toEqual(["0-5 br_table 5 6 7"]);
    expect(walk(Op.callIndirect, 3, 1)).toEqual(["0-3 call_indirect 3 1"]);
    expect(walk(Op.try, 0x7f, Op.throw, 0x83, 0x01)).toEqual(["0-2 try -1 0", "2-5 throw 131 0"]);
    expect(walk(Op.catch, 4, Op.rethrow, 2)).toEqual(["0-2 catch 4 0", "2-4 rethrow 2 0"]);
    expect(walk(Op.delegate, 3)).toEqual(["0-2 delegate 3 0"]);
    expect(walk(Op.selectT, 1, 0x7e)).toEqual(["0-3 select_t 126 0"]);
    expect(walk(Op.refNull, 0x70)).toEqual(["0-2 ref.null 112 0"]);
    expect(walk(0xfc, 10, 0, 0)).toEqual(["0-4 memory.copy 0 0"]);
    expect(walk(0xfc, 0x88, 0x00, 7, 0)).toEqual(["0-5 memory.init 7 0"]);
    expect(walk(0xfd, 0x15, 9)).toEqual(["0-3 i8x16.extract_lane_s 0 0 9"]);
    expect(walk(0xfd, 0x54, 0, 0x81, 1, 3)).toEqual(["0-6 v128.load8_lane 0 129 3"]);
    expect(walk(0xfd, 0x80, 1, ...[0xfd, 12], ...new Array(16).fill(7))).toEqual([
      "0-3 i16x8.abs 0 0",
      "3-21 v128.const 0 0",
    ]);
    expect(walk(Op.i64Const, 0x80, 0x80, 0x01, Op.end)).toHaveLength(2);
    expect(walk(Op.f32Const, 1, 2, 3, 4, Op.f64Const, 1, 2, 3, 4, 5, 6, 7, 8)).toHaveLength(2);
  });

  it("passes over every instruction of the table exactly", () => {
    const immediates: Record<string, number[]> = {
      none: [],
      ...{ memarg: [0, 0], callIndirect: [0, 0], tables: [0, 0], elementTable: [0, 0] },
      ...{ memories: [0, 0], dataMemory: [0, 0], labels: [0, 0] },
      ...{ f32: [0, 0, 0, 0], f64: [0, 0, 0, 0, 0, 0, 0, 0] },
      ...{ v128: new Array(16).fill(0), lanes: new Array(16).fill(0), memargLane: [0, 0, 0] },
      ...{ refType: [0x70], selectType: [1, 0x7f] },
    };
    const code = OPCODES.flatMap((row) => [
      ...opcodeBytes(row.code),
      ...(immediates[row.immediates] ?? [0]),
    ]);
    const cursor = new InstructionCursor(Uint8Array.from(code), "t.wasm", 0);
    for (const row of OPCODES) {
      expect(cursor.next()).toBe(true);
      expect(cursor.row).toBe(row);
    }
    expect(cursor.next()).toBe(false);
    expect(cursor.end).toBe(code.length);
  });

  it.each([
    ["0xfd 154 is", [0xfd, 0x9a, 1]],
    ["0xfe 4 is", [0xfe, 4]],
    ["a fence of an unknown kind", [0xfe, 3, 1]],
    ["0xfc 300", [0xfc, 0xac, 0x02]],
    ["0xfc 40", [0xfc, 40]],
    ["0xc5", [0xc5]],
    ["beyond 2³¹", [Op.i32Load, 0x20, 0]],
    ["labels does not fit", [Op.brTable, 0xff, 0xff, 0xff, 0xff, 0x0f, 0]],
    ["the data ends here", [Op.f64Const, 0, 0]],
    ["does not fit into 64 bits", [Op.i64Const, ...new Array(9).fill(0xff), 0x3f]],
  ])("refuses %s, naming the place", (reason, bytes) => {
    let error: unknown;
    try {
      walk(Op.nop, ...bytes);
    } catch (caught) {
      error = caught;
    }
    expect(error).toBeInstanceOf(MalformedError);
    expect((error as MalformedError).reason).toContain(reason);
    expect((error as MalformedError).offset).toBeGreaterThan(0x100);
    expect((error as MalformedError).offset).toBeLessThanOrEqual(0x101 + bytes.length);
  });
});
