import { describe, expect, test } from "vitest";
import { bytes, type Piece, sleb, u16, u32, u64, uleb } from "../../tests/dwarf-assembler.ts";
import { DW_OP } from "./constants.ts";
import { type ExpressionSurroundings, evaluate, type Location, localsOf } from "./expressions.ts";
import type { RangeContext } from "./ranges.ts";

const unit: RangeContext = {
  encoding: { version: 5, offsetSize: 4, addressSize: 4 },
  lowPc: 0,
  addressAt: (index) => 1000 + index,
};
const surroundings: ExpressionSurroundings = {
  local: (index) => (index < 8 ? BigInt(100 * index) : undefined),
  global: (index) => BigInt(10 * index),
  frameBase: () => ({ kind: "value", value: 0x2000n }),
  memory: (at, size) => (at < 0x10000 ? BigInt(at + size) : undefined),
};
const found = (...expression: Piece[]): Location =>
  evaluate(bytes(...expression), unit, surroundings);
const address = (at: number) => ({ kind: "address", address: at });
const value = (of: bigint) => ({ kind: "value", value: of });
const local = (index: number): Piece => [DW_OP.WASM_location, 0, uleb(index)];
const is = DW_OP.stack_value;
const one = DW_OP.lit0 + 1;
const two = DW_OP.lit0 + 2;
const three = DW_OP.lit0 + 3;

describe("where a variable is", () => {
  test("at an address, or so far from there", () => {
    expect(found(DW_OP.addr, u32(1234))).toEqual(address(1234));
    expect(found(DW_OP.addr, u32(1234), DW_OP.plus_uconst, uleb(300))).toEqual(address(1534));
    expect(found(DW_OP.addrx, uleb(5))).toEqual(address(1005));
  });
  test("in the frame", () => {
    expect(found(DW_OP.fbreg, sleb(16))).toEqual(address(0x2010));
    expect(found(DW_OP.fbreg, sleb(-16), DW_OP.deref)).toEqual(address(0x1ff4));
    expect(found(DW_OP.fbreg, sleb(0), DW_OP.deref_size, 1)).toEqual(address(0x2001));
  });
  test("where a local or a global points to", () => {
    expect(found(local(3))).toEqual(address(300));
    expect(found(local(3), DW_OP.plus_uconst, uleb(4))).toEqual(address(304));
    expect(found(DW_OP.WASM_location, 1, uleb(2))).toEqual(address(20));
    expect(found(DW_OP.WASM_location, 3, u32(2))).toEqual(address(20));
  });
  test("in pieces", () => {
    expect(
      found(local(1), is, DW_OP.piece, 4, DW_OP.piece, 2, DW_OP.addr, u32(8), DW_OP.piece, 2),
    ).toEqual({
      kind: "pieces",
      pieces: [
        { size: 4, location: value(100n) },
        { size: 2, location: { kind: "nowhere" } },
        { size: 2, location: address(8) },
      ],
    });
  });
  test("nowhere", () => {
    expect(found()).toEqual({ kind: "nowhere" });
    expect(found(DW_OP.WASM_location, 2, uleb(0), is)).toEqual({ kind: "nowhere" });
    expect(found(DW_OP.entry_value, uleb(1), local(0), is)).toEqual({ kind: "nowhere" });
  });
});

describe("what a variable is", () => {
  test("a local's value", () => {
    expect(found(local(7), is)).toEqual(value(700n));
  });
  test("bytes", () => {
    expect(found(DW_OP.implicit_value, 2, 8, 9)).toEqual({
      kind: "bytes",
      bytes: Uint8Array.of(8, 9),
    });
  });
  test.for<[string, Piece, bigint]>([
    ["const1u", [DW_OP.const1u, 0xff], 255n],
    ["const1s", [DW_OP.const1s, 0xff], -1n],
    ["const2u", [DW_OP.const2u, u16(0x8000)], 0x8000n],
    ["const2s", [DW_OP.const2s, u16(0x8000)], -0x8000n],
    ["const4u", [DW_OP.const4u, u32(0x80000000)], 0x80000000n],
    ["const4s", [DW_OP.const4s, u32(0x80000000)], -0x80000000n],
    ["const8u", [DW_OP.const8u, u64(7n)], 7n],
    ["constu", [DW_OP.constu, uleb(300)], 300n],
    ["consts", [DW_OP.consts, sleb(-300)], -300n],
    ["lit31", DW_OP.lit31, 31n],
    ["plus", [three, two, DW_OP.plus], 5n],
    ["minus", [two, three, DW_OP.minus], -1n],
    ["mul", [two, three, DW_OP.mul], 6n],
    ["div", [DW_OP.consts, sleb(-7), two, DW_OP.div], -3n],
    ["mod", [three, two, DW_OP.mod], 1n],
    ["and", [three, two, DW_OP.and], 2n],
    ["or", [one, two, DW_OP.or], 3n],
    ["xor", [three, one, DW_OP.xor], 2n],
    ["not", [one, DW_OP.not], -2n],
    ["neg", [one, DW_OP.neg], -1n],
    ["abs", [DW_OP.consts, sleb(-5), DW_OP.abs], 5n],
    ["shl", [three, two, DW_OP.shl], 12n],
    ["shr", [DW_OP.const1u, 0x80, three, DW_OP.shr], 16n],
    ["shra", [DW_OP.consts, sleb(-8), one, DW_OP.shra], -4n],
    ["eq", [one, one, DW_OP.eq], 1n],
    ["lt", [DW_OP.consts, sleb(-1), one, DW_OP.lt], 1n],
    ["ge", [DW_OP.consts, sleb(-1), one, DW_OP.ge], 0n],
    ["ne", [one, two, DW_OP.ne], 1n],
    ["dup", [three, DW_OP.dup, DW_OP.plus], 6n],
    ["drop", [three, two, DW_OP.drop], 3n],
    ["over", [three, two, DW_OP.over, DW_OP.minus], -1n],
    ["pick", [three, two, one, DW_OP.pick, 2], 3n],
    ["swap", [three, two, DW_OP.swap, DW_OP.minus], -1n],
    ["rot", [one, two, three, DW_OP.rot, DW_OP.minus, DW_OP.minus], 4n],
    ["skip", [three, DW_OP.skip, u16(1), DW_OP.drop], 3n],
    ["bra", [three, one, DW_OP.bra, u16(1), DW_OP.drop], 3n],
  ])("%s", ([, expression, expected]) => {
    expect(found(expression, is)).toEqual(value(BigInt.asUintN(64, expected)));
  });
});

describe("unreadable is", () => {
  test.for<[string, Piece, string]>([
    ["an unknown operation", 0xe0, "its location needs the DWARF operation 0xe0"],
    ["a local that was not saved", local(9), "the engine keeps it where it was not saved"],
    [
      "a place nobody has heard of",
      [DW_OP.WASM_location, 9, 0],
      "its location is in the unknown place 9",
    ],
    [
      "memory that is not there",
      [DW_OP.addr, u32(0x10000), DW_OP.deref],
      "its location leads out of memory",
    ],
    ["a division by zero", [one, DW_OP.lit0, DW_OP.div], "its location divides by zero"],
    ["a loop", [one, DW_OP.skip, u16(0xfffd)], "its location makes no end"],
    ["an endless stack", [one, DW_OP.dup, DW_OP.skip, u16(0xfffc)], "its location makes no end"],
    ["an empty stack", DW_OP.plus, "its location is damaged"],
    ["one that ends too early", [DW_OP.addr, 1], "its location is damaged"],
  ])("%s", ([, expression, reason]) => {
    expect(found(expression)).toEqual({ kind: "unreadable", reason });
  });
  test("what counts from a frame that is unreadable itself", () => {
    const frameBase = (): Location => ({ kind: "unreadable", reason: "no frame" });
    const located = evaluate(bytes(DW_OP.fbreg, 0), unit, { ...surroundings, frameBase });
    expect(located).toEqual({ kind: "unreadable", reason: "no frame" });
  });
});

test("the locals that an expression needs", () => {
  const needed = localsOf(bytes(local(9), is, DW_OP.piece, 4, local(2), DW_OP.piece, 4), unit);
  expect(needed).toEqual([9, 2]);
});
