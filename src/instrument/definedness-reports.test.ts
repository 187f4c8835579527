import { describe, expect, it } from "vitest";
import {
  type Code,
  type Instruction,
  i32Const,
  plain,
  programModule,
  type TreeProgram,
  wholeAccess,
} from "../../tests/support/code-tree.ts";
import { DefinednessMachine, type Report } from "../../tests/support/definedness-module.ts";
import { AREAS, IMPORTS, Results } from "../../tests/support/program-surroundings.ts";
import {
  any,
  block,
  branch,
  drop,
  get,
  main,
  nothing,
  programOf,
  set,
  type,
} from "../../tests/support/written-program.ts";
import { State } from "../shadow/states.ts";
import { InstructionCursor } from "../wasm/instructions.ts";
import { ValueType } from "../wasm/module.ts";

const { i32, i64 } = ValueType;

/** Of these no bit is defined; one is an address all the same. */
const undefinedI32: Code = any(i32, 0);
const undefinedI64: Code = any(i64, 0);
const undefinedAddress: Code = any(i32, 12);
/** 4 and undefined bits; and what is defined. */
const mostlyUndefined: Code = any(i32, 8);
const definedI32: Code = any(i32, 16);
const other = (name: string, ...immediates: number[]): Instruction => {
  return { kind: "other", name, immediates };
};
const labels = (count: number, ...before: Code): Code => [
  block("block", nothing, ...before, { kind: "brTable", labels: new Array(count + 1).fill(0) }),
];
/** In local 0, and looked at again. */
const twice = (of: Code, ...use: Code): Code => [...of, set(0), get(0), ...use, get(0), ...use];

interface Reporting {
  readonly code: Code;
  /** What is reported, as `text` below words it. */
  readonly reports: readonly string[];
}

const condition = (name: string) => `undefinedCondition at ${name}`;
const value = (size: number, name: string) => `undefinedValue of ${size} at ${name}`;
const ifNothing: Instruction = { kind: "if", type: nothing, body: [] };
const brIf = block("block", nothing, ...undefinedI32, branch("brIf", 0));
const bulk = (name: "memory.copy" | "memory.fill" | "memory.init"): Instruction => {
  return { kind: "bulk", name };
};
const place = i32Const(AREAS.heap + Results);

const REPORTS: Readonly<Record<string, Reporting>> = {
  "a branch": { code: [brIf], reports: [condition("br_if")] },
  "an if": { code: [...undefinedI32, ifNothing], reports: [condition("if")] },
  "not a branch that a defined bit decides": {
    code: [...mostlyUndefined, ifNothing, ...definedI32, ifNothing],
    reports: [],
  },
  "a switch": { code: labels(3, ...undefinedI32), reports: [condition("br_table")] },
  "a switch of which no case but the default can be meant": {
    code: labels(3, ...mostlyUndefined),
    reports: [],
  },
  "a switch with more cases": {
    code: labels(5, ...mostlyUndefined),
    reports: [condition("br_table")],
  },
  "not a select": {
    code: [...definedI32, ...definedI32, ...undefinedI32, { kind: "select" }, drop],
    reports: [],
  },
  "the index of an indirect call": {
    code: [...undefinedI32, { kind: "callIndirect", type: nothing }],
    reports: [condition("call_indirect")],
  },
  "the address of a load, once": {
    code: twice(undefinedAddress, wholeAccess("load", i32), drop),
    reports: [value(4, "i32.load")],
  },
  "the address of a store, once": {
    code: twice(undefinedAddress, i32Const(1), wholeAccess("store", i32)),
    reports: [value(4, "i32.store")],
  },
  "a local that decides twice, once": {
    code: twice(undefinedI32, ifNothing),
    reports: [condition("if")],
  },
  "an address that is calculated": {
    code: [...undefinedAddress, i32Const(8), plain("i32.add"), wholeAccess("load", i64), drop],
    reports: [value(4, "i64.load")],
  },
  "not what is stored or loaded": {
    code: [
      place,
      ...undefinedI32,
      wholeAccess("store", i32),
      place,
      wholeAccess("load", i32),
      drop,
    ],
    reports: [],
  },
  "where memory is copied from, to, and how much": {
    code: [...undefinedAddress, ...undefinedAddress, ...undefinedI32, bulk("memory.copy")],
    reports: [condition("memory.copy"), ...new Array(2).fill(value(4, "memory.copy"))],
  },
  "what memory is filled, not with what": {
    code: [...undefinedAddress, ...undefinedI32, ...undefinedI32, bulk("memory.fill")],
    reports: [condition("memory.fill"), value(4, "memory.fill")],
  },
  "what of a segment is written": {
    code: [place, ...undefinedI32, i32Const(0), bulk("memory.init")],
    reports: [value(4, "memory.init")],
  },
  "how much memory is asked for": {
    code: [...undefinedI32, other("memory.grow", 0), drop],
    reports: [value(4, "memory.grow")],
  },
  "a divisor that may be 0": {
    code: [i32Const(1), ...undefinedAddress, plain("i32.div_u"), drop],
    reports: [value(4, "i32.div_u")],
  },
  "not a divisor that cannot be 0": {
    code: [i32Const(1), ...mostlyUndefined, plain("i32.div_u"), drop],
    reports: [],
  },
  "a conversion that may trap": {
    code: [...undefinedI64, plain("f64.reinterpret_i64"), plain("i32.trunc_f64_u"), drop],
    reports: [value(8, "i32.trunc_f64_u")],
  },
  "the index of a table's element": {
    code: [...undefinedI32, other("table.get", 0), drop],
    reports: [value(4, "table.get")],
  },
  "the index of an element that is set": {
    code: [...undefinedI32, other("ref.null", ValueType.funcref), other("table.set", 0)],
    reports: [value(4, "table.set")],
  },
  "how much a table grows": {
    code: [other("ref.null", ValueType.funcref), ...undefinedI32, other("table.grow", 0), drop],
    reports: [value(4, "table.grow")],
  },
  "where a table is filled, and how much": {
    code: [
      ...undefinedI32,
      other("ref.null", ValueType.funcref),
      ...undefinedI32,
      other("table.fill", 0),
    ],
    reports: new Array(2).fill(value(4, "table.fill")),
  },
  "what is copied in a table": {
    code: [...undefinedI32, ...undefinedI32, ...undefinedI32, other("table.copy", 0, 0)],
    reports: new Array(3).fill(value(4, "table.copy")),
  },
  "what is written to a table": {
    code: [...undefinedI32, ...undefinedI32, ...undefinedI32, other("table.init", 0, 0)],
    reports: new Array(3).fill(value(4, "table.init")),
  },
  "arguments of imports": {
    code: [...undefinedI32, ...definedI32, ...undefinedI64, { kind: "call", func: 2 }],
    reports: ["undefinedImportArgument 0 of 2", "undefinedImportArgument 2 of 2"],
  },
};

describe.each([
  ["reported", false],
  ["reported, with its origin", true],
])("%s is", (_, tracksOrigins) => {
  const machine = new DefinednessMachine(tracksOrigins);
  const Tag = 0x77;

  it.each(Object.entries(REPORTS))("%s", (_, { code, reports }) => {
    const program: TreeProgram = {
      ...programOf(main(...code)),
      imports: [...IMPORTS, type([i32, i32, i64], [])],
      table: [],
    };
    const run = machine.functions(program, [() => 0, () => 0n, () => {}])[0]!;
    machine.reset();
    for (const granule of [0, 1]) {
      machine.states[AREAS.heap / 8 + granule] = State.AddressableDirty;
      machine.bits.fill(0xff, AREAS.heap + granule * 8, AREAS.heap + granule * 8 + 8);
    }
    machine.bytes[AREAS.heap + 8] = 4;
    machine.bits[AREAS.heap + 8] = 0xfb;
    machine.view.setUint32(AREAS.heap + 12, AREAS.heap + Results, true);
    if (tracksOrigins) machine.origins.fill(Tag, AREAS.heap / 4, AREAS.heap / 4 + 4);
    // An index may be of nothing.
    try {
      run();
    } catch (error) {
      if (!(error instanceof WebAssembly.RuntimeError)) throw error;
    }
    expect(machine.reports.map((each) => text(program, each))).toEqual(reports);
    if (!tracksOrigins) return;
    expect(new Set(machine.reports.map((each) => each.arguments.origin))).toEqual(
      new Set(reports.length > 0 ? [Tag] : []),
    );
  });
});

function text(program: TreeProgram, { hook, arguments: given }: Report): string {
  const { site, size, func, argument } = given;
  if (hook === "undefinedImportArgument") return `${hook} ${argument} of ${func}`;
  const body = programModule(program).bodies[0]!;
  const cursor = new InstructionCursor(body.code, "test", body.offset);
  while (cursor.next() && body.offset + cursor.start !== site);
  return `${hook}${size === undefined ? "" : ` of ${size}`} at ${cursor.row.name}`;
}
