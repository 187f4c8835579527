import { describe, expect, it } from "vitest";
import { opcodeBytes } from "../../tests/support/opcode-bytes.ts";
import { ValueType } from "./module.ts";
import { OPCODES, Op, opcodeRow } from "./opcodes.ts";
import { proposalOf } from "./proposals.ts";

const memoryRows = OPCODES.filter((row) => row.memory.kind !== "none");
const widthOf: Partial<Record<ValueType, number>> = {
  [ValueType.i32]: 4,
  [ValueType.i64]: 8,
  [ValueType.f32]: 4,
  [ValueType.f64]: 8,
  [ValueType.v128]: 16,
};

describe("the opcode table", () => {
  it("has each code and each name once, in ascending order", () => {
    const codes = OPCODES.map((row) => row.code);
    expect(codes).toEqual([...new Set(codes)].sort((a, b) => a - b));
    expect(new Set(OPCODES.map((row) => row.name)).size).toBe(OPCODES.length);
  });

  it("finds every row by its code, and nothing else", () => {
    const found = Array.from({ length: 0x10000 }, (_, code) => opcodeRow(code));
    expect(found.filter((row) => row !== undefined)).toEqual(OPCODES);
    for (const row of OPCODES) expect(found[row.code]).toBe(row);
  });

  it("names every row in Op", () => {
    expect(Object.values(Op).sort()).toEqual(OPCODES.map((row) => row.code).sort());
    expect(Op.localGet).toBe(0x20);
    expect(Op.i32Load8S).toBe(0x2c);
    expect(Op.i64TruncSatF64U).toBe(0xfc07);
  });

  it("tells what every instruction named after memory does to it", () => {
    const named = OPCODES.filter(({ name }) => /\.(load|store|rmw)|^memory\./.test(name));
    expect(memoryRows).toEqual(named);
  });

  it("agrees with the names of loads and stores", () => {
    for (const { name, memory, params, results, immediates } of memoryRows) {
      if (memory.kind !== "load" && memory.kind !== "store") continue;
      const [, type, kind, bits, lanes, form] =
        /^(\w+)\.(load|store)(\d*)(?:x(\d))?(?:_([su]|splat|zero|lane))?$/.exec(name) ?? [];
      expect(memory.kind).toBe(kind);
      expect(memory.type).toBe(ValueType[type as keyof typeof ValueType]);
      expect(memory.width).toBe(
        bits === "" ? widthOf[memory.type] : (Number(bits) * Number(lanes ?? 1)) / 8,
      );
      if (memory.kind === "load") expect(memory.signed).toBe(form === "s");
      expect(immediates).toBe(form === "lane" ? "memargLane" : "memarg");
      const operands = memory.kind === "load" && form !== "lane" ? [] : [memory.type];
      expect(params).toEqual([ValueType.i32, ...operands]);
      expect(results).toEqual(memory.kind === "load" ? [memory.type] : []);
    }
  });

  it("agrees with the names of atomic accesses", () => {
    for (const { name, memory } of memoryRows) {
      if (memory.kind !== "atomic") continue;
      const [, type, bits, does, width] =
        /^(?:memory|i(32|64))\.atomic\.(?:rmw(\d*)\.)?([a-z]+)(\d*)(?:_u)?$/.exec(name) ?? [];
      const number = type ?? (width || "32");
      expect(memory.does).toBe(does);
      expect(memory.type).toBe(number === "64" ? ValueType.i64 : ValueType.i32);
      expect(memory.width).toBe(Number(bits || width || number) / 8);
    }
  });

  it("agrees with the engine on the type of every instruction without immediates", () => {
    for (const row of OPCODES) {
      if (row.contextual || row.immediates !== "none") continue;
      expect(WebAssembly.validate(oneFunction(row.code, row.params, row.results)), row.name).toBe(
        true,
      );
      const wrong = row.results.length === 0 ? [ValueType.i32] : [ValueType.externref];
      expect(WebAssembly.validate(oneFunction(row.code, row.params, wrong)), row.name).toBe(false);
    }
  });

  it("agrees with the names and the engine on how many lanes there are", () => {
    for (const row of OPCODES) {
      const { code, name, params, results, lanes, immediates, memory } = row;
      if (!["lane", "lanes", "memargLane"].includes(immediates)) {
        expect(lanes).toBe(0);
        continue;
      }
      const [, ofShape, width] = /^[if]\d+x(\d+)\.|(\d+)_lane$/.exec(name) ?? [];
      const ofOne = ofShape === undefined ? 128 / Number(width) : Number(ofShape);
      expect(lanes).toBe(immediates === "lanes" ? 2 * ofOne : ofOne);
      const before = memory.kind === "none" ? [] : [0, 0];
      const bytes = (lane: number) => new Array(immediates === "lanes" ? 16 : 1).fill(lane);
      const withLane = (lane: number) =>
        WebAssembly.validate(oneFunction(code, params, results, [...before, ...bytes(lane)]));
      expect(withLane(lanes - 1), name).toBe(true);
      expect(withLane(lanes), name).toBe(false);
    }
  });

  it("knows no proposal for an instruction that it has", () => {
    for (const { code } of OPCODES) {
      const known = code > 0xff ? proposalOf(code >> 8, code & 0xff) : proposalOf(code);
      expect(known).toBeUndefined();
    }
  });
});

/** A module with a memory and one function of this type that gives its parameters to the instruction. */
function oneFunction(
  code: number,
  params: readonly ValueType[],
  results: readonly ValueType[],
  immediates: readonly number[] = [],
): Uint8Array<ArrayBuffer> {
  const gets = params.flatMap((_, index) => [Op.localGet, index]);
  const body = [0, ...gets, ...opcodeBytes(code), ...immediates, Op.end];
  const type = [0x60, params.length, ...params, results.length, ...results];
  const section = (id: number, content: number[]) => [id, content.length, ...content];
  return Uint8Array.of(
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, [1, ...type]),
    ...section(3, [1, 0]),
    ...section(5, [1, 0, 1]),
    ...section(10, [1, body.length, ...body]),
  );
}
