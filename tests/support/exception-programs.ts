/**
 * Small programs that throw: what is thrown, and what is unwound to, has V bits of its own. They read
 * the areas of random-program.ts and write their results where a `Comparison` looks for them.
 */
import { type FunctionType, ValueType } from "../../src/wasm/module.ts";
import {
  type Code,
  type Instruction,
  i32Const,
  type NumberType,
  plain,
  StackPointer,
  type TreeFunction,
  type TreeProgram,
  wholeAccess,
} from "./code-tree.ts";
import { AREAS, AreaBytes, IMPORTS, Results } from "./program-surroundings.ts";

const { i32, i64, f32, f64 } = ValueType;
const Types = [i32, i64, f32, f64] as const;
/** The first function that is no import. */
const Own = IMPORTS.length;

// Code in short.

export const get = (local: number): Instruction => ({ kind: "get", local });
const set = (local: number): Instruction => ({ kind: "set", local });
export const call = (func: number): Instruction => ({ kind: "call", func: Own + func });
const br = (label: number): Instruction => ({ kind: "br", label });
export const raise = (tag: number): Instruction => ({ kind: "throw", tag });
const rethrow = (label: number): Instruction => ({ kind: "rethrow", label });
export const drop: Instruction = { kind: "drop" };
const type = (params: readonly NumberType[], results: readonly NumberType[]): FunctionType => {
  return { params, results };
};
export const nothing = type([], []);
const block = (kind: "block" | "loop", of: FunctionType, ...body: Code): Instruction => {
  return { kind, type: of, body };
};
export const when = (condition: Code, ...body: Code): Code => [
  ...condition,
  { kind: "if", type: nothing, body },
];

/** A value from the heap or the globals, as undefined as it happens to be. */
export function any(of: NumberType, at: number, area: number = AREAS.heap): Code {
  return [i32Const(area + at), wholeAccess("load", of)];
}
/** 0, and defined. */
export const zero = (of: NumberType): Instruction => ({ kind: "const", type: of, bits: 0n });
/** What an import returns: 0 or 1, and defined. */
const coin: Code = [{ kind: "call", func: 0 }, i32Const(1), plain("i32.and")];
/** The same without a call, from memory that is always defined. */
const quietCoin: Code = [...any(i32, AreaBytes), i32Const(1), plain("i32.and")];
const xor = plain("i32.xor");

export const slot = (at: number) => AREAS.heap + Results + 8 * at;
/** Writes what is on the stack where it is compared; `local` is of its type and free. */
export const keep = (of: NumberType, at: number, local = FirstFree + Types.indexOf(of)): Code => [
  set(local),
  i32Const(slot(at)),
  get(local),
  wholeAccess("store", of),
];
const keepLocal = (of: NumberType, local: number, at: number): Code => [
  get(local),
  ...keep(of, at),
];
const all = (code: (of: NumberType, at: number) => Code): Code => Types.flatMap(code);

/** Something was caught. */
export const Caught = slot(150);
export const caught: Code = [i32Const(Caught), i32Const(1), wholeAccess("store", i32)];

type Catches = Readonly<Record<number, Code>>;
/** The code of a catch begins with what was thrown on the stack. */
export function attempt(of: FunctionType, body: Code, catches: Catches): Instruction {
  const listed = Object.entries(catches).map(([tag, code]) => {
    return { tag: Number(tag), code: [...restore, ...caught, ...code] };
  });
  return { kind: "try", type: of, body, catches: listed };
}
const delegated = (of: FunctionType, label: number, body: Code): Instruction => {
  return { kind: "try", type: of, body, catches: [], delegate: label };
};

/** What is thrown with each tag. */
const TAGS = [type([], []), type([i32], []), type([i64, i32], []), type(Types, [])];
/** With tag 3. */
const throwAll: Code = [...all((of, at) => any(of, 8 * at)), raise(3)];
const keepAll = (from: number): Code => {
  return [3, 2, 1, 0].flatMap((at) => keep(Types[at]!, from + at));
};

export function programOf(...functions: readonly TreeFunction[]): TreeProgram {
  const globals = [...Types];
  const table = functions.map((_, at) => Own + at);
  return { imports: IMPORTS, functions, globals, table, tags: TAGS, data: Uint8Array.of(1) };
}

/** Locals 0 … 3 are for the program, one of each type, 4 … 7 the same for `keep`, 8 and 9 are i32. */
const Locals = [...Types, ...Types, i32, i32] as const;
const FirstFree = 4;
const Counter = 8;
export const FrameBase = 9;

/** A function with clang's prologue and epilogue around its code. */
export function framed(...code: Code): TreeFunction {
  return {
    type: nothing,
    locals: [...Locals],
    code: [
      { kind: "globalGet", global: StackPointer },
      i32Const(FrameBytes),
      plain("i32.sub"),
      { kind: "tee", local: FrameBase },
      { kind: "globalSet", global: StackPointer },
      ...code,
      get(FrameBase),
      i32Const(FrameBytes),
      plain("i32.add"),
      { kind: "globalSet", global: StackPointer },
    ],
  };
}
const FrameBytes = 48;
const restore: Code = [get(FrameBase), { kind: "globalSet", global: StackPointer }];

/** Throws all four values, if the coin says so. */
const perhapsThrower = framed(...when(coin, ...throwAll));
/** Calls it, so that what it throws comes through this frame. */
const caller = (func: number) => framed(call(func));

// Where V bits have to come along.

const THROWN: Readonly<Record<string, TreeProgram>> = {
  "what is thrown and caught in one function": programOf(
    framed(attempt(nothing, throwAll, { 3: keepAll(0) })),
  ),
  "what comes through three frames": programOf(
    framed(attempt(nothing, [call(1)], { 3: keepAll(0) })),
    caller(2),
    caller(3),
    perhapsThrower,
  ),
  "what an indirect call throws": programOf(
    framed(
      attempt(nothing, [i32Const(1), { kind: "callIndirect", type: nothing }], { 3: keepAll(0) }),
    ),
    perhapsThrower,
  ),
  "what is thrown with one of several tags": programOf(
    framed(
      attempt(nothing, [call(1), ...throwAll], {
        0: [i32Const(7), ...keep(i32, 0)],
        1: keep(i32, 1),
        2: [...keep(i32, 2), ...keep(i64, 3)],
        3: keepAll(4),
      }),
    ),
    framed(
      ...when(coin, raise(0)),
      ...when(coin, ...any(i32, 0), raise(1)),
      ...when(coin, ...any(i64, 8), ...any(i32, 16), raise(2)),
    ),
  ),
  "by the first of two catches, and by the outer try": programOf(
    framed(
      attempt(
        nothing,
        [
          {
            kind: "try",
            type: nothing,
            body: [
              ...when(coin, ...any(i32, 0), raise(1)),
              ...any(i64, 8),
              ...any(i32, 4),
              raise(2),
            ],
            catches: [
              { tag: 1, code: [...caught, ...keep(i32, 0)] },
              { tag: 1, code: [...keep(i32, 1)] },
            ],
          },
        ],
        { 2: [...keep(i32, 2), ...keep(i64, 3)] },
      ),
    ),
  ),
  "what is thrown again": programOf(
    framed(
      attempt(
        nothing,
        [attempt(nothing, throwAll, { 3: [...keepAll(0), ...when(coin, rethrow(1))] })],
        { 3: keepAll(4) },
      ),
    ),
  ),
  "what is thrown again from inside another catch": programOf(
    framed(
      attempt(
        nothing,
        [
          attempt(nothing, throwAll, {
            3: [
              ...keepAll(0),
              attempt(nothing, [...any(i32, 40), raise(1)], {
                1: [...keep(i32, 8), ...when(coin, rethrow(2)), rethrow(0)],
              }),
            ],
          }),
        ],
        { 3: keepAll(4), 1: keep(i32, 9) },
      ),
    ),
  ),
  "what is thrown in a catch": programOf(
    framed(
      attempt(
        nothing,
        [attempt(nothing, [...any(i32, 0), raise(1)], { 1: [...any(i64, 8), raiseSwapped()] })],
        { 2: [...keep(i32, 2), ...keep(i64, 3)] },
      ),
    ),
  ),
  "what is delegated past a try": programOf(
    framed(
      attempt(
        nothing,
        [attempt(nothing, [delegated(nothing, 1, throwAll)], { 3: [...keepAll(0)] })],
        { 3: keepAll(4) },
      ),
    ),
  ),
  "what is delegated to a block": programOf(
    framed(
      attempt(
        nothing,
        [
          block(
            "block",
            nothing,
            attempt(nothing, [delegated(nothing, 1, throwAll)], { 3: [...keepAll(0)] }),
          ),
        ],
        { 3: keepAll(4) },
      ),
    ),
  ),
  "what is delegated out of the function": programOf(
    framed(attempt(nothing, [call(1)], { 3: keepAll(4) })),
    framed(attempt(nothing, [delegated(nothing, 1, [call(2)])], { 3: [...keepAll(0)] })),
    perhapsThrower,
  ),
  "what is delegated to the try in whose catch it is thrown": programOf(
    framed(
      attempt(
        nothing,
        [attempt(nothing, throwAll, { 3: [...keepAll(0), delegated(nothing, 0, throwAll)] })],
        { 3: keepAll(4) },
      ),
    ),
  ),
};

/** [i32 i64] → thrown the other way round. */
function raiseSwapped(): Instruction {
  return block("block", type([i32, i64], []), set(1), set(0), get(1), get(0), raise(2));
}

const LOCALS: Readonly<Record<string, TreeProgram>> = {
  "defined at first and at the end, undefined where something is thrown": programOf(
    framed(
      attempt(
        nothing,
        [
          ...all((of, at) => [...any(of, 8 * at), set(at)]),
          call(1),
          ...all((of, at) => [zero(of), set(at)]),
        ],
        { 3: [drop, drop, drop, drop, ...all((of, at) => keepLocal(of, at, at))] },
      ),
      ...all((of, at) => keepLocal(of, at, 4 + at)),
    ),
    perhapsThrower,
  ),
  "undefined at first and at the end, defined where something is thrown": programOf(
    framed(
      ...all((of, at) => [...any(of, 8 * at), set(at)]),
      attempt(
        nothing,
        [
          ...all((of, at) => [zero(of), set(at)]),
          call(1),
          ...all((of, at) => [...any(of, 8 * at), set(at)]),
        ],
        { 3: [...keepAll(8), ...all((of, at) => keepLocal(of, at, at))] },
      ),
      ...all((of, at) => keepLocal(of, at, 4 + at)),
    ),
    perhapsThrower,
  ),
  "changed between two places where something may be thrown": programOf(
    framed(
      attempt(
        nothing,
        [
          zero(i32),
          set(0),
          call(1),
          ...any(i32, 0),
          set(0),
          i32Const(1),
          { kind: "callIndirect", type: nothing },
          ...any(i32, 4),
          set(0),
          ...when(coin, raise(0)),
          ...any(i32, 8),
          set(0),
          call(1),
          zero(i32),
          set(0),
        ],
        { 0: keepLocal(i32, 0, 1), 3: [...keepAll(8), ...keepLocal(i32, 0, 0)] },
      ),
      ...keepLocal(i32, 0, 2),
    ),
    perhapsThrower,
  ),
  "undefined where an indirect call throws, and nowhere else": programOf(
    framed(
      attempt(
        nothing,
        [
          ...any(i32, 0),
          set(0),
          i32Const(1),
          { kind: "callIndirect", type: nothing },
          zero(i32),
          set(0),
          ...when(quietCoin, raise(0)),
        ],
        { 0: keepLocal(i32, 0, 1), 3: [...keepAll(8), ...keepLocal(i32, 0, 0)] },
      ),
    ),
    perhapsThrower,
  ),
  "changed in a catch, and thrown from there": programOf(
    framed(
      zero(i32),
      set(0),
      attempt(
        nothing,
        [
          attempt(nothing, [raise(0)], {
            0: [
              ...any(i32, 0),
              set(0),
              ...when(quietCoin, rethrow(1)),
              zero(i32),
              set(0),
              raise(0),
            ],
          }),
        ],
        { 0: keepLocal(i32, 0, 0) },
      ),
      ...keepLocal(i32, 0, 1),
    ),
  ),
  "changed in one of two catches": programOf(
    framed(
      attempt(nothing, [...when(coin, raise(0)), ...any(i32, 8), raise(1)], {
        0: [...any(i32, 0), set(0)],
        1: [...keep(i32, 1), ...keepLocal(i32, 0, 2), zero(i32), set(0)],
      }),
      ...keepLocal(i32, 0, 0),
    ),
  ),
  "changed in what is delegated": programOf(
    framed(
      attempt(
        nothing,
        [
          attempt(nothing, [delegated(nothing, 1, [...any(i32, 0), set(0), raise(0)])], {
            0: [zero(i32), set(0)],
          }),
          zero(i32),
          set(0),
        ],
        { 0: keepLocal(i32, 0, 0) },
      ),
    ),
  ),
  "the callee's own, of the same number": programOf(
    framed(
      ...all((of, at) => [...any(of, 8 * at), set(at)]),
      attempt(nothing, [call(1)], { 3: keepAll(4) }),
      ...all((of, at) => keepLocal(of, at, at)),
    ),
    framed(
      ...all((of, at) => [zero(of), set(at)]),
      attempt(nothing, [call(2)], { 3: [...keepAll(8), ...throwAll] }),
    ),
    perhapsThrower,
  ),
};

const OPERANDS: Readonly<Record<string, TreeProgram>> = {
  "of every type": programOf(
    framed(
      ...all((of, at) => any(of, 8 * at)),
      attempt(nothing, [call(1)], { 3: keepAll(8) }),
      ...keepAll(0),
    ),
    perhapsThrower,
  ),
  "made of locals that are changed": programOf(
    framed(
      ...[0, 8].flatMap((at) => [...any(i32, at), set(at === 0 ? 0 : Counter)]),
      get(0),
      get(Counter),
      xor,
      get(0),
      i32Const(12),
      plain("i32.add"),
      attempt(
        nothing,
        [zero(i32), set(0), ...any(i32, 16), set(Counter), call(1), ...any(i32, 20), set(0)],
        { 3: keepAll(8) },
      ),
      ...keep(i32, 0),
      ...keep(i32, 1),
      ...keepLocal(i32, 0, 2),
      ...keepLocal(i32, Counter, 3),
    ),
    perhapsThrower,
  ),
  "below several blocks, with others above": programOf(
    framed(
      ...any(i32, 0),
      block(
        "block",
        type([], [i32]),
        ...any(i64, 8),
        attempt(
          type([], [i32]),
          [
            ...any(f64, 24),
            ...any(i32, 4),
            attempt(type([], []), [...any(i32, 8), call(1), drop], { 1: keep(i32, 7) }),
            drop,
            drop,
            ...any(i32, 12),
          ],
          { 3: [...keepAll(8), ...any(i32, 16)] },
        ),
        ...keep(i32, 1),
        ...keep(i64, 2),
        ...any(i32, 20),
      ),
      ...keep(i32, 3),
      ...keep(i32, 4),
    ),
    perhapsThrower,
  ),
  "that the try takes": programOf(
    framed(
      ...any(i32, 0),
      ...any(i32, 4),
      ...any(i64, 8),
      attempt(
        type([i32, i64], [i64]),
        [...keep(i64, 0), ...keep(i32, 1), call(1), ...any(i64, 16)],
        { 3: [...keepAll(8), zero(i64)] },
      ),
      ...keep(i64, 2),
      ...keep(i32, 3),
    ),
    perhapsThrower,
  ),
};

/** Code that cannot be reached takes what is not there: not what lies below. */
const UNREACHABLE: Readonly<Record<string, TreeProgram>> = {
  "behind throw and rethrow": programOf(
    framed(
      ...any(i64, 0),
      attempt(nothing, [...any(i32, 16), raise(1), call(1), raise(1)], {
        1: [...keep(i32, 0), ...when(coin, br(1), call(1), raise(2)), br(0), rethrow(0), call(1)],
      }),
      ...keep(i64, 1),
    ),
    { type: type([i32], []), locals: [], code: [] },
  ),
};

const RESULTS: Readonly<Record<string, TreeProgram>> = {
  "undefined from the try, defined from the catch": programOf(
    framed(
      attempt(type([], [i32, i64]), [call(1), ...any(i32, 0), ...any(i64, 8)], {
        3: [drop, drop, drop, drop, zero(i32), zero(i64)],
      }),
      ...keep(i64, 0),
      ...keep(i32, 1),
    ),
    perhapsThrower,
  ),
  "defined from the try, undefined from the catch": programOf(
    framed(
      attempt(type([], [i64, i32]), [call(1), zero(i64), zero(i32)], {
        3: [drop, drop, ...set2(), get(1), get(0)],
      }),
      ...keep(i32, 0),
      ...keep(i64, 1),
    ),
    perhapsThrower,
  ),
  "carried out of both by branches": programOf(
    framed(
      block(
        "block",
        type([], [i32]),
        attempt(
          type([], [i32]),
          [...when(coin, raise(0)), ...any(i32, 0), ...coin, { kind: "brIf", label: 1 }],
          { 0: [...any(i32, 4), ...coin, { kind: "brIf", label: 0 }, drop, ...any(i32, 8), br(1)] },
        ),
        i32Const(5),
        xor,
      ),
      ...keep(i32, 0),
    ),
  ),
  "of a function that returns from both": programOf(
    framed(call(1), ...keep(i32, 0), call(2), ...keep(i64, 1)),
    {
      type: type([], [i32]),
      locals: [...Locals],
      code: [
        { kind: "globalGet", global: StackPointer },
        set(FrameBase),
        attempt(nothing, [...when(coin, ...any(i32, 0), raise(1)), zero(i32), { kind: "return" }], {
          1: [{ kind: "return" }],
        }),
        ...any(i32, 8),
      ],
    },
    {
      type: type([], [i64]),
      locals: [...Locals],
      code: [
        { kind: "globalGet", global: StackPointer },
        set(FrameBase),
        attempt(
          type([], [i64]),
          [...when(coin, ...any(i64, 0), ...any(i32, 8), raise(2)), zero(i64)],
          {
            2: [drop],
          },
        ),
      ],
    },
  ),
};

/** [i32 i64] → [] */
function set2(): Code {
  return [set(1), set(0)];
}

/** The body of a loop that is gone through five times. */
const loop = (...body: Code): Code => [
  i32Const(5),
  set(Counter),
  block(
    "loop",
    nothing,
    ...body,
    get(Counter),
    i32Const(1),
    plain("i32.sub"),
    { kind: "tee", local: Counter },
    { kind: "brIf", label: 0 },
  ),
];

const LOOPS: Readonly<Record<string, TreeProgram>> = {
  "around a try whose catch makes a local undefined for the next turn": programOf(
    framed(
      ...loop(
        ...keepLocal(i32, 0, 0),
        attempt(nothing, [zero(i32), set(0), ...when(coin, raise(0))], {
          0: [...any(i32, 0), set(0)],
        }),
        ...keepLocal(i32, 0, 1),
      ),
    ),
  ),
  "around a try that may throw before a local is set again": programOf(
    framed(
      ...loop(
        attempt(
          nothing,
          [call(1), zero(i32), set(0), call(1), ...any(i32, 0), set(0), ...when(coin, raise(0))],
          {
            0: keepLocal(i32, 0, 0),
            3: [...keepAll(8), get(0), ...any(i32, 4), xor, set(0)],
          },
        ),
        ...keepLocal(i32, 0, 1),
      ),
    ),
    perhapsThrower,
  ),
  "in a try": programOf(
    framed(
      attempt(
        nothing,
        [
          ...loop(...keepLocal(i32, 0, 3), ...when(coin, ...throwAll), ...any(i32, 0), set(0)),
          zero(i32),
          set(0),
        ],
        { 3: [...keepAll(8), ...keepLocal(i32, 0, 0)] },
      ),
      ...keepLocal(i32, 0, 1),
    ),
  ),
  "to whose start a catch branches": programOf(
    framed(
      i32Const(4),
      set(Counter),
      block(
        "block",
        nothing,
        block(
          "loop",
          nothing,
          ...keepLocal(i64, 1, 0),
          ...when([get(Counter), plain("i32.eqz")], br(2)),
          get(Counter),
          i32Const(1),
          plain("i32.sub"),
          set(Counter),
          attempt(nothing, [zero(i64), set(1), call(1), ...any(i64, 8), set(1), ...throwAll], {
            3: [drop, drop, ...set2(), br(1)],
          }),
        ),
      ),
    ),
    perhapsThrower,
  ),
  "whose parameter comes from a catch": programOf(
    framed(
      i32Const(4),
      set(Counter),
      zero(i32),
      block(
        "loop",
        type([i32], [i32]),
        set(0),
        attempt(type([], [i32]), [...any(i32, 0), raise(1)], { 1: [get(0), xor] }),
        get(Counter),
        i32Const(1),
        plain("i32.sub"),
        { kind: "tee", local: Counter },
        { kind: "brIf", label: 0 },
      ),
      ...keep(i32, 0),
    ),
  ),
};

/** Each with a result that may be undefined, and something that is caught. */
export const PROGRAMS: Readonly<Record<string, Readonly<Record<string, TreeProgram>>>> = {
  "of what is thrown": THROWN,
  "of locals": LOCALS,
  "of operands below a try": OPERANDS,
  "of operands below code that cannot be reached": UNREACHABLE,
  "of a try's results": RESULTS,
  "in loops": LOOPS,
};
