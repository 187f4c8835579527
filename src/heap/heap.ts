/**
 * The heap of the checked program: blocks with forbidden ground on both sides, which are not used
 * again soon after they were freed. What it knows about them is outside the program's memory, where
 * no mistake of the program reaches it.
 *
 *     slot   ┌─────────────┬──────────────────────┬──────────────────┐
 *            │ redzone ≥16 │ block, to the byte   │ redzone ≥16      │
 *            └─────────────┴──────────────────────┴──────────────────┘
 *                          address (aligned)      address + size
 *
 * slots.ts finds places, blocks.ts remembers, quarantine.ts delays; this file is what they are
 * together. Nothing here makes an object for a block that is not asked about.
 */
import type { Addr, BlockId, StackId } from "../bytes/brand.ts";
import { BlockTable, NoRow, type Row } from "./blocks.ts";
import { type NearBlock, nearestBlock } from "./nearest.ts";
import type { HeapSpace } from "./pages.ts";
import { Quarantine } from "./quarantine.ts";
import { MinAlignment, PageBytes, redzoneOf } from "./size-classes.ts";
import { SlotStore } from "./slots.ts";
import { AllocationCounts, type StackStatistics } from "./statistics.ts";

/** What the heap tells about its memory; shadow/heap-marks.ts makes shadow bytes of it. */
export interface HeapShadow {
  /** [start, end), multiples of 64 KiB, is the heap's and holds no block. */
  unused(start: number, end: number): void;
  /**
   * A block of `size` bytes begins to live at `address` (a multiple of 16), allocated at `stack`; nobody has
   * written to it. The rest of its slot, [slot, slotEnd), both multiples of 16, is redzone.
   */
  live(slot: number, address: number, size: number, slotEnd: number, stack: StackId): void;
  /** The whole block of `size` bytes at `address` was set to 0. */
  cleared(address: number, size: number): void;
  /** The first `length` bytes of the block at `to` were copied from that at `from`. */
  copied(to: number, from: number, length: number): void;
  /** The block of `size` bytes at `address` was freed at `stack`. */
  freed(address: number, size: number, stack: StackId): void;
}

export interface HeapOptions {
  /** How many bytes the quarantine may hold (quarantine.ts). 16 MiB unless told. */
  readonly quarantineBytes?: number;
}
const DefaultQuarantineBytes = 16 * 2 ** 20;

/** The largest block: PTRDIFF_MAX, so that two pointers into a block can be subtracted. */
export const LargestBlock = 2 ** 31 - 1;

// Local: imported and exported constants are slow (blocks.ts).
const Largest = LargestBlock;
const Aligned = MinAlignment;
const None = NoRow;
const Null = 0 as Addr;

/** Why a pointer cannot be freed, and the block that it has to do with. */
export type FreeRefusal =
  | { readonly reason: "already freed"; readonly near: NearBlock }
  /** Into a block, but not to its start. The block may be live or freed. */
  | { readonly reason: "interior"; readonly near: NearBlock }
  | { readonly reason: "not a block"; readonly near: NearBlock | undefined };

export class Heap {
  private readonly bytes: Uint8Array;
  private readonly shadow: HeapShadow;
  private readonly table = new BlockTable();
  private readonly slots: SlotStore;
  private readonly quarantine: Quarantine;
  private readonly counts = new AllocationCounts();
  private lastId = 0;

  /** @param bytes the whole memory that the program's addresses index; it must never be replaced. */
  constructor(bytes: Uint8Array, shadow: HeapShadow, space: HeapSpace, options: HeapOptions = {}) {
    this.bytes = bytes;
    this.shadow = shadow;
    this.slots = new SlotStore(Math.ceil(bytes.length / PageBytes), this.table, shadow, space);
    this.quarantine = new Quarantine(this.table, options.quarantineBytes ?? DefaultQuarantineBytes);
  }

  /**
   * A new block; its contents are whatever was there. A block of size 0 is a block too, with an
   * address of its own.
   * @param size bytes, not negative
   * @param alignment a power of two; less than 16 means 16
   * @returns its address, or 0 when there is no memory for it
   */
  allocate(size: number, alignment: number, stack: StackId): Addr {
    if (size > Largest) return Null;
    const redzone = redzoneOf(size);
    let need = (((size + 15) & ~15) >>> 0) + 2 * redzone;
    if (alignment > Aligned) need += alignment - Aligned;
    let row = this.slots.take(need);
    if (row === None) row = this.takeAfterFlush(need);
    if (row === None) return Null;

    const slot = this.table.slotOf(row);
    let address = slot + redzone;
    if (alignment > Aligned) address = Math.ceil(address / alignment) * alignment;
    this.table.begin(row, ++this.lastId, address, size, alignment, stack);
    this.shadow.live(slot, address, size, slot + this.slots.slotBytes(slot), stack);
    this.counts.allocated(stack, size);
    return address as Addr;
  }

  /**
   * Ends a block's life.
   * @returns why not, when `address` is not that of a live block; then nothing has changed
   */
  free(address: number, stack: StackId): FreeRefusal | undefined {
    const row = this.slots.rowAt(address);
    if (!this.table.isLiveAt(row, address)) return this.refusalOf(address);
    const size = this.table.sizeOf(row);
    this.table.end(row, stack);
    this.shadow.freed(address, size, stack);
    this.quarantine.put(row, size);
    while (this.quarantine.overfull) this.recycle(this.quarantine.take());
    return undefined;
  }

  /**
   * Moves a block: always to another place, even if it would fit where it is, so that pointers to
   * the old place are found to be stale. What fits of the contents is copied.
   * @param alignment as for `allocate`
   * @returns the new address; 0 when there is no memory, and then the old block lives on; or why
   *   `address` cannot be freed
   */
  reallocate(
    address: number,
    size: number,
    stack: StackId,
    alignment: number = MinAlignment,
  ): Addr | FreeRefusal {
    const oldSize = this.usableSize(address);
    if (oldSize === undefined) return this.refusalOf(address);
    const moved = this.allocate(size, alignment, stack);
    if (moved === Null) return Null;
    const kept = Math.min(oldSize, size);
    this.bytes.copyWithin(moved, address, address + kept);
    this.shadow.copied(moved, address, kept);
    this.free(address, stack);
    return moved;
  }

  /** Why `address` cannot be freed; undefined when it is that of a live block. */
  refusal(address: number): FreeRefusal | undefined {
    return this.usableSize(address) === undefined ? this.refusalOf(address) : undefined;
  }

  /** The size of the live block that starts at `address`: what was asked for, no byte more. */
  usableSize(address: number): number | undefined {
    const row = this.slots.rowAt(address);
    return this.table.isLiveAt(row, address) ? this.table.sizeOf(row) : undefined;
  }

  /** The alignment that was asked for of the live block that starts at `address`. */
  alignmentAt(address: number): number | undefined {
    const row = this.slots.rowAt(address);
    return this.table.isLiveAt(row, address) ? this.table.alignmentOf(row) : undefined;
  }

  /** Where the live block that starts at `address` was allocated. */
  allocatedAt(address: number): StackId | undefined {
    const row = this.slots.rowAt(address);
    return this.table.isLiveAt(row, address) ? this.table.stackOf(row) : undefined;
  }

  /** Sets a whole block, of `size` bytes, to 0, for calloc. */
  clear(address: Addr, size: number): void {
    this.bytes.fill(0, address, address + size);
    this.shadow.cleared(address, size);
  }

  /** The live or freed block that an address of the heap has to do with (nearest.ts). */
  nearest(address: number): NearBlock | undefined {
    return nearestBlock(this.table, this.slots.rowsAround(address), address);
  }

  /** Bytes in quarantine, as `quarantineBytes` bounds them. */
  get quarantinedBytes(): number {
    return this.quarantine.bytes;
  }

  /** What each call stack allocated, and what of it lives. */
  statistics(): StackStatistics[] {
    return this.counts.statistics(this);
  }

  // Live blocks by row, for whoever looks at all of them (the leak scan): rows are small numbers
  // below `rowLimit` and stay what they are until the next allocate or free.

  /** All rows have numbers below this. */
  get rowLimit(): number {
    return this.table.rowLimit;
  }
  liveRows(): Row[] {
    const rows: Row[] = [];
    const { table } = this;
    for (let row = 1; row < table.rowLimit; row++) {
      if (table.isLive(row as Row)) rows.push(row as Row);
    }
    return rows;
  }
  /** By row two cells, the address and the size of the block that lives there; 0 and 0 where none does. A copy, made to be changed. */
  liveExtents(): Int32Array {
    return this.table.liveExtents();
  }
  /** Puts rows in the order in which their blocks were allocated. */
  sortByAge(rows: Uint32Array): void {
    this.table.sortByAge(rows);
  }
  /** The row of the slot that `address` lies in: no other block than that row's can have the address. NoRow: it is in no slot. */
  slotRowAt(address: number): Row {
    return this.slots.rowAt(address);
  }
  /**
   * The live block that `address` points to: to a byte of it or, if it has none, to its start. One
   * past the end is not in the block. NoRow: there is none.
   */
  liveRowAt(address: number): Row {
    const row = this.slots.rowAt(address);
    if (!this.table.isLive(row)) return None;
    const offset = address - this.table.addressOf(row);
    return offset >= 0 && (offset < this.table.sizeOf(row) || offset === 0) ? row : None;
  }
  /**
   * The block, live or freed, that `address` is a byte of or, if it has none, its start. NoRow: there is none, or another block
   * has its place by now.
   */
  rowHolding(address: number): Row {
    const row = this.slots.rowAt(address);
    if (row === None || this.table.isUnused(row)) return None;
    const offset = address - this.table.addressOf(row);
    return offset >= 0 && (offset < this.table.sizeOf(row) || offset === 0) ? row : None;
  }
  isLive(row: Row): boolean {
    return this.table.isLive(row);
  }
  /** Where a freed block was freed. */
  freeStackOf(row: Row): StackId {
    return this.table.freeStackOf(row);
  }
  idOf(row: Row): BlockId {
    return this.table.idOf(row);
  }
  addressOf(row: Row): Addr {
    return this.table.addressOf(row);
  }
  sizeOf(row: Row): number {
    return this.table.sizeOf(row);
  }
  /** Where the block was allocated. */
  stackOf(row: Row): StackId {
    return this.table.stackOf(row);
  }

  /** There is no room: then for once the quarantine has to go, unless that cannot help either. */
  private takeAfterFlush(need: number): Row {
    if (need > this.bytes.length) return None;
    for (let row = this.quarantine.take(); row !== None; row = this.quarantine.take()) {
      this.recycle(row);
    }
    this.slots.releaseEmptySpans();
    const row = this.slots.take(need);
    // A span for many blocks may be too much to ask where pages for the one block are not.
    return row !== None ? row : this.slots.takeAlone(need);
  }

  private recycle(row: Row): void {
    this.table.recycle(row);
    this.slots.release(row);
  }

  private refusalOf(address: number): FreeRefusal {
    const near = this.nearest(address);
    if (near === undefined) return { reason: "not a block", near };
    const { block, offset } = near;
    if (offset === 0 && block.state === "freed") return { reason: "already freed", near };
    if (offset > 0 && offset < block.size) return { reason: "interior", near };
    return { reason: "not a block", near };
  }
}
