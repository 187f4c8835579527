/**
 * Keeping the shadow of the stack true: memory above the stack pointer belongs to live frames and is
 * addressable, memory below it is not. Memcheck does the same at every change of the stack pointer.
 *
 * Nearly all changes are a function's own fixed frame, whose shadow is a handful of constant stores;
 * everything else (alloca, longjmp) goes through the helper `moveStackPointer`.
 */
import { State } from "../shadow/states.ts";
import { Op } from "../wasm/opcodes.ts";
import { StackOrigin } from "./abi.ts";
import type { CodeBuilder } from "./code-builder.ts";
import type { StackArea } from "./memory-map.ts";
import type { Plan } from "./plan.ts";

/** Beyond this, memory.fill is shorter than stores and no slower. */
const InlineFrameBytes = 512;
/** The same for V bits, of which there are eight times as many. */
const InlineBitsBytes = 128;

/**
 * Marks a new frame of `size` bytes (a multiple of 16) from the address in local `from`.
 * @param direct its V bits will be read and written without a look at its state
 * @param site the function's CodeOffset: the origin of what is undefined in it
 */
export function emitOpenFrame(
  out: CodeBuilder,
  plan: Plan,
  from: number,
  size: number,
  direct: boolean,
  site: number,
): void {
  if (!plan.definedness) {
    emitMark(out, plan, from, size, State.Addressable);
    return;
  }
  emitMark(out, plan, from, size, direct ? State.AddressableDirty : State.AddressableFresh);
  if (direct) emitUndefine(out, plan, from, size);
  if (plan.origins) {
    out.get(from).i32(size).i32(StackOrigin | site).call(plan.helper("fillOrigins"));
  }
}

/** All V bits of a frame set: it holds what others left there. */
function emitUndefine(out: CodeBuilder, plan: Plan, from: number, size: number): void {
  const bits = plan.layout.definedness;
  if (size > InlineBitsBytes) {
    out.get(from).i32(bits).op(Op.i32Add).i32(0xff).i32(size).op(Op.memoryFill).u32(0);
    return;
  }
  for (let done = 0; done < size; done += 8) {
    out.get(from).i64(-1).memory(Op.i64Store, bits + done);
  }
}

/**
 * Marks `size` bytes (a multiple of 16) from the address in local `from`, itself a multiple of 8.
 */
export function emitMark(
  out: CodeBuilder,
  plan: Plan,
  from: number,
  size: number,
  state: State,
): void {
  const shadow = plan.layout.addressability;
  const granules = size / 8;
  const granule = () => out.get(from).i32(3).op(Op.i32ShrU);
  if (size > InlineFrameBytes) {
    granule().i32(shadow).op(Op.i32Add).i32(state).i32(granules).op(Op.memoryFill).u32(0);
    return;
  }
  let done = 0;
  for (; done + 8 <= granules; done += 8) {
    granule().i64OfBytes(state).memory(Op.i64Store, shadow + done);
  }
  for (const [width, store] of [
    [4, Op.i32Store],
    [2, Op.i32Store16],
    [1, Op.i32Store8],
  ] as const) {
    if (granules - done < width) continue;
    granule().i32(state * 0x01010101).memory(store, shadow + done);
    done += width;
  }
}

/** Calls the hook when the address in local `pointer` is no place for the stack pointer. */
export function emitOverflowCheck(
  out: CodeBuilder,
  plan: Plan,
  stack: StackArea,
  pointer: number,
  site: number,
  csp: number,
): void {
  // pointer − low >u high − low: below the lowest address, wrapped below 0, or above the top.
  out.get(pointer).i32(stack.low).op(Op.i32Sub).i32(stack.high - stack.low).op(Op.i32GtU);
  out.unlikelyIf();
  out.get(pointer).i32(site).get(csp).call(plan.hook("stackOverflow"));
  out.op(Op.end);
}
