/**
 * The redzones that clang's AddressSanitizer pass lays around variables: the functions by which its code says
 * where they are, and what a call of one stands for. compile/redzones.c has them for programs that run without
 * Redzone; what is emitted for a call is in redzones.ts.
 *
 * The pass numbers shadow bytes as addresses: with a mapping offset of 0, that of the byte at x is x >>> 3.
 */
import type { CodeOffset } from "../bytes/brand.ts";
import { State } from "../shadow/states.ts";
import { type FunctionType, ValueType, type WasmModule } from "../wasm/module.ts";
import { functionNames } from "../wasm/names.ts";
import { Op } from "../wasm/opcodes.ts";
import { HOOKS, type HookName } from "./abi.ts";

/** What is asked of runtime/poison.ts. */
type PoisonHook = Extract<
  HookName,
  "annotateContainer" | "annotateDeque" | "poison" | "unpoison" | "isPoisoned" | "firstPoisoned"
>;

/** What a call of a function of the pass stands for. */
export type RedzoneCall =
  /** [first shadow byte, how many]: of that granule, so many bytes may be touched, or none for a reason. */
  | { readonly does: "mark"; readonly count: number }
  | { readonly does: "mark"; readonly reason: State }
  /** [address, size] of an array of variable length, with room for redzones around it. */
  | { readonly does: "open alloca" }
  /** [from, to): the end of these. */
  | { readonly does: "close allocas" }
  /** [table, count]: the program's variables, which are known already. */
  | { readonly does: "nothing" }
  /** Arguments as the hook takes them. */
  | { readonly does: "hook"; readonly hook: PoisonHook }
  /** [to, from or value, length] → [to] */
  | { readonly does: "bulk"; readonly opcode: number };

const CALLS: ReadonlyMap<string, RedzoneCall> = new Map<string, RedzoneCall>([
  ["__asan_set_shadow_00", { does: "mark", count: 8 }],
  ...[1, 2, 3, 4, 5, 6, 7].map(
    (count) => [`__asan_set_shadow_0${count}`, { does: "mark", count }] as const,
  ),
  ["__asan_set_shadow_f1", { does: "mark", reason: State.BeforeLocals }],
  ["__asan_set_shadow_f2", { does: "mark", reason: State.BetweenLocals }],
  ["__asan_set_shadow_f3", { does: "mark", reason: State.AfterLocals }],
  ["__asan_set_shadow_f5", { does: "mark", reason: State.BelowStack }],
  ["__asan_set_shadow_f8", { does: "mark", reason: State.OutOfScope }],
  ["__asan_alloca_poison", { does: "open alloca" }],
  ["__asan_allocas_unpoison", { does: "close allocas" }],
  ["__asan_register_globals", { does: "nothing" }],
  ["__sanitizer_annotate_contiguous_container", { does: "hook", hook: "annotateContainer" }],
  [
    "__sanitizer_annotate_double_ended_contiguous_container",
    { does: "hook", hook: "annotateDeque" },
  ],
  ["__asan_poison_memory_region", { does: "hook", hook: "poison" }],
  ["__asan_unpoison_memory_region", { does: "hook", hook: "unpoison" }],
  ["__asan_address_is_poisoned", { does: "hook", hook: "isPoisoned" }],
  ["__asan_region_is_poisoned", { does: "hook", hook: "firstPoisoned" }],
  ["__asan_memcpy", { does: "bulk", opcode: Op.memoryCopy }],
  ["__asan_memmove", { does: "bulk", opcode: Op.memoryCopy }],
  ["__asan_memset", { does: "bulk", opcode: Op.memoryFill }],
]);

/** How many numbers a call takes, and how many it leaves. */
function operandsOf(call: RedzoneCall): readonly [params: number, results: number] {
  if (call.does === "bulk") return [3, 1];
  if (call.does === "hook") return [HOOKS[call.hook].params.length, HOOKS[call.hook].results];
  return [2, 0];
}

function hasType({ params, results }: FunctionType, taken: number, left: number): boolean {
  const same = params.length === taken && results.length === left;
  return same && [...params, ...results].every((each) => each === ValueType.i32);
}

/** The module's functions of the pass, by their original index. */
export function findRedzoneCalls(
  module: WasmModule,
  imported: number,
  isUsers: ((body: CodeOffset) => boolean) | undefined,
): ReadonlyMap<number, RedzoneCall> {
  const found = new Map<number, RedzoneCall>();
  for (const [func, name] of functionNames(module)) {
    const call = CALLS.get(name);
    const body = module.bodies[func - imported];
    if (call === undefined || body === undefined || isUsers?.(body.offset)) continue;
    const type = module.types[module.functions[func - imported] ?? -1];
    // A name is no promise.
    if (type !== undefined && hasType(type, ...operandsOf(call))) found.set(func, call);
  }
  return found;
}

export type MarkCall = Extract<RedzoneCall, { readonly does: "mark" }>;
