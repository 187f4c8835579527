/**
 * The functions that every rewritten module gets besides its own: what is too long to stand inline
 * at every access, and too frequent to go through an import.
 *
 * They are written in the notation of the text format in the comments beside them; csp and site are
 * only handed on to the hooks.
 */
import { DefinednessMask, State } from "../shadow/states.ts";
import { Op } from "../wasm/opcodes.ts";
import {
  AccessSizeShift,
  HashFactor,
  HashRotation,
  RefusesEmptyBit,
  StackOrigin,
  WriteBit,
} from "./abi.ts";
import { emitCount, emitIsConstant } from "./access.ts";
import type { CodeBuilder } from "./code-builder.ts";
import { DEFINEDNESS_HELPERS } from "./definedness-helpers.ts";
import { HELPERS, type HelperLocals, type HelperName, helperType } from "./helper-table.ts";
import type { Plan } from "./plan.ts";
import { emitCloseAllocas, emitOpenAlloca } from "./redzones.ts";

/** The bodies, for the table in helper-table.ts. */
export const HELPER_BODIES: {
  readonly [Name in HelperName]: (out: CodeBuilder, plan: Plan, at: HelperLocals<Name>) => void;
} = {
  checkAccess: emitCheckAccess,
  checkRange: emitCheckRange,
  moveStackPointer: emitMoveStackPointer,
  openBelow: emitOpenBelow,
  closeBelow: emitCloseBelow,
  openAlloca: emitOpenAlloca,
  closeAllocas: emitCloseAllocas,
  hashCallStack: emitHashCallStack,
  ...DEFINEDNESS_HELPERS,
};

/** Writes the body of a helper. */
export function emitHelper(out: CodeBuilder, plan: Plan, name: HelperName): void {
  const { params } = helperType(name, plan.origins);
  const { params: named, locals } = HELPERS[name];
  const indices: Record<string, number> = { origin: Object.keys(named).length };
  for (const [at, param] of Object.keys(named).entries()) indices[param] = at;
  for (const [at, local] of Object.keys(locals).entries()) indices[local] = params.length + at;
  const emit = HELPER_BODIES[name] as (out: CodeBuilder, plan: Plan, at: object) => void;
  emit(out, plan, indices);
}

function emitCheckAccess(out: CodeBuilder, plan: Plan, at: HelperLocals<"checkAccess">): void {
  const { address, offset, access, site, csp, ea, end, granule, state } = at;
  const shadow = plan.layout.addressability;
  out.block(Op.block);
  // ea = address + offset, as the engine adds them: beyond 4 GiB is beyond every memory.
  out.get(address).get(offset).op(Op.i32Add).tee(ea).get(address).op(Op.i32LtU);
  out.op(Op.brIf).u32(0);
  if (plan.constants !== undefined) {
    out.get(access).i32(WriteBit).op(Op.i32And);
    emitIsConstant(out, plan, () => out.get(ea), Op.i32And);
    out.op(Op.brIf).u32(0);
  }
  // end = (ea & 7) + size: how many bytes of the granule, and of the next ones, have to be there.
  out.get(ea).i32(7).op(Op.i32And).get(access).i32(AccessSizeShift).op(Op.i32ShrU).op(Op.i32Add).set(end);
  out.get(ea).i32(3).op(Op.i32ShrU).set(granule);
  // The last granule has as many as are needed there, those before it are whole.
  out.block(Op.loop);
  out.get(granule).memory(Op.i32Load8S, shadow);
  emitCount(out);
  out.set(state);
  out.get(state).get(end).op(Op.i32GeS).block(Op.if).op(Op.return).op(Op.end);
  out.get(state).i32(State.Addressable).op(Op.i32Ne).op(Op.brIf).u32(1);
  out.get(granule).i32(1).op(Op.i32Add).set(granule);
  out.get(end).i32(8).op(Op.i32Sub).set(end);
  out.op(Op.br).u32(0).op(Op.end).op(Op.end);
  out.get(address).get(offset).get(access).get(site).get(csp).call(plan.hook("access"));
  out.op(Op.end);
}

function emitCheckRange(out: CodeBuilder, plan: Plan, locals: HelperLocals<"checkRange">): void {
  const { address, length, access, site, csp, at, last } = locals;
  // What may be touched, whatever its definedness.
  const mask = plan.definedness ? ~DefinednessMask & 0xff : 0xff;
  const shadow = plan.layout.addressability;
  out.block(Op.block);
  out.get(length).op(Op.i32Eqz).block(Op.if);
  // Behind the end of memory nothing was ever handed out: the hook has to look.
  out.get(address).i32(3).op(Op.i32ShrU).memory(Op.i32Load8U, shadow).op(Op.i32Eqz);
  out.get(access).i32(RefusesEmptyBit).op(Op.i32And).op(Op.i32Eqz).op(Op.i32Eqz);
  out.op(Op.i32And).op(Op.brIf).u32(1).op(Op.return).op(Op.end);
  // last = address + length − 1, which must not wrap.
  out.get(address).get(length).op(Op.i32Add).i32(1).op(Op.i32Sub).tee(last);
  out.get(address).op(Op.i32LtU).op(Op.brIf).u32(0);
  if (plan.constants !== undefined) {
    const { from, to } = plan.constants;
    out.get(access).i32(WriteBit).op(Op.i32And);
    out.get(address).i32(to).op(Op.i32LtU).op(Op.i32And);
    out.get(last).i32(from).op(Op.i32GeU).op(Op.i32And).op(Op.brIf).u32(0);
  }
  // The last granule may be partly addressable …
  out.get(last).i32(7).op(Op.i32And).i32(1).op(Op.i32Add);
  out.get(last).i32(3).op(Op.i32ShrU).tee(last).memory(Op.i32Load8S, shadow);
  emitCount(out);
  out.op(Op.i32GtS).op(Op.brIf).u32(0);
  // … those before it must be wholly so: eight granules at a time while there are eight.
  out.get(address).i32(3).op(Op.i32ShrU).set(at);
  out.block(Op.block).block(Op.loop);
  out.get(at).i32(8).op(Op.i32Add).get(last).op(Op.i32GtU).op(Op.brIf).u32(1);
  out.get(at).memory(Op.i64Load, shadow).i64OfBytes(mask).op(Op.i64And);
  out.i64OfBytes(State.Addressable).op(Op.i64Ne);
  out.op(Op.brIf).u32(2);
  out.get(at).i32(8).op(Op.i32Add).set(at).op(Op.br).u32(0);
  out.op(Op.end).op(Op.end);
  out.block(Op.loop);
  out.get(at).get(last).op(Op.i32GeU).block(Op.if).op(Op.return).op(Op.end);
  out.get(at).memory(Op.i32Load8U, shadow).i32(mask).op(Op.i32And);
  out.i32(State.Addressable).op(Op.i32Ne);
  out.op(Op.brIf).u32(1);
  out.get(at).i32(1).op(Op.i32Add).set(at).op(Op.br).u32(0);
  out.op(Op.end);
  out.op(Op.end);
  out.get(address).get(length).get(access).get(site).get(csp).call(plan.hook("range"));
  out.op(Op.end);
}

function emitMoveStackPointer(
  out: CodeBuilder,
  plan: Plan,
  { pointer, site, csp, old }: HelperLocals<"moveStackPointer">,
): void {
  const stack = plan.stack;
  if (stack === undefined) {
    out.op(Op.unreachable).op(Op.end);
    return;
  }
  out.op(Op.globalGet).u32(stack.global).set(old);
  // As emitOverflowCheck, with the site in a local.
  out.get(pointer).i32(stack.low).op(Op.i32Sub).i32(stack.high - stack.low).op(Op.i32GtU);
  out.block(Op.if);
  out.get(pointer).get(site).get(csp).call(plan.hook("stackOverflow"));
  out.op(Op.end);
  out.get(pointer).get(old).op(Op.i32LtU).block(Op.if);
  emitOpen(out, plan, pointer, old, site);
  out.op(Op.else);
  emitFill(out, plan, old, pointer, State.BelowStack);
  out.op(Op.end);
  out.get(pointer).op(Op.globalSet).u32(stack.global);
  out.op(Op.end);
}

/** Further than this from the frame it is no alloca, but the difference of two pointers. */
const LargestLeafAlloca = 2 ** 20;

function emitOpenBelow(
  out: CodeBuilder,
  plan: Plan,
  { address, lowest, site }: HelperLocals<"openBelow">,
): void {
  out.get(address).i32(-8).op(Op.i32And).set(address);
  out.get(lowest).get(address).op(Op.i32Sub).i32(LargestLeafAlloca).op(Op.i32GtU);
  out.block(Op.if).get(lowest).op(Op.return).op(Op.end);
  emitOpen(out, plan, address, lowest, site);
  out.get(address).op(Op.end);
}

function emitCloseBelow(out: CodeBuilder, plan: Plan, { lowest }: HelperLocals<"closeBelow">): void {
  const { stack } = plan;
  if (stack === undefined) {
    out.op(Op.end);
    return;
  }
  const { addressability } = plan.layout;
  const granule = () => out.i32(3).op(Op.i32ShrU);
  out.get(lowest);
  granule().i32(addressability).op(Op.i32Add).i32(State.BelowStack);
  out.op(Op.globalGet).u32(stack.global);
  granule().get(lowest);
  granule().op(Op.i32Sub).op(Op.memoryFill).u32(0).op(Op.end);
}

/** [from, to) becomes part of the stack; its contents are what others left there. */
function emitOpen(out: CodeBuilder, plan: Plan, from: number, to: number, site: number): void {
  emitFill(out, plan, from, to, plan.definedness ? State.AddressableFresh : State.Addressable);
  if (!plan.origins) return;
  out.get(from).get(to).get(from).op(Op.i32Sub).get(site).i32(StackOrigin).op(Op.i32Or);
  out.call(plan.helper("fillOrigins"));
}

/** memory.fill of the shadow of [from, to): locals that hold addresses, multiples of 8. */
function emitFill(out: CodeBuilder, plan: Plan, from: number, to: number, state: State): void {
  out.get(from).i32(3).op(Op.i32ShrU).i32(plan.layout.addressability).op(Op.i32Add);
  out.i32(state);
  out.get(to).i32(3).op(Op.i32ShrU).get(from).i32(3).op(Op.i32ShrU).op(Op.i32Sub);
  out.op(Op.memoryFill).u32(0);
}

/** As `hashCallStack` in abi.ts, from the entry below csp down. */
function emitHashCallStack(
  out: CodeBuilder,
  plan: Plan,
  { csp, end, site, first, second }: HelperLocals<"hashCallStack">,
): void {
  const { callStack, stackHash } = plan.layout;
  // end = max(callStack, csp − 4·hashedFrames)
  out.i32(callStack).get(csp).i32(4 * plan.hashedFrames).op(Op.i32Sub).tee(end);
  out.get(end).i32(callStack).op(Op.i32LtU).op(Op.select).set(end);
  out.block(Op.block).block(Op.loop);
  out.get(csp).get(end).op(Op.i32LeU).op(Op.brIf).u32(1);
  out.get(csp).i32(4).op(Op.i32Sub).tee(csp).memory(Op.i32Load, 0).set(site);
  out.get(first).i32(HashRotation).op(Op.i32Rotl).get(site).op(Op.i32Xor).set(first);
  out.get(second).get(site).op(Op.i32Xor).i32(HashFactor).op(Op.i32Mul).set(second);
  out.op(Op.br).u32(0).op(Op.end).op(Op.end);
  out.i32(0).get(first).memory(Op.i32Store, stackHash);
  out.i32(0).get(second).memory(Op.i32Store, stackHash + 4).op(Op.end);
}
