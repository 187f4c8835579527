/** Tail calls: V bits and frames are those of a call and a return, and the callee's place on the call stack is the caller's. */
import { describe, expect, it } from "vitest";
import {
  type Code,
  type Instruction,
  i32Const,
  plain,
  programText,
  StackPointer,
  type TreeFunction,
  wholeAccess,
} from "../../tests/support/code-tree.ts";
import { Comparison } from "../../tests/support/definedness-comparison.ts";
import { AREAS, Results } from "../../tests/support/program-surroundings.ts";
import {
  any,
  call,
  coin,
  get,
  globalGet,
  globalSet,
  keep,
  main,
  programOf,
  set,
  tee,
  type,
} from "../../tests/support/written-program.ts";
import { ValueType } from "../wasm/module.ts";

const { i32, i64 } = ValueType;
const swapping = type([i32, i64], [i64, i32]);

const tailCall = (func: number): Instruction => ({ ...call(func), tail: true }) as Instruction;
/** The function's place in the table is its number. */
const tailCallIndirect = (func: number): Code => [
  i32Const(func),
  { kind: "callIndirect", type: swapping, tail: true },
];
const swap: TreeFunction = { type: swapping, locals: [], code: [get(1), get(0)] };
/** Both results are looked at. */
const keepBoth: Code = [...keep(i32, 0, 0), ...keep(i64, 1, 1)];

function swapped(code: Code): TreeFunction {
  return { type: swapping, locals: [i32], code };
}

const CASES: Readonly<Record<string, readonly TreeFunction[]>> = {
  directly: [
    main(...any(i32, 0), ...any(i64, 8), call(1), ...keepBoth),
    swapped([get(0), get(1), tailCall(2)]),
    swap,
  ],
  "through the table": [
    main(...any(i32, 0), ...any(i64, 8), call(1), ...keepBoth),
    swapped([get(0), get(1), ...tailCallIndirect(2)]),
    swap,
  ],
  "on one way of two": [
    main(...any(i32, 0), ...any(i64, 8), call(1), ...keepBoth),
    swapped([
      ...coin,
      { kind: "if", type: type([], []), body: [get(0), ...any(i64, 16), tailCall(2)] },
      ...any(i64, 24),
      get(0),
    ]),
    swap,
  ],
  "out of a loop that is walked twice": [
    main(...any(i32, 0), ...any(i64, 8), call(1), ...keepBoth),
    swapped([
      {
        kind: "loop",
        type: type([], []),
        body: [
          get(2),
          { kind: "if", type: type([], []), body: [get(2), get(1), tailCall(2)] },
          get(0),
          i32Const(1),
          plain("i32.or"),
          set(2),
          { kind: "br", label: 0 },
        ],
      },
      { kind: "other", name: "unreachable", immediates: [] },
    ]),
    swap,
  ],
};

describe.each([
  ["V bits", false, false],
  ["V bits and origins", true, false],
  ["V bits, locals spilled,", false, true],
])("%s of a tail call", (_, tracksOrigins, spillLocals) => {
  const comparison = new Comparison(tracksOrigins, spillLocals);

  it.each(Object.entries(CASES))("%s", (_name, functions) => {
    const program = programOf(...functions);
    const found = comparison.mistake(program, 1, 20);
    if (found !== undefined) expect.fail(`${found}\n${programText(program)}`);
  });
});

describe("the frame of a function that ends in a tail call", () => {
  const comparison = new Comparison(false);
  const { machine } = comparison;
  const [base, size] = [4, 64];
  const open: Code = [globalGet(StackPointer), i32Const(size), plain("i32.sub")];
  const fill: Code = [
    get(base),
    i32Const(0x55),
    i32Const(size),
    { kind: "bulk", name: "memory.fill" },
  ];
  const probe = main(
    ...[...open, tee(base), globalSet(StackPointer)],
    ...[get(base), wholeAccess("load", i64, 8), ...keep(i64, 0, 1)],
    ...[globalGet(StackPointer), i32Const(size), plain("i32.add"), globalSet(StackPointer)],
  );

  it.each([
    ["a leaf's, which has not moved the stack pointer", [...open, set(base), ...fill]],
    [
      "one that was given back before",
      [
        ...[...open, tee(base), globalSet(StackPointer), ...fill],
        ...[get(base), i32Const(size), plain("i32.add"), globalSet(StackPointer)],
      ],
    ],
  ] as const)("is given up: %s", (_, code) => {
    const program = programOf(main(call(1)), main(...code, tailCall(2)), probe);
    const found = comparison.mistake(program, 1, 2);
    if (found !== undefined) expect.fail(`${found}\n${programText(program)}`);
    // What the caller left there is no value of the callee's.
    expect(machine.bitsAt(AREAS.heap + Results, 8)).toBe(2n ** 64n - 1n);
  });
});

describe("on the shadow call stack", () => {
  const { machine } = new Comparison(false);

  it("the callee has its caller's place", () => {
    // A branch on what is undefined tells where the stack ends.
    const report: Code = [...any(i32, 0), { kind: "if", type: type([], []), body: [] }];
    const program = programOf(
      main(call(1)),
      main(...report, call(2)),
      main(...report, tailCall(3)),
      main(...report, tailCall(4)),
      main(...report),
    );
    const [run] = machine.functions(program, [() => 0, () => 0n]);
    machine.reset();
    machine.shadow.undefine(AREAS.heap, 8);
    run!();
    const { callStack } = machine.layout;
    expect(machine.reports.map(({ arguments: { csp } }) => csp! - callStack)).toEqual([4, 8, 8, 8]);
  });
});
