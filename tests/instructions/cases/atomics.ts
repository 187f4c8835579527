/** Atomic accesses: of every width, on what was there and on undefined values, aligned or not, at memory's end and beyond. */
import { PageBytes } from "../../../src/shadow/layout.ts";
import { ValueType } from "../../../src/wasm/module.ts";
import type { AtomicEffect } from "../../../src/wasm/opcode-row.ts";
import { OPCODES, type OpcodeRow } from "../../../src/wasm/opcodes.ts";
import { type Line, MinPages, operand, resultAddress, storeResult, written } from "../assemble.ts";
import type { Call, Trial } from "../compare.ts";
import { edgesOf } from "./values.ts";

const { i32, i64 } = ValueType;
const End = MinPages * PageBytes;
/** Where values are changed. */
const Place = 0x1000;
const StaticOffset = 0x10;
/** In the third slot: what is there before the access. */
const Before = 3;

type AtomicRow = OpcodeRow & { readonly memory: AtomicEffect };

function code({ name, params, results, memory }: AtomicRow, offset: number): Line[] {
  const operands = params.flatMap((type, at) => operand(type, at));
  const access: Line = [name, Math.log2(memory.width), offset];
  const [result] = results;
  if (result === undefined) return [...operands, access];
  return [resultAddress(0), ...operands, access, storeResult(result)];
}

/** A call with these operands, after eight bytes at the place were given a value. */
function onto(name: string, place: number, before: bigint, ...given: bigint[]): Call[] {
  const operands = [BigInt(place), ...given, 0n, 0n].slice(0, Before);
  return [
    { name: "put", operands: [BigInt(Place), 0n, 0n, before] },
    { name, operands },
  ];
}

function callsOf({ params, memory }: AtomicRow): Call[] {
  const { does, type, width } = memory;
  const aligned = Place + 8 - width;
  const values = edgesOf(type);
  const given = (at: number): bigint[] => {
    // A timeout is short; of cmpxchg every other finds what it expects.
    if (does === "wait") return [values[at]!, BigInt(at % 3)];
    if (does === "cmpxchg") return [values[at]!, values.at(-1 - at)!];
    return params.length > 1 ? [values[at]!] : [];
  };
  const calls = values.flatMap((value, at) => {
    const there = BigInt.asUintN(8 * width, at % 2 === 0 ? value : values.at(-3 - (at % 5))!);
    return onto("run", aligned, there << BigInt(64 - 8 * width), ...given(at));
  });
  const places = [
    Place + 1,
    Place + 2,
    Place + 4,
    Place + 5,
    4,
    0,
    End - width,
    End - 1,
    End,
    -8,
    -1,
  ];
  for (const [at, place] of places.entries()) {
    calls.push(...onto("run", place, values[at]!, ...given(at)));
    calls.push(...onto("beyond", place, values[at]!, ...given(at)));
  }
  return calls;
}

function trialOf(row: AtomicRow, shared: boolean): Trial {
  const nothing = { params: [], results: [] };
  return {
    name: shared ? `${row.name}, memory that threads could share` : row.name,
    module: written({
      shared,
      functions: [
        { name: "run", ...nothing, code: code(row, 0) },
        { name: "beyond", ...nothing, code: code(row, StaticOffset) },
        {
          name: "put",
          ...nothing,
          code: [...operand(i32, 0), ...operand(i64, Before), ["i64.store", 0, 0]],
        },
      ],
    }),
    calls: callsOf(row),
  };
}

const fence: Trial = {
  name: "atomic.fence",
  module: written({
    functions: [{ name: "run", params: [], results: [], code: [["atomic.fence", 0]] }],
  }),
  calls: [{ name: "run" }],
};

const rows = OPCODES.filter((row): row is AtomicRow => row.memory.kind === "atomic");

export const ATOMICS: readonly Trial[] = [
  ...rows.map((row) => trialOf(row, false)),
  ...rows.map((row) => trialOf(row, true)),
  fence,
];
