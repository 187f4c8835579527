/**
 * The opcode table: one row for each instruction that Redzone accepts, and the only place that
 * knows them. Decoding, typing and rewriting are all driven by its columns.
 *
 * Rows are in the order of the core specification's binary format (5.4): the MVP, sign extension,
 * saturating conversions, bulk memory, reference types, exceptions and tail calls; those of vectors are in
 * opcodes-simd.ts. Instructions with a prefix byte have the code `prefix << 8 | number`, so `memory.copy` (0xfc 10)
 * is 0xfc0a.
 *
 * One more instruction: add its row. If it has immediates of a new shape, `instructions.ts` stops
 * compiling until it reads them; if its type is `contextual`, so does `typing.ts` (at run time, its
 * test); if it touches memory, the test in `instrument/` asks for a decision.
 */
import { ValueType } from "./module.ts";
import { bulk, contextual, fixed, load, type OpcodeRow, store } from "./opcode-row.ts";
import { ATOMIC_ROWS } from "./opcodes-atomic.ts";
import { SIMD_ROWS } from "./opcodes-simd.ts";

export type { Immediates, MemoryEffect, OpcodeRow } from "./opcode-row.ts";

const { i32, i64, f32, f64 } = ValueType;

const rows = [
  contextual(0x00, "unreachable", "none"),
  fixed(0x01, "nop", "none", [], []),
  contextual(0x02, "block", "block"),
  contextual(0x03, "loop", "block"),
  contextual(0x04, "if", "block"),
  contextual(0x05, "else", "none"),
  // Exception handling as it was first proposed ("legacy"), which is what compilers emit for setjmp.
  // What Redzone throws to end a program is nothing that they catch (runtime/uncatchable.ts).
  contextual(0x06, "try", "block"),
  contextual(0x07, "catch", "tag"),
  contextual(0x08, "throw", "tag"),
  contextual(0x09, "rethrow", "label"),
  contextual(0x0b, "end", "none"),
  contextual(0x0c, "br", "label"),
  contextual(0x0d, "br_if", "label"),
  contextual(0x0e, "br_table", "labels"),
  contextual(0x0f, "return", "none"),
  contextual(0x10, "call", "function"),
  contextual(0x11, "call_indirect", "callIndirect"),
  contextual(0x12, "return_call", "function"),
  contextual(0x13, "return_call_indirect", "callIndirect"),

  contextual(0x18, "delegate", "label"),
  contextual(0x19, "catch_all", "none"),
  contextual(0x1a, "drop", "none"),
  contextual(0x1b, "select", "none"),
  // The text format calls this one "select" too.
  contextual(0x1c, "select_t", "selectType"),

  contextual(0x20, "local.get", "local"),
  contextual(0x21, "local.set", "local"),
  contextual(0x22, "local.tee", "local"),
  contextual(0x23, "global.get", "global"),
  contextual(0x24, "global.set", "global"),
  contextual(0x25, "table.get", "table"),
  contextual(0x26, "table.set", "table"),

  fixed(0x28, "i32.load", "memarg", [i32], [i32], load(i32, 4)),
  fixed(0x29, "i64.load", "memarg", [i32], [i64], load(i64, 8)),
  fixed(0x2a, "f32.load", "memarg", [i32], [f32], load(f32, 4)),
  fixed(0x2b, "f64.load", "memarg", [i32], [f64], load(f64, 8)),
  fixed(0x2c, "i32.load8_s", "memarg", [i32], [i32], load(i32, 1, "signed")),
  fixed(0x2d, "i32.load8_u", "memarg", [i32], [i32], load(i32, 1)),
  fixed(0x2e, "i32.load16_s", "memarg", [i32], [i32], load(i32, 2, "signed")),
  fixed(0x2f, "i32.load16_u", "memarg", [i32], [i32], load(i32, 2)),
  fixed(0x30, "i64.load8_s", "memarg", [i32], [i64], load(i64, 1, "signed")),
  fixed(0x31, "i64.load8_u", "memarg", [i32], [i64], load(i64, 1)),
  fixed(0x32, "i64.load16_s", "memarg", [i32], [i64], load(i64, 2, "signed")),
  fixed(0x33, "i64.load16_u", "memarg", [i32], [i64], load(i64, 2)),
  fixed(0x34, "i64.load32_s", "memarg", [i32], [i64], load(i64, 4, "signed")),
  fixed(0x35, "i64.load32_u", "memarg", [i32], [i64], load(i64, 4)),
  fixed(0x36, "i32.store", "memarg", [i32, i32], [], store(i32, 4)),
  fixed(0x37, "i64.store", "memarg", [i32, i64], [], store(i64, 8)),
  fixed(0x38, "f32.store", "memarg", [i32, f32], [], store(f32, 4)),
  fixed(0x39, "f64.store", "memarg", [i32, f64], [], store(f64, 8)),
  fixed(0x3a, "i32.store8", "memarg", [i32, i32], [], store(i32, 1)),
  fixed(0x3b, "i32.store16", "memarg", [i32, i32], [], store(i32, 2)),
  fixed(0x3c, "i64.store8", "memarg", [i32, i64], [], store(i64, 1)),
  fixed(0x3d, "i64.store16", "memarg", [i32, i64], [], store(i64, 2)),
  fixed(0x3e, "i64.store32", "memarg", [i32, i64], [], store(i64, 4)),
  fixed(0x3f, "memory.size", "memory", [], [i32], { kind: "size" }),
  fixed(0x40, "memory.grow", "memory", [i32], [i32], { kind: "grow" }),

  fixed(0x41, "i32.const", "i32", [], [i32]),
  fixed(0x42, "i64.const", "i64", [], [i64]),
  fixed(0x43, "f32.const", "f32", [], [f32]),
  fixed(0x44, "f64.const", "f64", [], [f64]),

  fixed(0x45, "i32.eqz", "none", [i32], [i32]),
  fixed(0x46, "i32.eq", "none", [i32, i32], [i32]),
  fixed(0x47, "i32.ne", "none", [i32, i32], [i32]),
  fixed(0x48, "i32.lt_s", "none", [i32, i32], [i32]),
  fixed(0x49, "i32.lt_u", "none", [i32, i32], [i32]),
  fixed(0x4a, "i32.gt_s", "none", [i32, i32], [i32]),
  fixed(0x4b, "i32.gt_u", "none", [i32, i32], [i32]),
  fixed(0x4c, "i32.le_s", "none", [i32, i32], [i32]),
  fixed(0x4d, "i32.le_u", "none", [i32, i32], [i32]),
  fixed(0x4e, "i32.ge_s", "none", [i32, i32], [i32]),
  fixed(0x4f, "i32.ge_u", "none", [i32, i32], [i32]),
  fixed(0x50, "i64.eqz", "none", [i64], [i32]),
  fixed(0x51, "i64.eq", "none", [i64, i64], [i32]),
  fixed(0x52, "i64.ne", "none", [i64, i64], [i32]),
  fixed(0x53, "i64.lt_s", "none", [i64, i64], [i32]),
  fixed(0x54, "i64.lt_u", "none", [i64, i64], [i32]),
  fixed(0x55, "i64.gt_s", "none", [i64, i64], [i32]),
  fixed(0x56, "i64.gt_u", "none", [i64, i64], [i32]),
  fixed(0x57, "i64.le_s", "none", [i64, i64], [i32]),
  fixed(0x58, "i64.le_u", "none", [i64, i64], [i32]),
  fixed(0x59, "i64.ge_s", "none", [i64, i64], [i32]),
  fixed(0x5a, "i64.ge_u", "none", [i64, i64], [i32]),
  fixed(0x5b, "f32.eq", "none", [f32, f32], [i32]),
  fixed(0x5c, "f32.ne", "none", [f32, f32], [i32]),
  fixed(0x5d, "f32.lt", "none", [f32, f32], [i32]),
  fixed(0x5e, "f32.gt", "none", [f32, f32], [i32]),
  fixed(0x5f, "f32.le", "none", [f32, f32], [i32]),
  fixed(0x60, "f32.ge", "none", [f32, f32], [i32]),
  fixed(0x61, "f64.eq", "none", [f64, f64], [i32]),
  fixed(0x62, "f64.ne", "none", [f64, f64], [i32]),
  fixed(0x63, "f64.lt", "none", [f64, f64], [i32]),
  fixed(0x64, "f64.gt", "none", [f64, f64], [i32]),
  fixed(0x65, "f64.le", "none", [f64, f64], [i32]),
  fixed(0x66, "f64.ge", "none", [f64, f64], [i32]),

  fixed(0x67, "i32.clz", "none", [i32], [i32]),
  fixed(0x68, "i32.ctz", "none", [i32], [i32]),
  fixed(0x69, "i32.popcnt", "none", [i32], [i32]),
  fixed(0x6a, "i32.add", "none", [i32, i32], [i32]),
  fixed(0x6b, "i32.sub", "none", [i32, i32], [i32]),
  fixed(0x6c, "i32.mul", "none", [i32, i32], [i32]),
  fixed(0x6d, "i32.div_s", "none", [i32, i32], [i32]),
  fixed(0x6e, "i32.div_u", "none", [i32, i32], [i32]),
  fixed(0x6f, "i32.rem_s", "none", [i32, i32], [i32]),
  fixed(0x70, "i32.rem_u", "none", [i32, i32], [i32]),
  fixed(0x71, "i32.and", "none", [i32, i32], [i32]),
  fixed(0x72, "i32.or", "none", [i32, i32], [i32]),
  fixed(0x73, "i32.xor", "none", [i32, i32], [i32]),
  fixed(0x74, "i32.shl", "none", [i32, i32], [i32]),
  fixed(0x75, "i32.shr_s", "none", [i32, i32], [i32]),
  fixed(0x76, "i32.shr_u", "none", [i32, i32], [i32]),
  fixed(0x77, "i32.rotl", "none", [i32, i32], [i32]),
  fixed(0x78, "i32.rotr", "none", [i32, i32], [i32]),
  fixed(0x79, "i64.clz", "none", [i64], [i64]),
  fixed(0x7a, "i64.ctz", "none", [i64], [i64]),
  fixed(0x7b, "i64.popcnt", "none", [i64], [i64]),
  fixed(0x7c, "i64.add", "none", [i64, i64], [i64]),
  fixed(0x7d, "i64.sub", "none", [i64, i64], [i64]),
  fixed(0x7e, "i64.mul", "none", [i64, i64], [i64]),
  fixed(0x7f, "i64.div_s", "none", [i64, i64], [i64]),
  fixed(0x80, "i64.div_u", "none", [i64, i64], [i64]),
  fixed(0x81, "i64.rem_s", "none", [i64, i64], [i64]),
  fixed(0x82, "i64.rem_u", "none", [i64, i64], [i64]),
  fixed(0x83, "i64.and", "none", [i64, i64], [i64]),
  fixed(0x84, "i64.or", "none", [i64, i64], [i64]),
  fixed(0x85, "i64.xor", "none", [i64, i64], [i64]),
  fixed(0x86, "i64.shl", "none", [i64, i64], [i64]),
  fixed(0x87, "i64.shr_s", "none", [i64, i64], [i64]),
  fixed(0x88, "i64.shr_u", "none", [i64, i64], [i64]),
  fixed(0x89, "i64.rotl", "none", [i64, i64], [i64]),
  fixed(0x8a, "i64.rotr", "none", [i64, i64], [i64]),

  fixed(0x8b, "f32.abs", "none", [f32], [f32]),
  fixed(0x8c, "f32.neg", "none", [f32], [f32]),
  fixed(0x8d, "f32.ceil", "none", [f32], [f32]),
  fixed(0x8e, "f32.floor", "none", [f32], [f32]),
  fixed(0x8f, "f32.trunc", "none", [f32], [f32]),
  fixed(0x90, "f32.nearest", "none", [f32], [f32]),
  fixed(0x91, "f32.sqrt", "none", [f32], [f32]),
  fixed(0x92, "f32.add", "none", [f32, f32], [f32]),
  fixed(0x93, "f32.sub", "none", [f32, f32], [f32]),
  fixed(0x94, "f32.mul", "none", [f32, f32], [f32]),
  fixed(0x95, "f32.div", "none", [f32, f32], [f32]),
  fixed(0x96, "f32.min", "none", [f32, f32], [f32]),
  fixed(0x97, "f32.max", "none", [f32, f32], [f32]),
  fixed(0x98, "f32.copysign", "none", [f32, f32], [f32]),
  fixed(0x99, "f64.abs", "none", [f64], [f64]),
  fixed(0x9a, "f64.neg", "none", [f64], [f64]),
  fixed(0x9b, "f64.ceil", "none", [f64], [f64]),
  fixed(0x9c, "f64.floor", "none", [f64], [f64]),
  fixed(0x9d, "f64.trunc", "none", [f64], [f64]),
  fixed(0x9e, "f64.nearest", "none", [f64], [f64]),
  fixed(0x9f, "f64.sqrt", "none", [f64], [f64]),
  fixed(0xa0, "f64.add", "none", [f64, f64], [f64]),
  fixed(0xa1, "f64.sub", "none", [f64, f64], [f64]),
  fixed(0xa2, "f64.mul", "none", [f64, f64], [f64]),
  fixed(0xa3, "f64.div", "none", [f64, f64], [f64]),
  fixed(0xa4, "f64.min", "none", [f64, f64], [f64]),
  fixed(0xa5, "f64.max", "none", [f64, f64], [f64]),
  fixed(0xa6, "f64.copysign", "none", [f64, f64], [f64]),

  fixed(0xa7, "i32.wrap_i64", "none", [i64], [i32]),
  fixed(0xa8, "i32.trunc_f32_s", "none", [f32], [i32]),
  fixed(0xa9, "i32.trunc_f32_u", "none", [f32], [i32]),
  fixed(0xaa, "i32.trunc_f64_s", "none", [f64], [i32]),
  fixed(0xab, "i32.trunc_f64_u", "none", [f64], [i32]),
  fixed(0xac, "i64.extend_i32_s", "none", [i32], [i64]),
  fixed(0xad, "i64.extend_i32_u", "none", [i32], [i64]),
  fixed(0xae, "i64.trunc_f32_s", "none", [f32], [i64]),
  fixed(0xaf, "i64.trunc_f32_u", "none", [f32], [i64]),
  fixed(0xb0, "i64.trunc_f64_s", "none", [f64], [i64]),
  fixed(0xb1, "i64.trunc_f64_u", "none", [f64], [i64]),
  fixed(0xb2, "f32.convert_i32_s", "none", [i32], [f32]),
  fixed(0xb3, "f32.convert_i32_u", "none", [i32], [f32]),
  fixed(0xb4, "f32.convert_i64_s", "none", [i64], [f32]),
  fixed(0xb5, "f32.convert_i64_u", "none", [i64], [f32]),
  fixed(0xb6, "f32.demote_f64", "none", [f64], [f32]),
  fixed(0xb7, "f64.convert_i32_s", "none", [i32], [f64]),
  fixed(0xb8, "f64.convert_i32_u", "none", [i32], [f64]),
  fixed(0xb9, "f64.convert_i64_s", "none", [i64], [f64]),
  fixed(0xba, "f64.convert_i64_u", "none", [i64], [f64]),
  fixed(0xbb, "f64.promote_f32", "none", [f32], [f64]),
  fixed(0xbc, "i32.reinterpret_f32", "none", [f32], [i32]),
  fixed(0xbd, "i64.reinterpret_f64", "none", [f64], [i64]),
  fixed(0xbe, "f32.reinterpret_i32", "none", [i32], [f32]),
  fixed(0xbf, "f64.reinterpret_i64", "none", [i64], [f64]),
  fixed(0xc0, "i32.extend8_s", "none", [i32], [i32]),
  fixed(0xc1, "i32.extend16_s", "none", [i32], [i32]),
  fixed(0xc2, "i64.extend8_s", "none", [i64], [i64]),
  fixed(0xc3, "i64.extend16_s", "none", [i64], [i64]),
  fixed(0xc4, "i64.extend32_s", "none", [i64], [i64]),

  contextual(0xd0, "ref.null", "refType"),
  contextual(0xd1, "ref.is_null", "none"),
  contextual(0xd2, "ref.func", "function"),

  fixed(0xfc00, "i32.trunc_sat_f32_s", "none", [f32], [i32]),
  fixed(0xfc01, "i32.trunc_sat_f32_u", "none", [f32], [i32]),
  fixed(0xfc02, "i32.trunc_sat_f64_s", "none", [f64], [i32]),
  fixed(0xfc03, "i32.trunc_sat_f64_u", "none", [f64], [i32]),
  fixed(0xfc04, "i64.trunc_sat_f32_s", "none", [f32], [i64]),
  fixed(0xfc05, "i64.trunc_sat_f32_u", "none", [f32], [i64]),
  fixed(0xfc06, "i64.trunc_sat_f64_s", "none", [f64], [i64]),
  fixed(0xfc07, "i64.trunc_sat_f64_u", "none", [f64], [i64]),
  fixed(0xfc08, "memory.init", "dataMemory", [i32, i32, i32], [], bulk("writes")),
  fixed(0xfc09, "data.drop", "data", [], []),
  fixed(0xfc0a, "memory.copy", "memories", [i32, i32, i32], [], bulk("reads", "writes")),
  fixed(0xfc0b, "memory.fill", "memory", [i32, i32, i32], [], bulk("writes")),
  fixed(0xfc0c, "table.init", "elementTable", [i32, i32, i32], []),
  fixed(0xfc0d, "elem.drop", "element", [], []),
  fixed(0xfc0e, "table.copy", "tables", [i32, i32, i32], []),
  contextual(0xfc0f, "table.grow", "table"),
  fixed(0xfc10, "table.size", "table", [], [i32]),
  contextual(0xfc11, "table.fill", "table"),

  ...SIMD_ROWS,
  ...ATOMIC_ROWS,
];

export const OPCODES: readonly OpcodeRow[] = rows;

type OpcodeName = (typeof rows)[number]["name"];
type Camel<Name extends string> = Name extends `${infer Head}.${infer Tail}`
  ? `${Head}${Capitalize<Camel<Tail>>}`
  : Name extends `${infer Head}_${infer Tail}`
    ? `${Head}${Capitalize<Camel<Tail>>}`
    : Name;

/** Every opcode by its name in camel case: `Op.localGet`, `Op.i32Load8S`, `Op.memoryCopy`. */
export const Op = Object.fromEntries(
  rows.map(({ code, name }) => [name.replace(/[._](.)/g, (_, c: string) => c.toUpperCase()), code]),
) as { readonly [Name in OpcodeName as Camel<Name>]: number };

type RowsOfByte = (OpcodeRow | undefined)[];
const plainRows: RowsOfByte = new Array(256).fill(undefined);
const prefixedRows: (RowsOfByte | undefined)[] = new Array(256).fill(undefined);
for (const row of rows) {
  const prefix = row.code >> 8;
  if (prefix !== 0) prefixedRows[prefix] ??= new Array(256).fill(undefined);
  (prefixedRows[prefix] ?? plainRows)[row.code & 0xff] = row;
}

/** Whether the table has instructions with this prefix byte. */
export function isPrefix(byte: number): boolean {
  return prefixedRows[byte] !== undefined;
}

/** The row of `code` (see `OpcodeRow.code`), or undefined when it is not in the table. */
export function opcodeRow(code: number): OpcodeRow | undefined {
  return code < 256 ? plainRows[code] : prefixedRows[code >> 8]?.[code & 0xff];
}
