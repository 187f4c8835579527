/**
 * The frame of the function that is being rewritten: opened where the function takes it, given up where it is
 * left, and which accesses to it need no look at its state. What is emitted for that stands in stack-pointer.ts; what
 * the function does with the stack at all, in frame.ts.
 */
import { RetiredFrame } from "../shadow/frame-header.ts";
import { State } from "../shadow/states.ts";
import type { InstructionCursor } from "../wasm/instructions.ts";
import { type FunctionBody, ValueType } from "../wasm/module.ts";
import { Op } from "../wasm/opcodes.ts";
import { type Access, knownAddressable } from "./access.ts";
import type { CodeBuilder } from "./code-builder.ts";
import { type FrameShape, StackAddresses } from "./frame.ts";
import type { StackArea } from "./memory-map.ts";
import type { Plan } from "./plan.ts";
import type { OperandProvenance, Provenance } from "./provenance.ts";
import type { ScratchLocals } from "./spill.ts";
import { emitMark, emitOpenFrame, emitOverflowCheck } from "./stack-pointer.ts";

const { i32 } = ValueType;
/** Bytes of a granule, of which the compiler counts. */
const Granule = 8;
/** Among the scratch locals: one that nobody else uses before the function is left. */
const LeafFrame = 3;
/**
 * A frame up to this size has V bits for all of its bytes from the start, and accesses to it at constant
 * offsets go there directly. In a larger one most is an array that is filled later, or never.
 */
const LargestDirectFrame = 1024;

/** What the frame asks of the walk that it is part of. */
export interface FrameSurroundings {
  readonly plan: Plan;
  readonly out: CodeBuilder;
  readonly operands: OperandProvenance;
  readonly csp: number;
  readonly scratch: ScratchLocals;
  /** A local that nobody else uses. */
  readonly newLocal: (type: ValueType) => number;
  /** The CodeOffset of the current instruction. */
  readonly site: () => number;
}

/** What changes on the way through the function. */
export interface FrameState {
  /** The stack pointer is no longer what it was at entry. */
  readonly moved: boolean;
  /** Bytes of this frame that are known to be addressable now. */
  readonly size: number;
}

/** Code was put in at `at`, and what came behind it moved up by as many bytes. */
export interface Inserted {
  readonly at: number;
  readonly by: number;
}

export class FunctionFrame {
  readonly #around: FrameSurroundings;
  readonly #shape: FrameShape;
  /** The function's CodeOffset. */
  readonly #func: number;
  #state: FrameState = { moved: false, size: 0 };
  /** The part of the frame whose marks the compiler keeps, counted from the frame's top. */
  #managed: { readonly from: number; readonly to: number } | undefined;
  /** Where the frame was opened, in the rewritten code, and the local with its lowest address. */
  #opening: { readonly start: number; readonly end: number; readonly from: number } | undefined;
  /** Something in the frame is accessed at a constant distance from its start. */
  #usedDirectly = false;
  /** A leaf's frame has to be given up wherever the function is left. */
  #leaf: number | undefined;
  /** Of an open-ended frame: the local that holds its lowest address. */
  #lowest: number | undefined;
  readonly #stackAddresses: StackAddresses | undefined;

  constructor(shape: FrameShape, { offset }: FunctionBody, around: FrameSurroundings) {
    this.#shape = shape;
    this.#func = offset;
    this.#around = around;
    const { stack } = around.plan;
    if (shape.openEnded && stack !== undefined) {
      this.#stackAddresses = new StackAddresses(stack.global);
    }
  }

  /** It uses memory below the stack pointer of which nobody knows how far it goes. */
  get openEnded(): boolean {
    return this.#shape.openEnded || this.#shape.inlinedBelow;
  }

  get state(): FrameState {
    return this.#state;
  }

  /** A part of the code is walked again from where this was the state. */
  goBack(state: FrameState): void {
    this.#state = state;
    this.#stackAddresses?.control();
  }

  /** At the function's beginning. @returns whether `leave` has something to emit */
  enter(): boolean {
    const { plan, out, csp, scratch, newLocal } = this.#around;
    const { stack } = plan;
    if (stack === undefined) return false;
    const { leaf, size } = this.#shape;
    if (this.#stackAddresses !== undefined) {
      this.#lowest = newLocal(i32);
      out.op(Op.globalGet).u32(stack.global).set(this.#lowest);
    }
    if (leaf) {
      this.#leaf = scratch(i32, LeafFrame);
      out.op(Op.globalGet).u32(stack.global).i32(size).op(Op.i32Sub).set(this.#leaf);
      emitOverflowCheck(out, plan, stack, this.#leaf, this.#func, csp);
      this.#open(this.#leaf);
      this.#state = { ...this.#state, size };
    }
    return leaf || this.#lowest !== undefined;
  }

  /** At the function's only end. */
  leave(): void {
    const { plan, out } = this.#around;
    if (this.#leaf !== undefined) {
      emitMark(out, plan, this.#leaf, this.#shape.size, State.BelowStack);
    }
    if (this.#lowest !== undefined) out.get(this.#lowest).call(plan.helper("closeBelow"));
  }

  /** [pointer] → []: the frame's own prologue and epilogues in place, everything else by the helper. */
  movePointer(stack: StackArea): void {
    const { plan, out, csp, operands, scratch, site } = this.#around;
    const { size, alignment, dynamic } = this.#shape;
    const { moved, size: opened } = this.#state;
    const target = operands.peek(0);
    const pointer = scratch(i32, 0);
    if (target.kind === "frame" && target.offset === -size && size > 0 && !moved) {
      out.set(pointer);
      emitOverflowCheck(out, plan, stack, pointer, site(), csp);
      this.#open(pointer);
      out.get(pointer).op(Op.globalSet).u32(stack.global);
      this.#state = { moved: true, size };
      return;
    }
    if (this.#isEntry(target) && opened > 0 && !dynamic) {
      out.tee(pointer).op(Op.globalSet).u32(stack.global);
      out.get(pointer).i32(size).op(Op.i32Sub);
      if (operands.aligned) out.i32(-alignment).op(Op.i32And);
      out.set(pointer);
      emitMark(out, plan, pointer, size, State.BelowStack);
    } else {
      out.i32(site()).get(csp).call(plan.helper("moveStackPointer"));
    }
    this.#state = { moved: true, size: opened };
  }

  /** Whether that is the stack pointer as it was when the function was entered. */
  #isEntry(value: Provenance): boolean {
    if (value.kind === "entry") return true;
    return value.kind === "frame" && value.offset === 0 && !this.#around.operands.aligned;
  }

  #open(from: number): void {
    const { plan, out } = this.#around;
    const start = out.length;
    emitOpenFrame(out, plan, from, this.#shape.size, false, this.#func);
    this.#opening = { start, end: out.length, from };
  }

  /**
   * At the very end: now it is known whether the frame's V bits are used without a look at its state, and then
   * they have to be there from where it was opened.
   */
  openDirectly(): Inserted | undefined {
    if (!this.#usedDirectly || this.#opening === undefined) return undefined;
    const { start, end, from } = this.#opening;
    const { plan, out } = this.#around;
    const { length } = out;
    emitOpenFrame(out, plan, from, this.#shape.size, true, this.#func);
    return { at: end, by: out.moveBack(start, end, length) };
  }

  /** After each instruction: an open-ended frame grows with every address that is made below it. */
  followAlloca(cursor: InstructionCursor): void {
    const addresses = this.#stackAddresses;
    if (addresses === undefined || this.#lowest === undefined) return;
    addresses.step(cursor);
    if (!addresses.lowered) return;
    const { plan, out, scratch, site } = this.#around;
    const address = scratch(i32, 0);
    out.tee(address).get(address).get(this.#lowest).i32(site());
    out.call(plan.helper("openBelow")).set(this.#lowest);
  }

  /** The compiler says what of these granules may be touched, and when. */
  manage(first: Provenance, granules: number | undefined): void {
    const known = first.kind === "granule" && granules !== undefined;
    const from = known ? Granule * first.offset : -this.#state.size;
    const to = known ? from + Granule * granules : 0;
    this.#managed = {
      from: Math.min(from, this.#managed?.from ?? from),
      to: Math.max(to, this.#managed?.to ?? to),
    };
  }

  /** [address value] of a store: the compiler's own last word about a frame, in the redzone that it begins with. */
  retires(opcode: number): boolean {
    if (this.#managed === undefined || opcode !== Op.i32Store) return false;
    const value = this.#around.operands.peek(0);
    return value.kind === "constant" && value.value === RetiredFrame;
  }

  /**
   * Whether an access at `address` is always fine, and, when V bits are followed, these are to be found beside
   * the bytes without a look at the state.
   */
  isDirect(address: Provenance, access: Access): boolean {
    const { plan } = this.#around;
    const { size } = this.#state;
    if (!knownAddressable(address, access, plan, size)) return false;
    if (address.kind !== "frame") return true;
    if (this.#isManaged(address.offset + access.offset, access.size)) return false;
    if (!plan.definedness) return true;
    if (size > LargestDirectFrame) return false;
    this.#usedDirectly = true;
    return true;
  }

  #isManaged(offset: number, size: number): boolean {
    const managed = this.#managed;
    return managed !== undefined && offset < managed.to && offset + size > managed.from;
  }
}
