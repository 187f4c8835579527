/**
 * What is in heap blocks: no allocator is told, so it follows from the pointers that lead there. Each pointer is a guess; the best one
 * counts: a pointer to the start of a block that its type fits exactly is better than one into its middle, a `void *` says nothing.
 */
import type { TypeRef } from "../dwarf/types.ts";
import type { Heap } from "../heap/heap.ts";
import type { Block } from "../heap/nearest.ts";
import type { Pointer, ValueMemory, Values } from "../values/value.ts";

export interface TypedBlock {
  readonly block: Block;
  /** What it holds, or begins with; undefined is nobody knows. */
  readonly type: TypeRef;
  /** So many of them, one after the other; undefined: it is just one, with perhaps something behind it. */
  readonly count?: number;
}

/** How good a guess is. */
const Rank = {
  /** A block is pointed to, and not by a pointer that says what it is. */
  Nothing: 0,
  /** An element of an array, if the block is one. */
  Interior: 1,
  /** The block begins with it; what follows is unknown. */
  Beginning: 2,
  Characters: 3,
  /** A whole number of them. */
  Array: 4,
  /** Just one. */
  Exact: 5,
} as const;
type Rank = (typeof Rank)[keyof typeof Rank];

interface Guess extends TypedBlock {
  readonly rank: Rank;
}

/** Follows pointers from where the program can see them, and types every block that they lead to. */
export class BlockTypes {
  readonly #heap: Heap;
  readonly #memory: ValueMemory;
  readonly #values: Values;
  readonly #guesses = new Map<number, Guess>();
  /** Blocks whose contents are to be followed. */
  readonly #pending: number[] = [];

  constructor(heap: Heap, memory: ValueMemory, values: Values) {
    this.#heap = heap;
    this.#memory = memory;
    this.#values = values;
  }

  /** A pointer that a variable holds. */
  follow(pointer: Pointer): void {
    this.#guess(pointer);
    for (let id = this.#pending.pop(); id !== undefined; id = this.#pending.pop()) {
      const guess = this.#guesses.get(id);
      if (guess !== undefined) this.#followContents(guess);
    }
  }

  /** The blocks that were reached, in the order in which they were. */
  reached(): Iterable<TypedBlock> {
    return this.#guesses.values();
  }

  typeOf(id: number): TypedBlock | undefined {
    return this.#guesses.get(id);
  }

  #guess(pointer: Pointer): void {
    const near = this.#heap.nearest(pointer.target);
    if (near === undefined) return;
    const { block, offset } = near;
    if (offset < 0 || (offset >= block.size && offset > 0)) return;
    const guess = this.#rate(block, offset, pointer);
    const known = this.#guesses.get(block.id);
    if (known !== undefined && known.rank >= guess.rank) return;
    this.#guesses.set(block.id, guess);
    this.#pending.push(block.id);
  }

  #rate(block: Block, offset: number, pointer: Pointer): Guess {
    const type = this.#values.plain(pointer.pointee);
    const size = type === undefined ? undefined : this.#values.sizeOf(type);
    if (type === undefined || size === undefined || size === 0 || size > block.size) {
      return { block, type: undefined, rank: Rank.Nothing };
    }
    const isWhole = block.size % size === 0;
    const count = Math.floor(block.size / size);
    if (offset > 0) {
      return isWhole && offset % size === 0 && size > 1
        ? { block, type, ...several(count), rank: Rank.Interior }
        : { block, type: undefined, rank: Rank.Nothing };
    }
    if (count === 1 && isWhole) return { block, type, rank: Rank.Exact };
    if (size === 1) return { block, type, count, rank: Rank.Characters };
    if (isWhole || pointer.count !== undefined) return { block, type, count, rank: Rank.Array };
    return { block, type, rank: Rank.Beginning };
  }

  /** A freed block's too: that it still holds its pointers is what makes it interesting. */
  #followContents({ block, type, count = 1 }: Guess): void {
    if (type === undefined) return;
    const size = this.#values.sizeOf(type) ?? 0;
    for (let at = 0; at < count; at++) {
      this.#values.pointersIn(type, block.address + at * size, this.#memory, (pointer) =>
        this.#guess(pointer),
      );
    }
  }
}

function several(count: number): { count?: number } {
  return count > 1 ? { count } : {};
}
