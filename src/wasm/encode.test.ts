import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CodeOffset, FuncIndex, TypeIndex } from "../bytes/brand.ts";
import { MalformedError } from "../bytes/malformed.ts";
import { decodeModule } from "./decode.ts";
import { encodeModule } from "./encode.ts";
import { constantI32, i32ConstExpr } from "./expressions.ts";
import { type CustomSection, type Element, ValueType, type WasmModule } from "./module.ts";
import { Op } from "./opcodes.ts";

const { i32, i64, funcref, externref } = ValueType;
const zero = i32ConstExpr(0);
const refFunc1 = Uint8Array.of(Op.refFunc, 1, Op.end);
const nullExtern = Uint8Array.of(Op.refNull, externref, Op.end);
const functions = { kind: "functions", functions: [0, 1] as FuncIndex[] } as const;
const active = (index: number) => ({ kind: "active", index, offset: zero }) as const;

/** Every form of element segment there is. */
const elements: Element[] = [
  { mode: active(0), type: funcref, init: functions },
  { mode: active(1), type: funcref, init: functions },
  { mode: { kind: "passive" }, type: funcref, init: functions },
  { mode: { kind: "declarative" }, type: funcref, init: functions },
  { mode: active(0), type: funcref, init: { kind: "expressions", expressions: [refFunc1] } },
  { mode: active(2), type: externref, init: { kind: "expressions", expressions: [nullExtern] } },
  {
    mode: { kind: "passive" },
    type: externref,
    init: { kind: "expressions", expressions: [nullExtern] },
  },
  { mode: { kind: "declarative" }, type: funcref, init: { kind: "expressions", expressions: [] } },
];

const custom = (after: number, name = `after ${after}`): CustomSection => ({
  name,
  bytes: Uint8Array.of(after, 1, 2),
  after,
});

/** A module with something of everything. */
const everything: WasmModule = {
  types: [
    { params: [], results: [] },
    { params: [i32, i64], results: [i64, i32] },
    { params: [i32, i64], results: [] },
  ],
  imports: [
    { module: "env", name: "f", what: { kind: "function", type: 0 as TypeIndex } },
    {
      module: "env",
      name: "t",
      what: { kind: "table", type: { element: funcref, limits: { min: 2 } } },
    },
    { module: "env", name: "m", what: { kind: "memory", limits: { min: 1, max: 65536 } } },
    { module: "env", name: "g", what: { kind: "global", type: { type: i32, mutable: false } } },
    { module: "env", name: "e", what: { kind: "tag", type: 2 as TypeIndex } },
  ],
  functions: [1 as TypeIndex, 0 as TypeIndex],
  tables: [
    { element: funcref, limits: { min: 2, max: 2 } },
    { element: externref, limits: { min: 1 } },
  ],
  memories: [],
  tags: [0 as TypeIndex, 2 as TypeIndex],
  globals: [
    { type: { type: i32, mutable: true }, init: i32ConstExpr(-(2 ** 31)) },
    { type: { type: i32, mutable: false }, init: Uint8Array.of(Op.globalGet, 0, Op.end) },
    { type: { type: funcref, mutable: false }, init: refFunc1 },
  ],
  exports: [
    { name: "", kind: "function", index: 1 },
    { name: "t", kind: "table", index: 2 },
    { name: "m", kind: "memory", index: 0 },
    { name: "ünïcode", kind: "global", index: 3 },
    { name: "thrown", kind: "tag", index: 1 },
  ],
  start: 2 as FuncIndex,
  elements,
  dataCount: 2,
  bodies: [
    {
      locals: [
        { count: 2, type: i32 },
        { count: 1, type: externref },
      ],
      code: Uint8Array.of(Op.localGet, 1, Op.localGet, 0, Op.end),
      offset: 0 as CodeOffset,
    },
    { locals: [], code: Uint8Array.of(Op.end), offset: 0 as CodeOffset },
  ],
  data: [
    { mode: active(0), bytes: Uint8Array.of(1, 2, 3) },
    { mode: { kind: "passive" }, bytes: Uint8Array.of() },
  ],
  customs: [0, 1, 2, 3, 4, 13, 6, 7, 8, 9, 12, 10, 11].map((after) => custom(after)),
};

/** The module as data, without where its code happens to stand. */
function decoded(bytes: Uint8Array): WasmModule {
  const module = decodeModule(bytes, "t.wasm");
  const bodies = module.bodies.map((body) => ({ ...body, offset: 0 as CodeOffset }));
  return { ...module, bodies };
}

describe("encodeModule", () => {
  it("writes everything that there is so that it is read back and valid", () => {
    const bytes = encodeModule(everything);
    expect(decoded(bytes)).toEqual(everything);
    expect(WebAssembly.validate(bytes)).toBe(true);
  });

  it("writes nothing whose beginning could be taken for all of it", () => {
    const bytes = encodeModule(everything);
    const whole: number[] = [];
    for (let length = 0; length < bytes.length; length++) {
      try {
        decodeModule(bytes.subarray(0, length), "t.wasm");
        whole.push(length);
      } catch (error) {
        if (!(error instanceof MalformedError)) throw error;
      }
    }
    // Valid without the rest: the header, types and imports with a custom section after each. From
    // the functions on, bodies are announced, and then data. The last custom section may be missing.
    expect(whole).toHaveLength(7);
    for (const length of whole) {
      expect(WebAssembly.validate(bytes.slice(0, length))).toBe(true);
    }
  });

  it("leaves out every section of an empty module", () => {
    const { tags: _, ...others } = everything;
    const empty = Object.fromEntries(
      Object.entries(others).flatMap(([field, value]) =>
        Array.isArray(value) ? [[field, []]] : [],
      ),
    ) as unknown as WasmModule;
    const bytes = encodeModule(empty);
    expect([...encodeModule({ ...empty, tags: [] })]).toEqual([...bytes]);
    expect([...bytes]).toEqual([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);
    expect(decoded(bytes)).toEqual(empty);
  });

  it("puts custom sections where they say, in their order, even if what they follow is gone", () => {
    const [z, a, m, t] = [custom(11, "z"), custom(0, "a"), custom(4, "m"), custom(13, "t")];
    const customs = [z, a, m, t, custom(0, "b")];
    const module = { ...everything, tables: [], tags: [], exports: [], elements: [], customs };
    const { customs: read } = decoded(encodeModule(module));
    expect(read.map(({ name, after }) => `${name} ${after}`)).toEqual([
      "a 0",
      "b 0",
      "m 3",
      "t 3",
      "z 11",
    ]);
  });

  it("is undone by decodeModule, whatever stands in the lists", () => {
    const part = <Item>(items: readonly Item[]) => fc.shuffledSubarray([...items]);
    const offset = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 });
    const data = fc
      .tuple(offset, fc.uint8Array({ maxLength: 300 }))
      .map(([at, bytes]) => ({ mode: { ...active(0), offset: i32ConstExpr(at) }, bytes }));
    const locals = fc.array(
      fc.record({
        count: fc.nat(9000),
        type: fc.constantFrom(...Object.values(ValueType)),
      }),
      { maxLength: 5 },
    );
    const module = fc
      .record({
        imports: part(everything.imports),
        elements: part(elements),
        data: fc.array(data, { maxLength: 5 }),
        tags: fc.array(fc.constantFrom(0 as TypeIndex, 2 as TypeIndex), { minLength: 2 }),
        locals,
      })
      .map(({ imports, elements, data, tags, locals }): WasmModule => {
        const { tables, bodies } = everything;
        return {
          ...everything,
          // Whichever are not imported are defined, so that every index in use exists.
          imports,
          tables: [...tables, tables[0]!],
          memories: imports.some(({ name }) => name === "m") ? [] : [{ min: 1 }],
          functions: [0, 1, 0] as TypeIndex[],
          bodies: [{ ...bodies[0]!, locals }, bodies[1]!, bodies[1]!],
          globals: [...everything.globals, everything.globals[0]!],
          tags,
          elements,
          data,
          dataCount: data.length,
        };
      });
    fc.assert(
      fc.property(module, (module) => {
        const customs = module.customs.filter(({ after }) => after !== 5);
        const written = { ...module, customs: [] };
        expect(decoded(encodeModule(written))).toEqual(written);
        const names = (these: readonly CustomSection[]) => these.map(({ name }) => name);
        expect(names(decoded(encodeModule(module)).customs)).toEqual(names(customs));
      }),
    );
  });
});

describe("constant expressions", () => {
  it("of an i32 are written and evaluated", () => {
    fc.assert(
      fc.property(fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }), (value) => {
        expect(constantI32(i32ConstExpr(value))).toBe(value);
      }),
    );
  });

  it("of other forms have no known value", () => {
    expect(constantI32(Uint8Array.of(Op.globalGet, 0, Op.end))).toBeUndefined();
    const sum = Uint8Array.of(Op.i32Const, 1, Op.i32Const, 2, Op.i32Add, Op.end);
    expect(constantI32(sum)).toBeUndefined();
  });
});
