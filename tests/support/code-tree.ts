/**
 * Small programs as data, for tests that run one twice: written as a module, and by an interpreter.
 * Blocks are nested as they are in the text format, so that an interpreter needs no table of their ends.
 *
 * Function index space: the imports, then the functions. Global 0 is the stack pointer.
 */
import type { CodeOffset, FuncIndex, TypeIndex } from "../../src/bytes/brand.ts";
import { ByteWriter } from "../../src/bytes/writer.ts";
import { CodeBuilder } from "../../src/instrument/code-builder.ts";
import { PageBytes } from "../../src/shadow/layout.ts";
import { i32ConstExpr } from "../../src/wasm/expressions.ts";
import { type FunctionType, ValueType, type WasmModule } from "../../src/wasm/module.ts";
import { OPCODES, Op, type OpcodeRow } from "../../src/wasm/opcodes.ts";
import { SectionId } from "../../src/wasm/sections.ts";

export type Instruction =
  /** Of fixed type, without immediates, and not touching memory. */
  | { readonly kind: "plain"; readonly name: string }
  /** The value's bits, unsigned. */
  | { readonly kind: "const"; readonly type: OperandType; readonly bits: bigint }
  | { readonly kind: "get" | "set" | "tee"; readonly local: number }
  | { readonly kind: "globalGet" | "globalSet"; readonly global: number }
  /** Of one for a lane of a vector: which. */
  | {
      readonly kind: "access";
      readonly name: string;
      readonly offset: number;
      readonly lane?: number;
    }
  /** Of fixed type, with the lanes of vectors that are its immediates. */
  | { readonly kind: "lanes"; readonly name: string; readonly lanes: readonly number[] }
  | { readonly kind: "bulk"; readonly name: "memory.copy" | "memory.fill" | "memory.init" }
  /** With `tail`, the callee takes the function's place. */
  | { readonly kind: "call"; readonly func: number; readonly tail?: true }
  | { readonly kind: "callIndirect"; readonly type: FunctionType; readonly tail?: true }
  | { readonly kind: "block" | "loop"; readonly type: FunctionType; readonly body: Code }
  | {
      readonly kind: "if";
      readonly type: FunctionType;
      readonly body: Code;
      readonly otherwise?: Code;
    }
  | {
      readonly kind: "try";
      readonly type: FunctionType;
      readonly body: Code;
      readonly catches: readonly { readonly tag: number; readonly code: Code }[];
      /** Instead of those. */
      readonly delegate?: number;
    }
  | { readonly kind: "throw"; readonly tag: number }
  | { readonly kind: "br" | "brIf" | "rethrow"; readonly label: number }
  /** The default one last. */
  | { readonly kind: "brTable"; readonly labels: readonly number[] }
  | { readonly kind: "return" | "drop" | "select" }
  /** Any other, with its immediates as unsigned numbers; not for interpreters. */
  | { readonly kind: "other"; readonly name: string; readonly immediates: readonly number[] };
export type Code = readonly Instruction[];

export type NumberType = Exclude<
  ValueType,
  typeof ValueType.funcref | typeof ValueType.externref | typeof ValueType.v128
>;

/** What locals and operands can be, references not counted. */
export type OperandType = NumberType | typeof ValueType.v128;

/** These as the text format calls them. */
export const TYPE_NAMES = {
  [ValueType.i32]: "i32",
  [ValueType.i64]: "i64",
  [ValueType.f32]: "f32",
  [ValueType.f64]: "f64",
  [ValueType.v128]: "v128",
} as const;

export function plain(name: string): Instruction {
  return { kind: "plain", name };
}

export function i32Const(value: number): Instruction {
  return { kind: "const", type: ValueType.i32, bits: BigInt.asUintN(32, BigInt(value)) };
}

/** Loads or stores a whole number or vector at the address below. */
export function wholeAccess(does: "load" | "store", type: OperandType, offset = 0): Instruction {
  return { kind: "access", name: `${TYPE_NAMES[type]}.${does}`, offset };
}

export interface TreeFunction {
  readonly type: FunctionType;
  readonly locals: readonly OperandType[];
  readonly code: Code;
}
export interface TreeProgram {
  readonly imports: readonly FunctionType[];
  readonly functions: readonly TreeFunction[];
  /** Those behind the stack pointer; they start as 0. */
  readonly globals: readonly OperandType[];
  /** What the one table holds, as function indices. */
  readonly table: readonly number[];
  /** What may be thrown. */
  readonly tags: readonly FunctionType[];
  /** The one data segment, for memory.init. */
  readonly data: Uint8Array;
}

/** The stack lies between the null page and here, the program's data from here to the first page's end. */
export const StackTop = 0x4000;
export const StackPointer = 0;
export const HeapStart = PageBytes;

/** The CodeOffset at which a function's body is said to begin: all sites in it are beyond. */
export function bodyOffset(at: number): CodeOffset {
  return ((at + 1) << 16) as CodeOffset;
}

const rowsByName: ReadonlyMap<string, OpcodeRow> = new Map(OPCODES.map((row) => [row.name, row]));

/** The row of an instruction by its name in the text format. */
export function rowOf(name: string): OpcodeRow {
  const row = rowsByName.get(name);
  if (row === undefined) throw new RangeError(`there is no instruction ${name}`);
  return row;
}

/** All functions are exported, as f0, f1 …; the memory starts with one page. */
export function programModule(program: TreeProgram): WasmModule {
  const types: FunctionType[] = [];
  const typeIndex = (type: FunctionType): TypeIndex => {
    const found = types.findIndex((each) => sameType(each, type));
    return (found < 0 ? types.push(type) - 1 : found) as TypeIndex;
  };
  const { imports, functions, globals, table, tags, data } = program;
  return {
    imports: imports.map((type, at) => ({
      module: "test",
      name: `import${at}`,
      what: { kind: "function", type: typeIndex(type) },
    })),
    functions: functions.map(({ type }) => typeIndex(type)),
    tables: [
      {
        element: ValueType.funcref,
        limits: { min: table.length, max: table.length },
      },
    ],
    memories: [{ min: 1 }],
    globals: [
      { type: { type: ValueType.i32, mutable: true }, init: i32ConstExpr(StackTop) },
      ...globals.map((type) => ({
        type: { type, mutable: true },
        init: constant(new CodeBuilder(), type, 0n).op(Op.end).take(),
      })),
    ],
    exports: functions.map((_, at) => ({
      name: `f${at}`,
      kind: "function",
      index: imports.length + at,
    })),
    elements: [
      {
        mode: { kind: "active", index: 0, offset: i32ConstExpr(0) },
        type: ValueType.funcref,
        init: { kind: "functions", functions: table as readonly FuncIndex[] },
      },
    ],
    tags: tags.map(typeIndex),
    dataCount: 1,
    bodies: functions.map(({ locals, code }, at) => {
      const out = new CodeBuilder();
      write(out, code, typeIndex);
      return {
        locals: locals.map((type) => ({ count: 1, type })),
        code: out.op(Op.end).take(),
        offset: bodyOffset(at),
      };
    }),
    data: [{ mode: { kind: "passive" }, bytes: data }],
    customs: [{ name: "name", bytes: stackPointerName(), after: SectionId.data }],
    // Writing the bodies added to it.
    types,
  };
}

function sameType(a: FunctionType, b: FunctionType): boolean {
  return `${a.params} ${a.results}` === `${b.params} ${b.results}`;
}

/** lld's name of global 0. */
function stackPointerName(): Uint8Array {
  const names = new ByteWriter(32);
  names.uleb32(1);
  names.uleb32(StackPointer);
  names.name("__stack_pointer");
  const section = new ByteWriter(32);
  section.u8(7);
  section.sized(names.view());
  return section.toBytes();
}

function constant(out: CodeBuilder, type: OperandType, bits: bigint): CodeBuilder {
  switch (type) {
    case ValueType.v128: {
      const halves = BigUint64Array.of(bits, bits >> 64n);
      return out.op(Op.v128Const).copy(new Uint8Array(halves.buffer), 0, 16);
    }
    case ValueType.i32:
      return out.i32(Number(BigInt.asIntN(32, bits)));
    case ValueType.i64:
      return out.i64(BigInt.asIntN(64, bits));
    default: {
      const bytes = new Uint8Array(BigUint64Array.of(bits).buffer);
      const narrow = type === ValueType.f32;
      return out.op(narrow ? Op.f32Const : Op.f64Const).copy(bytes, 0, narrow ? 4 : 8);
    }
  }
}

function write(out: CodeBuilder, code: Code, typeIndex: (type: FunctionType) => number): void {
  const block = (opcode: number, type: FunctionType) => {
    if (type.params.length === 0 && type.results.length === 0) out.block(opcode);
    else out.op(opcode).s32(typeIndex(type));
  };
  for (const each of code) {
    switch (each.kind) {
      case "plain":
        out.op(rowOf(each.name).code);
        break;
      case "const":
        constant(out, each.type, each.bits);
        break;
      case "get":
        out.get(each.local);
        break;
      case "set":
        out.set(each.local);
        break;
      case "tee":
        out.tee(each.local);
        break;
      case "globalGet":
        out.op(Op.globalGet).u32(each.global);
        break;
      case "globalSet":
        out.op(Op.globalSet).u32(each.global);
        break;
      case "access":
        out.memory(rowOf(each.name).code, each.offset);
        if (each.lane !== undefined) out.u32(each.lane);
        break;
      case "lanes":
        out.op(rowOf(each.name).code);
        for (const lane of each.lanes) out.u32(lane);
        break;
      case "bulk":
        out.op(rowOf(each.name).code).u32(0);
        if (each.name !== "memory.fill") out.u32(0);
        break;
      case "call":
        out.op(each.tail ? Op.returnCall : Op.call).u32(each.func);
        break;
      case "callIndirect":
        out.op(each.tail ? Op.returnCallIndirect : Op.callIndirect);
        out.u32(typeIndex(each.type)).u32(0);
        break;
      case "block":
      case "loop":
        block(each.kind === "block" ? Op.block : Op.loop, each.type);
        write(out, each.body, typeIndex);
        out.op(Op.end);
        break;
      case "if":
        block(Op.if, each.type);
        write(out, each.body, typeIndex);
        if (each.otherwise !== undefined) {
          out.op(Op.else);
          write(out, each.otherwise, typeIndex);
        }
        out.op(Op.end);
        break;
      case "try":
        block(Op.try, each.type);
        write(out, each.body, typeIndex);
        for (const { tag, code } of each.catches) {
          write(out.op(Op.catch).u32(tag), code, typeIndex);
        }
        if (each.delegate === undefined) out.op(Op.end);
        else out.op(Op.delegate).u32(each.delegate);
        break;
      case "throw":
        out.op(Op.throw).u32(each.tag);
        break;
      case "rethrow":
        out.op(Op.rethrow).u32(each.label);
        break;
      case "br":
        out.op(Op.br).u32(each.label);
        break;
      case "brIf":
        out.op(Op.brIf).u32(each.label);
        break;
      case "brTable":
        out.op(Op.brTable).u32(each.labels.length - 1);
        for (const label of each.labels) out.u32(label);
        break;
      case "other":
        out.op(rowOf(each.name).code);
        for (const immediate of each.immediates) out.u32(immediate);
        break;
      case "return":
        out.op(Op.return);
        break;
      case "drop":
        out.op(Op.drop);
        break;
      case "select":
        out.op(Op.select);
        break;
      default:
        each satisfies never;
    }
  }
}

/** Much as in the text format, for messages. */
export function codeText(code: Code, indent = ""): string {
  return code.map((each) => `${indent}${instructionText(each, indent)}`).join("\n");
}

function instructionText(each: Instruction, indent: string): string {
  const inner = (code: Code) => codeText(code, `${indent}  `);
  switch (each.kind) {
    case "plain":
    case "bulk":
      return each.name;
    case "const":
      return `${typeName(each.type)}.const 0x${each.bits.toString(16)}`;
    case "get":
    case "set":
    case "tee":
      return `local.${each.kind} ${each.local}`;
    case "globalGet":
      return `global.get ${each.global}`;
    case "globalSet":
      return `global.set ${each.global}`;
    case "access":
      return `${each.name} offset=0x${each.offset.toString(16)} ${each.lane ?? ""}`;
    case "lanes":
      return `${each.name} ${each.lanes.join(" ")}`;
    case "call":
      return `${each.tail ? "return_" : ""}call ${each.func}`;
    case "callIndirect":
      return `${each.tail ? "return_" : ""}call_indirect ${typeText(each.type)}`;
    case "block":
    case "loop":
      return `${each.kind} ${typeText(each.type)}\n${inner(each.body)}\n${indent}end`;
    case "if": {
      const { otherwise } = each;
      const rest = otherwise === undefined ? "" : `\n${indent}else\n${inner(otherwise)}`;
      return `if ${typeText(each.type)}\n${inner(each.body)}${rest}\n${indent}end`;
    }
    case "try": {
      const end = each.delegate === undefined ? "end" : `delegate ${each.delegate}`;
      const caught = each.catches.map(({ tag, code }) => `${indent}catch ${tag}\n${inner(code)}\n`);
      return `try ${typeText(each.type)}\n${inner(each.body)}\n${caught.join("")}${indent}${end}`;
    }
    case "throw":
      return `throw ${each.tag}`;
    case "rethrow":
      return `rethrow ${each.label}`;
    case "br":
      return `br ${each.label}`;
    case "brIf":
      return `br_if ${each.label}`;
    case "other":
      return `${each.name} ${each.immediates.join(" ")}`;
    case "brTable":
      return `br_table ${each.labels.join(" ")}`;
    default:
      return each.kind;
  }
}

export function programText({ functions, globals }: TreeProgram): string {
  return [
    `(globals ${globals.map(typeName).join(" ")})`,
    ...functions.map(
      ({ type, locals, code }, at) =>
        `(func ${at} ${typeText(type)} (local ${locals.map(typeName).join(" ")})\n${codeText(code, "  ")})`,
    ),
  ].join("\n");
}

function typeText({ params, results }: FunctionType): string {
  return `(${params.map(typeName).join(" ")} -> ${results.map(typeName).join(" ")})`;
}

function typeName(type: ValueType): string {
  return Object.entries(ValueType).find(([, byte]) => byte === type)?.[0] ?? "?";
}
