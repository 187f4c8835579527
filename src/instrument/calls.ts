/**
 * Calls of a function that is being rewritten. Each gets its arguments' V bits and csp, and leaves its own place on the
 * shadow call stack before:
 *
 *     i32.store (csp) site
 *     [arguments …] [their V bits …] [their origins …] csp + 4
 *     call
 *     [results …] [their V bits …] [their origins …]
 *
 * A tail call leaves nothing there and hands csp on as it is: the callee takes the function's place, and what it returns,
 * V bits and all, goes to the function's own caller.
 */
import type { InstructionCursor } from "../wasm/instructions.ts";
import { type FunctionType, ValueType } from "../wasm/module.ts";
import { Op } from "../wasm/opcodes.ts";
import type { CodeBuilder } from "./code-builder.ts";
import type { Definedness } from "./definedness.ts";
import type { FunctionFrame } from "./function-frame.ts";
import { type Plan, shadowType } from "./plan.ts";
import type { OperandProvenance } from "./provenance.ts";
import type { FrameSpill, ScratchLocals } from "./spill.ts";

const { i32 } = ValueType;
/** Bytes of a shadow call stack entry: the call's CodeOffset. */
export const CallEntryBytes = 4;

/** What calls ask of the walk that they are part of. */
export interface CallSurroundings {
  readonly plan: Plan;
  readonly out: CodeBuilder;
  readonly cursor: InstructionCursor;
  readonly operands: OperandProvenance;
  readonly frame: FunctionFrame;
  /** When V bits are followed. */
  readonly bits: Definedness | undefined;
  /** When locals are spilled. */
  readonly spill: FrameSpill | undefined;
  readonly csp: number;
  readonly scratch: ScratchLocals;
  /** A local that nobody else uses. */
  readonly newLocal: (type: ValueType) => number;
  /** The CodeOffset of the current instruction. */
  readonly site: () => number;
}

export class FunctionCalls {
  readonly #around: CallSurroundings;
  /** Of a call that goes through an entry: where importCsp is kept meanwhile. */
  #cspBefore: number | undefined;

  constructor(around: CallSurroundings) {
    this.#around = around;
  }

  call(func: number): void {
    const { plan, out, bits, cursor } = this.#around;
    const type = plan.typeOf(func);
    bits?.flow.mayThrow();
    this.#enter(0);
    bits?.passArguments(type, 0);
    this.#pushCalleeCsp();
    out.call(plan.own(func));
    this.#giveResults(type, 0);
    // What Redzone carries out itself returns what is defined.
    const defined = func < plan.imported || plan.intrinsics.has(func);
    bits?.takeResults(cursor, type, type.params.length, defined);
  }

  callIndirect(type: number, table: number): void {
    const { plan, out, bits, cursor } = this.#around;
    const callee = this.#calleeType(type);
    const index = this.#tableIndex();
    bits?.flow.mayThrow();
    this.#enter(1);
    if (plan.shared.references) {
      this.#throughEntry(() => out.get(index).op(Op.callIndirect).u32(type).u32(table));
      bits?.flow.step(cursor, callee.params.length + 1);
    } else {
      bits?.passArguments(callee, 1);
      this.#pushCalleeCsp();
      out.get(index).op(Op.callIndirect).u32(plan.rewrittenType(type)).u32(table);
      bits?.takeResults(cursor, callee, callee.params.length + 1, false);
    }
    this.#giveResults(callee, 1);
  }

  /**
   * What Redzone carries out itself, and what others do, is called like always and then returned: its errors and
   * blocks have the whole stack, and no program goes on for ever by such calls.
   */
  returnCall(func: number): void {
    const { plan, out, bits, cursor } = this.#around;
    const type = plan.typeOf(func);
    const isTail = func >= plan.imported && !plan.intrinsics.has(func);
    if (!isTail) this.#enter(0);
    bits?.passArguments(type, 0);
    if (isTail) {
      this.#replace(() => out.op(Op.returnCall).u32(plan.own(func)));
    } else {
      this.#pushCalleeCsp();
      out.call(plan.own(func));
      this.#return();
    }
    bits?.flow.step(cursor, type.params.length);
  }

  returnCallIndirect(type: number, table: number): void {
    const { plan, out, bits, cursor } = this.#around;
    const callee = this.#calleeType(type);
    const index = this.#tableIndex();
    if (plan.shared.references) {
      // An entry gives no V bits back, so that somebody has to add them.
      this.#enter(1);
      this.#throughEntry(() => out.get(index).op(Op.callIndirect).u32(type).u32(table));
      this.returnDefined(callee.results);
    } else {
      bits?.passArguments(callee, 1);
      this.#replace(() => {
        out.get(index).op(Op.returnCallIndirect).u32(plan.rewrittenType(type)).u32(table);
      });
    }
    bits?.flow.step(cursor, callee.params.length + 1);
  }

  /** [results …] → the end of the function. */
  returnDefined(results: readonly ValueType[]): void {
    const { plan, out } = this.#around;
    emitDefined(out, plan, results);
    this.#return();
  }

  #calleeType(type: number): FunctionType {
    const { plan, cursor } = this.#around;
    const callee = plan.module.types[type];
    if (callee === undefined) throw cursor.malformed(`there is no type ${type}`);
    return callee;
  }

  /** [index] → []: into a local, and to where it is looked for when the call traps. */
  #tableIndex(): number {
    const { plan, out, bits, scratch, site } = this.#around;
    const index = scratch(i32, 0);
    // Any number may be a function, or a trap.
    bits?.index(site(), -1);
    out.set(index);
    // The engine does not tell a null entry from one with another signature; the index does.
    out.i32(0).get(index).memory(Op.i32Store, plan.layout.indirectIndex);
    return index;
  }

  /** [arguments … with their V bits] → the end of the function, of which nothing is left when the callee begins. */
  #replace(emitTailCall: () => unknown): void {
    const { out, csp, frame, operands } = this.#around;
    out.get(csp);
    frame.leave();
    emitTailCall();
    operands.control();
  }

  /** [results … with their V bits] → the end of the function, as behind its epilogue. */
  #return(): void {
    const { out, frame, operands } = this.#around;
    frame.leave();
    out.op(Op.return);
    operands.control();
  }

  /** Behind a call; `more` operands were taken besides the arguments. */
  #giveResults({ params, results }: FunctionType, more: number): void {
    const { operands } = this.#around;
    operands.pop(params.length + more);
    operands.pushUnknown(results.length);
  }

  /** A call of an original type: what csp is meant for finds it where an import does. */
  #throughEntry(emitCall: () => void): void {
    const { plan, out, newLocal } = this.#around;
    const { importCsp } = plan.layout;
    this.#cspBefore ??= newLocal(i32);
    out.i32(0).memory(Op.i32Load, importCsp).set(this.#cspBefore);
    out.i32(0);
    this.#pushCalleeCsp();
    out.memory(Op.i32Store, importCsp);
    emitCall();
    out.i32(0).get(this.#cspBefore).memory(Op.i32Store, importCsp);
  }

  /** The call's entry on the shadow call stack. @param taken operands of the call that are off the stack already */
  #enter(taken: number): void {
    const { out, spill, csp, scratch, site } = this.#around;
    if (spill !== undefined) spill.emit(out, csp, scratch, site(), taken);
    else out.get(csp).i32(site()).memory(Op.i32Store, 0);
  }

  #pushCalleeCsp(): void {
    const { out, spill, csp } = this.#around;
    if (spill !== undefined) spill.emitCalleeCsp(out);
    else out.get(csp).i32(CallEntryBytes).op(Op.i32Add);
  }
}

/** [] → the V bits, and origins, of values of these types that are defined. */
export function emitDefined(out: CodeBuilder, plan: Plan, types: readonly ValueType[]): void {
  if (plan.definedness) for (const type of types) out.zero(shadowType(type));
  if (plan.origins) for (const _ of types) out.i32(0);
}
