import { type FunctionType, ValueType } from "../wasm/module.ts";
import { Op } from "../wasm/opcodes.ts";
import type { CodeBuilder } from "./code-builder.ts";
import { type Plan, shadowType } from "./plan.ts";
import type { Walk } from "./walk.ts";

const { i32 } = ValueType;
/** Bytes of a shadow call stack entry: the call's CodeOffset. */
export const CallEntryBytes = 4;

export class FunctionCalls {
  readonly #walk: Walk;
  /** Of a call that goes through an entry: where importCsp is kept meanwhile. */
  #cspBefore: number | undefined;

  constructor(walk: Walk) {
    this.#walk = walk;
  }

  call(func: number): void {
    const { plan, out, bits, cursor } = this.#walk;
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
    const { plan, out, bits, cursor } = this.#walk;
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
    const { plan, out, bits, cursor } = this.#walk;
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
    const { plan, out, bits, cursor } = this.#walk;
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
    const { plan, out } = this.#walk;
    emitDefined(out, plan, results);
    this.#return();
  }

  #calleeType(type: number): FunctionType {
    const { plan, cursor } = this.#walk;
    const callee = plan.module.types[type];
    if (callee === undefined) throw cursor.malformed(`there is no type ${type}`);
    return callee;
  }

  /** [index] → []: into a local, and to where it is looked for when the call traps. */
  #tableIndex(): number {
    const { plan, out, bits, scratch, site } = this.#walk;
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
    const { out, csp, frame, operands } = this.#walk;
    out.get(csp);
    frame.leave();
    emitTailCall();
    operands.control();
  }

  /** [results … with their V bits] → the end of the function, as behind its epilogue. */
  #return(): void {
    const { out, frame, operands } = this.#walk;
    frame.leave();
    out.op(Op.return);
    operands.control();
  }

  /** Behind a call; `more` operands were taken besides the arguments. */
  #giveResults({ params, results }: FunctionType, more: number): void {
    const { operands } = this.#walk;
    operands.pop(params.length + more);
    operands.pushUnknown(results.length);
  }

  /** A call of an original type: what csp is meant for finds it where an import does. */
  #throughEntry(emitCall: () => void): void {
    const { plan, out, newLocal } = this.#walk;
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
    const { out, spill, csp, scratch, site } = this.#walk;
    if (spill !== undefined) spill.emit(out, csp, scratch, site(), taken);
    else out.get(csp).i32(site()).memory(Op.i32Store, 0);
  }

  #pushCalleeCsp(): void {
    const { out, spill, csp } = this.#walk;
    if (spill !== undefined) spill.emitCalleeCsp(out);
    else out.get(csp).i32(CallEntryBytes).op(Op.i32Add);
  }
}

/** [] → the V bits, and origins, of values of these types that are defined. */
export function emitDefined(out: CodeBuilder, plan: Plan, types: readonly ValueType[]): void {
  if (plan.definedness) for (const type of types) out.zero(shadowType(type));
  if (plan.origins) for (const _ of types) out.i32(0);
}
