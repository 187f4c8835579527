/**
 * Functions of the module that Redzone carries out itself: the malloc family and string functions that read ahead.
 * They are known by the names of the name section and of exports, and by their types.
 */
import type { CodeOffset, FuncIndex } from "../bytes/brand.ts";
import { InstructionCursor } from "../wasm/instructions.ts";
import { type FunctionBody, ValueType, type WasmModule } from "../wasm/module.ts";
import { functionNames } from "../wasm/names.ts";
import { Op } from "../wasm/opcodes.ts";
import { HOOKS, type HookName, STACK_TAKING } from "./abi.ts";
import { hasOtherDoors } from "./allocator-doors.ts";
import { mayHave } from "./code-search.ts";
import { rustAllocator } from "./rust-symbols.ts";

/** What is known of the program's heap. */
export type HeapView =
  /** Redzone carries out what allocates and frees. */
  | "seen"
  /** Nothing in the program gets memory: there is none. */
  | "none"
  /** The malloc family is the program's own, and all of it stays as it is. */
  | "own"
  /** The module's functions have no names. */
  | "nameless"
  /** Other functions than those that are known reach into the allocator. */
  | "spread"
  /** None of the functions is an allocator that is known. */
  | "unknown";

export interface Intrinsics {
  /** By original index. */
  readonly functions: ReadonlyMap<number, HookName>;
  readonly heap: HeapView;
}

const ALLOCATOR: ReadonlySet<HookName> = new Set([...STACK_TAKING, "malloc_usable_size"]);

/**
 * Functions by name and type, but not those that the program's author wrote. One of the malloc family
 * among these: then the heap is the program's own, and all of it stays as it is. The same where not all that reaches
 * into the allocator is known: what one half allocates the other would give back.
 */
export function findIntrinsics(
  module: WasmModule,
  imported: number,
  isUsers: ((body: CodeOffset) => boolean) | undefined,
): Intrinsics {
  let usersHeap = false;
  const functions = new Map<number, HookName>();
  const names = functionNames(module);
  const rust = rustAllocator(names.values());
  for (const [func, name] of [...names, ...exportedNames(module)]) {
    const hook = rust.get(name) ?? INTRINSIC_NAMES.get(name);
    if (hook === undefined || func < imported || !hasTypeOf(module, func - imported, hook))
      continue;
    const body = module.bodies[func - imported];
    if (mustWork(hook) && body !== undefined && !reachesOut(body)) continue;
    // Debug information describes Rust's, too, and nobody else can have these names.
    const users = body !== undefined && !rust.has(name) && isUsers?.(body.offset);
    if (users) usersHeap ||= ALLOCATOR.has(hook);
    else functions.set(func, hook);
  }
  // Any of them: a program that calls only calloc has no function malloc, as it is compiled into calloc.
  const family = [...functions].filter(([, hook]) => ALLOCATOR.has(hook));
  // Who optimises a whole module loses its lines: with these, functions are still what they were when they were linked.
  const isAsLinked = isUsers !== undefined && module.bodies.some(({ offset }) => isUsers(offset));
  const hasNames = names.size > 0;
  const isSpread = !isAsLinked && hasOtherDoors(module, imported, new Map(family), hasNames);
  const isWhole = !usersHeap && !isSpread;
  if (!isWhole) for (const [func] of family) functions.delete(func);
  return {
    functions,
    heap: usersHeap ? "own" : heapView(module, names, family.length > 0, isWhole),
  };
}

function heapView(
  module: WasmModule,
  names: ReadonlyMap<FuncIndex, string>,
  found: boolean,
  isWhole: boolean,
): HeapView {
  if (found && isWhole) return "seen";
  const hasMemory = module.imports.some(({ what }) => what.kind === "memory");
  if (module.memories.length === 0 && !hasMemory) return "none";
  if (names.size === 0) return "nameless";
  if (found) return "spread";
  return module.bodies.some(growsMemory) ? "unknown" : "none";
}

function exportedNames({ exports }: WasmModule): [number, string][] {
  return exports.flatMap(({ kind, name, index }): [number, string][] =>
    kind === "function" ? [[index, name]] : [],
  );
}

function hasTypeOf(module: WasmModule, own: number, hook: HookName): boolean {
  const type = module.types[module.functions[own] ?? -1];
  if (type === undefined) return false;
  const { params, results } = HOOKS[hook];
  return (
    type.params.length === params.length - 1 &&
    type.results.length === results &&
    [...type.params, ...type.results].every((each) => each === ValueType.i32)
  );
}

/** All but what may do nothing: a free that never gives anything back, and a function of ours that is there to be replaced. */
function mustWork(hook: HookName): boolean {
  return hook !== "free" && hook !== "mayHandle";
}

/** Whether a function has to do with memory, with globals or with other functions: if not, only its name is a library's. */
function reachesOut({ code, offset }: FunctionBody): boolean {
  const cursor = new InstructionCursor(code, "the code section", offset);
  while (cursor.next()) {
    const { row } = cursor;
    if (row.memory.kind !== "none" || row.immediates === "global") return true;
    if (row.immediates === "function" || row.immediates === "callIndirect") return true;
  }
  return false;
}

/** Only few functions have the instruction's bytes at all, and must be read. */
function growsMemory({ code, offset }: FunctionBody): boolean {
  if (!mayHave(code, Op.memoryGrow, (memory) => memory === 0)) return false;
  const cursor = new InstructionCursor(code, "the code section", offset);
  while (cursor.next()) if (cursor.opcode === Op.memoryGrow) return true;
  return false;
}

/** The names under which C libraries hold what Redzone carries out itself. */
const INTRINSIC_NAMES: ReadonlyMap<string, HookName> = new Map([
  ["malloc", "malloc"],
  ["calloc", "calloc"],
  ["realloc", "realloc"],
  ["free", "free"],
  ["aligned_alloc", "aligned_alloc"],
  ["memalign", "aligned_alloc"],
  ["posix_memalign", "posix_memalign"],
  ["malloc_usable_size", "malloc_usable_size"],
  ["__libc_malloc", "malloc"],
  ["__libc_calloc", "calloc"],
  ["__libc_free", "free"],
  // emscripten's, behind functions that a program may replace.
  ["emscripten_builtin_malloc", "malloc"],
  ["emscripten_builtin_calloc", "calloc"],
  ["emscripten_builtin_realloc", "realloc"],
  ["emscripten_builtin_memalign", "aligned_alloc"],
  ["emscripten_builtin_free", "free"],
  ["__redzone_may_handle", "mayHandle"],
  ["strlen", "strlen"],
  ["memchr", "memchr"],
  ["strchrnul", "strchrnul"],
  ["__strchrnul", "strchrnul"],
  ["strcat", "strcat"],
  ["strncat", "strncat"],
  ["strcpy", "strcpy"],
  ["stpcpy", "stpcpy"],
  ["__stpcpy", "stpcpy"],
  ["strncpy", "strncpy"],
  ["stpncpy", "stpncpy"],
  ["__stpncpy", "stpncpy"],
]);
