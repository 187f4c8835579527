/**
 * Why lost blocks are lost, where they count their owners: do they own each other?
 *
 * What Rust's Rc and Arc allocate begins with two words, how many strong pointers there are and how many weak ones
 * (plus one, as long as there is a strong one). When every one of these pointers is found in lost blocks, nobody was
 * forgotten, and the block lives because lost blocks own it. When one is missing, it is not a cycle that keeps the block:
 * somebody gave up a pointer without dropping it, and nothing is said here.
 *
 * Only pointers that are certainly strong make a cycle: to a block that has no weak ones at all, or to a block that
 * does not count (the elements of a Vec, a Box), which has one owner.
 */
import type { Row } from "../heap/blocks.ts";
import type { LiveBlocks } from "./leaks.ts";

export interface LostBlocks {
  readonly memory: Uint8Array;
  readonly blocks: LiveBlocks;
  /** All of them, and no others. */
  readonly lost: readonly Row[];
  /** As in LeakOptions. */
  readonly isDefined: (address: number) => boolean;
  /** Whether a block begins with the counts of its owners. */
  readonly isCounted: (row: Row) => boolean;
}

/** Of one block: words at its start. */
const Strong = 0;
const Weak = 1;
/** The weak pointer that all strong ones have together. */
const ImplicitWeak = 1;

export class OwnershipCycles {
  readonly #blocks: LiveBlocks;
  readonly #words: Uint32Array;
  readonly #isDefined: LostBlocks["isDefined"];
  readonly #isCounted: LostBlocks["isCounted"];
  /** By row, of lost blocks: the lost blocks that it points to, each as often as it does. */
  readonly #targets = new Map<Row, readonly Row[]>();
  /** By row: how many pointers in lost blocks there are to it. */
  readonly #pointers = new Map<Row, number>();

  constructor({ memory, blocks, lost, isDefined, isCounted }: LostBlocks) {
    this.#blocks = blocks;
    this.#words = new Uint32Array(memory.buffer, memory.byteOffset, Math.floor(memory.length / 4));
    this.#isDefined = isDefined;
    this.#isCounted = isCounted;
    const isLost = new Set(lost);
    for (const row of lost) {
      const targets = this.#pointedTo(row).filter((target) => isLost.has(target));
      this.#targets.set(row, targets);
      for (const target of targets) {
        this.#pointers.set(target, (this.#pointers.get(target) ?? 0) + 1);
      }
    }
  }

  /** The shortest cycle of blocks that own each other with `start` in it, `start` first; none: undefined. */
  through(start: Row): readonly Row[] | undefined {
    if (!this.#isCounted(start) || !this.#isStronglyHeld(start)) return undefined;
    const cameFrom = new Map<Row, Row>();
    let rim: readonly Row[] = [start];
    while (rim.length > 0) {
      const next: Row[] = [];
      for (const row of rim) {
        for (const target of this.#targets.get(row) ?? []) {
          if (target === start) return pathTo(row, start, cameFrom);
          if (cameFrom.has(target) || !this.#isStronglyHeld(target)) continue;
          cameFrom.set(target, row);
          next.push(target);
        }
      }
      rim = next;
    }
    return undefined;
  }

  /** Whether every pointer to the block makes its holder an owner, and all owners are known. */
  #isStronglyHeld(row: Row): boolean {
    if (!this.#isCounted(row)) return true;
    const at = this.#blocks.addressOf(row) >>> 2;
    const strong = this.#words[at + Strong]!;
    const weak = this.#words[at + Weak]!;
    return weak === ImplicitWeak && strong > 0 && strong === this.#pointers.get(row);
  }

  #pointedTo(row: Row): Row[] {
    const address = this.#blocks.addressOf(row);
    const targets: Row[] = [];
    const end = (address + this.#blocks.sizeOf(row)) >>> 2;
    for (let at = address >>> 2; at < end; at++) {
      const target = this.#blocks.liveRowAt(this.#words[at]!);
      if (target !== 0 && this.#isDefined(4 * at)) targets.push(target);
    }
    return targets;
  }
}

function pathTo(last: Row, start: Row, cameFrom: ReadonlyMap<Row, Row>): readonly Row[] {
  const path = [last];
  for (let row: Row | undefined = last; row !== start; ) {
    row = cameFrom.get(row!);
    if (row === undefined) break;
    path.push(row);
  }
  return path.reverse();
}
