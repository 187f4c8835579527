/**
 * A WebAssembly module as data. One field for each section, in the order of the binary format
 * (core specification, 5.5.2); function bodies stay bytes and are walked with `instructions.ts`,
 * because a rewriter looks at every instruction once and most of them are copied as they are.
 */
import type { CodeOffset, FuncIndex, TypeIndex } from "../bytes/brand.ts";

/** A value type's byte in the binary format (5.3.1 … 5.3.4). */
export const ValueType = {
  i32: 0x7f,
  i64: 0x7e,
  f32: 0x7d,
  f64: 0x7c,
  v128: 0x7b,
  funcref: 0x70,
  externref: 0x6f,
} as const;
export type ValueType = (typeof ValueType)[keyof typeof ValueType];
export type RefType = typeof ValueType.funcref | typeof ValueType.externref;

export interface FunctionType {
  readonly params: readonly ValueType[];
  readonly results: readonly ValueType[];
}

/** Sizes in pages of 64 KiB for memories, in elements for tables. */
export interface Limits {
  readonly min: number;
  readonly max?: number;
  /** Of a memory: several threads may have it at once. */
  readonly shared?: boolean;
}
export interface TableType {
  readonly element: RefType;
  readonly limits: Limits;
}
export interface GlobalType {
  readonly type: ValueType;
  readonly mutable: boolean;
}

export type ImportDescription =
  | { readonly kind: "function"; readonly type: TypeIndex }
  | { readonly kind: "table"; readonly type: TableType }
  | { readonly kind: "memory"; readonly limits: Limits }
  | { readonly kind: "global"; readonly type: GlobalType }
  /** Of an exception: its parameters are what is thrown with it. */
  | { readonly kind: "tag"; readonly type: TypeIndex };
export interface Import {
  readonly module: string;
  readonly name: string;
  readonly what: ImportDescription;
}

export type ExternalKind = "function" | "table" | "memory" | "global" | "tag";
export interface Export {
  readonly name: string;
  readonly kind: ExternalKind;
  readonly index: number;
}

/** A constant expression: its instructions as they stand in the file, the final `end` included. */
export type ConstExpr = Uint8Array;

export interface Global {
  readonly type: GlobalType;
  readonly init: ConstExpr;
}

export type SegmentMode =
  | { readonly kind: "active"; readonly index: number; readonly offset: ConstExpr }
  | { readonly kind: "passive" }
  | { readonly kind: "declarative" };

export interface Element {
  readonly mode: SegmentMode;
  readonly type: RefType;
  /** Functions by index, or one constant expression for each element: as the file has it. */
  readonly init:
    | { readonly kind: "functions"; readonly functions: readonly FuncIndex[] }
    | { readonly kind: "expressions"; readonly expressions: readonly ConstExpr[] };
}

export interface Data {
  readonly mode: SegmentMode;
  readonly bytes: Uint8Array;
}

export interface LocalRun {
  readonly count: number;
  readonly type: ValueType;
}
export interface FunctionBody {
  /** Locals beyond the parameters, run-length encoded as in the file. */
  readonly locals: readonly LocalRun[];
  /** The instructions, the final `end` included: a view into the file, never a copy. */
  readonly code: Uint8Array;
  /** Where `code[0]` stands, so that the site of an instruction is `offset + its position`. */
  readonly offset: CodeOffset;
}

export interface CustomSection {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** The id of the known section that it follows in the file; 0 when it comes first. */
  readonly after: number;
}

export interface WasmModule {
  readonly types: readonly FunctionType[];
  readonly imports: readonly Import[];
  /** The types of the module's own functions; `bodies` has the same length. */
  readonly functions: readonly TypeIndex[];
  readonly tables: readonly TableType[];
  readonly memories: readonly Limits[];
  /** Exceptions, by the types of what is thrown with them. */
  readonly tags?: readonly TypeIndex[];
  readonly globals: readonly Global[];
  readonly exports: readonly Export[];
  readonly start?: FuncIndex;
  readonly elements: readonly Element[];
  readonly dataCount?: number;
  readonly bodies: readonly FunctionBody[];
  readonly data: readonly Data[];
  readonly customs: readonly CustomSection[];
}
