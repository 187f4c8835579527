/**
 * Why lost blocks are lost, where they count their owners: do they own each other, or was an owner given up?
 *
 * What Rust's Rc and Arc allocate begins with two words, how many strong pointers there are and how many weak ones
 * (plus one, as long as there is a strong one). A strong pointer owns, and a cycle of these is never dropped.
 * Memory does not say which pointer is of which kind, but the counts do: pointers at one offset in blocks that were
 * allocated at one place are all of one kind (they are the same field), and of a block to which as many pointers are found
 * as it counts, so many are strong. What cannot be concluded from that is taken for neither.
 */
import type { StackId } from "../bytes/brand.ts";
import type { Row } from "../heap/blocks.ts";
import type { LiveBlocks } from "./leaks.ts";

export interface LostBlocks {
  readonly memory: Uint8Array;
  readonly blocks: Pick<LiveBlocks, "liveRowAt" | "addressOf" | "sizeOf" | "stackOf">;
  /** All of them, and no others. */
  readonly lost: Iterable<Row>;
  /** As in LeakOptions. */
  readonly isValid: (address: number) => boolean;
  /** Whether a block begins with the counts of its owners. */
  readonly isCounted: (row: Row) => boolean;
}

/** Pointers of one kind: those at one offset in blocks that were allocated with one stack. */
interface Field {
  /** Undefined: nobody knows. */
  strong: boolean | undefined;
}

interface Pointer {
  readonly from: Row;
  readonly to: Row;
  readonly field: Field;
}

/** Of one block: words at its start. */
const Strong = 0;
const Weak = 1;
/** The weak pointer that all strong ones have together. */
const ImplicitWeak = 1;

export class Ownership {
  readonly #parts: LostBlocks;
  readonly #words: Uint32Array;
  readonly #from = new Map<Row, Pointer[]>();
  readonly #to = new Map<Row, Pointer[]>();

  constructor(parts: LostBlocks) {
    this.#parts = parts;
    const { memory, lost } = parts;
    this.#words = new Uint32Array(memory.buffer, memory.byteOffset, Math.floor(memory.length / 4));
    this.#findPointers(new Set(lost));
    this.#tellKinds();
  }

  /** Whether no lost block has a pointer to this one: then whoever owned it is gone. */
  isForgotten(row: Row): boolean {
    return !this.#to.has(row);
  }

  /** The shortest cycle of blocks that own each other with `start` in it, `start` first; none: undefined. */
  cycleThrough(start: Row): readonly Row[] | undefined {
    const cameFrom = new Map<Row, Row>();
    let rim: readonly Row[] = [start];
    while (rim.length > 0) {
      const next: Row[] = [];
      for (const row of rim) {
        for (const { to, field } of this.#from.get(row) ?? []) {
          // What does not count has one owner, whoever points to it.
          if (this.#parts.isCounted(to) && field.strong !== true) continue;
          if (to === start) return pathTo(row, start, cameFrom);
          if (cameFrom.has(to)) continue;
          cameFrom.set(to, row);
          next.push(to);
        }
      }
      rim = next;
    }
    return undefined;
  }

  #findPointers(lost: ReadonlySet<Row>): void {
    const { blocks, isValid } = this.#parts;
    const fields = new Map<StackId, Map<number, Field>>();
    for (const from of lost) {
      const address = blocks.addressOf(from);
      const stack = blocks.stackOf(from);
      for (let offset = 0; offset + 4 <= blocks.sizeOf(from); offset += 4) {
        const to = blocks.liveRowAt(this.#words[(address + offset) >>> 2]!);
        if (!lost.has(to) || !isValid(address + offset)) continue;
        const ofStack = entry(fields, stack, () => new Map<number, Field>());
        const field = entry(ofStack, offset, (): Field => ({ strong: undefined }));
        const pointer = { from, to, field };
        entry(this.#from, from, () => []).push(pointer);
        entry(this.#to, to, () => []).push(pointer);
      }
    }
  }

  /** Each block may tell of the fields of others, until none has anything new to tell. */
  #tellKinds(): void {
    const open = new Set([...this.#to.keys()].filter(this.#parts.isCounted));
    for (let before = -1; before !== open.size; ) {
      before = open.size;
      for (const row of open) if (this.#tell(row)) open.delete(row);
    }
  }

  /** @returns whether all that the counts of this block can tell is told */
  #tell(row: Row): boolean {
    const at = this.#parts.blocks.addressOf(row) >>> 2;
    const strong = this.#words[at + Strong]!;
    const weak = this.#words[at + Weak]! - ImplicitWeak;
    const pointers = this.#to.get(row) ?? [];
    if (weak === 0) return decide(pointers, true);
    if (strong === 0) return decide(pointers, false);
    // Somebody else has one: then nobody knows of which kind these are.
    if (pointers.length !== strong + weak) return true;
    const unknown = pointers.filter(({ field }) => field.strong === undefined);
    const known = pointers.filter(({ field }) => field.strong === true).length;
    if (known === strong) return decide(unknown, false);
    if (known + unknown.length === strong) return decide(unknown, true);
    return false;
  }
}

function decide(pointers: readonly Pointer[], strong: boolean): true {
  for (const { field } of pointers) field.strong ??= strong;
  return true;
}

function entry<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  let value = map.get(key);
  if (value === undefined) {
    value = make();
    map.set(key, value);
  }
  return value;
}

function pathTo(last: Row, start: Row, cameFrom: ReadonlyMap<Row, Row>): readonly Row[] {
  const path = [last];
  for (let row: Row | undefined = last; row !== start; ) {
    row = cameFrom.get(row);
    if (row === undefined) break;
    path.push(row);
  }
  return path.reverse();
}
