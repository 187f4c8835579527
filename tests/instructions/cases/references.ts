/** Tables and references. */
import type { FuncIndex } from "../../../src/bytes/brand.ts";
import { type FunctionType, ValueType } from "../../../src/wasm/module.ts";
import { assemble, constant, type Line, lines, tableSegment, written } from "../assemble.ts";
import type { Call, Trial } from "../compare.ts";
import type { Argument } from "../machines.ts";

const { i32, funcref, externref } = ValueType;
const Functions = 0;
const Objects = 1;
const Others = 2;

function calls(name: string, ...given: (readonly Argument[])[]): Call[] {
  return given.map((each) => ({ name, given: each }));
}
const get = (local: number): Line => ["local.get", local];
const range: FunctionType = { params: [i32, i32, i32], results: [] };
const operands: Line[] = [get(0), get(1), get(2)];

/** Of four elements, the first of which are functions. */
const ranges = [
  [0, 0, 2],
  [1, 0, 3],
  [3, 1, 1],
  [3, 1, 2],
  [4, 0, 0],
  [5, 0, 0],
  [0, 3, 0],
  [0, 4, 0],
  [0, -1, 2],
  [-1, 0, 2],
  [2, 2, -1],
] as const;

const one = { name: "one", params: [], results: [i32], code: [["i32.const", 1]] } as const;
const two = { name: "two", params: [], results: [i32], code: [["i32.const", 2]] } as const;
/** What the functions of a table's entries return; an entry may be null, or none. */
const through = (table: number, name: string) => ({
  name,
  params: [i32],
  results: [i32],
  code: [get(0), ["call_indirect", 0, table]] satisfies Line[],
});
const callAll = (name: string, entries = 5): Call[] =>
  Array.from({ length: entries }, (_, at) => ({ name, given: [at] }));

const segments: Trial = {
  name: "table.init, elem.drop and table.copy",
  module: written({
    types: [{ params: [], results: [i32] }],
    tables: [
      { element: funcref, limits: { min: 4 } },
      { element: externref, limits: { min: 4 } },
      { element: funcref, limits: { min: 4, max: 8 } },
    ],
    elements: [
      {
        mode: { kind: "passive" },
        type: funcref,
        init: { kind: "functions", functions: [0, 1, 0] as readonly number[] as FuncIndex[] },
      },
      {
        mode: { kind: "passive" },
        type: funcref,
        init: {
          kind: "expressions",
          expressions: [
            constant("ref.func", 1),
            constant("ref.null", funcref),
            assemble([["ref.func", 0]]),
          ],
        },
      },
      tableSegment(Others, 1, [1, 0]),
    ],
    functions: [
      one,
      two,
      { name: "init", ...range, code: [...operands, ["table.init", 0, Functions]] },
      { name: "init by expressions", ...range, code: [...operands, ["table.init", 1, Others]] },
      { name: "init used up", ...range, code: [...operands, ["table.init", 2, Functions]] },
      { name: "drop", params: [], results: [], code: [["elem.drop", 0]] },
      { name: "copy", ...range, code: [...operands, ["table.copy", Functions, Functions]] },
      { name: "copy over", ...range, code: [...operands, ["table.copy", Functions, Others]] },
      through(Functions, "call"),
      through(Others, "call other"),
    ],
  }),
  calls: [
    ...calls("one", []),
    ...calls("two", []),
    ...ranges.flatMap((each) => [...calls("init", each), ...callAll("call")]),
    ...ranges.flatMap((each) => [...calls("init by expressions", each), ...callAll("call other")]),
    ...calls("init used up", [0, 0, 0], [0, 0, 1]),
    ...ranges.flatMap((each) => [...calls("copy", each), ...callAll("call")]),
    ...ranges.flatMap((each) => [...calls("copy over", each), ...callAll("call")]),
    ...calls("drop", [], []),
    ...calls("init", [0, 0, 0], [0, 0, 1]),
  ],
};

const byNumber = [0, 1] as readonly number[] as FuncIndex[];
const functionsInit = { kind: "functions", functions: byNumber } as const;
const expressionsInit = {
  kind: "expressions",
  expressions: [constant("ref.func", 1), constant("ref.null", funcref), constant("ref.func", 0)],
} as const;
const active = (index: number, from: number) =>
  ({ kind: "active", index, offset: constant("i32.const", from) }) as const;

/** All eight (core specification, 5.5.12), each where it is seen. */
const forms: Trial = {
  name: "every form of element segment",
  module: written({
    types: [{ params: [], results: [i32] }],
    tables: [
      { element: funcref, limits: { min: 8 } },
      { element: funcref, limits: { min: 8 } },
    ],
    elements: [
      { mode: active(0, 0), type: funcref, init: functionsInit },
      { mode: { kind: "passive" }, type: funcref, init: functionsInit },
      { mode: active(1, 1), type: funcref, init: functionsInit },
      { mode: { kind: "declarative" }, type: funcref, init: functionsInit },
      { mode: active(0, 2), type: funcref, init: expressionsInit },
      { mode: { kind: "passive" }, type: funcref, init: expressionsInit },
      { mode: active(1, 3), type: funcref, init: expressionsInit },
      { mode: { kind: "declarative" }, type: funcref, init: expressionsInit },
    ],
    functions: [
      one,
      two,
      { name: "init", ...range, code: [...operands, ["table.init", 1, 0]] },
      { name: "init by expressions", ...range, code: [...operands, ["table.init", 5, 1]] },
      // What is active or declared is used up before anything runs.
      { name: "init again", ...range, code: [...operands, ["table.init", 0, 0]] },
      { name: "init declared", ...range, code: [...operands, ["table.init", 7, 0]] },
      through(0, "call"),
      through(1, "call other"),
    ],
  }),
  calls: [
    ...calls("one", []),
    ...calls("two", []),
    ...callAll("call", 9),
    ...callAll("call other", 9),
    ...calls("init", [5, 0, 2]),
    ...calls("init by expressions", [5, 0, 3]),
    ...calls("init again", [0, 0, 1], [0, 0, 0]),
    ...calls("init declared", [0, 0, 1], [0, 0, 0]),
    ...callAll("call", 9),
    ...callAll("call other", 9),
  ],
};

const [red, blue] = [{ name: "red" }, { name: "blue" }];

const tables: Trial = {
  name: "tables of objects",
  module: written({
    tables: [
      { element: funcref, limits: { min: 1 } },
      { element: externref, limits: { min: 4, max: 7 } },
    ],
    functions: [
      {
        name: "get",
        params: [i32],
        results: [externref],
        code: [get(0), ["table.get", Objects]],
      },
      {
        name: "set",
        params: [i32, externref],
        results: [],
        code: [get(0), get(1), ["table.set", Objects]],
      },
      { name: "size", params: [], results: [i32], code: [["table.size", Objects]] },
      {
        name: "grow",
        params: [externref, i32],
        results: [i32],
        code: [get(0), get(1), ["table.grow", Objects]],
      },
      {
        name: "fill",
        params: [i32, externref, i32],
        results: [],
        code: [...operands, ["table.fill", Objects]],
      },
      {
        name: "is null",
        params: [externref],
        results: [i32],
        code: [get(0), ["ref.is_null"]],
      },
      {
        name: "null",
        params: [],
        results: [externref],
        code: [["ref.null", externref]],
      },
      {
        name: "chosen",
        params: [externref, externref, i32],
        results: [externref],
        code: [...operands, ["select_t", externref]],
      },
    ],
  }),
  calls: [
    ...calls("set", [0, red], [3, blue], [4, red], [-1, red]),
    ...callAll("get"),
    ...calls("size", []),
    ...calls("grow", [blue, 0], [red, 2], [blue, 2], [blue, -1], [null, 1]),
    ...calls("size", []),
    ...callAll("get", 8),
    ...calls(
      "fill",
      [1, blue, 3],
      [7, red, 0],
      [8, red, 0],
      [6, red, 2],
      [0, null, 1],
      [2, red, -1],
    ),
    ...callAll("get", 8),
    ...calls("is null", [null], [red]),
    ...calls("null", []),
    ...calls("chosen", [red, blue, 0], [red, blue, 1], [null, blue, 2]),
  ],
};

const functions: Trial = {
  name: "references to functions",
  module: written({
    types: [{ params: [], results: [i32] }],
    tables: [{ element: funcref, limits: { min: 2 } }],
    globals: [
      { type: { type: funcref, mutable: true }, init: constant("ref.func", 0) },
      { type: { type: funcref, mutable: false }, init: constant("ref.null", funcref) },
    ],
    functions: [
      one,
      two,
      {
        name: "put",
        params: [i32],
        results: [],
        code: [
          ...lines(get(0), ["ref.func", 0], ["ref.func", 1], get(0)),
          ...lines(["select_t", funcref], ["table.set", 0]),
        ],
      },
      {
        name: "put global",
        params: [i32],
        results: [i32],
        code: [
          ...lines(get(0), ["global.get", 0], ["table.set", 0]),
          ...lines(["ref.func", 1], ["global.set", 0], ["global.get", 1], ["ref.is_null"]),
        ],
      },
      {
        name: "is set",
        params: [i32],
        results: [i32],
        code: [get(0), ["table.get", 0], ["ref.is_null"]],
      },
      through(0, "call"),
    ],
  }),
  calls: [
    ...calls("one", []),
    ...calls("two", []),
    ...calls("put", [0], [1], [2]),
    ...callAll("call", 3),
    ...calls("put global", [1], [0]),
    ...callAll("call", 3),
    ...callAll("is set", 3),
  ],
};

export const REFERENCES: readonly Trial[] = [segments, forms, tables, functions];
