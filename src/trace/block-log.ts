/** When each heap block of a run was allocated and freed: the one thing about blocks that memory does not tell. */
import type { StackId } from "../bytes/brand.ts";
import type { HeapShadow } from "../heap/heap.ts";

/** What is known of one block over the whole run. */
export interface BlockLife {
  /** BlockId: its number among all allocations. */
  readonly id: number;
  readonly address: number;
  /** Bytes. */
  readonly size: number;
  readonly stack: StackId;
  /** Where it was freed. */
  readonly freeStack?: StackId;
  /** The step in which it was allocated: at the next one it is there. 0: before the first step. */
  readonly allocated: number;
  /** The step in which it was freed. */
  readonly freed?: number;
}

const FirstRoom = 1024;
/** Numbers of a block: address, size, stack, the steps of its two ends, the second one plus one, and the stack of that. */
const Cells = 6;

export class BlockLog {
  #cells = new Uint32Array(FirstRoom * Cells);
  #count = 0;
  /** Of the blocks that live: their ids. */
  readonly #live = new Map<number, number>();

  /** How many blocks there were; ids count from 1. */
  get count(): number {
    return this.#count;
  }

  /** @param step the step that is running */
  watch(marks: HeapShadow, step: () => number): HeapShadow {
    return {
      unused: (start, end) => marks.unused(start, end),
      cleared: (address, size) => marks.cleared(address, size),
      copied: (to, from, length) => marks.copied(to, from, length),
      live: (slot, address, size, slotEnd, stack) => {
        marks.live(slot, address, size, slotEnd, stack);
        this.#begin(address, size, stack, step());
      },
      freed: (address, size, stack) => {
        marks.freed(address, size, stack);
        this.#end(address, step(), stack);
      },
    };
  }

  /** @param id 1 … `count` */
  at(id: number): BlockLife {
    if (!(id >= 1 && id <= this.#count)) throw new RangeError(`there is no block ${id}`);
    const [address, size, stack, allocated, freed, freeStack] = this.#cells.subarray(
      (id - 1) * Cells,
      id * Cells,
    ) as unknown as [number, number, StackId, number, number, StackId];
    const end = freed > 0 && { freed: freed - 1, freeStack };
    return { id, address, size, stack, allocated, ...end };
  }

  /** The distinct stacks of all allocations, each with the blocks that were allocated there, by id. */
  byStack(): ReadonlyMap<StackId, readonly number[]> {
    const stacks = new Map<StackId, number[]>();
    for (let id = 1; id <= this.#count; id++) {
      const stack = this.#cells[(id - 1) * Cells + 2] as StackId;
      const ids = stacks.get(stack);
      if (ids) ids.push(id);
      else stacks.set(stack, [id]);
    }
    return stacks;
  }

  /** The distinct stacks of all allocations and frees. */
  stacks(): ReadonlySet<StackId> {
    const stacks = new Set<StackId>();
    for (let id = 1; id <= this.#count; id++) {
      const { stack, freeStack } = this.at(id);
      stacks.add(stack);
      if (freeStack !== undefined) stacks.add(freeStack);
    }
    return stacks;
  }

  #begin(address: number, size: number, stack: StackId, step: number): void {
    const at = this.#count++ * Cells;
    if (at + Cells > this.#cells.length) {
      const grown = new Uint32Array(this.#cells.length * 2);
      grown.set(this.#cells);
      this.#cells = grown;
    }
    this.#cells[at] = address;
    this.#cells[at + 1] = size;
    this.#cells[at + 2] = stack;
    this.#cells[at + 3] = step;
    this.#live.set(address, this.#count);
  }

  #end(address: number, step: number, stack: StackId): void {
    const id = this.#live.get(address);
    if (id === undefined) return;
    this.#cells[(id - 1) * Cells + 4] = step + 1;
    this.#cells[(id - 1) * Cells + 5] = stack;
    this.#live.delete(address);
  }
}
