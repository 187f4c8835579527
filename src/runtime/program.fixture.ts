/** For tests: all of a machine but the code, for whoever drives it by hand. */
import type { CodeOffset } from "../bytes/brand.ts";
import { Heap } from "../heap/heap.ts";
import { makePlan } from "../instrument/plan.ts";
import { HeapMarks } from "../shadow/heap-marks.ts";
import { AddressesOnly, layoutFor, PageBytes, type ShadowChoice } from "../shadow/layout.ts";
import type { WasmModule } from "../wasm/module.ts";
import { CallStack } from "./call-stack.ts";
import { ErrorRecorder } from "./errors.ts";
import { Frames } from "./frames.ts";
import { Places } from "./places.ts";
import { ProgramMemory } from "./program-memory.ts";
import { StackTable } from "./stacks.ts";

/** The program's only line of code. Code from `LibrarySite` on is the C library's. */
export const UserSite = 0x100;
export const LibrarySite = 0x900;
/** The program's memory to start with, and what of it counts as stack and data. */
export const ProgramEnd = PageBytes;
const LowEnd = 0x1000;

const NoCode: WasmModule = {
  types: [],
  imports: [],
  functions: [],
  tables: [],
  memories: [{ min: 1 }],
  globals: [],
  exports: [],
  elements: [],
  bodies: [],
  data: [],
  customs: [],
};

/** `--check=all` in a replay that looks for origins. */
export const AllShadows: ShadowChoice = { definedness: true, origins: true };

/** A program that is in a call from its only line of code; none of its memory may be touched. */
export function program({
  exitOnFirstError = false,
  shadows = AddressesOnly,
  programLimit = PageBytes,
} = {}) {
  const layout = layoutFor(programLimit, shadows);
  const plan = { ...makePlan(NoCode, { programLimit }), layout };
  const memory = new ProgramMemory(layout, ProgramEnd, LowEnd);
  const calls = new CallStack(memory.bytes.buffer, layout, false);
  calls.words[0] = UserSite;
  const stacks = new StackTable(calls);
  const heap = new Heap(memory.bytes, new HeapMarks(memory.shadow, memory.definedness), memory);
  const places = new Places(heap, stacks, plan, new Frames(memory, plan), memory.shadow, () => 0);
  const isLibrary = (site: CodeOffset) => site >= LibrarySite;
  const errors = new ErrorRecorder(calls, stacks, places, { exitOnFirstError, isLibrary });
  const found = () => errors.log.all();
  return { memory, calls, stacks, heap, errors, found, isLibrary, csp: calls.base + 4 };
}

/** A program with V bits and origins, which may touch `bytes` bytes at `address`, and they are defined. */
export function definedProgram(address: number, bytes: number) {
  const made = program({ shadows: AllShadows, programLimit: 8 * PageBytes });
  const { definedness } = made.memory;
  if (definedness === undefined) throw new Error("there is no V shadow");
  made.memory.shadow.markAddressable(address, address + bytes);
  return { ...made, definedness };
}
