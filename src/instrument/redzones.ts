/**
 * Marks in the A shadow in place of the calls by which the compiler says where its redzones are (redzone-calls.ts).
 */
import { Definedness, State } from "../shadow/states.ts";
import { Op } from "../wasm/opcodes.ts";
import { StackOrigin } from "./abi.ts";
import type { CodeBuilder } from "./code-builder.ts";
import type { HelperLocals } from "./helper-table.ts";
import type { Plan } from "./plan.ts";
import type { MarkCall } from "./redzone-calls.ts";

/** Beyond so many granules memory.fill is shorter than stores and no slower. */
const InlineGranules = 64;

/** What a granule is marked with of which so many bytes begin to live: nothing was written to them yet. */
export function liveState(plan: Plan, count: number): number {
  return plan.definedness ? count | Definedness.Fresh : count;
}

/**
 * Marks granules from the one whose number is in local `first`.
 * @param granules how many; undefined: as many as local `count` says
 * @param site of the function: the origin of what is undefined in its frame
 */
export function emitRedzoneMark(
  out: CodeBuilder,
  plan: Plan,
  call: MarkCall,
  granules: number | undefined,
  { first, count }: { readonly first: number; readonly count: number },
  site: number,
): void {
  const lives = "count" in call;
  const state = lives ? liveState(plan, call.count) : call.reason;
  emitStates(out, plan, state, granules, first, count);
  if (!lives || !plan.origins) return;
  out.get(first).i32(3).op(Op.i32Shl).get(count).i32(3).op(Op.i32Shl);
  out.i32(StackOrigin | site).call(plan.helper("fillOrigins"));
}

function emitStates(
  out: CodeBuilder,
  plan: Plan,
  state: number,
  granules: number | undefined,
  first: number,
  count: number,
): void {
  const shadow = plan.layout.addressability;
  if (granules === undefined || granules > InlineGranules) {
    out.get(first).i32(shadow).op(Op.i32Add).i32(state).get(count);
    out.op(Op.memoryFill).u32(0);
    return;
  }
  let done = 0;
  for (; done + 8 <= granules; done += 8) {
    out
      .get(first)
      .i64OfBytes(state)
      .memory(Op.i64Store, shadow + done);
  }
  for (const [width, store] of [
    [4, Op.i32Store],
    [2, Op.i32Store16],
    [1, Op.i32Store8],
  ] as const) {
    if (granules - done < width) continue;
    out
      .get(first)
      .i32(state * 0x01010101)
      .memory(store, shadow + done);
    done += width;
  }
}

/** The pass puts this much before and, at least, behind an array of variable length. */
const AllocaRedzoneBytes = 32;

/** [address, size]: the bytes live, what lies around them does not. The address is a multiple of 32. */
export function emitOpenAlloca(
  out: CodeBuilder,
  plan: Plan,
  { address, size, site, end, granule }: HelperLocals<"openAlloca">,
): void {
  const shadow = plan.layout.addressability;
  const shift = () => out.i32(3).op(Op.i32ShrU);
  out.get(address);
  shift()
    .i32(shadow - AllocaRedzoneBytes / 8)
    .op(Op.i32Add);
  out
    .i32(State.AllocaRedzone)
    .i32(AllocaRedzoneBytes / 8)
    .op(Op.memoryFill)
    .u32(0);
  out.get(address);
  shift().i32(shadow).op(Op.i32Add).i32(liveState(plan, 8)).get(size);
  shift().op(Op.memoryFill).u32(0);
  out.get(address).get(size).op(Op.i32Add).tee(end);
  shift().set(granule);
  // The last granule, when it is not whole.
  out.get(end).i32(7).op(Op.i32And).block(Op.if);
  out.get(granule).get(end).i32(7).op(Op.i32And).i32(liveState(plan, 0)).op(Op.i32Or);
  out.memory(Op.i32Store8, shadow).get(granule).i32(1).op(Op.i32Add).set(granule).op(Op.end);
  out.get(granule).i32(shadow).op(Op.i32Add).i32(State.AllocaRedzone);
  out
    .get(end)
    .i32(AllocaRedzoneBytes - 1)
    .op(Op.i32Add)
    .i32(-AllocaRedzoneBytes)
    .op(Op.i32And);
  out.i32(AllocaRedzoneBytes).op(Op.i32Add);
  shift().get(granule).op(Op.i32Sub).op(Op.memoryFill).u32(0);
  if (plan.origins) {
    out.get(address).get(size).i32(3).op(Op.i32Add).i32(-4).op(Op.i32And);
    out.get(site).i32(StackOrigin).op(Op.i32Or).call(plan.helper("fillOrigins"));
  }
  out.op(Op.end);
}

/** [from, to): no redzones there any more. From 0 when there were none. */
export function emitCloseAllocas(
  out: CodeBuilder,
  plan: Plan,
  { from, to }: HelperLocals<"closeAllocas">,
): void {
  const shift = () => out.i32(3).op(Op.i32ShrU);
  out.get(from).op(Op.i32Eqz).get(from).get(to).op(Op.i32GeU).op(Op.i32Or);
  out.block(Op.if).op(Op.return).op(Op.end);
  out.get(from);
  shift().i32(plan.layout.addressability).op(Op.i32Add).i32(liveState(plan, 8)).get(to);
  shift().get(from);
  shift().op(Op.i32Sub).op(Op.memoryFill).u32(0).op(Op.end);
}
