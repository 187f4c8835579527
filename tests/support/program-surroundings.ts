/** What the programs of these tests find around them: memory to work on, imports, exceptions. */
import { type FunctionType, ValueType } from "../../src/wasm/module.ts";
import { HeapStart, StackTop } from "./code-tree.ts";

const { i32, i64, f64 } = ValueType;

/** Where the programs read and write: data whose address is known to the rewriter, and heap. */
export const AreaBytes = 48;
export const AREAS = { globals: StackTop, heap: HeapStart } as const;
/** Behind each lie bytes that nobody writes to: they stay defined. */
export const DefinedBytes = 16;
/** Where final results are stored, in both. */
export const Results = 0x100;
export const MostResults = 200;
export const ResultsEnd = Results + 8 * MostResults + 8;

/** The imports: a value of each integer type, always defined. */
export const IMPORTS: readonly FunctionType[] = [
  { params: [], results: [i32] },
  { params: [], results: [i64] },
];
export const DataBytes = 32;
/** What may be thrown. */
export const TAGS: readonly FunctionType[] = [
  { params: [], results: [] },
  { params: [i32], results: [] },
  { params: [f64, i64], results: [] },
];
