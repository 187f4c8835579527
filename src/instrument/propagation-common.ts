/**
 * What is emitted for instructions whose rule is the same for numbers and for vectors (propagation.ts and
 * vector-propagation.ts have the tables): bitwise logic, sums, and what only mixes V bits.
 */
import type { InstructionCursor } from "../wasm/instructions.ts";
import { ValueType } from "../wasm/module.ts";
import { Op } from "../wasm/opcodes.ts";
import type { Definedness } from "./definedness.ts";
import { type BitsType, shadowType } from "./plan.ts";
import { BITWISE, type Shadow, Spread } from "./shadow-values.ts";

const { i32, i64, v128 } = ValueType;

/** Writes the instruction and whatever it needs; the shadow of its result. */
export type Propagation = (pass: Definedness, cursor: InstructionCursor) => Shadow;

/** [] → [the constant, in every 32 bits of a vector] */
export function constant(pass: Definedness, type: BitsType, value: number): void {
  if (type === v128) pass.out.lanes(32, BigInt(value));
  else if (type === i64) pass.out.i64(value);
  else pass.out.i32(value);
}

/** The result is defined. */
export const defined: Propagation = (pass) => {
  pass.around.copy();
  return undefined;
};

/** The type of what holds the V bits of the result. */
export function resultType(cursor: InstructionCursor): BitsType {
  return shadowType(cursor.row.results[0]!);
}

/** The result's V bits are some of those of the operands, as `spread` says. */
export function spreading(spread: Spread): Propagation {
  return (pass, cursor) => {
    const shadow = pass.combined(spread, resultType(cursor), cursor.row.params.length);
    pass.around.copy();
    return shadow;
  };
}

/** The same bits under another type, or with another sign. */
export const unchanged: Propagation = (pass) => {
  pass.around.copy();
  return pass.flow.peek(0);
};

/**
 * x & y: a bit is defined where both are, or where one of them is a defined 0. x | y is the same with 1.
 * With V bits a and b: (a | x) & (b | y) & (a | b), where x and y are inverted for `or`.
 */
export function masking(inverted: boolean): Propagation {
  return (pass, cursor) => {
    const { flow, out } = pass;
    const type = resultType(cursor);
    const ops = BITWISE[type];
    const [x, y] = [flow.peek(1), flow.peek(0)];
    if (x === undefined && y === undefined) return defined(pass, cursor);
    const value = (local: number) => {
      out.get(local);
      if (inverted) {
        constant(pass, type, -1);
        out.op(ops.xor);
      }
    };
    if (x === undefined || y === undefined) {
      const shadow = x ?? y;
      const mask = type === i32 ? pass.around.constant(x === undefined ? 1 : 0) : undefined;
      if (mask !== undefined && (inverted ? ~mask : mask) === 0) return defined(pass, cursor);
      const target = pass.result(2, type);
      if (mask !== undefined) {
        pass.compute(target, [shadow], () => {
          pass.bits(shadow, type);
          out.i32(inverted ? ~mask : mask).op(Op.i32And);
        });
      } else {
        const [first, second] = pass.save([type, type]) as [number, number];
        pass.compute(target, [shadow], () => {
          pass.bits(shadow, type);
          value(x === undefined ? first : second);
          out.op(ops.and);
        });
        pass.restore([first, second]);
      }
      pass.around.copy();
      return target.bits;
    }
    // The topmost first: computing it may move what the other is made of.
    const right = pass.single(0);
    const left = pass.single(1);
    const target = pass.result(2, type);
    const [first, second] = pass.save([type, type]) as [number, number];
    pass.unless(target, [left, right], () => {
      pass.bits(left, type);
      value(first);
      out.op(ops.or);
      pass.bits(right, type);
      value(second);
      out.op(ops.or).op(ops.and);
      pass.bits(left, type);
      pass.bits(right, type);
      out.op(ops.or).op(ops.and);
    });
    pass.restore([first, second]);
    pass.around.copy();
    return target.bits;
  };
}

/** The loads: what stands right before one is an address, and nothing else. */
function isAddressNext({ code, end }: InstructionCursor): boolean {
  const next = code[end];
  return next !== undefined && next >= Op.i32Load && next <= Op.i64Load32U;
}

/**
 * x ± y, in vectors lane by lane: besides the bits that are undefined in one of them, those into which a carry may come or not:
 * where the least and the greatest sum differ. Of an address it is only asked whether any bit is
 * undefined, and for that the carries do not matter.
 */
export function adding(subtracts: boolean): Propagation {
  return (pass, cursor) => {
    const { flow, out } = pass;
    const type = resultType(cursor);
    const [x, y] = [flow.peek(1), flow.peek(0)];
    if (x === undefined && y === undefined) return defined(pass, cursor);
    if (isAddressNext(cursor)) return spreading(Spread.Left)(pass, cursor);
    const ops = BITWISE[type];
    const target = pass.result(2, type);
    const [first, second] = pass.save([type, type]) as [number, number];
    const least = (value: number, shadow: Shadow) => {
      out.get(value);
      if (shadow === undefined) return;
      pass.bits(shadow, type);
      constant(pass, type, -1);
      out.op(ops.xor).op(ops.and);
    };
    const greatest = (value: number, shadow: Shadow) => {
      out.get(value);
      if (shadow === undefined) return;
      pass.bits(shadow, type);
      out.op(ops.or);
    };
    pass.unless(target, [x, y], () => {
      least(first, x);
      (subtracts ? greatest : least)(second, y);
      out.op(cursor.opcode);
      greatest(first, x);
      (subtracts ? least : greatest)(second, y);
      out.op(cursor.opcode).op(ops.xor);
      for (const shadow of [x, y]) {
        if (shadow === undefined) continue;
        pass.bits(shadow, type);
        out.op(ops.or);
      }
    });
    pass.restore([first, second]);
    pass.around.copy();
    return target.bits;
  };
}
