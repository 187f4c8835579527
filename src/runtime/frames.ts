/**
 * Which local variable an address on the stack has to do with. The frames of functions with redzones begin
 * with a description (shadow/frame-header.ts); what is needed of it is still there when the function has returned, as
 * long as no other one has used the memory.
 */
import type { CodeOffset } from "../bytes/brand.ts";
import type { Plan } from "../instrument/plan.ts";
import { StaticData } from "../instrument/static-data.ts";
import {
  type DescribedLocal,
  FrameAlignment,
  LivingFrame,
  RetiredFrame,
  readFrameDescription,
} from "../shadow/frame-header.ts";
import { Granule, State } from "../shadow/states.ts";
import { constantI32 } from "../wasm/expressions.ts";
import type { LocalFacts } from "./facts.ts";
import type { ProgramMemory } from "./program-memory.ts";

/** Bytes from a frame's start to an address in it: an array can be as large as the stack. */
const LargestFrame = 8 * 2 ** 20;
/** Why an address may lie beside an array of variable length. */
const { AllocaRedzone, OutOfScope, BelowStack } = State;

interface Frame {
  readonly start: number;
  readonly locals: readonly DescribedLocal[];
  readonly func: CodeOffset | undefined;
}

export class Frames {
  readonly #memory: ProgramMemory;
  readonly #plan: Plan;
  readonly #data: StaticData;

  constructor(memory: ProgramMemory, plan: Plan) {
    this.#memory = memory;
    this.#plan = plan;
    this.#data = new StaticData(plan.module);
  }

  /** The variable that the address is in, or next to; undefined where no frame is described. */
  localAt(address: number): LocalFacts | undefined {
    const { shadow } = this.#memory;
    const state = shadow.stateAt(address);
    const frame = this.#frameAround(address);
    if (this.#isBesideArray(address)) return this.#array(address, frame);
    const local = frame && nearest(frame.locals, address - frame.start);
    if (frame === undefined || local === undefined) return undefined;
    const { name, line, size } = local;
    return {
      name,
      ...(line !== undefined && { line }),
      size,
      offset: address - frame.start - local.offset,
      ...(frame.func !== undefined && { func: frame.func }),
      life: state === BelowStack ? "returned" : state === OutOfScope ? "out of scope" : "living",
    };
  }

  /** In its redzone, or in the rest of the granule that it ends in. */
  #isBesideArray(address: number): boolean {
    const { shadow } = this.#memory;
    const next = address - (address % Granule) + Granule;
    return (
      !shadow.allows(address, 1) &&
      (shadow.stateAt(address) === AllocaRedzone || shadow.stateAt(next) === AllocaRedzone)
    );
  }

  /**
   * An array of variable length, or what alloca gave: it has no name, its redzones tell where it is. What lives on
   * one side only of them is something else: below the lowest array begin the frames of functions called from here.
   */
  #array(address: number, frame: Frame | undefined): LocalFacts | undefined {
    const { shadow } = this.#memory;
    const isRedzone = (at: number) => this.#isBesideArray(at);
    const lives = (at: number) => shadow.allows(at, 1);
    let low = address;
    let high = address + 1;
    while (isRedzone(low - 1)) low--;
    while (isRedzone(high)) high++;
    let [start, end] = [low, high];
    while (lives(start - 1)) start--;
    while (lives(end)) end++;
    const isBelow = start < low && isRedzone(start - 1);
    const isAbove = end > high && isRedzone(end);
    if (isBelow && (!isAbove || address - low < high - address)) end = low;
    else if (isAbove) start = high;
    else return undefined;
    return {
      size: end - start,
      offset: address - start,
      ...(frame?.func !== undefined && { func: frame.func }),
      life: "living",
    };
  }

  #frameAround(address: number): Frame | undefined {
    const { stack } = this.#plan;
    if (stack === undefined) return undefined;
    const lowest = Math.max(stack.low, address - LargestFrame);
    for (
      let start = address - (address % FrameAlignment);
      start >= lowest;
      start -= FrameAlignment
    ) {
      const frame = this.#frameAt(start);
      if (frame === undefined) continue;
      const last = frame.locals.at(-1);
      const end = last === undefined ? 0 : start + last.offset + last.size;
      // Behind the last variable comes a redzone, up to a multiple of its own size and half of the variable's.
      if (last !== undefined && address < end + Math.max(FrameAlignment, last.size) + Granule) {
        return frame;
      }
    }
    return undefined;
  }

  #frameAt(start: number): Frame | undefined {
    const { view } = this.#memory;
    const magic = view.getUint32(start, true);
    if (magic !== LivingFrame && magic !== RetiredFrame) return undefined;
    const text = this.#data.string(view.getUint32(start + 4, true));
    const locals = text === undefined ? undefined : readFrameDescription(text);
    return locals && { start, locals, func: this.#functionAt(view.getUint32(start + 8, true)) };
  }

  /** The body of the function that a pointer points to, as the table is when the program starts. */
  #functionAt(pointer: number): CodeOffset | undefined {
    const { module, imported } = this.#plan;
    for (const { mode, init } of module.elements) {
      const first = mode.kind === "active" ? constantI32(mode.offset) : undefined;
      if (first === undefined || init.kind !== "functions") continue;
      const func = init.functions[pointer - first];
      if (func !== undefined) return module.bodies[func - imported]?.offset;
    }
    return undefined;
  }
}

/** The one that the offset lies in, or else the one that it is the fewest bytes away from. */
function nearest(locals: readonly DescribedLocal[], at: number): DescribedLocal | undefined {
  const distance = ({ offset, size }: DescribedLocal) =>
    at < offset ? offset - at : Math.max(0, at - (offset + size) + 1);
  let best: DescribedLocal | undefined;
  for (const local of locals) {
    // Of two that are as near, the one before: who goes too far mostly goes up.
    if (best === undefined || distance(local) < distance(best)) best = local;
  }
  return best;
}
