import { describe, expect, it } from "vitest";
import {
  type Code,
  type Instruction,
  i32Const,
  type NumberType,
  plain,
  programModule,
  programText,
  StackPointer,
  type TreeFunction,
  type TreeProgram,
  wholeAccess,
} from "../../tests/support/code-tree.ts";
import { Comparison } from "../../tests/support/definedness-comparison.ts";
import { DefinednessMachine, type Report } from "../../tests/support/definedness-module.ts";
import { AREAS, IMPORTS, Results } from "../../tests/support/random-program.ts";
import { State } from "../shadow/states.ts";
import { InstructionCursor } from "../wasm/instructions.ts";
import { type FunctionType, ValueType } from "../wasm/module.ts";

const { i32, i64, f32, f64 } = ValueType;
const Types = [i32, i64, f32, f64] as const;
/** The first function that is no import. */
const Own = IMPORTS.length;

// Code in short.

const get = (local: number): Instruction => ({ kind: "get", local });
const set = (local: number): Instruction => ({ kind: "set", local });
const tee = (local: number): Instruction => ({ kind: "tee", local });
const globalGet = (global: number): Instruction => ({ kind: "globalGet", global });
const globalSet = (global: number): Instruction => ({ kind: "globalSet", global });
const call = (func: number): Instruction => ({ kind: "call", func: Own + func });
const branch = (kind: "br" | "brIf", label: number): Instruction => ({ kind, label });
const type = (params: readonly NumberType[], results: readonly NumberType[]): FunctionType => {
  return { params, results };
};
const block = (kind: "block" | "loop", type: FunctionType, ...body: Code): Instruction => {
  return { kind, type, body };
};
const nothing = type([], []);

/** A value from the heap or the globals, as undefined as it happens to be. */
function any(of: NumberType, at: number, area: number = AREAS.heap): Code {
  return [i32Const(area + at), wholeAccess("load", of)];
}

/** What an import returns: 0 or 1, and defined. */
const coin: Code = [{ kind: "call", func: 0 }, i32Const(1), plain("i32.and")];

/** Writes what is on the stack where it is compared; `local` is of its type and free. */
function keep(of: NumberType, slot: number, local: number): Code {
  return [
    set(local),
    i32Const(AREAS.heap + Results + 8 * slot),
    get(local),
    wholeAccess("store", of),
  ];
}

function programOf(...functions: readonly TreeFunction[]): TreeProgram {
  return {
    imports: IMPORTS,
    functions,
    globals: [...Types],
    table: functions.map((_, at) => Own + at),
    tags: [type([], []), type([i64, i32], [])],
    data: Uint8Array.of(1, 2, 3, 4),
  };
}

/** Locals 0 … 3 are an i32, an i64, an f32 and an f64; 4 … 6 are i32 again. */
function main(...code: Code): TreeFunction {
  return { type: nothing, locals: [...Types, i32, i32, i32], code };
}

/** Throws an i64 and an i32 if the i32 above is not 0. */
const throwing: Instruction = {
  kind: "if",
  type: type([i64, i32], []),
  body: [{ kind: "throw", tag: 1 }],
  otherwise: [{ kind: "drop" }, { kind: "drop" }],
};

// Where V bits have to travel.

const swap = type([i32, i64], [i64, i32]);
const all = (code: (of: NumberType, at: number) => Code): Code => Types.flatMap(code);

const TRAVELS: Readonly<Record<string, TreeProgram>> = {
  "through globals, also set by a function that is called": programOf(
    main(
      ...all((of, at) => [...any(of, 8 * at), globalSet(at + 1)]),
      ...all((of, at) => [globalGet(at + 1), ...keep(of, at, at)]),
      call(1),
      ...all((of, at) => [globalGet(at + 1), ...keep(of, 4 + at, at)]),
    ),
    main(...all((of, at) => [...any(of, 8 * at, AREAS.globals), globalSet(at + 1)])),
  ),
  "through parameters and several results": programOf(
    main(
      ...all((of, at) => any(of, 8 * at)),
      call(1),
      ...[3, 2, 1, 0].flatMap((at) => keep(Types[3 - at]!, at, 3 - at)),
    ),
    { type: type(Types, Types.toReversed()), locals: [], code: [get(3), get(2), get(1), get(0)] },
  ),
  "through an indirect call": programOf(
    main(
      ...any(i32, 0),
      ...any(i64, 8),
      i32Const(1),
      { kind: "callIndirect", type: swap },
      ...keep(i32, 0, 0),
      ...keep(i64, 1, 1),
    ),
    { type: swap, locals: [], code: [get(1), get(0)] },
  ),
  "through a call in the middle of an expression": programOf(
    main(
      ...any(i32, 0),
      ...any(i32, 8),
      plain("i32.xor"),
      ...any(i32, 16),
      call(1),
      plain("i32.xor"),
      ...keep(i32, 0, 0),
    ),
    { type: type([i32], [i32]), locals: [], code: [...any(i32, 24), get(0), plain("i32.and")] },
  ),
  "through a block": programOf(
    main(
      ...any(i32, 0),
      ...any(i64, 8),
      block("block", type([i32, i64], [i32, i64]), set(1), set(0), get(0), get(1)),
      ...keep(i64, 1, 1),
      ...keep(i32, 0, 0),
    ),
  ),
  "back to a loop's start": programOf(
    main(
      i32Const(3),
      set(4),
      ...any(i32, 0),
      block(
        "loop",
        type([i32], [i32]),
        ...any(i32, 8),
        plain("i32.or"),
        i32Const(1),
        plain("i32.shl"),
        get(4),
        i32Const(1),
        plain("i32.sub"),
        tee(4),
        branch("brIf", 0),
      ),
      ...keep(i32, 0, 0),
    ),
  ),
  "in a local that only the end of a loop makes undefined": programOf(
    main(
      i32Const(3),
      set(4),
      block(
        "loop",
        nothing,
        get(0),
        i32Const(1),
        plain("i32.add"),
        ...keep(i32, 0, 5),
        ...any(i32, 8),
        set(0),
        get(4),
        i32Const(1),
        plain("i32.sub"),
        tee(4),
        branch("brIf", 0),
      ),
      get(0),
      ...keep(i32, 1, 6),
    ),
  ),
  "out of both arms of an if": programOf(
    main(
      ...any(i64, 0),
      ...coin,
      {
        kind: "if",
        type: type([i64], [i64]),
        body: [...any(i64, 8), plain("i64.xor")],
        otherwise: [{ kind: "drop" }, ...any(i64, 16)],
      },
      ...keep(i64, 0, 1),
    ),
  ),
  "past an if without else": programOf(
    main(
      ...any(i64, 0),
      ...coin,
      { kind: "if", type: type([i64], [i64]), body: [{ kind: "drop" }, ...any(i64, 8)] },
      ...keep(i64, 0, 1),
    ),
  ),
  "to the labels of a br_table": programOf(
    main(
      block(
        "block",
        type([], [i32]),
        block(
          "block",
          type([], [i32]),
          block(
            "block",
            type([], [i32]),
            ...any(i32, 0),
            { kind: "call", func: 0 },
            i32Const(3),
            plain("i32.and"),
            { kind: "brTable", labels: [0, 1, 2, 1] },
          ),
          ...any(i32, 8),
          plain("i32.xor"),
        ),
        ...any(i32, 16),
        plain("i32.and"),
      ),
      ...keep(i32, 0, 0),
    ),
  ),
  "with what is thrown, past a frame": programOf(
    main(
      ...any(i32, 16),
      set(0),
      ...any(f64, 24),
      {
        kind: "try",
        type: type([], [i32]),
        body: [...any(i32, 32), set(0), call(1), get(0), ...any(i32, 16), set(0)],
        catches: [{ tag: 1, code: [set(4), set(1), get(4), get(0), plain("i32.xor")] }],
      },
      ...keep(i32, 0, 4),
      ...keep(f64, 1, 3),
      get(0),
      ...keep(i32, 2, 4),
      get(1),
      ...keep(i64, 3, 1),
    ),
    main(...any(i64, 0), ...any(i32, 8), ...coin, throwing),
  ),
  "through a select by an undefined condition": programOf(
    main(
      ...all((of, at) => [
        ...any(of, 8 * at),
        ...any(of, 4 * at, AREAS.globals),
        ...any(i32, 40),
        { kind: "select" },
        ...keep(of, at, at),
      ]),
    ),
  ),
  "out of nested blocks by return": programOf(
    main(call(1), ...keep(i64, 0, 1), ...keep(i32, 1, 0)),
    {
      type: type([], [i32, i64]),
      locals: [i32],
      code: [
        // A frame of its own below the stack pointer.
        globalGet(StackPointer),
        i32Const(16),
        plain("i32.sub"),
        set(0),
        block(
          "block",
          nothing,
          block(
            "block",
            nothing,
            get(0),
            wholeAccess("load", i32, 8),
            get(0),
            wholeAccess("load", i64, 0),
            ...any(i64, 8),
            plain("i64.and"),
            { kind: "return" },
          ),
        ),
        ...any(i32, 0),
        ...any(i64, 0),
      ],
    },
  ),
  "in operands that wait while a branch changes what they were made of": programOf(
    main(
      ...any(i32, 0),
      set(0),
      ...any(i32, 8),
      set(4),
      get(0),
      get(4),
      plain("i32.xor"),
      ...coin,
      { kind: "if", type: nothing, body: [i32Const(0), set(0), ...any(i32, 16), set(4)] },
      get(4),
      plain("i32.xor"),
      ...keep(i32, 0, 0),
    ),
  ),
  "in operands that wait while a loop changes what they were made of": programOf(
    main(
      ...any(i32, 0),
      set(0),
      i32Const(2),
      set(4),
      get(0),
      block(
        "loop",
        nothing,
        ...any(i32, 8),
        set(0),
        get(4),
        i32Const(1),
        plain("i32.sub"),
        tee(4),
        branch("brIf", 0),
      ),
      get(0),
      plain("i32.xor"),
      ...keep(i32, 0, 0),
    ),
  ),
  "in operands of which the topmost needs the place that the other is in": programOf(
    main(
      ...any(f32, 0),
      set(2),
      i32Const(5),
      ...any(i32, 8),
      plain("i32.xor"),
      get(2),
      get(2),
      plain("f32.eq"),
      plain("i32.xor"),
      ...keep(i32, 0, 0),
    ),
  ),
  "in operands of which each has to make room for the next": programOf(
    main(
      i32Const(1),
      ...any(i32, 0),
      plain("i32.xor"),
      i32Const(2),
      ...any(i32, 8),
      plain("i32.xor"),
      ...any(i32, 16),
      plain("i32.xor"),
      plain("i32.xor"),
      ...keep(i32, 0, 0),
    ),
  ),
  "in an operand where the sum of many others belongs": programOf(
    main(
      i32Const(1),
      ...any(f32, 0),
      ...any(f32, 4),
      plain("f32.lt"),
      plain("i32.xor"),
      ...[8, 12, 16, 20, 24].flatMap((at) => any(f32, at)),
      ...new Array<Instruction>(4).fill(plain("f32.min")),
      plain("i32.trunc_sat_f32_s"),
      plain("i32.xor"),
      ...keep(i32, 0, 0),
    ),
  ),
  "to a label, defined this time and not the last": programOf(
    main(
      i32Const(4),
      set(4),
      block(
        "loop",
        nothing,
        // Stored at once: a local would have the function looked through again.
        i32Const(AREAS.heap + Results),
        block(
          "block",
          type([], [i32]),
          i32Const(7),
          ...coin,
          branch("brIf", 0),
          { kind: "drop" },
          ...any(i32, 0),
        ),
        wholeAccess("store", i32),
        get(4),
        i32Const(1),
        plain("i32.sub"),
        tee(4),
        branch("brIf", 0),
      ),
    ),
  ),
  "in a local that a branch takes along before it is set anew": programOf(
    main(
      block(
        "block",
        nothing,
        ...any(i32, 0),
        set(0),
        ...coin,
        branch("brIf", 0),
        i32Const(3),
        set(0),
      ),
      get(0),
      ...keep(i32, 0, 0),
    ),
  ),
  "in a local's old value, while it gets a new one": programOf(
    main(
      ...any(i64, 0),
      set(1),
      get(1),
      ...any(i64, 8),
      tee(1),
      plain("i64.and"),
      get(1),
      plain("i64.or"),
      ...keep(i64, 0, 1),
    ),
  ),
  "through more summands than are kept apart": programOf(
    main(
      ...[0, 4, 8, 12, 16, 20, 24].flatMap((at) => any(f32, at)),
      ...new Array<Instruction>(6).fill(plain("f32.min")),
      plain("i32.trunc_sat_f32_s"),
      ...keep(i32, 0, 0),
    ),
  ),
};

describe.each([
  ["V bits", false],
  ["V bits and origins", true],
])("%s travel", (_, tracksOrigins) => {
  const comparison = new Comparison(tracksOrigins);

  it.each(Object.entries(TRAVELS))("%s", (_, program) => {
    const before = comparison.undefinedLeft;
    const found = comparison.mistake(program, 1, 50);
    if (found !== undefined)
      expect.fail(`${found}
${programText(program)}`);
    expect(comparison.undefinedLeft).toBeGreaterThan(before);
  });
});

// The stack.

const Frames = [
  { size: 16, leaf: true },
  { size: 128, leaf: true },
  { size: 16, leaf: false },
  { size: 1024, leaf: false },
  // Too large for V bits of its own from the start.
  { size: 1040, leaf: false },
  { size: 4096, leaf: false },
];
/** Local 4 is where the frame begins. */
const FrameBase = 4;

/** A function with clang's prologue and epilogue around its code. */
function framed({ size, leaf }: (typeof Frames)[number], ...code: Code): TreeFunction {
  const open: Code = [globalGet(StackPointer), i32Const(size), plain("i32.sub")];
  if (leaf) return main(...open, set(FrameBase), ...code);
  return main(
    ...open,
    tee(FrameBase),
    globalSet(StackPointer),
    ...code,
    get(FrameBase),
    i32Const(size),
    plain("i32.add"),
    globalSet(StackPointer),
  );
}

/** What is at this place of the frame. */
const inFrame = (of: NumberType, offset: number): Code => [
  get(FrameBase),
  wholeAccess("load", of, offset),
];

/** Moves the stack pointer down by what is in local 0, then code with the new one in local 5, then back. */
const allocaOf = (size: number, ...code: Code): Code => [
  globalGet(StackPointer),
  set(6),
  i32Const(size),
  set(0),
  globalGet(StackPointer),
  get(0),
  plain("i32.sub"),
  tee(5),
  globalSet(StackPointer),
  ...code,
  get(6),
  globalSet(StackPointer),
];

describe.each([
  ["V bits", false],
  ["V bits and origins", true],
])("%s of the stack", (_, tracksOrigins) => {
  const comparison = new Comparison(tracksOrigins);
  const { machine } = comparison;
  const undefinedResult = (slot: number) => machine.bitsAt(AREAS.heap + Results + 8 * slot, 8);

  it.each(Frames)("a frame of $size bytes, leaf: $leaf, holds nothing defined", (frame) => {
    const last = frame.size - 8;
    // The first leaves defined bytes where the second has its frame.
    const fill = framed(
      frame,
      get(FrameBase),
      i32Const(0x55),
      i32Const(frame.size),
      { kind: "bulk", name: "memory.fill" },
      ...inFrame(i64, 0),
      ...keep(i64, 0, 1),
    );
    const probe = framed(
      frame,
      ...inFrame(i64, 0),
      ...keep(i64, 1, 1),
      ...inFrame(i64, last),
      ...keep(i64, 2, 1),
      // One byte of it gets a value.
      get(FrameBase),
      i32Const(7),
      { kind: "access", name: "i32.store8", offset: last + 3 },
      ...inFrame(i64, last),
      ...keep(i64, 3, 1),
      // And what is copied there is what it was.
      get(FrameBase),
      ...any(i64, 0),
      wholeAccess("store", i64, 8),
      ...inFrame(i64, 8),
      ...keep(i64, 4, 1),
    );
    const program = programOf(main(call(1), call(2), call(1), call(2)), fill, probe);
    const found = comparison.mistake(program, 1, 10);
    if (found !== undefined) expect.fail(`${found}\n${programText(program)}`);
    expect(undefinedResult(0)).toBe(0n);
    expect(undefinedResult(1)).toBe(2n ** 64n - 1n);
    expect(undefinedResult(2)).toBe(2n ** 64n - 1n);
    if (last !== 8) expect(undefinedResult(3)).toBe(2n ** 64n - 1n - 0xff000000n);
  });

  it.each([16, 64, 2048])("what alloca gives, %d bytes, holds nothing defined", (size) => {
    const fill = main(
      ...allocaOf(size, get(5), i32Const(0x55), i32Const(size), {
        kind: "bulk",
        name: "memory.fill",
      }),
    );
    const probe = main(
      ...allocaOf(size, get(5), wholeAccess("load", i64, size - 8), ...keep(i64, 1, 1)),
    );
    const program = programOf(main(call(1), call(2)), fill, probe);
    const found = comparison.mistake(program, 1, 10);
    if (found !== undefined) expect.fail(`${found}\n${programText(program)}`);
    expect(undefinedResult(1)).toBe(2n ** 64n - 1n);
  });

  it("nor what a function takes below the stack pointer without moving it", () => {
    const [fill, probe] = [64, 64].map((size) => [
      globalGet(StackPointer),
      i32Const(16),
      plain("i32.sub"),
      set(FrameBase),
      get(FrameBase),
      i32Const(size),
      plain("i32.sub"),
      set(5),
      get(5),
    ]);
    const functions = machine.functions(
      programOf(
        main(...fill!, i32Const(0x55), i32Const(64), { kind: "bulk", name: "memory.fill" }),
        main(...probe!, wholeAccess("load", i64), ...keep(i64, 0, 1)),
      ),
      [() => 0, () => 0n],
    );
    machine.reset();
    for (const run of functions) run();
    expect(machine.reports).toEqual([]);
    expect(undefinedResult(0)).toBe(2n ** 64n - 1n);
  });
});

// What is reported.

/** Of these no bit is defined; one is an address all the same. */
const undefinedI32: Code = any(i32, 0);
const undefinedI64: Code = any(i64, 0);
const undefinedAddress: Code = any(i32, 12);
/** 4 and undefined bits; and what is defined. */
const mostlyUndefined: Code = any(i32, 8);
const definedI32: Code = any(i32, 16);
const drop: Instruction = { kind: "drop" };
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
