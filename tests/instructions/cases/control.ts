/** Blocks, branches, calls and exceptions; locals, globals and constants. */
import type { TypeIndex } from "../../../src/bytes/brand.ts";
import { type FunctionType, ValueType } from "../../../src/wasm/module.ts";
import {
  constant,
  type Line,
  lines,
  NoResult,
  operand,
  resultAddress,
  resultOf,
  storeResult,
  tableSegment,
  type WrittenFunction,
  written,
} from "../assemble.ts";
import type { Call, Trial } from "../compare.ts";
import { edgesOf } from "./values.ts";

const { i32, i64, f32, f64, externref } = ValueType;
const nothing: FunctionType = { params: [], results: [] };
const onOne: FunctionType = { params: [i32], results: [i32] };
const swapped: FunctionType = { params: [i32, i64], results: [i64, i32] };

function calls(name: string, ...given: (readonly (number | bigint)[])[]): Call[] {
  return given.map((each) => ({ name, given: each }));
}
function get(local: number): Line {
  return ["local.get", local];
}

/** A call of an import tells where the program came by. */
const note = {
  module: "test",
  name: "note",
  what: { kind: "function", type: 0 as TypeIndex },
} as const;
const Note = 0;
const makeNotes = () => {
  let notes = 0;
  return { note: (what: number) => (notes = Math.imul(notes, 31) + what) };
};
const noted = (what: number): Line[] => [["i32.const", what], ["call", Note], ["drop"]];

const blocks: Trial = {
  name: "blocks and branches",
  module: written({
    types: [
      onOne,
      swapped,
      nothing,
      { params: [], results: [i64, i32] },
      { params: [i64, i32], results: [i64, i32] },
    ],
    functions: [
      {
        name: "unreachable",
        ...onOne,
        code: [get(0), ["if", NoResult], ["unreachable"], ["end"], ["i32.const", 3]],
      },
      { name: "nothing", ...onOne, code: [["nop"], get(0), ["nop"]] },
      {
        name: "takes",
        params: [i32, i64],
        results: [i64, i32],
        code: [
          get(0),
          get(1),
          ["block", 1],
          ["local.set", 1],
          ["local.set", 0],
          get(1),
          get(0),
          ["end"],
        ],
      },
      {
        // As many rounds as it is given, and their sum.
        name: "rounds",
        ...onOne,
        locals: [i32],
        code: [
          ...lines(get(0), ["loop", 0], ["local.tee", 0]),
          ...lines(get(1), ["i32.add"], ["local.set", 1]),
          ...lines(get(0), ["i32.const", 1], ["i32.sub"], ["local.tee", 0]),
          ...lines(get(0), ["br_if", 0], ["end"], get(1), ["i32.add"]),
        ],
      },
      {
        name: "chosen",
        ...onOne,
        code: [
          ...lines(get(0), ["if", resultOf(i32)], ["i32.const", 10], ["else"]),
          ...lines(["i32.const", 20], ["br", 0], ["end"]),
        ],
      },
      {
        name: "switched",
        ...onOne,
        code: [
          ...Array<Line>(3).fill(["block", NoResult]),
          ...lines(get(0), ["br_table", 0, 2, 1, 2], ["end"], ["i32.const", 100], ["return"]),
          ...lines(["end"], ["i32.const", 200], ["return"], ["end"], ["i32.const", 300]),
        ],
      },
      {
        // Behind a branch nothing runs, and everything validates.
        name: "never",
        params: [i32],
        results: [i64],
        code: [
          ...lines(["block", resultOf(i64)], ["i64.const", 5n], ["br", 0]),
          ...lines(["i32.add"], ["drop"], ["f64.sqrt"], ["drop"], ["select"], ["end"]),
        ],
      },
      {
        // With both numbers out of both blocks, or on with them.
        name: "carried",
        params: [i32],
        results: [i64, i32],
        code: [
          ...lines(["block", 3], ["i64.const", 1n], ["i32.const", 2], ["block", 4]),
          ...lines(get(0), ["br_if", 1], ["i32.const", 5], ["i32.add"], ["end"], ["end"]),
        ],
      },
    ],
  }),
  calls: [
    ...calls("unreachable", [0], [1]),
    ...calls("nothing", [5], [-1]),
    ...calls("takes", [1, 2n], [-1, -1n]),
    ...calls("rounds", [1], [2], [100]),
    ...calls("chosen", [0], [1], [-1]),
    ...calls("switched", [0], [1], [2], [3], [-1]),
    ...calls("never", [1]),
    ...calls("carried", [0], [1]),
  ],
};

const exceptions: Trial = {
  name: "exceptions",
  imports: makeNotes,
  module: written({
    imports: [note],
    types: [onOne, { params: [i32, i64], results: [] }, nothing],
    tags: [1, 2].map((type) => type as TypeIndex),
    functions: [
      {
        name: "thrown",
        ...onOne,
        code: [
          ...lines(get(0), ["i32.eqz"], ["if", NoResult], ["i32.const", 8], ["return"], ["end"]),
          ...lines(get(0), ["i32.const", 1], ["i32.eq"], ["if", NoResult]),
          ...lines(["i32.const", 6], ["i64.const", 1n << 40n], ["throw", 0], ["end"], ["throw", 1]),
        ],
      },
      {
        name: "caught",
        ...onOne,
        code: [
          ...lines(["try", resultOf(i32)], get(0), ["call", 1], ["catch", 0]),
          ...lines(["i64.const", 32n], ["i64.shr_u"], ["i32.wrap_i64"], ["i32.add"]),
          ...lines(["catch_all"], ...noted(3), ["i32.const", 77], ["end"]),
        ],
      },
      {
        name: "thrown again",
        ...onOne,
        code: [
          ...lines(["try", resultOf(i32)], get(0), ["call", 1], ["catch_all"]),
          ...lines(...noted(4), ["rethrow", 0], ["end"]),
        ],
      },
      {
        name: "delegated",
        ...onOne,
        code: [
          ...lines(["try", resultOf(i32)], ["try", resultOf(i32)]),
          ...lines(["try", resultOf(i32)], get(0), ["call", 1], ["delegate", 1]),
          ...lines(["catch_all"], ["i32.const", 1], ["end"]),
          ...lines(["catch_all"], ["i32.const", 2], ["end"]),
        ],
      },
    ],
  }),
  calls: ["thrown", "caught", "thrown again", "delegated"].flatMap((name) =>
    calls(name, [0], [1], [2]),
  ),
};

const callsAndTables: Trial = {
  name: "calls, direct and by a table",
  imports: makeNotes,
  module: written({
    imports: [note],
    types: [onOne, swapped, { params: [], results: [i64] }],
    tables: [
      { element: ValueType.funcref, limits: { min: 4 } },
      { element: ValueType.funcref, limits: { min: 3, max: 3 } },
    ],
    elements: [tableSegment(0, 0, [1, 2, 0]), tableSegment(1, 1, [2])],
    functions: [
      { name: "one", ...onOne, code: [get(0), ["i32.const", 1], ["i32.add"]] },
      { name: "swap", ...swapped, code: [get(1), get(0)] },
      {
        name: "many",
        params: [i32, i64, f32, f64, externref],
        results: [externref, f64, f32, i64, i32],
        code: [get(4), get(3), get(2), get(1), get(0)],
      },
      {
        name: "direct",
        params: [i32, i64, f32, f64, externref],
        results: [externref, f64, f32, i64, i32],
        code: [get(0), get(1), get(2), get(3), get(4), ["call", 3]],
      },
      {
        name: "first table",
        params: [i32, i32],
        results: [i32],
        code: [get(0), get(1), ["call_indirect", 0, 0]],
      },
      {
        name: "second table",
        params: [i32, i64, i32],
        results: [i64, i32],
        code: [get(0), get(1), get(2), ["call_indirect", 1, 1]],
      },
      {
        name: "recursive",
        params: [i64],
        results: [i64],
        code: [
          ...lines(get(0), ["i64.eqz"], ["if", resultOf(i64)], ["i64.const", 1n], ["else"]),
          ...lines(get(0), get(0), ["i64.const", 1n], ["i64.sub"], ["call", 7], ["i64.mul"]),
          ["end"],
        ],
      },
    ],
  }),
  calls: [
    ...calls("one", [-1]),
    ...calls("swap", [1, 2n]),
    { name: "many", given: [1, 2n, 3, 4, { five: 5 }] },
    { name: "direct", given: [-1, -2n, -0, Number.NaN, null] },
    // A function, one of another type, an import, a null entry, and beyond the end.
    ...calls("first table", [7, 0], [7, 1], [7, 2], [7, 3], [7, 4], [7, -1]),
    ...calls("second table", [7, 8n, 0], [7, 8n, 1], [7, 8n, 3]),
    ...calls("recursive", [0n], [20n]),
  ],
};

/** More rounds than there can be calls. */
const ManyRounds = 2_000_000n;

const tailCalls: Trial = {
  name: "tail calls",
  imports: makeNotes,
  module: written({
    imports: [note],
    types: [onOne, { params: [i64], results: [i32] }, swapped],
    tables: [{ element: ValueType.funcref, limits: { min: 4 } }],
    tags: [],
    elements: [tableSegment(0, 0, [1, 2, 0])],
    functions: [
      {
        name: "even",
        params: [i64],
        results: [i32],
        code: [
          ...lines(get(0), ["i64.eqz"], ["if", NoResult], ["i32.const", 1], ["return"], ["end"]),
          ...lines(get(0), ["i64.const", 1n], ["i64.sub"], ["return_call", 2]),
        ],
      },
      {
        // Out of blocks, with operands left over; the callee by its place in the table.
        name: "odd",
        params: [i64],
        results: [i32],
        code: [
          ...lines(get(0), ["i64.eqz"], ["if", NoResult], ["i32.const", 0], ["return"], ["end"]),
          ...lines(
            ["f64.const", 0n],
            ["block", resultOf(i32)],
            ["i32.const", 7],
            ["loop", NoResult],
          ),
          ...lines(get(0), ["i64.const", 1n], ["i64.sub"], ["i32.const", 0]),
          ...lines(["return_call_indirect", 1, 0], ["end"], ["end"], ["unreachable"]),
        ],
      },
      { name: "swap", ...swapped, code: [get(1), get(0)] },
      { name: "swapped", ...swapped, code: [get(0), get(1), ["return_call", 3]] },
      { name: "noted", ...onOne, code: [get(0), ["return_call", Note]] },
      {
        name: "by index",
        params: [i64, i32],
        results: [i32],
        code: [get(0), get(1), ["return_call_indirect", 1, 0]],
      },
      {
        // Nothing of the function is left to catch what the callee throws.
        name: "thrown",
        params: [i64],
        results: [i32],
        code: [
          ...lines(["try", resultOf(i32)], get(0), ["i32.const", 3]),
          ...lines(["return_call_indirect", 1, 0], ["catch_all"], ["i32.const", 5], ["end"]),
        ],
      },
    ],
  }),
  calls: [
    ...calls("even", [0n], [1n], [10n], [ManyRounds], [ManyRounds + 1n]),
    ...calls("odd", [0n], [7n], [ManyRounds]),
    ...calls("swap", [1, 2n]),
    ...calls("swapped", [3, 4n]),
    ...calls("noted", [1], [2]),
    ...calls("by index", [4n, 0], [5n, 1], [5n, 2], [5n, 3], [5n, 4], [5n, -1]),
    ...calls("thrown", [0n]),
  ],
};

/** Both selects, on the bits of every type that is a number. */
const selects: readonly Trial[] = [i32, i64, f32, f64].map((type) => {
  const typed: Line = ["select_t", type];
  const code = (select: Line): Line[] => {
    const operands = [operand(type, 0), operand(type, 1), operand(i32, 2)].flat();
    return [resultAddress(0), ...operands, select, storeResult(type)];
  };
  const some = edgesOf(type);
  return {
    name: `select of type 0x${type.toString(16)}`,
    module: written({
      functions: [
        { name: "plain", ...nothing, code: code(["select"]) },
        { name: "typed", ...nothing, code: code(typed) },
      ],
    }),
    calls: some.flatMap((first, at) =>
      ["plain", "typed"].map((name, turn) => ({
        name,
        operands: [first, some.at(-1 - at)!, BigInt((at + turn) % 3)],
      })),
    ),
  };
});

/** Locals and globals of every type, through which the bits go as they are. */
const variables: readonly Trial[] = [i32, i64, f32, f64].map((type) => {
  const run: WrittenFunction = {
    name: "run",
    ...nothing,
    locals: [type, type],
    code: [
      ...operand(type, 0),
      ...lines(["local.tee", 0], ["local.set", 1], get(1), ["global.set", 0]),
      ...lines(resultAddress(0), ["global.get", 0], storeResult(type)),
      ...lines(resultAddress(1), get(0), storeResult(type)),
      ...lines(resultAddress(2), ["global.get", 1], storeResult(type)),
    ],
  };
  const names = new Map<ValueType, string>([
    [i32, "i32"],
    [i64, "i64"],
    [f32, "f32"],
    [f64, "f64"],
  ]);
  const init = constant(
    `${names.get(type)}.const`,
    type === f32 ? 0x7fa00001 : 0x7ff4000000000001n,
  );
  return {
    name: `variables of type 0x${type.toString(16)}`,
    module: written({
      globals: [true, false].map((mutable) => ({
        type: { type, mutable },
        init: type === i32 ? constant("i32.const", 5) : init,
      })),
      functions: [run],
    }),
    calls: edgesOf(type).map((bits) => ({ name: "run", operands: [bits] })),
  };
});

/** The bits of every edge as a constant in the code. */
const constants: readonly Trial[] = [i32, i64, f32, f64].map((type) => {
  const name = { [i32]: "i32", [i64]: "i64", [f32]: "f32", [f64]: "f64" }[type as typeof i32];
  const functions = edgesOf(type).map((bits, at): WrittenFunction => {
    const signed =
      type === i32 ? BigInt.asIntN(32, bits) : type === i64 ? BigInt.asIntN(64, bits) : bits;
    const code = [resultAddress(0), [`${name}.const`, signed] as const, storeResult(type)];
    return { name: `run${at}`, ...nothing, code };
  });
  return {
    name: `${name}.const`,
    module: written({ functions }),
    calls: functions.map((each) => ({ name: each.name, operands: [0n] })),
  };
});

export const CONTROL: readonly Trial[] = [
  blocks,
  exceptions,
  callsAndTables,
  tailCalls,
  ...selects,
  ...variables,
  ...constants,
];
