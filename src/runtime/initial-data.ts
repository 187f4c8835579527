/**
 * What of a program's data can hold a pointer into the heap.
 *
 * A word that still is what the linker wrote cannot: no linker knows where a block will be. Tables of
 * constants, though, are full of numbers that look like addresses when addresses are as small as they
 * are in WebAssembly, and each would hide a leak. (Seen: a table of wasi-libc's printf.)
 */
import { constantsOf, StaticData, startOf } from "../instrument/static-data.ts";
import type { WasmModule } from "../wasm/module.ts";
import type { AddressRange } from "./program-memory.ts";

/** The parts of `whole` whose words differ from the module's data segments; ends are multiples of 4. */
export function changedRanges(
  whole: AddressRange,
  module: WasmModule,
  memory: Uint8Array,
): AddressRange[] {
  const unchanged = module.data
    .flatMap((segment) => {
      const start = startOf(segment);
      return start === undefined ? [] : unchangedRuns(start, segment.bytes, memory);
    })
    .sort((a, b) => a.start - b.start);
  const changed: AddressRange[] = [];
  let at = whole.start;
  for (const { start, end } of unchanged) {
    if (start > at) changed.push({ start: at, end: Math.min(start, whole.end) });
    at = Math.max(at, end);
  }
  if (at < whole.end) changed.push({ start: at, end: whole.end });
  return changed.filter(({ start, end }) => start < end);
}

/** Whether a string literal or another constant is no longer what it was when the program started. */
export function constantsChanged(module: WasmModule, memory: Uint8Array): boolean {
  const constants = constantsOf(module);
  const initial = constants && new StaticData(module).from(constants.from);
  if (constants === undefined || initial === undefined) return false;
  const now = memory.subarray(constants.from, constants.to);
  return now.some((byte, at) => byte !== initial[at]);
}

/** Runs of whole words that are what they were. */
function unchangedRuns(segmentStart: number, initial: Uint8Array, memory: Uint8Array) {
  const runs: { start: number; end: number }[] = [];
  const end = segmentStart + initial.length;
  for (let at = Math.ceil(segmentStart / 4) * 4; at + 4 <= end; at += 4) {
    let same = true;
    for (let byte = at; byte < at + 4; byte++)
      same &&= memory[byte] === initial[byte - segmentStart];
    if (!same) continue;
    const last = runs.at(-1);
    if (last?.end === at) last.end = at + 4;
    else runs.push({ start: at, end: at + 4 });
  }
  return runs;
}
