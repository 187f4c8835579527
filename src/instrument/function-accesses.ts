/**
 * Loads, stores, atomic and bulk instructions of a function that is being rewritten: which check each gets, with V bits or without. What the checks are
 * made of stands in access.ts, definedness-memory.ts and atomics.ts.
 */
import { ValueType } from "../wasm/module.ts";
import type { AtomicEffect } from "../wasm/opcode-row.ts";
import { Op } from "../wasm/opcodes.ts";
import { packAccess } from "./abi.ts";
import { type Access, emitAccessCheck } from "./access.ts";
import { emitAtomic, writes } from "./atomics.ts";
import type { CodeBuilder } from "./code-builder.ts";
import {
  checkedLoad,
  checkedStore,
  checkRange,
  directLoad,
  directStore,
  writeRange,
} from "./definedness-memory.ts";
import type { Walk } from "./walk.ts";

const { i32, v128 } = ValueType;

export class FunctionAccesses {
  readonly #walk: Walk;
  readonly #isLibraryCopy: boolean;

  /** @param isLibraryCopy the body stands for one of the library's, to which an empty range is one wherever it is */
  constructor(walk: Walk, isLibraryCopy: boolean) {
    this.#walk = walk;
    this.#isLibraryCopy = isLibraryCopy;
  }

  atomic(effect: AtomicEffect): void {
    const { cursor, csp, operands, out, spill } = this.#walk;
    const access = this.#access(effect.width, writes(effect));
    spill?.note(out, csp, access.site);
    emitAtomic(this.#walk, effect, access);
    operands.fixed(cursor.row, 0);
  }

  load(size: number): void {
    const { bits, copy, csp, cursor, frame, operands, out, scratch, spill } = this.#walk;
    const access = this.#access(size, false);
    // Over the address lies the vector that a lane is loaded into.
    const above = cursor.row.params.length - 1;
    const direct = frame.isDirect(operands.peek(above), access);
    if (!direct) spill?.note(out, csp, access.site);
    if (direct && bits === undefined) {
      copy();
      operands.fixed(cursor.row, 0);
      return;
    }
    const base = scratch(i32, 0);
    const value = above === 0 ? undefined : scratch(v128, 0);
    if (bits === undefined) {
      if (value !== undefined) out.set(value);
      out.set(base);
      this.#check(access, base);
      out.get(base);
      if (value !== undefined) out.get(value);
      copy();
    } else if (direct) {
      directLoad(bits, cursor, access, { base, value });
    } else {
      checkedLoad(bits, cursor, access, { base, effective: scratch(i32, 1), value });
    }
    operands.fixed(cursor.row, 0);
  }

  store(type: ValueType, size: number): void {
    const { bits, copy, csp, cursor, frame, operands, out, scratch, spill } = this.#walk;
    const access = this.#access(size, true);
    if (frame.retires(cursor.opcode)) {
      copy();
      operands.fixed(cursor.row, 0);
      bits?.flow.step(cursor, 2);
      return;
    }
    const direct = frame.isDirect(operands.peek(1), access);
    if (!direct) spill?.note(out, csp, access.site);
    if (direct && bits === undefined) {
      copy();
      operands.fixed(cursor.row, 0);
      return;
    }
    const base = scratch(i32, 0);
    const effective = scratch(i32, 1);
    const value = scratch(type, type === i32 ? 2 : 0);
    if (bits === undefined) {
      out.set(value).set(base);
      this.#check(access, base);
      out.get(base).get(value);
      copy();
    } else if (direct) {
      directStore(bits, cursor, access, { base, value });
    } else {
      checkedStore(bits, cursor, access, { base, effective, value });
    }
    operands.fixed(cursor.row, 0);
  }

  #access(size: number, write: boolean): Access {
    const { cursor, frame, site } = this.#walk;
    return { size, write, openEnded: frame.openEnded, offset: cursor.b, site: site() };
  }

  #check(access: Access, base: number): void {
    const { csp, out, plan, scratch } = this.#walk;
    emitAccessCheck(out, plan, access, { base, effective: scratch(i32, 1), csp });
  }

  /**
   * [to, from or value, length]: the source is read before the destination is written.
   * @param opcode the current instruction's, or what a call of a function stands for
   */
  bulk(opcode: number, reads: boolean, writes: boolean): void {
    const { bits, copy, csp, cursor, frame, out, plan, scratch, site, spill } = this.#walk;
    const [to, from, length] = [scratch(i32, 0), scratch(i32, 1), scratch(i32, 2)];
    if (bits !== undefined) checkRange(bits, opcode !== Op.memoryFill);
    out.set(length).set(from).set(to);
    spill?.note(out, csp, site());
    const { openEnded } = frame;
    const isCall = opcode !== cursor.opcode;
    // A function of the library, and what stands for its call, does nothing to an empty range.
    const refusesEmpty = !isCall && !this.#isLibraryCopy;
    const check = (address: number, write: boolean) => {
      out
        .get(address)
        .get(length)
        .i32(packAccess({ size: 0, write, openEnded, refusesEmpty }));
      out.i32(site()).get(csp).call(plan.helper("checkRange"));
    };
    if (reads) check(from, false);
    if (writes) check(to, true);
    out.get(to).get(from).get(length);
    if (isCall) emitBulk(out, opcode);
    else copy();
    if (writes && bits !== undefined) {
      writeRange(bits, cursor, opcode, { to, from, length }, reads);
    }
    // A function gives its first argument back.
    if (isCall) out.get(to);
  }
}

function emitBulk(out: CodeBuilder, opcode: number): void {
  out.op(opcode).u32(0);
  if (opcode === Op.memoryCopy) out.u32(0);
}
