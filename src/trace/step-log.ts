/**
 * All steps of a run, two numbers each: at which place, and how deep in calls. Kept in pieces of one log's length, each in the smallest
 * numbers that hold it: ten million steps take 40 MB.
 */
import { StepLogEntries } from "../shadow/layout.ts";

type Numbers = Uint16Array | Uint32Array;

interface Chunk {
  readonly places: Numbers;
  readonly depths: Numbers;
  readonly shallowest: number;
}

export class StepLog {
  readonly #chunks: Chunk[] = [];
  #length = 0;

  /** How many steps there are; they are numbered from 1. */
  get length(): number {
    return this.#length;
  }

  /**
   * Appends steps as the module logs them: [place, csp] each.
   * @param entries all of a full log, or of the last one of a run what there is
   * @param base csp of the outermost call
   */
  append(entries: Uint32Array, base: number): void {
    const count = entries.length / 2;
    if (this.#length % StepLogEntries !== 0) throw new RangeError("the log before was not full");
    if (count === 0) return;
    let [place, deepest, shallowest] = [0, 0, Number.POSITIVE_INFINITY];
    for (let at = 0; at < entries.length; at += 2) {
      place = Math.max(place, entries[at]!);
      const depth = (entries[at + 1]! - base) >>> 2;
      deepest = Math.max(deepest, depth);
      shallowest = Math.min(shallowest, depth);
    }
    const places = place > 0xffff ? new Uint32Array(count) : new Uint16Array(count);
    const depths = deepest > 0xffff ? new Uint32Array(count) : new Uint16Array(count);
    for (let at = 0; at < count; at++) {
      places[at] = entries[2 * at]!;
      depths[at] = (entries[2 * at + 1]! - base) >>> 2;
    }
    this.#chunks.push({ places, depths, shallowest });
    this.#length += count;
  }

  /** The number of a step's place. @param step 1 … `length`, here and below */
  placeAt(step: number): number {
    return this.#chunkOf(step).places[(step - 1) % StepLogEntries]!;
  }

  /** How many calls are around it. */
  depthAt(step: number): number {
    return this.#chunkOf(step).depths[(step - 1) % StepLogEntries]!;
  }

  /**
   * The first step behind `from` (the last one before it, going backwards) for which `is` holds.
   * @param depth no step that is deeper is asked about
   */
  find(
    from: number,
    direction: 1 | -1,
    is: (place: number, depth: number) => boolean,
    depth = Number.POSITIVE_INFINITY,
  ): number | undefined {
    for (let step = from + direction; step >= 1 && step <= this.#length; ) {
      const index = (step - 1) % StepLogEntries;
      const { places, depths, shallowest } = this.#chunkOf(step);
      if (shallowest > depth) {
        step += direction === 1 ? places.length - index : -(index + 1);
        continue;
      }
      const end = direction === 1 ? places.length : -1;
      for (let at = index; at !== end; at += direction) {
        const found = depths[at]!;
        if (found <= depth && is(places[at]!, found)) return step - index + at;
      }
      step += direction * Math.abs(end - index);
    }
    return undefined;
  }

  #chunkOf(step: number): Chunk {
    const chunk = step >= 1 ? this.#chunks[Math.floor((step - 1) / StepLogEntries)] : undefined;
    if (chunk === undefined || step > this.#length) throw new RangeError(`no step ${step}`);
    return chunk;
  }
}
