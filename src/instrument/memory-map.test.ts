import { describe, expect, test } from "vitest";
import type { CodeOffset, TypeIndex } from "../bytes/brand.ts";
import { PageBytes } from "../shadow/layout.ts";
import { i32ConstExpr } from "../wasm/expressions.ts";
import { type Export, type Global, ValueType, type WasmModule } from "../wasm/module.ts";
import { Op } from "../wasm/opcodes.ts";
import { CodeBuilder } from "./code-builder.ts";
import { memoryMap } from "./memory-map.ts";
import { findStackGlobal } from "./stack-global.ts";

const Initial = 2 * PageBytes;
const { i32 } = ValueType;

const global = (start: number, mutable: boolean): Global => ({
  type: { type: i32, mutable },
  init: i32ConstExpr(start),
});

interface Made {
  /** Mutable globals of the module, by what they start with. */
  readonly pointers?: readonly number[];
  readonly exported?: Readonly<Record<string, number>>;
  /** Addresses of data segments of 100 bytes. */
  readonly data?: readonly number[];
  readonly code?: readonly ((out: CodeBuilder) => void)[];
  readonly customs?: readonly string[];
}

function moduleOf({
  pointers = [],
  exported = {},
  data = [],
  code = [],
  customs = [],
}: Made): WasmModule {
  const names = Object.keys(exported);
  return {
    types: [{ params: [i32], results: [] }],
    imports: [],
    functions: code.map(() => 0 as TypeIndex),
    tables: [],
    memories: [{ min: Initial / PageBytes }],
    globals: [
      ...pointers.map((start) => global(start, true)),
      ...names.map((name) => global(exported[name]!, false)),
    ],
    exports: names.map(
      (name, at): Export => ({ name, kind: "global", index: pointers.length + at }),
    ),
    elements: [],
    bodies: code.map((write, at) => {
      const out = new CodeBuilder();
      write(out);
      const locals = [{ count: 2, type: i32 }];
      return { locals, code: out.op(Op.end).take(), offset: (100 * at) as CodeOffset };
    }),
    data: data.map((address) => ({
      mode: { kind: "active", index: 0, offset: i32ConstExpr(address) },
      bytes: new Uint8Array(100),
    })),
    customs: customs.map((name) => ({ name, bytes: new Uint8Array(), after: 0 })),
  };
}

/** A function with a frame of so many bytes, taken from a global and given back. */
const framed =
  (size: number, pointer = 0) =>
  (out: CodeBuilder) => {
    out.op(Op.globalGet).u32(pointer).i32(size).op(Op.i32Sub).tee(1).op(Op.globalSet).u32(pointer);
    out.get(1).i32(size).op(Op.i32Add).op(Op.globalSet).u32(pointer);
  };
const pointerSet = (out: CodeBuilder) => void out.get(0).op(Op.globalSet).u32(0);

const mapOf = (made: Made) => memoryMap(moduleOf({ code: [framed(16)], ...made }), Initial);

describe("where stack and data lie", () => {
  test("the stack first: the heap begins behind the data", () => {
    const exported = { __heap_base: 70_000 };
    expect(mapOf({ pointers: [65_536], data: [65_536], exported })).toEqual({
      nullEnd: 1024,
      stack: { global: 0, low: 1024, high: 65_536, whole: true },
      globals: { from: 65_536, to: 70_000 },
      staticEnd: 70_000,
    });
  });

  test("the data first: the stack ends where the linker says", () => {
    const exported = { __data_end: 2000, __heap_base: 67_536 };
    expect(mapOf({ pointers: [67_536], data: [1024], exported })).toEqual({
      nullEnd: 1024,
      stack: { global: 0, low: 2000, high: 67_536, whole: true },
      globals: { from: 1024, to: 2000 },
      staticEnd: 67_536,
    });
  });

  test("nobody says how far bss goes: the stack's lower part may be bss", () => {
    expect(mapOf({ pointers: [67_536], data: [1024] })).toEqual({
      nullEnd: 1024,
      stack: { global: 0, low: 1136, high: 67_536, whole: false },
      globals: { from: 1024, to: 1136 },
      staticEnd: 67_536,
    });
  });

  test("without data nothing tells on which side of the stack bss is", () => {
    expect(mapOf({ pointers: [65_536] })).toEqual({
      nullEnd: 1024,
      stack: { global: 0, low: 1024, high: 65_536, whole: false },
      globals: { from: 65_536, to: Initial },
      staticEnd: Initial,
    });
  });

  test.each<[string, Made, number]>([
    ["a compiler's data begins at 1024", { data: [1024] }, 1024],
    ["a compiler was told to begin earlier", { pointers: [65_536], data: [516] }, 512],
    ["another sign of a compiler", { data: [12], customs: ["producers"] }, 8],
    ["written by hand", { data: [12] }, 0],
    ["written by hand, without data", {}, 0],
  ])("the null page: %s", (_, made, nullEnd) => {
    expect(mapOf(made).nullEnd).toBe(nullEnd);
  });
});

describe("a stack pointer without a name", () => {
  const found = (made: Made) => findStackGlobal(moduleOf(made), Initial)?.index;

  test("is what frames are taken from", () => {
    expect(found({ pointers: [65_536, 4096], code: [framed(32), pointerSet, framed(48)] })).toBe(0);
  });

  test.each<[string, Made]>([
    ["no frame is given back", { pointers: [65_536], code: [pointerSet] }],
    ["a frame is no multiple of 16", { pointers: [65_536], code: [framed(4)] }],
    ["it starts beyond the memory", { pointers: [Initial + 16], code: [framed(16)] }],
    ["others set it more often", { pointers: [65_536], code: [framed(16), pointerSet] }],
    ["there are two", { pointers: [65_536, 4096], code: [framed(16), framed(16, 1)] }],
  ])("not when %s", (_, made) => {
    expect(found(made)).toBeUndefined();
  });

  test("not when it is loaded from what a function is given: there are several stacks", () => {
    const switchTo = (out: CodeBuilder) => {
      out.get(0).memory(Op.i32Load, 12).op(Op.globalSet).u32(0);
    };
    const restore = (out: CodeBuilder) => {
      framed(32)(out);
      out.get(1).memory(Op.i32Load, 12).op(Op.globalSet).u32(0);
    };
    const code = [framed(16), framed(16)];
    expect(found({ pointers: [65_536], code: [...code, switchTo] })).toBeUndefined();
    expect(found({ pointers: [65_536], code: [...code, restore] })).toBe(0);
  });
});
