/**
 * The check before a load or store.
 *
 *     local.set $base                         ;; [address] was on the operand stack
 *     ea = base + offset                      ;; wraps: the slow path sees it
 *     i32.load8_s offset=A (ea >>> 3)         ;; the granule's state: so many bytes may be touched
 *     i32.le_s (ea & 7) + size − 1            ;; not so many as the access needs?
 *     if  call $checkAccess(base, offset, kind, site, csp)  end
 *     local.get $base                         ;; and the access itself follows, unchanged
 *
 * One load and one branch. Exact for all that lies in one granule and is defined, a block's last bytes included;
 * the rest of the truth (packed structs, undefined bytes, bad accesses) is helpers.ts's matter.
 *
 * A vector covers two granules, or a part of a third one. So two states are loaded at once, and that of the last
 * byte besides; exact for all that is defined, wherever it begins:
 *
 *     i32.load16_u offset=A (ea >>> 3) ≠ 0x0808              ;; the first two are not whole?
 *     (ea + 15) & 7  ≥  i32.load8_s offset=A (ea + 15 >>> 3)  ;; the last one ends before the access does?
 */
import { CountMask, Granule, ReasonBit, State } from "../shadow/states.ts";
import { Op } from "../wasm/opcodes.ts";
import { type AccessKind, packAccess } from "./abi.ts";
import type { CodeBuilder } from "./code-builder.ts";
import { touchesRedzone } from "./guarded-globals.ts";
import type { Plan } from "./plan.ts";
import type { Provenance } from "./provenance.ts";

/** Of 1, 2, 4, 8 or 16 bytes. */
export interface Access extends AccessKind {
  /** The instruction's static offset, 0 … 2³²−1. */
  readonly offset: number;
  /** The CodeOffset to report. */
  readonly site: number;
}

/**
 * Whether an access needs no check: it lies in the module's data, or in the current frame, wholly and
 * always. `frameSize` is 0 while there is no frame (yet).
 */
export function knownAddressable(
  address: Provenance,
  access: Access,
  plan: Plan,
  frameSize: number,
): boolean {
  switch (address.kind) {
    case "constant": {
      const first = (address.value >>> 0) + access.offset;
      const last = first + access.size;
      if (first < plan.globals.from || last > plan.globals.to) return false;
      return !touchesRedzone(plan.guarded, first, last) && !(access.write && isConstant(plan, first));
    }
    case "frame": {
      const first = address.offset + access.offset;
      return first >= -frameSize && first + access.size <= 0;
    }
    default:
      return false;
  }
}

function isConstant({ constants }: Plan, address: number): boolean {
  return constants !== undefined && address >= constants.from && address < constants.to;
}

interface AccessLocals {
  readonly base: number;
  readonly effective: number;
}

/**
 * Emits the check of an access whose address is in local `base`. `effective` is a scratch local, used
 * when there is a static offset.
 */
export function emitAccessCheck(
  out: CodeBuilder,
  plan: Plan,
  access: Access,
  locals: AccessLocals & { readonly csp: number },
): void {
  emitAccessTest(out, plan, access, locals);
  out.unlikelyIf();
  out.get(locals.base).i32(access.offset).i32(packAccess(access));
  out.i32(access.site).get(locals.csp).call(plan.helper("checkAccess"));
  out.op(Op.end);
}

/**
 * [] → [i32]: 0 when the access may be made, and all of it is defined; of eight bytes and fewer, only when it lies in
 * one granule.
 */
export function emitAccessTest(
  out: CodeBuilder,
  plan: Plan,
  access: Access,
  { base, effective }: AccessLocals,
): void {
  const address = access.offset === 0 ? base : effective;
  if (access.offset === 0) out.get(base);
  else out.get(base).i32(access.offset).op(Op.i32Add).tee(effective);
  if (access.size > Granule) {
    emitVectorTest(out, plan, address, access.size);
  } else {
    out.i32(3).op(Op.i32ShrU).memory(Op.i32Load8S, plan.layout.addressability);
    out.get(address).i32(7).op(Op.i32And);
    if (access.size > 1) out.i32(access.size - 1).op(Op.i32Add);
    out.op(Op.i32LeS);
  }
  if (access.write) emitIsConstant(out, plan, () => out.get(address), Op.i32Or);
  // A sum that wraps ends below the offset: in the null page when that is small, and refused there.
  if (access.offset > plan.nullEnd) out.get(address).get(base).op(Op.i32LtU).op(Op.i32Or);
}

/** [address] → [i32]: the test of `size` bytes, of which two granules are always a part, but for the last byte's. */
function emitVectorTest(out: CodeBuilder, plan: Plan, address: number, size: number): void {
  const { addressability } = plan.layout;
  const last = () => out.get(address).i32(size - 1).op(Op.i32Add);
  out.i32(3).op(Op.i32ShrU).memory(Op.i32Load16U, addressability);
  out.i32(State.Addressable * 0x0101).op(Op.i32Ne);
  last().i32(7).op(Op.i32And);
  last().i32(3).op(Op.i32ShrU).memory(Op.i32Load8S, addressability);
  out.op(Op.i32GeS).op(Op.i32Or);
}

/** [a granule's state, sign-extended] → [how many of its bytes may be touched; negative: none]. */
export function emitCount(out: CodeBuilder): void {
  // A reason's bit becomes the sign, in place of that of bytes that are not all defined.
  out.i32(CountMask | ReasonBit).op(Op.i32And);
  out.i32(ReasonBit).op(Op.i32Xor).i32(ReasonBit).op(Op.i32Sub);
}

/**
 * [i32] → [i32]: joined with whether the address is one of a constant, which nobody may write. Nothing when that
 * is not watched.
 */
export function emitIsConstant(
  out: CodeBuilder,
  { constants }: Plan,
  address: () => void,
  join: number,
): void {
  if (constants === undefined) return;
  address();
  out.i32(constants.from).op(Op.i32Sub).i32(constants.to - constants.from).op(Op.i32LtU).op(join);
}
