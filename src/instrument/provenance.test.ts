import { describe, expect, it } from "vitest";
import { Op, opcodeRow } from "../wasm/opcodes.ts";
import { OperandProvenance } from "./provenance.ts";

const StackPointer = 7;

/** Steps through code of one straight line; what is then on top. */
class Line {
  readonly operands = new OperandProvenance(StackPointer);

  /** @param sets how often the function sets each local */
  constructor(sets: Readonly<Record<number, number>> = {}) {
    this.operands.enter((local) => sets[local] ?? 0);
  }
  constant(value: number): this {
    this.operands.fixed(opcodeRow(Op.i32Const)!, value);
    return this;
  }
  op(opcode: number): this {
    this.operands.fixed(opcodeRow(opcode)!, 0);
    return this;
  }
  /** The last operand and a constant. */
  with(opcode: number, value: number): this {
    return this.constant(value).op(opcode);
  }
  stackPointer(): this {
    this.operands.globalGet(StackPointer, false);
    return this;
  }
  set(local: number): this {
    this.operands.localSet(local, false);
    return this;
  }
  get(local: number): this {
    this.operands.localGet(local);
    return this;
  }
  control(): this {
    this.operands.control();
    return this;
  }
  get top() {
    return this.operands.peek(0);
  }
}
const unknown = { kind: "unknown" };
const frame = (offset: number) => ({ kind: "frame", offset });
const granule = (offset: number) => ({ kind: "granule", offset });

describe("addresses of the frame", () => {
  it("are the stack pointer at entry less a constant", () => {
    const line = new Line().stackPointer();
    expect(line.top).toEqual({ kind: "entry" });
    expect(line.with(Op.i32Sub, 48).top).toEqual(frame(-48));
    expect(line.with(Op.i32Add, 16).top).toEqual(frame(-32));
    expect(line.with(Op.i32Mul, 1).top).toEqual(unknown);
  });

  it("are not known of another global, or after the stack pointer moved", () => {
    const { operands } = new Line();
    operands.globalGet(StackPointer + 1, false);
    expect(operands.peek(0)).toEqual(unknown);
    operands.globalGet(StackPointer, true);
    expect(operands.peek(0)).toEqual(unknown);
  });

  it("count from the top of the frame, also when that was rounded down", () => {
    const line = new Line({ 1: 1, 2: 2, 3: 1 }).stackPointer().set(1);
    line.get(1).with(Op.i32Sub, 96).set(2).get(2).with(Op.i32And, -32).set(2);
    expect(line.operands.aligned).toBe(true);
    expect(line.get(2).top).toEqual(frame(-96));
    expect(line.get(1).top).toEqual({ kind: "entry" });
    // Where that is from the frame's top nobody knows now.
    expect(line.get(1).with(Op.i32Sub, 8).top).toEqual(unknown);
    expect(line.get(2).with(Op.i32And, -32).top).toEqual(unknown);
  });

  it("are not kept across the rounding, when they were made before", () => {
    const line = new Line({ 1: 1 }).stackPointer().with(Op.i32Sub, 96).set(1);
    line.stackPointer().with(Op.i32Sub, 96).with(Op.i32And, -64);
    expect(line.top).toEqual(frame(-96));
    expect(line.get(1).top).toEqual(unknown);
  });

  it("may be joined with bits that are 0 in them", () => {
    const aligned = () => new Line().stackPointer().with(Op.i32Sub, 96).with(Op.i32And, -32);
    expect(aligned().with(Op.i32Or, 16).top).toEqual(frame(-80));
    expect(aligned().with(Op.i32Or, 32).top).toEqual(unknown);
    expect(aligned().with(Op.i32Add, 16).with(Op.i32Or, 16).top).toEqual(unknown);
    expect(aligned().with(Op.i32Add, 16).with(Op.i32Or, 8).top).toEqual(frame(-72));
    const plain = () => new Line().stackPointer().with(Op.i32Sub, 24);
    expect(plain().with(Op.i32Or, 4).top).toEqual(frame(-20));
    expect(plain().with(Op.i32Or, 8).top).toEqual(unknown);
    expect(plain().with(Op.i32Or, 16).top).toEqual(unknown);
  });

  it("have granules", () => {
    const line = () => new Line().stackPointer().with(Op.i32Sub, 96).with(Op.i32And, -32);
    expect(line().with(Op.i32ShrU, 3).top).toEqual(granule(-12));
    expect(line().with(Op.i32ShrU, 3).with(Op.i32Add, 2).top).toEqual(granule(-10));
    expect(line().with(Op.i32ShrU, 3).with(Op.i32Or, 2).top).toEqual(granule(-10));
    expect(line().with(Op.i32ShrU, 3).with(Op.i32Or, 4).top).toEqual(unknown);
    expect(line().with(Op.i32ShrU, 2).top).toEqual(unknown);
    expect(line().with(Op.i32Add, 4).with(Op.i32ShrU, 3).top).toEqual(unknown);
  });
});

describe("what a local is known to hold", () => {
  it("is forgotten where control flow divides, unless nothing else sets it", () => {
    const line = new Line({ 1: 1, 2: 2, 3: 2 });
    line.stackPointer().with(Op.i32Sub, 32).set(1).get(1).set(2);
    line.get(1).with(Op.i32Add, 8).set(3).get(1).with(Op.i32Add, 16).set(3);
    expect(line.get(2).top).toEqual(frame(-32));
    line.control();
    expect(line.get(1).top).toEqual(frame(-32));
    expect(line.get(2).top).toEqual(unknown);
    // Both of its sets stand in the entry code.
    expect(line.get(3).top).toEqual(frame(-16));
  });

  it("can be learnt later, when it is set at that place only", () => {
    const line = new Line({ 1: 1, 2: 1, 3: 2, 4: 1 });
    line.stackPointer().with(Op.i32Sub, 32).set(1).control();
    line.get(1).with(Op.i32Add, 8).set(2).get(1).set(3).constant(42).set(4).control();
    expect(line.get(2).top).toEqual(frame(-24));
    expect(line.get(3).top).toEqual(unknown);
    expect(line.get(4).top).toEqual({ kind: "constant", value: 42 });
    expect(line.get(1).get(4).op(Op.i32Add).top).toEqual(frame(10));
  });

  it("goes when something unknown is put there", () => {
    const line = new Line({ 1: 2 }).stackPointer().with(Op.i32Sub, 32).set(1);
    line.operands.pushUnknown(1);
    expect(line.set(1).get(1).top).toEqual(unknown);
  });
});
