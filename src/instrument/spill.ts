/**
 * For replays only: at each call, everything that a live frame holds outside linear memory is written
 * beside the call on the shadow call stack, so that a leak scan can take it for roots. Memcheck finds
 * such pointers in the registers.
 *
 *     csp ─▶ [i32 local] … [i32 operand] … [depth][how many][site]   ◀─ csp of the callee
 *
 * Operands below a call's arguments can be reached only by taking all of them off the stack and
 * putting them back, which is why this is not done in the run that is to be fast. Those of the blocks
 * around it cannot be reached at all: they are copied when a block is entered, and stay what they are.
 *
 * Entries differ in size, so the end of memory is not what limits the depth of calls here; the depth is
 * counted, and held against the same limit, so that a run and its replay end at the same call.
 */

import { MostCalls } from "../shadow/layout.ts";
import { indexSpaces } from "../wasm/index-spaces.ts";
import type { InstructionCursor } from "../wasm/instructions.ts";
import { type FunctionBody, type FunctionType, ValueType } from "../wasm/module.ts";
import { Op } from "../wasm/opcodes.ts";
import { OperandTypes, Unknown } from "../wasm/typing.ts";
import type { CodeBuilder } from "./code-builder.ts";
import type { Plan } from "./plan.ts";

/** A scratch local of a type, the `number`-th of those. */
export type ScratchLocals = (type: ValueType, number: number) => number;
/** The first ones are used by the instruction that the spill is part of. */
const FirstScratch = 8;
/** Bytes from the depth in an entry to the entry's end. */
const DepthBelow = 12;

export class FrameSpill {
  readonly #plan: Plan;
  readonly #operands: OperandTypes;
  /** i32 parameters and locals, by their index in the rewritten function. */
  readonly #locals: readonly number[];
  /** Copies of i32 operands that lie below the blocks entered, and how many there were before each. */
  readonly #outer: number[] = [];
  readonly #blocks: { readonly outer: number; readonly used: ReadonlyMap<ValueType, number> }[] = [];
  /** By type: the first scratch local that holds no such copy. */
  #used: Map<ValueType, number> = new Map();

  constructor(plan: Plan, body: FunctionBody, type: FunctionType) {
    this.#plan = plan;
    this.#operands = new OperandTypes(plan.module, indexSpaces(plan.module));
    this.#operands.enter(type, body);
    const csp = plan.cspOf(type.params.length);
    const locals: number[] = [];
    for (const [at, each] of type.params.entries()) if (each === ValueType.i32) locals.push(at);
    let next = csp + 1;
    for (const { count, type } of body.locals) {
      for (let at = 0; type === ValueType.i32 && at < count; at++) locals.push(next + at);
      next += count;
    }
    this.#locals = locals;
  }

  /** To be called after each instruction. */
  step(cursor: InstructionCursor): void {
    this.#operands.step(cursor);
  }

  /** To be called before the instruction that opens a block. @param isIf it takes a condition */
  enterBlock(out: CodeBuilder, scratch: ScratchLocals, isIf: boolean): void {
    this.#blocks.push({ outer: this.#outer.length, used: this.#used });
    this.#used = new Map(this.#used);
    const words = this.#copyOperands(out, scratch, 0, this.#used);
    // The condition, the topmost one, is used up by the `if`.
    this.#outer.push(...(isIf ? words.slice(0, -1) : words));
  }

  leaveBlock(): void {
    const block = this.#blocks.pop();
    if (block === undefined) return;
    this.#outer.length = block.outer;
    this.#used = new Map(block.used);
  }

  /**
   * Writes the entry at `csp`.
   * @param taken operands that the call has already taken off the stack
   */
  emit(out: CodeBuilder, csp: number, scratch: ScratchLocals, site: number, taken: number): void {
    const operands = this.#copyOperands(out, scratch, taken, new Map(this.#used));
    const words = [...this.#locals, ...this.#outer, ...operands];
    this.#writeEntry(out, csp, words, site);
    out.get(csp).memory(Op.i32Load, 4 * words.length).i32(MostCalls).op(Op.i32GtU).block(Op.if);
    out.i32(0).i32(site).get(csp).call(this.#plan.hook("stackOverflow")).op(Op.end);
  }

  /** [] → [the callee's csp]: behind the entry that was written last. */
  emitCalleeCsp(out: CodeBuilder): void {
    out.i32(0).memory(Op.i32Load, this.#plan.layout.importCsp);
  }

  /** At the end of the innermost block, a loop, that is to be walked again. */
  restartLoop(): void {
    this.#operands.restart();
  }

  /** Copies the operands within reach to scratch locals; those that have the i32 ones. */
  #copyOperands(
    out: CodeBuilder,
    scratch: ScratchLocals,
    taken: number,
    used: Map<ValueType, number>,
  ): number[] {
    // Code that cannot be reached makes no calls either.
    if (!this.#operands.reachable) return [];
    const copies: { readonly type: ValueType; readonly local: number }[] = [];
    for (let at = this.#operands.outOfReach; at < this.#operands.depth - taken; at++) {
      const type = this.#operands.at(at);
      if (type === Unknown) return [];
      const number = used.get(type) ?? FirstScratch;
      used.set(type, number + 1);
      copies.push({ type, local: scratch(type, number) });
    }
    for (const { local } of copies.toReversed()) out.set(local);
    for (const { local } of copies) out.get(local);
    return copies.flatMap(({ type, local }) => (type === ValueType.i32 ? [local] : []));
  }

  /** Writes an entry for the locals alone, before something that may end the run where it stands. */
  note(out: CodeBuilder, csp: number, site: number): void {
    this.#writeEntry(out, csp, [...this.#locals, ...this.#outer], site);
  }

  /** The end of the entry is noted too: the engine does not tell csp when it ends the run. */
  #writeEntry(out: CodeBuilder, csp: number, words: readonly number[], site: number): void {
    const count = words.length;
    for (const [at, local] of words.entries()) {
      out.get(csp).get(local).memory(Op.i32Store, 4 * at);
    }
    // One more than in the entry below, or than in the zeros below all entries.
    out.get(csp).get(csp).i32(DepthBelow).op(Op.i32Sub).memory(Op.i32Load, 0);
    out.i32(1).op(Op.i32Add).memory(Op.i32Store, 4 * count);
    out.get(csp).i32(count).memory(Op.i32Store, 4 * count + 4);
    out.get(csp).i32(site).memory(Op.i32Store, 4 * count + 8);
    out.i32(0).get(csp).i32(4 * count + DepthBelow).op(Op.i32Add);
    out.memory(Op.i32Store, this.#plan.layout.importCsp);
  }
}
