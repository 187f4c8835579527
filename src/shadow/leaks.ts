/**
 * The leak scan: which blocks that still live can the program still reach? The kinds and the rules
 * are Memcheck's (memcheck/mc_leakcheck.c, user manual 4.2.8 without its heuristics), case by case:
 *
 * - A pointer is a word at an address that is a multiple of 4. It points to a block when it points
 *   to its first byte or into it; one past the end does not count. A block of size 0 has only its
 *   address.
 * - reachable: there is a chain of pointers to *first bytes* from the roots to the block. Blocks of a language that
 *   points to their middle as a matter of course (Rust) are an exception that Memcheck does not make.
 * - possible: there is a chain, but only with pointers into the middle of a block somewhere on it.
 * - The rest is lost, and among lost blocks every pointer counts, wherever into a block. They are
 *   taken one after the other, the first first: each that nobody owns yet becomes an owner of all
 *   that it leads to and that nobody owns, owners (with all that is theirs) included. Who is an
 *   owner in the end is definite, what is owned is indirect.
 *
 * "First" is by allocation here, by address in Memcheck; in a program that has not yet reused memory
 * that is the same, and with size classes addresses have no meaning for the reader of a report.
 *
 * Every block is read at most twice: once when it is found, and once more if it is an owner that
 * turns out to be owned.
 */
import type { Addr, BlockId, StackId } from "../bytes/brand.ts";
import { NoRow, type Row } from "../heap/blocks.ts";

export type LeakKind = "definite" | "indirect" | "possible" | "reachable";

/** The live blocks, each named by a row number below `rowLimit`: what `Heap` offers. */
export interface LiveBlocks {
  readonly rowLimit: number;
  liveRows(): readonly Row[];
  /** The block that the address points to (see above), or 0. */
  liveRowAt(address: number): Row;
  idOf(row: Row): BlockId;
  addressOf(row: Row): Addr;
  sizeOf(row: Row): number;
  stackOf(row: Row): StackId;
}

export interface LeakOptions {
  /**
   * Whether all of the word at an address is defined: one that is not is no pointer, but what somebody else
   * left there (as in Memcheck). Without it, all are.
   */
  readonly isDefined?: (address: number) => boolean;
  /** Whether a pointer to the middle of a block is as good as one to its start. Without it, none is. */
  readonly isHeldByMiddle?: (row: Row) => boolean;
}

/** Where pointers may come from. */
export interface Roots {
  /** Memory outside the heap that is in use: data, the live part of the stack. */
  readonly ranges: readonly { readonly start: number; readonly end: number }[];
  /** Words that are not in memory: i32 locals and operands of live frames. */
  readonly values: readonly number[];
}

/** Blocks of the same kind with the same allocation stack. */
export interface LeakRecord {
  readonly kind: LeakKind;
  readonly stack: StackId;
  blocks: number;
  /** Of these blocks themselves. */
  bytes: number;
  /** What definite blocks own. */
  indirectBlocks: number;
  indirectBytes: number;
}

export interface Leaks {
  /** In no particular order, but the same in every run. */
  readonly records: readonly LeakRecord[];
  /** Definite and indirect, in the order of their allocation. */
  readonly lost: readonly Row[];
  kindOf(row: Row): LeakKind;
}

/**
 * What a block has been found to be. Suspected: a reachable block points to its middle, and it is
 * not known yet whether another points to its start; possible if not.
 */
const Found = { No: 0, Reachable: 1, Suspected: 2, Possible: 3, Indirect: 4 };
/** By what was found at the end. */
const kinds: readonly LeakKind[] = ["definite", "reachable", "possible", "possible", "indirect"];

/** @param memory the program's memory; addresses are indexes into it */
export function findLeaks(
  memory: Uint8Array,
  blocks: LiveBlocks,
  roots: Roots,
  options: LeakOptions = {},
): Leaks {
  const scan = new LeakScan(memory, blocks, options);
  scan.followRoots(roots);
  const lost = scan.lostRows();
  for (const row of lost) scan.own(row);
  return {
    // Only a report asks for them.
    get records() {
      return scan.records();
    },
    lost,
    kindOf: (row) => scan.kindOf(row),
  };
}

class LeakScan {
  private readonly blocks: LiveBlocks;
  private readonly words: Uint32Array;
  private readonly isDefined: (address: number) => boolean;
  private readonly isHeldByMiddle: (row: Row) => boolean;
  private readonly live: readonly Row[];
  /** By row. */
  private readonly found: Uint8Array;
  /** By row of an owner: what it owns. */
  private readonly ownedBlocks: Uint32Array;
  private readonly ownedBytes: Float64Array;
  /** Blocks found and not yet read. */
  private readonly pending: Row[] = [];
  private readonly suspected: Row[] = [];

  constructor(memory: Uint8Array, blocks: LiveBlocks, options: LeakOptions) {
    this.blocks = blocks;
    this.isDefined = options.isDefined ?? (() => true);
    this.isHeldByMiddle = options.isHeldByMiddle ?? (() => false);
    this.words = new Uint32Array(memory.buffer, memory.byteOffset, Math.floor(memory.length / 4));
    this.live = blocks.liveRows();
    this.found = new Uint8Array(blocks.rowLimit);
    this.ownedBlocks = new Uint32Array(blocks.rowLimit);
    this.ownedBytes = new Float64Array(blocks.rowLimit);
  }

  /**
   * First everything that pointers to first bytes lead to, and only then what the rest leads to:
   * so no block is possible first and reachable later, and none is read again for that.
   */
  followRoots({ ranges, values }: Roots): void {
    for (const value of values) this.reach(this.blocks.liveRowAt(value >>> 0), value >>> 0);
    for (const { start, end } of ranges) {
      this.reachFrom((start + 3) >>> 2, end >>> 2);
    }
    for (let row = this.pending.pop(); row !== undefined; row = this.pending.pop()) {
      this.reachFrom(this.wordsStart(row), this.wordsEnd(row));
    }
    for (const row of this.suspected) this.suspect(row);
    for (let row = this.pending.pop(); row !== undefined; row = this.pending.pop()) {
      const end = this.wordsEnd(row);
      for (let at = this.wordsStart(row); at < end; at++) {
        this.suspect(this.targetAt(at));
      }
    }
  }

  /** The blocks that no root leads to, in the order of their allocation. */
  lostRows(): Row[] {
    const lost = this.live.filter((row) => this.found[row] === Found.No);
    // Sorted as 64-bit numbers, id above row (every host of WebAssembly that counts is little-endian):
    // no comparison function has to be called.
    const keys = new BigUint64Array(lost.length);
    const halves = new Uint32Array(keys.buffer);
    for (let i = 0; i < lost.length; i++) {
      halves[2 * i] = lost[i]!;
      halves[2 * i + 1] = this.blocks.idOf(lost[i]!);
    }
    keys.sort();
    for (let i = 0; i < lost.length; i++) lost[i] = halves[2 * i]! as Row;
    return lost;
  }

  /** Makes a lost block the owner of all that it leads to and that nobody owned before. */
  own(owner: Row): void {
    if (this.found[owner] !== Found.No) return;
    this.pending.push(owner);
    for (let row = this.pending.pop(); row !== undefined; row = this.pending.pop()) {
      const end = this.wordsEnd(row);
      for (let at = this.wordsStart(row); at < end; at++) {
        const target = this.targetAt(at);
        if (target === 0 || target === owner || this.found[target] !== Found.No) continue;
        this.found[target] = Found.Indirect;
        // An owner that turns out to be owned brings what it has; a block that is none brings 0.
        this.ownedBlocks[owner]! += 1 + this.ownedBlocks[target]!;
        this.ownedBytes[owner]! += this.blocks.sizeOf(target) + this.ownedBytes[target]!;
        this.pending.push(target);
      }
    }
  }

  kindOf(row: Row): LeakKind {
    return kinds[this.found[row]!]!;
  }

  records(): LeakRecord[] {
    const records = new Map<number, LeakRecord>();
    for (const row of this.live) {
      const kind = this.kindOf(row);
      const stack = this.blocks.stackOf(row);
      const key = stack * kinds.length + this.found[row]!;
      let record = records.get(key);
      if (record === undefined) {
        record = { kind, stack, blocks: 0, bytes: 0, indirectBlocks: 0, indirectBytes: 0 };
        records.set(key, record);
      }
      record.blocks++;
      record.bytes += this.blocks.sizeOf(row);
      if (kind === "definite") {
        record.indirectBlocks += this.ownedBlocks[row]!;
        record.indirectBytes += this.ownedBytes[row]!;
      }
    }
    return [...records.values()];
  }

  /** The block that word `at` of the memory points to; 0: none, or the word is undefined. Each is looked up once: that is most of a scan. */
  private targetAt(at: number): Row {
    const row = this.blocks.liveRowAt(this.words[at]!);
    // Few words look like pointers, so hardly any has to be asked about.
    return row === 0 || this.isDefined(4 * at) ? row : NoRow;
  }

  /** The words `from` … `to` − 1 of a root or of a reachable block. */
  private reachFrom(from: number, to: number): void {
    for (let at = from; at < to; at++) {
      const row = this.targetAt(at);
      if (row !== 0) this.reach(row, this.words[at]!);
    }
  }

  /** A word found in a root or in a reachable block, and the block that it points to, or 0. */
  private reach(row: Row, word: number): void {
    if (row === 0 || this.found[row] === Found.Reachable) return;
    if (word === this.blocks.addressOf(row) || this.isHeldByMiddle(row)) {
      this.found[row] = Found.Reachable;
      this.pending.push(row);
    } else if (this.found[row] === Found.No) {
      this.found[row] = Found.Suspected;
      this.suspected.push(row);
    }
  }

  /** A block that is possible, unless it is known to be reachable. */
  private suspect(row: Row): void {
    if (row === 0 || this.found[row] === Found.Reachable) return;
    if (this.found[row] === Found.Possible) return;
    this.found[row] = Found.Possible;
    this.pending.push(row);
  }

  /** Blocks start at multiples of 16; only whole words of them are read. */
  private wordsStart(row: Row): number {
    return this.blocks.addressOf(row) >>> 2;
  }
  private wordsEnd(row: Row): number {
    return (this.blocks.addressOf(row) + this.blocks.sizeOf(row)) >>> 2;
  }
}
