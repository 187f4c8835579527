/**
 * The rows of the opcode table for atomic accesses: all of the threads proposal. Their addresses must be multiples of
 * their width, and their alignment says just that.
 */
import { ValueType } from "./module.ts";
import { type AtomicEffect, atomic, fixed, type OpcodeRow } from "./opcode-row.ts";

const { i32, i64 } = ValueType;
type Integer = typeof i32 | typeof i64;
type Width = AtomicEffect["width"];

function loads<const Name extends string>(
  code: number,
  name: Name,
  type: Integer,
  width: Width,
): OpcodeRow<Name> {
  return fixed(code, name, "memarg", [i32], [type], atomic("load", type, width));
}
function stores<const Name extends string>(
  code: number,
  name: Name,
  type: Integer,
  width: Width,
): OpcodeRow<Name> {
  return fixed(code, name, "memarg", [i32, type], [], atomic("store", type, width));
}
/** Reads, combines and writes; its result is what was there before. */
function changes<const Name extends string>(
  code: number,
  name: Name,
  type: Integer,
  width: Width,
): OpcodeRow<Name> {
  const does = /\.rmw\d*\.([a-z]+)/.exec(name)?.[1] as AtomicEffect["does"];
  const operands = does === "cmpxchg" ? [type, type] : [type];
  return fixed(code, name, "memarg", [i32, ...operands], [type], atomic(does, type, width));
}

export const ATOMIC_ROWS = [
  fixed(0xfe00, "memory.atomic.notify", "memarg", [i32, i32], [i32], atomic("notify", i32, 4)),
  fixed(0xfe01, "memory.atomic.wait32", "memarg", [i32, i32, i64], [i32], atomic("wait", i32, 4)),
  fixed(0xfe02, "memory.atomic.wait64", "memarg", [i32, i64, i64], [i32], atomic("wait", i64, 8)),
  fixed(0xfe03, "atomic.fence", "fence", [], []),

  loads(0xfe10, "i32.atomic.load", i32, 4),
  loads(0xfe11, "i64.atomic.load", i64, 8),
  loads(0xfe12, "i32.atomic.load8_u", i32, 1),
  loads(0xfe13, "i32.atomic.load16_u", i32, 2),
  loads(0xfe14, "i64.atomic.load8_u", i64, 1),
  loads(0xfe15, "i64.atomic.load16_u", i64, 2),
  loads(0xfe16, "i64.atomic.load32_u", i64, 4),
  stores(0xfe17, "i32.atomic.store", i32, 4),
  stores(0xfe18, "i64.atomic.store", i64, 8),
  stores(0xfe19, "i32.atomic.store8", i32, 1),
  stores(0xfe1a, "i32.atomic.store16", i32, 2),
  stores(0xfe1b, "i64.atomic.store8", i64, 1),
  stores(0xfe1c, "i64.atomic.store16", i64, 2),
  stores(0xfe1d, "i64.atomic.store32", i64, 4),

  changes(0xfe1e, "i32.atomic.rmw.add", i32, 4),
  changes(0xfe1f, "i64.atomic.rmw.add", i64, 8),
  changes(0xfe20, "i32.atomic.rmw8.add_u", i32, 1),
  changes(0xfe21, "i32.atomic.rmw16.add_u", i32, 2),
  changes(0xfe22, "i64.atomic.rmw8.add_u", i64, 1),
  changes(0xfe23, "i64.atomic.rmw16.add_u", i64, 2),
  changes(0xfe24, "i64.atomic.rmw32.add_u", i64, 4),

  changes(0xfe25, "i32.atomic.rmw.sub", i32, 4),
  changes(0xfe26, "i64.atomic.rmw.sub", i64, 8),
  changes(0xfe27, "i32.atomic.rmw8.sub_u", i32, 1),
  changes(0xfe28, "i32.atomic.rmw16.sub_u", i32, 2),
  changes(0xfe29, "i64.atomic.rmw8.sub_u", i64, 1),
  changes(0xfe2a, "i64.atomic.rmw16.sub_u", i64, 2),
  changes(0xfe2b, "i64.atomic.rmw32.sub_u", i64, 4),

  changes(0xfe2c, "i32.atomic.rmw.and", i32, 4),
  changes(0xfe2d, "i64.atomic.rmw.and", i64, 8),
  changes(0xfe2e, "i32.atomic.rmw8.and_u", i32, 1),
  changes(0xfe2f, "i32.atomic.rmw16.and_u", i32, 2),
  changes(0xfe30, "i64.atomic.rmw8.and_u", i64, 1),
  changes(0xfe31, "i64.atomic.rmw16.and_u", i64, 2),
  changes(0xfe32, "i64.atomic.rmw32.and_u", i64, 4),

  changes(0xfe33, "i32.atomic.rmw.or", i32, 4),
  changes(0xfe34, "i64.atomic.rmw.or", i64, 8),
  changes(0xfe35, "i32.atomic.rmw8.or_u", i32, 1),
  changes(0xfe36, "i32.atomic.rmw16.or_u", i32, 2),
  changes(0xfe37, "i64.atomic.rmw8.or_u", i64, 1),
  changes(0xfe38, "i64.atomic.rmw16.or_u", i64, 2),
  changes(0xfe39, "i64.atomic.rmw32.or_u", i64, 4),

  changes(0xfe3a, "i32.atomic.rmw.xor", i32, 4),
  changes(0xfe3b, "i64.atomic.rmw.xor", i64, 8),
  changes(0xfe3c, "i32.atomic.rmw8.xor_u", i32, 1),
  changes(0xfe3d, "i32.atomic.rmw16.xor_u", i32, 2),
  changes(0xfe3e, "i64.atomic.rmw8.xor_u", i64, 1),
  changes(0xfe3f, "i64.atomic.rmw16.xor_u", i64, 2),
  changes(0xfe40, "i64.atomic.rmw32.xor_u", i64, 4),

  changes(0xfe41, "i32.atomic.rmw.xchg", i32, 4),
  changes(0xfe42, "i64.atomic.rmw.xchg", i64, 8),
  changes(0xfe43, "i32.atomic.rmw8.xchg_u", i32, 1),
  changes(0xfe44, "i32.atomic.rmw16.xchg_u", i32, 2),
  changes(0xfe45, "i64.atomic.rmw8.xchg_u", i64, 1),
  changes(0xfe46, "i64.atomic.rmw16.xchg_u", i64, 2),
  changes(0xfe47, "i64.atomic.rmw32.xchg_u", i64, 4),

  changes(0xfe48, "i32.atomic.rmw.cmpxchg", i32, 4),
  changes(0xfe49, "i64.atomic.rmw.cmpxchg", i64, 8),
  changes(0xfe4a, "i32.atomic.rmw8.cmpxchg_u", i32, 1),
  changes(0xfe4b, "i32.atomic.rmw16.cmpxchg_u", i32, 2),
  changes(0xfe4c, "i64.atomic.rmw8.cmpxchg_u", i64, 1),
  changes(0xfe4d, "i64.atomic.rmw16.cmpxchg_u", i64, 2),
  changes(0xfe4e, "i64.atomic.rmw32.cmpxchg_u", i64, 4),
];
