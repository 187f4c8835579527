/**
 * Freed blocks that may not be used again yet, so that a stale pointer finds a freed block and not
 * somebody else's. First in, first out, bounded in bytes. A block counts with its size and something
 * for its redzones, or blocks of size 0 would pile up for ever.
 *
 * Large blocks leave first, as in Memcheck (`--freelist-big-blocks`): otherwise the free of one
 * 20 MB buffer would drive out every small block, and small blocks are where stale pointers are.
 *
 * The queues run through the block table: a block in quarantine is in no other list.
 */
import type { BlockTable, Row } from "./blocks.ts";

/** Blocks of this size and more leave the quarantine first: Memcheck's default. */
const LargeBytes = 1_000_000;
/** What a block counts beyond its size: its redzones at least, and its row. */
const Overhead = 64;
/** blocks.ts' NoRow. Local: imported constants are slow there. */
const None = 0 as Row;

export class Quarantine {
  private readonly table: BlockTable;
  private readonly limit: number;
  private held = 0;
  private oldest = None;
  private newest = None;
  private oldestLarge = None;
  private newestLarge = None;

  constructor(table: BlockTable, limit: number) {
    this.table = table;
    this.limit = limit;
  }

  /** Bytes held at the moment, overhead included. */
  get bytes(): number {
    return this.held;
  }

  /** More than the limit is held: take one out. */
  get overfull(): boolean {
    return this.held > this.limit;
  }

  put(row: Row, size: number): void {
    this.table.setNext(row, None);
    this.held += size + Overhead;
    if (size < LargeBytes) {
      if (this.oldest === None) this.oldest = row;
      else this.table.setNext(this.newest, row);
      this.newest = row;
    } else {
      if (this.oldestLarge === None) this.oldestLarge = row;
      else this.table.setNext(this.newestLarge, row);
      this.newestLarge = row;
    }
  }

  /** Takes the block out whose turn it is; NoRow: the quarantine is empty. */
  take(): Row {
    let row = this.oldestLarge;
    if (row !== None) {
      this.oldestLarge = this.table.nextOf(row);
    } else {
      row = this.oldest;
      if (row === None) return None;
      this.oldest = this.table.nextOf(row);
    }
    this.held -= this.table.sizeOf(row) + Overhead;
    return row;
  }
}
