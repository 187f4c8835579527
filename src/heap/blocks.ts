/**
 * The block table: what is known about every block, one row for each slot. A slot keeps its row
 * while its span exists, so a row also describes the slot's last block after that was freed, until
 * another block takes the slot.
 *
 * One Int32Array with eight cells to a row, not eight arrays: malloc and free touch most cells of
 * a row that has been out of the cache for long (a block spends its time in the quarantine), and so
 * this costs one cache miss instead of seven.
 *
 * The constants of the hot paths here and in the neighbouring files are not exported, or are
 * repeated from an import, because V8 11.3 loads an imported constant anew at every use and checks
 * that it is initialised: a function that fills a row took 5.0 ns with imported cell numbers and
 * 2.6 ns with local ones.
 */
import type { Addr, BlockId, StackId } from "../bytes/brand.ts";

declare const rowBrand: unique symbol;
/** A row's number. 0 is no row. */
export type Row = number & { readonly [rowBrand]: true };
export const NoRow = 0 as Row;

/** The cells of a row; cell `c` of row `r` is `cells[(r << RowShift) | c]`. */
const Cell = {
  Id: 0,
  Address: 1,
  /** Bytes asked for, exactly. */
  Size: 2,
  /** StackId of the allocation. */
  Allocated: 3,
  /** While the block lives, the alignment that was asked for; then the StackId of its free. */
  AlignmentOrFreed: 4,
  State: 5,
  /** Row: the next in the quarantine, or in the span's list of free slots. */
  Next: 6,
  /** Address of the slot's first byte. */
  Slot: 7,
};
const RowShift = 3;

/**
 * Unused → Live → Quarantined → Recycled → Live …
 * Unused: the slot has not held a block yet. Recycled: the block is out of the quarantine and its
 * slot is free, but the row still tells about it.
 */
const State = { Unused: 0, Live: 1, Quarantined: 2, Recycled: 3 };

const FirstCapacity = 4096;

export class BlockTable {
  private cells = new Int32Array(FirstCapacity << RowShift);
  private count = 1;

  /** All rows have numbers below this. */
  get rowLimit(): number {
    return this.count;
  }

  /** `count` new rows with successive numbers, all of slots that are Unused; the first of them. */
  addRows(count: number): Row {
    const first = this.count as Row;
    this.count += count;
    const capacity = this.cells.length >>> RowShift;
    if (this.count > capacity) {
      const grown = new Int32Array(Math.max(this.count, capacity * 2) << RowShift);
      grown.set(this.cells.subarray(0, first << RowShift));
      this.cells = grown;
    }
    return first;
  }

  /** Forgets what `count` rows from `first` on tell: they will serve other slots. */
  clearRows(first: Row, count: number): void {
    this.cells.fill(0, first << RowShift, (first + count) << RowShift);
  }

  /** A block begins to live. */
  begin(
    row: Row,
    id: number,
    address: number,
    size: number,
    alignment: number,
    stack: StackId,
  ): void {
    const cells = this.cells;
    const at = row << RowShift;
    cells[at | Cell.Id] = id;
    cells[at | Cell.Address] = address;
    cells[at | Cell.Size] = size;
    cells[at | Cell.Allocated] = stack;
    cells[at | Cell.AlignmentOrFreed] = alignment;
    cells[at | Cell.State] = State.Live;
  }

  /** A block was freed and is in the quarantine from now on. */
  end(row: Row, stack: StackId): void {
    const cells = this.cells;
    const at = row << RowShift;
    cells[at | Cell.AlignmentOrFreed] = stack;
    cells[at | Cell.State] = State.Quarantined;
  }

  /** A block has left the quarantine. */
  recycle(row: Row): void {
    this.cells[(row << RowShift) | Cell.State] = State.Recycled;
  }

  /** True when a live block starts at this address in the row's slot. */
  isLiveAt(row: Row, address: number): boolean {
    const cells = this.cells;
    const at = row << RowShift;
    return cells[at | Cell.State] === State.Live && cells[at | Cell.Address] === address;
  }

  isLive(row: Row): boolean {
    return this.cells[(row << RowShift) | Cell.State] === State.Live;
  }
  isUnused(row: Row): boolean {
    return this.cells[(row << RowShift) | Cell.State] === State.Unused;
  }
  idOf(row: Row): BlockId {
    return (this.cells[(row << RowShift) | Cell.Id]! >>> 0) as BlockId;
  }
  addressOf(row: Row): Addr {
    return this.cells[(row << RowShift) | Cell.Address]! as Addr;
  }
  sizeOf(row: Row): number {
    return this.cells[(row << RowShift) | Cell.Size]!;
  }
  stackOf(row: Row): StackId {
    return this.cells[(row << RowShift) | Cell.Allocated]! as StackId;
  }
  /** Of a live block. */
  alignmentOf(row: Row): number {
    return this.cells[(row << RowShift) | Cell.AlignmentOrFreed]!;
  }
  /** Of a freed block. */
  freeStackOf(row: Row): StackId {
    return this.cells[(row << RowShift) | Cell.AlignmentOrFreed]! as StackId;
  }

  /** By row two cells, the address and the size of the block that lives there; 0 and 0 where none does. A copy, made to be changed. */
  liveExtents(): Int32Array {
    const { cells, count } = this;
    const extents = new Int32Array(2 * count);
    for (let row = 1; row < count; row++) {
      const at = row << RowShift;
      if (cells[at | Cell.State] !== State.Live) continue;
      extents[2 * row] = cells[at | Cell.Address]!;
      extents[2 * row + 1] = cells[at | Cell.Size]!;
    }
    return extents;
  }

  /** Puts rows in the order in which their blocks began to live. */
  sortByAge(rows: Uint32Array): void {
    const { cells } = this;
    let last = 0;
    let inOrder = true;
    for (let i = 0; i < rows.length; i++) {
      const id = cells[(rows[i]! << RowShift) | Cell.Id]! >>> 0;
      if (id < last) inOrder = false;
      last = id;
    }
    // Often they are: slots that were never used before are taken in the order of their rows.
    if (inOrder) return;
    // Sorted as 64-bit numbers, id above row (every host of WebAssembly that counts is little-endian):
    // no comparison function has to be called.
    const keys = new BigUint64Array(rows.length);
    const halves = new Uint32Array(keys.buffer);
    for (let i = 0; i < rows.length; i++) {
      halves[2 * i] = rows[i]!;
      halves[2 * i + 1] = cells[(rows[i]! << RowShift) | Cell.Id]!;
    }
    keys.sort();
    for (let i = 0; i < rows.length; i++) rows[i] = halves[2 * i]!;
  }

  slotOf(row: Row): number {
    return this.cells[(row << RowShift) | Cell.Slot]!;
  }
  setSlot(row: Row, slot: number): void {
    this.cells[(row << RowShift) | Cell.Slot] = slot;
  }
  nextOf(row: Row): Row {
    return this.cells[(row << RowShift) | Cell.Next]! as Row;
  }
  setNext(row: Row, next: Row): void {
    this.cells[(row << RowShift) | Cell.Next] = next;
  }
}
