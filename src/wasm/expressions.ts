/** Constant expressions: the start values of globals, and where segments go (3.3.10, 5.4.9). */
import { ByteReader } from "../bytes/reader.ts";
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

/** Whether an expression is more than one instruction. */
export function isComputed(expression: ConstExpr): boolean {
  const cursor = new InstructionCursor(expression, "a constant expression", 0);
  return cursor.next() && cursor.next() && cursor.opcode !== Op.end;
}

/** Of an i32, signed, or of an i64; undefined where it depends on what is not known, and for all other types. */
export type ConstantInteger = number | bigint | undefined;

/**
 * The value of an integer expression.
 * @param globalAt that of a global, by its index
 */
export function evaluate(
  expression: ConstExpr,
  globalAt: (index: number) => ConstantInteger,
): ConstantInteger {
  const stack: ConstantInteger[] = [];
  const cursor = new InstructionCursor(expression, "a constant expression", 0);
  while (cursor.next() && cursor.opcode !== Op.end) {
    switch (cursor.opcode) {
      case Op.i32Const:
        stack.push(cursor.a);
        break;
      case Op.i64Const: {
        const bytes = expression.subarray(cursor.start + 1, cursor.end);
        stack.push(new ByteReader(bytes, "a constant expression", cursor.start + 1).sleb64());
        break;
      }
      case Op.globalGet:
        stack.push(globalAt(cursor.a));
        break;
      default: {
        const [b, a] = [stack.pop(), stack.pop()];
        stack.push(INTEGER_ARITHMETIC.get(cursor.opcode)?.(a, b));
      }
    }
  }
  return stack[0];
}

type Arithmetic = (a: ConstantInteger, b: ConstantInteger) => ConstantInteger;

function narrow(compute: (a: number, b: number) => number): Arithmetic {
  return (a, b) => (typeof a === "number" && typeof b === "number" ? compute(a, b) | 0 : undefined);
}
function wide(compute: (a: bigint, b: bigint) => bigint): Arithmetic {
  return (a, b) =>
    typeof a === "bigint" && typeof b === "bigint" ? BigInt.asIntN(64, compute(a, b)) : undefined;
}

const INTEGER_ARITHMETIC: ReadonlyMap<number, Arithmetic> = new Map([
  [Op.i32Add, narrow((a, b) => a + b)],
  [Op.i32Sub, narrow((a, b) => a - b)],
  [Op.i32Mul, narrow(Math.imul)],
  [Op.i64Add, wide((a, b) => a + b)],
  [Op.i64Sub, wide((a, b) => a - b)],
  [Op.i64Mul, wide((a, b) => a * b)],
]);

/**
 * The value of an expression of type i32, unsigned.
 * @param globals those of imported globals, by their index; absent: not known
 * @returns undefined when it depends on what is not known
 */
export function evaluateI32(
  expression: ConstExpr,
  globals: readonly unknown[] = [],
): number | undefined {
  const value = evaluate(expression, (index) => {
    const known = globals[index];
    return typeof known === "number" ? known | 0 : undefined;
  });
  return typeof value === "number" ? value >>> 0 : undefined;
}

/** `i32.const value; end` */
export function i32ConstExpr(value: number): ConstExpr {
  const writer = new ByteWriter(8);
  writer.u8(Op.i32Const);
  writer.sleb32(value);
  writer.u8(Op.end);
  return writer.toBytes();
}

/** `i64.const value; end` */
export function i64ConstExpr(value: bigint): ConstExpr {
  const writer = new ByteWriter(16);
  writer.u8(Op.i64Const);
  writer.sleb64(value);
  writer.u8(Op.end);
  return writer.toBytes();
}

/** The global that an expression of nothing else names. */
export function namedGlobal(expression: ConstExpr): number | undefined {
  const cursor = new InstructionCursor(expression, "a constant expression", 0);
  if (!cursor.next() || cursor.opcode !== Op.globalGet) return undefined;
  const global = cursor.a;
  return cursor.next() && cursor.opcode === Op.end ? global : undefined;
}
