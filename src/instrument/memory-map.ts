/**
 * Where a module's stack and data lie in its memory. lld, and whoever links with it, has two orders:
 *
 *     stack first    [null page] stack  | data, bss  | heap
 *     data first     [null page] data, bss | stack   | heap
 *
 * What the linker knows is exported by some programs (`__heap_base` by all that Redzone links, `__data_end`,
 * `__stack_low`), and in others it follows from where the data lies, up to what its segments do not tell: how
 * far bss goes. Where a limit is not known, the memory around it may be touched.
 */
import { NullPageBytes } from "../shadow/layout.ts";
import { Granule } from "../shadow/states.ts";
import type { WasmModule } from "../wasm/module.ts";
import { findStackGlobal } from "./stack-global.ts";
import { exportedAddress, type Span, startOf } from "./static-data.ts";

/** The stack in linear memory: it grows down from `high`; an address below `low` is overflow. */
export interface StackArea {
  readonly global: number;
  readonly low: number;
  readonly high: number;
  /** Whether all of it is the stack's: otherwise its lower part may be bss. */
  readonly whole: boolean;
}

export interface MemoryMap {
  /** Nothing of the program lies below this: a multiple of 8. */
  readonly nullEnd: number;
  /** Undefined when the module has no recognisable stack pointer: the stack is then part of the rest. */
  readonly stack: StackArea | undefined;
  /** Data and bss, addressable from the start to the end of the run. */
  readonly globals: Span;
  /** The end of stack and data. What the memory has behind it from the start is the heap's. */
  readonly staticEnd: number;
}

const StackAlignment = 16;

/** Sections that compilers leave behind, of which nobody writes any by hand. */
const CompilersSections = new Set(["producers", "target_features", ".debug_info"]);

/** @param isEmbedded whether others may move a stack pointer that is exported: then nobody knows what is live */
export function memoryMap(module: WasmModule, initialBytes: number, isEmbedded = false): MemoryMap {
  const data = dataSpan(module);
  const found = findStackGlobal(module, initialBytes);
  const isShared = module.exports.some(
    ({ kind, index }) => kind === "global" && index === found?.index,
  );
  const pointer = isEmbedded && isShared ? undefined : found;
  const nullEnd = Math.min(nullPageEnd(module, data, pointer !== undefined), initialBytes);
  const heapBase = exportedAddress(module, "__heap_base");
  /** Behind what lies last of stack and data, up to `from`; all of the memory may be bss if nobody tells. */
  const end = (from: number, atMost: number) =>
    Math.min(Math.max(heapBase ?? atMost, from), initialBytes);
  const withoutStack = (): MemoryMap => {
    const to = end(Math.max(nullEnd, data?.to ?? 0), initialBytes);
    return { nullEnd, stack: undefined, globals: { from: nullEnd, to }, staticEnd: to };
  };
  if (pointer === undefined || pointer.top <= nullEnd) return withoutStack();

  const { index: global, top: high } = pointer;
  const isStackFirst = data !== undefined ? data.from >= high : (heapBase ?? 0) > high;
  if (isStackFirst) {
    const to = end(high, initialBytes);
    const stack = { global, low: nullEnd, high, whole: true };
    return { nullEnd, stack, globals: { from: high, to }, staticEnd: to };
  }
  if (data === undefined && heapBase === undefined) {
    // Nothing tells on which side of the stack bss is.
    const stack = { global, low: nullEnd, high, whole: false };
    return { nullEnd, stack, globals: { from: high, to: initialBytes }, staticEnd: initialBytes };
  }
  const known = exportedAddress(module, "__stack_low") ?? exportedAddress(module, "__data_end");
  const low = upTo(StackAlignment, Math.max(known ?? 0, data?.to ?? nullEnd));
  if (low >= high) return withoutStack();
  return {
    nullEnd,
    stack: { global, low, high, whole: known !== undefined },
    globals: { from: nullEnd, to: low },
    staticEnd: end(high, high),
  };
}

/** From the first to the last byte that the module writes before it starts. */
function dataSpan(module: WasmModule): Span | undefined {
  let span: Span | undefined;
  for (const segment of module.data) {
    const from = startOf(segment);
    if (from === undefined || segment.bytes.length === 0) continue;
    const to = from + segment.bytes.length;
    span = { from: Math.min(from, span?.from ?? from), to: Math.max(to, span?.to ?? to) };
  }
  return span;
}

/**
 * Addresses that a null pointer and its first members have. Compilers keep them free; whoever writes a module by
 * hand may begin at 0.
 */
function nullPageEnd(module: WasmModule, data: Span | undefined, hasStack: boolean): number {
  const first = data?.from ?? NullPageBytes;
  if (data !== undefined && first >= NullPageBytes) return NullPageBytes;
  const isCompiled = hasStack || module.customs.some(({ name }) => CompilersSections.has(name));
  return isCompiled ? first - (first % Granule) : 0;
}

function upTo(unit: number, address: number): number {
  return Math.ceil(address / unit) * unit;
}
