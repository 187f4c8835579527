/** Instructions on ranges of memory, its size, and data segments. */
import { PageBytes } from "../../../src/shadow/layout.ts";
import { ValueType } from "../../../src/wasm/module.ts";
import { MaxPages, MinPages, written } from "../assemble.ts";
import type { Call, Trial } from "../compare.ts";

const { i32 } = ValueType;
const End = MinPages * PageBytes;
const bytes = Uint8Array.from({ length: 64 }, (_, at) => at + 1);
const range = { params: [i32, i32, i32], results: [] } as const;

function calls(name: string, ...given: (readonly number[])[]): Call[] {
  return given.map((each) => ({ name, given: each }));
}
const operands = [["local.get", 0] as const, ["local.get", 1] as const, ["local.get", 2] as const];

/** Within memory, to its end, beyond it by one, of no length at its end and beyond, and with sums that carry. */
const lengths: readonly (readonly [to: number, length: number])[] = [
  [0, 64],
  [0x1003, 13],
  [End - 64, 64],
  [End - 63, 64],
  [End, 0],
  [End, 1],
  [End + 1, 0],
  [0x7fffffff, 0],
  [-1, 0],
  [-1, 1],
  [-16, 32],
  [16, -8],
  [0, -1],
  [0x7fffffff, 0x7fffffff],
];

const segments: Trial = {
  name: "memory.init and data.drop",
  module: written({
    dataCount: 2,
    data: [
      { mode: { kind: "passive" }, bytes },
      { mode: { kind: "passive" }, bytes: bytes.slice(0, 8) },
    ],
    functions: [
      { name: "init", ...range, code: [...operands, ["memory.init", 0, 0]] },
      { name: "init other", ...range, code: [...operands, ["memory.init", 1, 0]] },
      { name: "drop", params: [], results: [], code: [["data.drop", 0]] },
    ],
  }),
  calls: [
    ...lengths.flatMap(([to, length]) => calls("init", [to, 0, length], [to, 1, length])),
    ...calls("init", [0, 64, 0], [0, 65, 0], [0x2000, 63, 1], [0x2000, -1, 2], [0x2000, 64, 1]),
    ...calls("init other", [0x3001, 2, 5], [0x3001, 4, 5]),
    ...calls("drop", [], []),
    ...calls("init", [0, 0, 0], [End, 0, 0], [End + 1, 0, 0], [0, 0, 1], [0, 1, 0]),
    ...calls("init other", [End - 8, 0, 8]),
  ],
};

const copies: Trial = {
  name: "memory.copy and memory.fill",
  module: written({
    functions: [
      { name: "copy", ...range, code: [...operands, ["memory.copy", 0, 0]] },
      { name: "fill", ...range, code: [...operands, ["memory.fill", 0]] },
    ],
  }),
  calls: [
    ...lengths.flatMap(([to, length], at) => calls("fill", [to, at * 0x111 + 1, length])),
    // Both ways, overlapping both ways, and each of both ends outside.
    ...lengths.flatMap(([at, length]) => [
      ...calls("copy", [at, 0x1000, length], [0x1000, at, length]),
      ...calls("copy", [at, at + 3, length], [at + 3, at, length], [at, at, length]),
    ]),
  ],
};

const size: Trial = {
  name: "memory.size and memory.grow",
  module: written({
    functions: [
      { name: "size", params: [], results: [i32], code: [["memory.size", 0]] },
      {
        name: "grow",
        params: [i32],
        results: [i32],
        code: [
          ["local.get", 0],
          ["memory.grow", 0],
        ],
      },
      {
        name: "last byte",
        params: [i32],
        results: [i32],
        code: [
          ["local.get", 0],
          ["i32.const", 5],
          ["i32.store8", 0, 0],
          ["local.get", 0],
          ["i32.load8_u", 0, 0],
        ],
      },
    ],
  }),
  calls: [0, MaxPages, -1, 0x10000, 1, MaxPages - MinPages, 1, 1, 0].flatMap((pages) => [
    ...calls("grow", [pages]),
    ...calls("size", []),
    ...Array.from({ length: MaxPages + 1 }, (_, at) =>
      calls("last byte", [at * PageBytes - 1], [at * PageBytes]),
    ).flat(),
  ]),
};

export const MEMORY: readonly Trial[] = [segments, copies, size];
