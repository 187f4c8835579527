import { describe, expect, it } from "vitest";
import {
  type Code,
  type Instruction,
  i32Const,
  type NumberType,
  plain,
  programText,
  StackPointer,
  type TreeProgram,
  wholeAccess,
} from "../../tests/support/code-tree.ts";
import { Comparison } from "../../tests/support/definedness-comparison.ts";
import { AREAS, AreaBytes, Results } from "../../tests/support/program-surroundings.ts";
import {
  any,
  block,
  branch,
  call,
  coin,
  drop,
  get,
  globalGet,
  globalSet,
  keep,
  main,
  nothing,
  programOf,
  set,
  Types,
  tee,
  type,
} from "../../tests/support/written-program.ts";
import { ValueType } from "../wasm/module.ts";

const { i32, i64, f32, f64 } = ValueType;

/** `code`, in so many loops that none of them is walked again for itself. */
function inLoops(depth: number, code: Code): Code {
  if (depth === 0) return code;
  return [block("loop", nothing, ...inLoops(depth - 1, code), i32Const(0), branch("brIf", 0))];
}

/** Throws an i64 and an i32 if the i32 above is not 0. */
const throwing: Instruction = {
  kind: "if",
  type: type([i64, i32], []),
  body: [{ kind: "throw", tag: 1 }],
  otherwise: [{ kind: "drop" }, { kind: "drop" }],
};

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
  "out of a nest of loops, and around in it": programOf(
    main(
      i32Const(3),
      set(4),
      ...inLoops(64, [
        get(0),
        ...keep(i32, 0, 5),
        ...any(i32, 8),
        set(0),
        get(4),
        i32Const(1),
        plain("i32.sub"),
        tee(4),
        branch("brIf", 0),
      ]),
      get(0),
      ...keep(i32, 1, 6),
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
  "in locals, to where something is caught": programOf(
    main(
      {
        kind: "try",
        type: nothing,
        body: [...any(i32, 32), set(0), call(1), i32Const(1), set(0)],
        catches: [{ tag: 1, code: [drop, drop, get(0), ...keep(i32, 0, 5)] }],
      },
      {
        kind: "try",
        type: nothing,
        body: [
          ...any(i32, 32),
          set(4),
          ...any(i64, 0),
          ...any(i32, 8),
          // Defined; and no call, which might throw too.
          ...any(i32, AreaBytes),
          i32Const(1),
          plain("i32.and"),
          throwing,
          i32Const(1),
          set(4),
          ...any(i32, 16),
          set(6),
        ],
        catches: [{ tag: 1, code: [drop, drop, get(4), ...keep(i32, 1, 5), i32Const(1), set(6)] }],
      },
      get(6),
      ...keep(i32, 2, 5),
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
      ...[0, 4, 5, 6].flatMap((local) => [...any(i32, 8 + 4 * local), set(local)]),
      i32Const(1),
      ...any(i32, 0),
      plain("i32.xor"),
      get(0),
      ...[4, 5, 6].flatMap((local) => [get(local), plain("i32.xor")]),
      ...any(i32, 40),
      plain("i32.xor"),
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
