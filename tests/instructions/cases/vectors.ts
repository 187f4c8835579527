/** Vectors where any value can be: in locals, globals, blocks, calls, exceptions; chosen and constant. */
import type { TypeIndex } from "../../../src/bytes/brand.ts";
import { type FunctionType, ValueType } from "../../../src/wasm/module.ts";
import {
  constant,
  type Line,
  lines,
  operand,
  resultAddress,
  resultOf,
  storeResult,
  tableSegment,
  written,
} from "../assemble.ts";
import type { Trial } from "../compare.ts";
import { edgesOf } from "./values.ts";

const { i32, v128 } = ValueType;
const nothing: FunctionType = { params: [], results: [] };
const swapping: FunctionType = { params: [v128, v128], results: [v128, v128] };
const Constant = 0x0f0e0d0c0b0a09080706050403020100n;

const first = operand(v128, 0);
const second = operand(v128, 1);
const choice = operand(i32, 2);
/** Writes what `code` leaves behind. */
const kept = (...code: readonly Line[]): readonly Line[] => [
  resultAddress(0),
  ...code,
  storeResult(v128),
];

const functions = [
  { name: "constant", code: kept(["v128.const", Constant]) },
  {
    name: "locals",
    locals: [v128, v128],
    code: [
      ...lines(...first, ["local.set", 0], ...second, ["local.tee", 1], ["drop"]),
      ...kept(["local.get", 0], ["local.get", 1], ["i8x16.sub"]),
    ],
  },
  {
    name: "globals",
    code: [
      ...lines(...first, ["global.set", 0]),
      ...kept(["global.get", 0], ["global.get", 1], ["v128.xor"]),
    ],
  },
  { name: "select", code: kept(...first, ...second, ...choice, ["select"]) },
  { name: "select_t", code: kept(...first, ...second, ...choice, ["select_t", v128]) },
  { name: "call", code: kept(...first, ...second, ["call", 0], ["i16x8.sub"]) },
  {
    name: "call_indirect",
    code: kept(...first, ...second, ["i32.const", 0], ["call_indirect", 0, 0], ["i32x4.sub"]),
  },
  {
    name: "if",
    code: kept(...lines(...choice, ["if", resultOf(v128)], ...first, ["else"], ...second, ["end"])),
  },
  {
    name: "br_if",
    code: kept(
      ...lines(["block", resultOf(v128)], ...first, ...choice, ["br_if", 0]),
      ...lines(["v128.not"], ["end"]),
    ),
  },
  {
    // A parameter of a loop, doubled as often as it is given.
    name: "loop",
    locals: [i32],
    code: kept(
      ...lines(["i32.const", 3], ["local.set", 0], ...first, ["loop", 2]),
      ...lines(...second, ["i8x16.add"]),
      ...lines(["local.get", 0], ["i32.const", 1], ["i32.sub"], ["local.tee", 0]),
      ...lines(["br_if", 0], ["end"]),
    ),
  },
  {
    name: "throw",
    code: kept(
      ...lines(["try", resultOf(v128)], ...first, ["throw", 0]),
      ...lines(["catch", 0], ["i64x2.neg"], ["end"]),
    ),
  },
];

const vectors: Trial = {
  name: "vectors",
  module: written({
    types: [swapping, { params: [v128], results: [] }, { params: [v128], results: [v128] }],
    tables: [{ element: ValueType.funcref, limits: { min: 1 } }],
    elements: [tableSegment(0, 0, [0])],
    globals: [
      { type: { type: v128, mutable: true }, init: constant("v128.const", 0n) },
      { type: { type: v128, mutable: false }, init: constant("v128.const", Constant) },
    ],
    tags: [1 as TypeIndex],
    functions: [
      {
        name: "swapped",
        inner: true,
        ...swapping,
        code: [
          ["local.get", 1],
          ["local.get", 0],
        ],
      },
      ...functions.map((each) => ({ ...nothing, ...each })),
    ],
  }),
  calls: functions.flatMap(({ name }) =>
    edgesOf(v128).flatMap((vector, at, all) =>
      [0n, 1n].map((chosen) => ({ name, operands: [vector, all.at(-1 - at)!, chosen] })),
    ),
  ),
};

export const VECTORS: readonly Trial[] = [vectors];
