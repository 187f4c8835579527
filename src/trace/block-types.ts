/**
 * What is in heap blocks: no allocator is told, so it follows from the pointers that lead there. Each pointer is a guess; the best one
 * counts: a pointer to the start of a block that its type fits exactly is best, a `void *` or one to the middle says nothing.
 *
 * Blocks are rows of the heap here, and what is known of them stands in typed arrays: a hundred thousand of them are followed for a single
 * picture.
 */
import type { TypeRef } from "../dwarf/types.ts";
import { NoRow, type Row } from "../heap/blocks.ts";
import type { Heap } from "../heap/heap.ts";
import type { Picture } from "../picture/model.ts";
import type { Pointer, ValueMemory, Values } from "../values/value.ts";

export interface BlockType {
  /** What the block holds, or begins with; undefined is nobody knows. */
  readonly type: TypeRef;
  /** So many of them, one after the other; undefined: it is just one, with perhaps something behind it. */
  readonly count?: number;
}
const Untyped: BlockType = { type: undefined };

/** How good a guess is; 0: nothing points to the block. */
const Rank = {
  /** A block is pointed to, and not by a pointer that says what it is. */
  Nothing: 1,
  /** The block begins with it; what follows is unknown. */
  Beginning: 2,
  Characters: 3,
  /** A whole number of them. */
  Array: 4,
  /** Just one. */
  Exact: 5,
} as const;

/** In `#types` and `#counts`: none. */
const None = -1;

/** Follows pointers from where the program can see them, and types every block that they lead to. */
export class BlockTypes {
  readonly #heap: Heap;
  readonly #memory: ValueMemory;
  readonly #values: Values;
  readonly #mayBeFirst: boolean;
  /** By row. */
  readonly #ranks: Uint8Array;
  readonly #types: Int32Array;
  readonly #counts: Int32Array;
  readonly #reached: Row[] = [];
  /** Blocks whose contents are to be followed. */
  readonly #pending: Row[] = [];

  /** @param language in which a pointer may lead to the first of several: not in Rust, where an owner says how many there are */
  constructor(heap: Heap, memory: ValueMemory, values: Values, language: Picture["language"]) {
    this.#mayBeFirst = language !== "rust";
    this.#heap = heap;
    this.#memory = memory;
    this.#values = values;
    this.#ranks = new Uint8Array(heap.rowLimit);
    this.#types = new Int32Array(heap.rowLimit).fill(None);
    this.#counts = new Int32Array(heap.rowLimit).fill(None);
  }

  /** A pointer that a variable holds. */
  follow(pointer: Pointer): void {
    this.#guess(pointer);
    for (let row = this.#pending.pop(); row !== undefined; row = this.#pending.pop()) {
      this.#followContents(row);
    }
  }

  /** The blocks that were reached, live and freed, in the order in which they were. */
  get reached(): readonly Row[] {
    return this.#reached;
  }

  isReached(row: Row): boolean {
    return this.#ranks[row] !== 0;
  }

  typeOf(row: Row): BlockType {
    const [type, count] = [this.#types[row]!, this.#counts[row]!];
    if (type === None) return Untyped;
    return count === None ? { type } : { type, count };
  }

  readonly #guess = (pointer: Pointer): void => {
    const heap = this.#heap;
    const row = heap.rowHolding(pointer.target);
    if (row === NoRow) return;
    const offset = pointer.target - heap.addressOf(row);
    const size = heap.sizeOf(row);
    const type = this.#values.plain(pointer.pointee);
    const step = type === undefined ? undefined : this.#values.sizeOf(type);
    let rank: number = Rank.Nothing;
    let count = None;
    // A pointer to the middle is to an element, or a member: of what, it does not tell.
    if (offset === 0 && step !== undefined && step > 0 && step <= size) {
      const isWhole = size % step === 0;
      const several = Math.floor(size / step);
      if (several === 1 && isWhole) rank = Rank.Exact;
      else if (this.#values.hasFlexibleEnd(type)) rank = Rank.Exact;
      else if (!this.#mayBeFirst && pointer.count === undefined) rank = Rank.Nothing;
      else if (step === 1) [rank, count] = [Rank.Characters, several];
      else if (isWhole || pointer.count !== undefined) [rank, count] = [Rank.Array, several];
      else rank = Rank.Beginning;
    }
    const known = this.#ranks[row]!;
    if (known >= rank) return;
    if (known === 0) this.#reached.push(row);
    this.#ranks[row] = rank;
    if (rank === Rank.Nothing || type === undefined) return;
    this.#types[row] = type;
    this.#counts[row] = count;
    this.#pending.push(row);
  };

  /** A freed block's too: that it still holds its pointers is what makes it interesting. */
  #followContents(row: Row): void {
    const type = this.#types[row]!;
    const address = this.#heap.addressOf(row);
    const size = this.#values.sizeOf(type) ?? 0;
    const count = Math.max(1, this.#counts[row]!);
    for (let at = 0; at < count; at++) {
      this.#values.pointersIn(type, address + at * size, this.#memory, this.#guess);
    }
  }
}
