/**
 * Little modules, written by hand: code as lines of names and immediates, encoded as the opcode table says, and
 * modules of which only what matters is given.
 */
import type { CodeOffset, FuncIndex, TypeIndex } from "../../src/bytes/brand.ts";
import { CodeBuilder } from "../../src/instrument/code-builder.ts";
import {
  type ConstExpr,
  type Element,
  type FunctionType,
  type Import,
  ValueType,
  type WasmModule,
} from "../../src/wasm/module.ts";
import { rowOf } from "../support/code-tree.ts";

/** An instruction's name and its immediates, in the order of the binary format. */
export type Line = readonly [name: string, ...immediates: (number | bigint)[]];

/** Some of a longer body's. */
export function lines(...each: readonly Line[]): readonly Line[] {
  return each;
}

/** The block type of none, and of one result. A type index stands for itself. */
export const NoResult = -64;
export function resultOf(type: ValueType): number {
  return type - 0x80;
}

/** Pages of every module's memory: with these, all of them have their shadows at the same place. */
export const MinPages = 2;
export const MaxPages = 4;

/** The code of a function body or of a constant expression, its `end` included. */
export function assemble(lines: readonly Line[]): Uint8Array {
  const out = new CodeBuilder();
  for (const line of [...lines, ["end"] as const]) emit(out, line);
  return out.take();
}

function emit(out: CodeBuilder, [name, ...immediates]: Line): void {
  const row = rowOf(name);
  out.op(row.code);
  const numbers = immediates.map(Number);
  const floatBytes = (size: number) => {
    out.copy(new Uint8Array(BigUint64Array.of(BigInt(immediates[0]!)).buffer), 0, size);
  };
  switch (row.immediates) {
    case "i32":
    case "block":
      out.s32(numbers[0]!);
      return;
    case "i64":
      // Written again, behind the opcode: the builder knows the constant's encoding.
      out.cut(out.length - 1);
      out.i64(BigInt(immediates[0]!));
      return;
    case "f32":
      floatBytes(4);
      return;
    case "f64":
      floatBytes(8);
      return;
    case "v128":
      out.copy(new Uint8Array(BigUint64Array.of(...halves(BigInt(immediates[0]!))).buffer), 0, 16);
      return;
    case "labels":
    case "selectType":
      out.u32(row.immediates === "labels" ? numbers.length - 1 : 1);
      break;
  }
  for (const each of numbers) out.u32(each);
}

function halves(vector: bigint): [low: bigint, high: bigint] {
  return [BigInt.asUintN(64, vector), BigInt.asUintN(64, vector >> 64n)];
}

export interface WrittenFunction extends FunctionType {
  /** It is exported under this name, unless it is `inner`: the host knows no vectors. */
  readonly name: string;
  readonly inner?: boolean;
  readonly locals?: readonly ValueType[];
  readonly code: readonly Line[];
}

export interface WrittenModule
  extends Partial<
    Pick<WasmModule, "tables" | "globals" | "tags" | "dataCount" | "data" | "start">
  > {
  /** Types by index, for blocks and indirect calls; those of functions come behind them. */
  readonly types?: readonly FunctionType[];
  readonly imports?: readonly Import[];
  readonly elements?: readonly Element[];
  readonly functions: readonly WrittenFunction[];
  /** The memory is one that threads could share. */
  readonly shared?: boolean;
}

/** With a memory of `MinPages`, which is exported, as functions are. */
export function written({
  types = [],
  functions,
  shared = false,
  ...parts
}: WrittenModule): WasmModule {
  const imports = parts.imports ?? [];
  const imported = imports.filter(({ what }) => what.kind === "function").length;
  return {
    tables: [],
    globals: [],
    elements: [],
    data: [],
    ...parts,
    imports,
    types: [...types, ...functions.map(({ params, results }) => ({ params, results }))],
    functions: functions.map((_, at) => (types.length + at) as TypeIndex),
    memories: [{ min: MinPages, max: MaxPages, ...(shared && { shared }) }],
    exports: [
      { name: "memory", kind: "memory", index: 0 },
      ...functions.flatMap(({ name, inner }, at) =>
        inner ? [] : [{ name, kind: "function", index: imported + at } as const],
      ),
    ],
    bodies: functions.map(({ locals = [], code }, at) => ({
      locals: locals.map((type) => ({ count: 1, type })),
      code: assemble(code),
      offset: ((at + 1) << 16) as CodeOffset,
    })),
    customs: [],
  };
}

/** `i32.const value; end` and the like. */
export function constant(...line: Line): ConstExpr {
  return assemble([line]);
}

/** An active segment of functions. */
export function tableSegment(table: number, from: number, functions: readonly number[]): Element {
  return {
    mode: { kind: "active", index: table, offset: constant("i32.const", from) },
    type: ValueType.funcref,
    init: { kind: "functions", functions: functions as readonly FuncIndex[] },
  };
}

/** The load of a type; its store has the same name but for that word. */
const LOADS: ReadonlyMap<ValueType, string> = new Map([
  [ValueType.i32, "i32.load"],
  [ValueType.i64, "i64.load"],
  [ValueType.f32, "f32.load"],
  [ValueType.f64, "f64.load"],
  [ValueType.v128, "v128.load"],
]);

/** Where operands come from and results go: 16 bytes each. */
export const SlotBytes = 16;
export const FirstOperand = 0x800;
export const FirstResult = 0x900;

/** [] → [the operand that a call was given for this slot] */
export function operand(type: ValueType, at: number): Line[] {
  return [
    ["i32.const", FirstOperand + SlotBytes * at],
    [LOADS.get(type)!, 0, 0],
  ];
}

/** Of a slot for results; behind it the value, and then `storeResult`. */
export function resultAddress(at: number): Line {
  return ["i32.const", FirstResult + SlotBytes * at];
}
export function storeResult(type: ValueType): Line {
  return [LOADS.get(type)!.replace("load", "store"), 0, 0];
}
