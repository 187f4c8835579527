/** Constant expressions: the start values of globals, and where segments go (3.3.10, 5.4.9). */
import type { ByteReader } from "../bytes/reader.ts";
import { ByteWriter } from "../bytes/writer.ts";
import { InstructionCursor } from "./instructions.ts";
import type { ConstExpr } from "./module.ts";
import { Op } from "./opcodes.ts";

/** Those of the core specification, and the arithmetic of the extended-const proposal. */
const constant: ReadonlySet<number> = new Set([
  Op.i32Const,
  Op.i64Const,
  Op.f32Const,
  Op.f64Const,
  Op.v128Const,
  Op.globalGet,
  Op.refNull,
  Op.refFunc,
  Op.i32Add,
  Op.i32Sub,
  Op.i32Mul,
  Op.i64Add,
  Op.i64Sub,
  Op.i64Mul,
]);

/** Reads up to the `end`, which belongs to the expression. Types are left to the engine. */
export function readConstExpr(reader: ByteReader): ConstExpr {
  const rest = reader.bytes.subarray(reader.position);
  const cursor = new InstructionCursor(rest, reader.where, reader.offset);
  while (cursor.next()) {
    if (cursor.opcode === Op.end) return reader.take(cursor.end);
    if (!constant.has(cursor.opcode)) {
      const reason = `${cursor.row.name} cannot stand in a constant expression`;
      throw reader.malformed(reason, reader.position + cursor.start);
    }
  }
  throw reader.malformed("a constant expression has no end");
}

/** The value of `i32.const n; end`, signed; undefined for any other expression. */
export function constantI32(expression: ConstExpr): number | undefined {
  const cursor = new InstructionCursor(expression, "a constant expression", 0);
  if (!cursor.next() || cursor.opcode !== Op.i32Const) return undefined;
  const value = cursor.a;
  return cursor.next() && cursor.opcode === Op.end ? value : undefined;
}

/**
 * The value of an expression of type i32, unsigned.
 * @param globals those of imported globals, by their index; absent: not known
 * @returns undefined when it depends on what is not known
 */
export function evaluateI32(
  expression: ConstExpr,
  globals: readonly unknown[] = [],
): number | undefined {
  const stack: number[] = [];
  const cursor = new InstructionCursor(expression, "a constant expression", 0);
  while (cursor.next() && cursor.opcode !== Op.end) {
    if (cursor.opcode === Op.i32Const) {
      stack.push(cursor.a);
    } else if (cursor.opcode === Op.globalGet) {
      const value = globals[cursor.a];
      if (typeof value !== "number") return undefined;
      stack.push(value);
    } else {
      const [b, a] = [stack.pop(), stack.pop()];
      if (a === undefined || b === undefined) return undefined;
      if (cursor.opcode === Op.i32Add) stack.push(a + b);
      else if (cursor.opcode === Op.i32Sub) stack.push(a - b);
      else if (cursor.opcode === Op.i32Mul) stack.push(Math.imul(a, b));
      else return undefined;
    }
  }
  const [value] = stack;
  return value === undefined ? undefined : value >>> 0;
}

/** `i32.const value; end` */
export function i32ConstExpr(value: number): ConstExpr {
  const writer = new ByteWriter(8);
  writer.u8(Op.i32Const);
  writer.sleb32(value);
  writer.u8(Op.end);
  return writer.toBytes();
}
