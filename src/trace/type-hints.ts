/**
 * What a block was taken for when it was new. A block that nobody points to any more has no type that could be inferred; but
 * somebody pointed to it once: at the step after its allocation, or when the function that made it had returned.
 */

import type { Addr } from "../bytes/brand.ts";
import type { Picture } from "../picture/model.ts";
import type { Pointer } from "../values/value.ts";
import { BlockTypes } from "./block-types.ts";
import { type FrameParts, readState, variablesOf } from "./frames.ts";
import { viewOf } from "./memory-view.ts";
import { pointersOf } from "./picture-values.ts";
import type { Moment } from "./run.ts";

/** A function that allocates may be called by one that does nothing else, and so on. */
const Returns = 3;
/** Blocks that are looked after for one picture. */
const MostBlocks = 48;

export interface HintParts extends FrameParts {
  readonly language: Picture["language"];
  /** The last step that can be looked at. */
  readonly last: number;
}

export class TypeHints {
  readonly #parts: HintParts;
  /** By BlockId; null: nobody knows. */
  readonly #known = new Map<number, Pointer | null>();
  readonly #missing = new Set<number>();

  constructor(parts: HintParts) {
    this.#parts = parts;
  }

  /** A pointer to the block as somebody had it, when that is known by now. */
  of(id: number): Pointer | undefined {
    const known = this.#known.get(id);
    if (known === undefined && this.#missing.size < MostBlocks) this.#missing.add(id);
    return known ?? undefined;
  }

  /** Whether something was asked for that is not known yet. */
  get isAsked(): boolean {
    return this.#missing.size > 0;
  }

  /** Finds out what was asked for and not known. @returns whether that is something */
  resolve(): boolean {
    if (this.#missing.size === 0) return false;
    const wanted = new Map<number, number[]>();
    for (const id of this.#missing) {
      this.#known.set(id, null);
      for (const step of this.#stepsAfter(id)) {
        const others = wanted.get(step);
        if (others) others.push(id);
        else wanted.set(step, [id]);
      }
    }
    this.#missing.clear();
    const steps = [...wanted.keys()].toSorted((a, b) => a - b);
    let found = false;
    this.#parts.run.visit(steps, (moment) => {
      const types = this.#typesAt(moment);
      const { heap } = moment.machine;
      for (const id of wanted.get(moment.step) ?? []) {
        const { address } = this.#parts.run.blocks.at(id);
        const { type, count } = types.typeOf(heap.rowHolding(address));
        if (type === undefined || this.#known.get(id) !== null) continue;
        this.#known.set(id, {
          target: address as Addr,
          pointee: type,
          ...(count !== undefined && { count }),
        });
        found = true;
      }
    });
    return found;
  }

  #stepsAfter(id: number): number[] {
    const { run, last } = this.#parts;
    const { allocated } = run.blocks.at(id);
    const steps: number[] = [];
    let step: number | undefined = Math.max(1, allocated + 1);
    for (let times = 0; times <= Returns && step !== undefined && step <= last; times++) {
      steps.push(step);
      if (step > run.steps) break;
      step = run.log.find(step, 1, () => true, run.log.depthAt(step) - 1);
    }
    return steps;
  }

  #typesAt(moment: Moment): BlockTypes {
    const { values, language } = this.#parts;
    const memory = viewOf(moment);
    const types = new BlockTypes(moment.machine.heap, memory, values, language);
    for (const { value } of variablesOf(readState(moment, this.#parts, memory))) {
      for (const pointer of pointersOf(value)) types.follow(pointer);
    }
    return types;
  }
}
