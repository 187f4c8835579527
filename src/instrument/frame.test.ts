import { describe, expect, it } from "vitest";
import type { CodeOffset } from "../bytes/brand.ts";
import { Op } from "../wasm/opcodes.ts";
import { CodeBuilder, EmptyBlock } from "./code-builder.ts";
import { frameShape } from "./frame.ts";

const StackGlobal = 0;
/** Locals of the bodies below: n is a parameter. */
const [n, base, pointer] = [0, 1, 2];

function shape(write: (out: CodeBuilder) => void) {
  const out = new CodeBuilder();
  write(out);
  const code = out.op(Op.end).take();
  const { size, leaf, dynamic, openEnded } = frameShape(
    { locals: [], code, offset: 0 as CodeOffset },
    StackGlobal,
    "test",
  );
  return { size, leaf, dynamic, openEnded };
}

const readStack = (out: CodeBuilder) => out.op(Op.globalGet).u32(StackGlobal);
const setStack = (out: CodeBuilder) => out.op(Op.globalSet).u32(StackGlobal);
const subtract = (out: CodeBuilder, size: number) => out.i32(size).op(Op.i32Sub);

describe("what a function does with the stack", () => {
  it("nothing", () => {
    const none = { size: 0, leaf: false, openEnded: false };
    expect(shape((out) => out.get(n).get(n).op(Op.i32Sub).op(Op.drop))).toMatchObject(none);
    expect(
      shape((out) => {
        out.op(Op.block).op(EmptyBlock);
        subtract(readStack(out), 16).op(Op.drop).op(Op.end);
      }),
    ).toMatchObject(none);
  });

  it("a prologue and epilogues: a frame of a fixed size", () => {
    const write = (out: CodeBuilder) => {
      setStack(subtract(readStack(out), 48).tee(base));
      setStack(out.get(base).i32(48).op(Op.i32Add));
      setStack(out.get(base).i32(48).op(Op.i32Add));
    };
    expect(shape(write)).toEqual({ size: 48, leaf: false, dynamic: false, openEnded: false });
  });

  it("alloca that moves the stack pointer", () => {
    const write = (out: CodeBuilder) => {
      setStack(subtract(readStack(out), 16).tee(base));
      setStack(out.get(base).get(n).op(Op.i32Sub).tee(pointer));
      setStack(out.get(base).i32(16).op(Op.i32Add));
    };
    expect(shape(write)).toEqual({ size: 16, leaf: false, dynamic: true, openEnded: false });
  });

  it("a leaf's frame below the stack pointer, whatever it subtracts elsewhere", () => {
    const write = (out: CodeBuilder) => {
      subtract(readStack(out), 16).set(base);
      out.get(base).get(n).memory(Op.i32Store, 12);
      // The value of a local is no address of the stack.
      out.get(n).get(base).memory(Op.i32Load, 12).op(Op.i32Sub).op(Op.drop);
    };
    expect(shape(write)).toMatchObject({ size: 16, leaf: true, openEnded: false });
  });

  it("a leaf with more below the stack pointer than one can see", () => {
    const open = { leaf: false, openEnded: true };
    const alloca = (out: CodeBuilder) => {
      subtract(readStack(out), 16).set(base);
      out.get(base).get(n).op(Op.i32Sub).set(pointer);
    };
    const aligned = (out: CodeBuilder) => {
      readStack(out).set(base);
      subtract(out.get(base), 64).i32(-64).op(Op.i32And).set(pointer);
    };
    const large = (out: CodeBuilder) => void subtract(readStack(out), 256).set(base);
    for (const write of [alloca, aligned, large]) expect(shape(write)).toMatchObject(open);
  });

  it("a size of which the negative is shorter, as Binaryen writes it", () => {
    const moving = (out: CodeBuilder) => {
      setStack(readStack(out).i32(-64).op(Op.i32Add).tee(base));
      setStack(out.get(base).i32(-64).op(Op.i32Sub));
    };
    expect(shape(moving)).toEqual({ size: 64, leaf: false, dynamic: false, openEnded: false });
    const leaf = (out: CodeBuilder) => void readStack(out).i32(-64).op(Op.i32Add).set(base);
    expect(shape(leaf)).toMatchObject({ size: 64, leaf: true });
  });

  it("a leaf's frame that was inlined", () => {
    const isInlined = (write: (out: CodeBuilder) => void) => {
      const out = new CodeBuilder();
      write(out);
      const body = { locals: [], code: out.op(Op.end).take(), offset: 0 as CodeOffset };
      return frameShape(body, StackGlobal, "test").inlinedBelow;
    };
    const own = (out: CodeBuilder) => {
      out.op(Op.nop);
      setStack(subtract(readStack(out), 48).tee(base));
    };
    const below = (out: CodeBuilder) => void subtract(readStack(out), 32).set(pointer);
    const behindLoop = (out: CodeBuilder) => {
      out.op(Op.loop).op(EmptyBlock);
      below(out);
      out.op(Op.end);
    };
    const restored = (out: CodeBuilder) => {
      own(out);
      setStack(out.get(base).i32(48).op(Op.i32Add));
    };
    const moved = (out: CodeBuilder) => {
      own(out);
      setStack(subtract(readStack(out), 32).set(pointer).get(pointer));
    };
    for (const write of [own, below, restored, moved]) expect(isInlined(write)).toBe(false);
    const both = (out: CodeBuilder) => {
      own(out);
      below(out);
    };
    for (const write of [behindLoop, both]) expect(isInlined(write)).toBe(true);
  });
});
