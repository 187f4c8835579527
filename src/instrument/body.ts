/**
 * Rewriting one function body: a single walk over its instructions, each of which is copied, or copied
 * with other indices, or given a check before it. What is emitted for each subject stands in a file of
 * its own (access.ts, stack-pointer.ts, spill.ts); this one is the walk and the decision.
 *
 * Locals: parameters keep their indices, csp is one more parameter behind them, so every other local
 * moves up by one; scratch locals come last.
 */
import type { FuncIndex } from "../bytes/brand.ts";
import { State } from "../shadow/states.ts";
import { InstructionCursor } from "../wasm/instructions.ts";
import type { FunctionBody, FunctionType } from "../wasm/module.ts";
import { ValueType } from "../wasm/module.ts";
import { OPCODES, Op } from "../wasm/opcodes.ts";
import { packAccess } from "./abi.ts";
import { type Access, emitAccessCheck, knownAddressable } from "./access.ts";
import { CodeBuilder, EmptyBlock } from "./code-builder.ts";
import type { HintedBody } from "./engine-hints.ts";
import { type FrameShape, frameShape } from "./frame.ts";
import type { Plan } from "./plan.ts";
import { OperandProvenance } from "./provenance.ts";
import { FrameSpill, type ScratchLocals } from "./spill.ts";
import { emitMark, emitOverflowCheck } from "./stack-pointer.ts";

/** Instructions without a memory operand that the engine may end the run at. */
const TRAPPING: ReadonlySet<number> = new Set(
  OPCODES.filter(({ name }) => /^i(32|64)\.(div|rem|trunc_f)/.test(name)).map(({ code }) => code),
);
/** Bytes of a shadow call stack entry: the call's CodeOffset. */
export const CallEntryBytes = 4;

/** Told where each original instruction's replacement begins, in order. */
export type OffsetSink = (rewritten: number, site: number) => void;

export type RewrittenBody = Pick<HintedBody, "locals" | "code" | "unlikely" | "hasLoop">;

/** What is used for one function after the other, so that not each makes its own. */
export interface RewriteTools {
  readonly out: CodeBuilder;
  readonly operands: OperandProvenance;
}

export function rewriteTools(plan: Plan): RewriteTools {
  return { out: new CodeBuilder(), operands: new OperandProvenance(plan.stack?.global) };
}

/** The body of `func`, an own function of the module that no hook replaces. */
export function rewriteBody(
  plan: Plan,
  func: FuncIndex,
  tools: RewriteTools,
  where: string,
  sink?: OffsetSink,
): RewrittenBody {
  const body = plan.module.bodies[func - plan.imported];
  if (body === undefined) throw new RangeError(`function ${func} has no body`);
  tools.out.reset();
  return new BodyRewriter(plan, body, plan.typeOf(func), tools, where, sink).run();
}

class BodyRewriter {
  readonly #plan: Plan;
  readonly #body: FunctionBody;
  readonly #type: FunctionType;
  readonly #out: CodeBuilder;
  readonly #cursor: InstructionCursor;
  readonly #sink: OffsetSink | undefined;
  readonly #frame: FrameShape;
  readonly #operands: OperandProvenance;
  readonly #spill: FrameSpill | undefined;
  readonly #csp: number;
  /** The first local behind the original ones. */
  readonly #firstScratch: number;
  readonly #scratch: ValueType[] = [];
  /** Open blocks, the function's own not counted. */
  #depth = 0;
  /** The stack pointer is no longer what it was at entry. */
  #moved = false;
  /** Bytes of this frame that are known to be addressable now. */
  #frameSize = 0;
  #hasLoop = false;
  /** A leaf's frame has to be given up wherever the function is left. */
  #leafFrame: number | undefined;

  constructor(
    plan: Plan,
    body: FunctionBody,
    type: FunctionType,
    { out, operands }: RewriteTools,
    where: string,
    sink: OffsetSink | undefined,
  ) {
    this.#plan = plan;
    this.#body = body;
    this.#type = type;
    this.#out = out;
    this.#sink = sink;
    this.#cursor = new InstructionCursor(body.code, where, body.offset);
    this.#frame = frameShape(body, plan.stack?.global, where);
    const { sets } = this.#frame;
    this.#operands = operands;
    operands.enter((local) => sets.get(local) === 1);
    this.#csp = type.params.length;
    const originalLocals = body.locals.reduce((sum, run) => sum + run.count, 0);
    this.#firstScratch = this.#csp + 1 + originalLocals;
    this.#spill = plan.spillLocals ? new FrameSpill(plan, body, type) : undefined;
  }

  run(): RewrittenBody {
    this.#openLeafFrame();
    while (this.#cursor.next()) {
      this.#sink?.(this.#out.length, this.#site());
      this.#instruction();
      this.#spill?.step(this.#cursor);
    }
    const scratch = this.#scratch.map((type) => ({ count: 1, type }));
    const locals = [...this.#body.locals, ...scratch];
    const { unlikely } = this.#out;
    return { locals, code: this.#out.take(), unlikely, hasLoop: this.#hasLoop };
  }

  #site(): number {
    return this.#body.offset + this.#cursor.start;
  }

  #local(original: number): number {
    return original < this.#type.params.length ? original : original + 1;
  }

  /** Scratch local `number` among those of its type; they are shared by all instructions. */
  #scratchLocal(type: ValueType, number = 0): number {
    let seen = 0;
    for (let at = 0; at < this.#scratch.length; at++) {
      if (this.#scratch[at] === type && seen++ === number) return this.#firstScratch + at;
    }
    this.#scratch.push(type);
    return seen === number
      ? this.#firstScratch + this.#scratch.length - 1
      : this.#scratchLocal(type, number);
  }

  readonly #scratchLocals: ScratchLocals = (type, number) => this.#scratchLocal(type, number);

  #copy(): void {
    const { code, start, end } = this.#cursor;
    this.#out.copy(code, start, end);
  }

  #instruction(): void {
    const cursor = this.#cursor;
    const { row, opcode } = cursor;
    switch (row.memory.kind) {
      case "load":
        this.#load(row.memory.width);
        return;
      case "store":
        this.#store(row.memory.type, row.memory.width);
        return;
      case "bulk":
        this.#bulk(row.memory.reads, row.memory.writes);
        return;
      case "size":
        this.#out.call(this.#plan.hook("size"));
        this.#operands.fixed(row, 0);
        return;
      case "grow":
        this.#out.call(this.#plan.hook("grow"));
        this.#operands.fixed(row, 0);
        return;
      case "none":
        if (row.contextual) {
          this.#contextual(opcode);
          return;
        }
        if (TRAPPING.has(opcode)) this.#spill?.note(this.#out, this.#csp, this.#site());
        this.#copy();
        this.#operands.fixed(row, cursor.a);
        return;
      default:
        row.memory satisfies never;
    }
  }

  #load(size: number): void {
    const access = this.#access(size, false);
    if (!knownAddressable(this.#operands.peek(0), access, this.#plan, this.#frameSize)) {
      const base = this.#scratchLocal(ValueType.i32);
      this.#out.op(Op.localSet).u32(base);
      this.#check(access, base);
      this.#out.get(base);
    }
    this.#copy();
    this.#operands.fixed(this.#cursor.row, 0);
  }

  #store(type: ValueType, size: number): void {
    const access = this.#access(size, true);
    if (!knownAddressable(this.#operands.peek(1), access, this.#plan, this.#frameSize)) {
      const base = this.#scratchLocal(ValueType.i32);
      const value = this.#scratchLocal(type, type === ValueType.i32 ? 2 : 0);
      this.#out.set(value).set(base);
      this.#check(access, base);
      this.#out.get(base).get(value);
    }
    this.#copy();
    this.#operands.fixed(this.#cursor.row, 0);
  }

  #access(size: number, write: boolean): Access {
    const { openEnded } = this.#frame;
    return { size, write, openEnded, offset: this.#cursor.b, site: this.#site() };
  }

  #check(access: Access, base: number): void {
    const effective = this.#scratchLocal(ValueType.i32, 1);
    this.#spill?.note(this.#out, this.#csp, access.site);
    emitAccessCheck(this.#out, this.#plan, access, { base, effective, csp: this.#csp });
  }

  /** [to, from or value, length]: the source is read before the destination is written. */
  #bulk(reads: boolean, writes: boolean): void {
    const { i32 } = ValueType;
    const [to, from, length] = [0, 1, 2].map((each) => this.#scratchLocal(i32, each)) as [
      number,
      number,
      number,
    ];
    this.#out.set(length).set(from).set(to);
    this.#spill?.note(this.#out, this.#csp, this.#site());
    const { openEnded } = this.#frame;
    const check = (address: number, write: boolean) => {
      this.#out
        .get(address)
        .get(length)
        .i32(packAccess({ size: 0, write, openEnded }))
        .i32(this.#site());
      this.#out.get(this.#csp).call(this.#plan.helper("checkRange"));
    };
    if (reads) check(from, false);
    if (writes) check(to, true);
    this.#out.get(to).get(from).get(length);
    this.#copy();
    this.#operands.fixed(this.#cursor.row, 0);
  }

  #contextual(opcode: number): void {
    const { a } = this.#cursor;
    const out = this.#out;
    switch (opcode) {
      case Op.localGet:
        out.get(this.#local(a));
        this.#operands.localGet(a);
        return;
      case Op.localSet:
        out.set(this.#local(a));
        this.#operands.localSet(a, false);
        return;
      case Op.localTee:
        out.tee(this.#local(a));
        this.#operands.localSet(a, true);
        return;
      case Op.globalGet:
        this.#copy();
        this.#operands.globalGet(a, this.#moved);
        return;
      case Op.globalSet:
        if (a === this.#plan.stack?.global) this.#moveStackPointer();
        else this.#copy();
        this.#operands.pop(1);
        return;
      case Op.call:
        this.#call(a);
        return;
      case Op.callIndirect:
        this.#callIndirect(a, this.#cursor.b);
        return;
      case Op.refFunc:
        out.op(Op.refFunc).u32(this.#plan.own(a));
        this.#operands.pushUnknown(1);
        return;
      case Op.drop:
        this.#copy();
        this.#operands.pop(1);
        return;
      case Op.brIf:
        this.#copy();
        this.#operands.pop(1);
        return;
      case Op.unreachable:
        this.#spill?.note(out, this.#csp, this.#site());
        out.i32(this.#site()).get(this.#csp).call(this.#plan.hook("unreachable"));
        this.#copy();
        this.#operands.control();
        return;
      case Op.return:
        // The epilogue of a leaf stands at the end, which is the label of the outermost block.
        if (this.#leafFrame === undefined) this.#copy();
        else out.op(Op.br).u32(this.#depth);
        this.#operands.control();
        return;
      case Op.block:
      case Op.loop:
      case Op.if:
        this.#hasLoop ||= opcode === Op.loop;
        this.#spill?.enterBlock(out, this.#scratchLocals, opcode === Op.if);
        this.#depth++;
        this.#copy();
        this.#operands.control();
        return;
      case Op.end:
        this.#copy();
        this.#spill?.leaveBlock();
        if (--this.#depth < 0) this.#closeLeafFrame();
        this.#operands.control();
        return;
      default:
        // else, br, br_table, select, table and reference instructions: nothing of ours is in them.
        this.#copy();
        this.#operands.control();
        return;
    }
  }

  /** [arguments …] → the same with csp, after the call's site was noted there. */
  #call(func: number): void {
    this.#enterCall(0);
    this.#out.call(this.#plan.own(func));
    this.#leaveCall(this.#plan.typeOf(func), 0);
  }

  #callIndirect(type: number, table: number): void {
    const index = this.#scratchLocal(ValueType.i32);
    this.#out.set(index);
    // The engine does not tell a null entry from one with another signature; the index does.
    this.#out.i32(0).get(index).memory(Op.i32Store, this.#plan.layout.indirectIndex);
    this.#enterCall(1);
    this.#out.get(index).op(Op.callIndirect).u32(this.#plan.withCsp(type)).u32(table);
    const callee = this.#plan.module.types[type];
    if (callee !== undefined) this.#leaveCall(callee, 1);
  }

  /** @param taken operands of the call that are off the stack already */
  #enterCall(taken: number): void {
    const out = this.#out;
    const csp = this.#csp;
    if (this.#spill !== undefined) {
      this.#spill.emit(out, csp, this.#scratchLocals, this.#site(), taken);
      return;
    }
    out.get(csp).i32(this.#site()).memory(Op.i32Store, 0);
    out.get(csp).i32(CallEntryBytes).op(Op.i32Add);
  }

  #leaveCall(callee: FunctionType, extraOperands: number): void {
    this.#operands.pop(callee.params.length + extraOperands);
    this.#operands.pushUnknown(callee.results.length);
  }

  /** [pointer]: the frame's own prologue and epilogues in place, everything else by the helper. */
  #moveStackPointer(): void {
    const plan = this.#plan;
    const stack = plan.stack;
    if (stack === undefined) return;
    const out = this.#out;
    const { size, dynamic } = this.#frame;
    const target = this.#operands.peek(0);
    const pointer = this.#scratchLocal(ValueType.i32);
    if (target.kind === "frame" && target.offset === -size && size > 0 && !this.#moved) {
      out.set(pointer);
      emitOverflowCheck(out, plan, stack, pointer, this.#site(), this.#csp);
      emitMark(out, plan, pointer, size, State.Addressable);
      out.get(pointer).op(Op.globalSet).u32(stack.global);
      this.#frameSize = size;
    } else if (target.kind === "frame" && target.offset === 0 && this.#frameSize > 0 && !dynamic) {
      out.tee(pointer).op(Op.globalSet).u32(stack.global);
      out.get(pointer).i32(size).op(Op.i32Sub).set(pointer);
      emitMark(out, plan, pointer, size, State.BelowStack);
    } else {
      out.i32(this.#site()).get(this.#csp).call(plan.helper("moveStackPointer"));
    }
    this.#moved = true;
  }

  #openLeafFrame(): void {
    const { size, leaf } = this.#frame;
    const stack = this.#plan.stack;
    const result = this.#resultBlock();
    if (!leaf || stack === undefined || result === undefined) return;
    const out = this.#out;
    // A local of its own: the frame is needed again at the end.
    this.#leafFrame = this.#scratchLocal(ValueType.i32, 3);
    out.op(Op.globalGet).u32(stack.global).i32(size).op(Op.i32Sub).set(this.#leafFrame);
    emitOverflowCheck(out, this.#plan, stack, this.#leafFrame, this.#body.offset, this.#csp);
    emitMark(out, this.#plan, this.#leafFrame, size, State.Addressable);
    this.#frameSize = size;
    out.op(Op.block).s32(result);
  }

  /** The body's own `end` has become that of the block; now the epilogue. */
  #closeLeafFrame(): void {
    if (this.#leafFrame === undefined) return;
    emitMark(this.#out, this.#plan, this.#leafFrame, this.#frame.size, State.BelowStack);
    this.#out.op(Op.end);
  }

  /** The type of a block with the function's results; a list of several needs a type of its own. */
  #resultBlock(): number | undefined {
    const { results } = this.#type;
    if (results.length === 0) return EmptyBlock - 0x80;
    if (results.length === 1) return results[0]! - 0x80;
    const type = this.#plan.types.findIndex(
      ({ params, results: given }) =>
        params.length === 0 &&
        given.length === results.length &&
        given.every((each, at) => each === results[at]),
    );
    return type < 0 ? undefined : type;
  }
}
