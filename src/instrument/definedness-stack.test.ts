import { describe, expect, it } from "vitest";
import {
  type Code,
  i32Const,
  type NumberType,
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
  get,
  globalGet,
  globalSet,
  keep,
  main,
  programOf,
  set,
  tee,
} from "../../tests/support/written-program.ts";
import { ValueType } from "../wasm/module.ts";

const { i64 } = ValueType;

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
