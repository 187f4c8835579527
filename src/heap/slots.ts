/**
 * Slots: the places that blocks are put in. Pages are made into spans; a span is cut into slots of
 * one size, or is a single slot of whole pages when the block is large. So the slot that *any*
 * address lies in, redzones and interiors included, follows from two look-ups and a division:
 *
 *     span = spanAt[address >>> 16]
 *     row  = firstRow of the span + (address − start of the span) / slot size
 *
 * A search tree of blocks would find it too, but has to be changed at every malloc and free.
 *
 * The spans of a class that have a free slot form a list, and each has a list of its own free
 * slots. (One list of free slots for the class would be simpler, but then an empty span could not
 * leave it, and memory once used for 48-byte nodes would never serve anything else.)
 */
import { type BlockTable, NoRow, type Row } from "./blocks.ts";
import { type HeapSpace, PagePool } from "./pages.ts";
import {
  LargestSlot,
  PageBytes,
  SizeClassCount,
  sizeClassOf,
  slotBytesOf,
  spanPagesOf,
} from "./size-classes.ts";

/** What slots.ts tells the shadow: [start, end) belongs to the heap but to no block. */
export interface UnusedMemory {
  unused(start: number, end: number): void;
}

/** A span is named by its first page; cell `c` of span `s` is `spans[(s << SpanShift) | c]`. */
const Span = {
  /** The size of its slots; of a large block's span, all of it. */
  SlotBytes: 0,
  SlotCount: 1,
  /** The row of its first slot; the others' follow. */
  FirstRow: 2,
  /** The first of its free slots that were in use before; NoRow: there is none. */
  FreeRow: 3,
  /** How many slots, from the first on, have ever been in use. */
  Fresh: 4,
  /** How many slots hold a block, live or in quarantine. */
  Used: 5,
  /** Neighbours in the list of its class's spans that have a free slot. */
  Next: 6,
  Previous: 7,
} as const;
const SpanShift = 3;

// Local: imported constants are slow (blocks.ts).
const None = NoRow;
const Page = PageBytes;
const Shared = LargestSlot;

const AllPages = 2 ** 32 / PageBytes;

/**
 * A large block's pages go back to the pool when it leaves the quarantine, which it does at once if
 * it is larger than that. Rows of so many such blocks are kept, so that a report can still name the
 * block as long as nothing else has taken the pages.
 */
const RememberedLarge = 64;

export class SlotStore {
  private readonly table: BlockTable;
  private readonly pool: PagePool;
  private readonly shadow: UnusedMemory;
  private readonly spans: Int32Array;
  /** By page, of all that a 32-bit address can be in: the span that it belongs to, or 0. */
  private readonly spanAt = new Uint16Array(AllPages);
  /** By class: the first span of the list of those that have a free slot. */
  private readonly available = new Int32Array(SizeClassCount);
  /**
   * By class, rows of spans that exist no more, the oldest first; the last list is that of the large
   * blocks. Each run is as long as the class's spans need, so it is used again as it is.
   */
  private readonly spareRows: Row[][] = Array.from({ length: SizeClassCount + 1 }, () => []);

  constructor(pageCount: number, table: BlockTable, shadow: UnusedMemory, space: HeapSpace) {
    this.table = table;
    this.shadow = shadow;
    this.pool = new PagePool(pageCount, space);
    this.spans = new Int32Array(pageCount << SpanShift);
  }

  /** A free slot of at least `bytes` (a multiple of 16); its row's Slot cell is set. NoRow: exhausted. */
  take(bytes: number): Row {
    if (bytes > Shared) return this.takeAlone(bytes);
    const sizeClass = sizeClassOf(bytes);
    let span = this.available[sizeClass]!;
    if (span === 0) {
      span = this.addSpan(sizeClass);
      if (span === 0) return None;
    }
    const spans = this.spans;
    const at = span << SpanShift;
    let row = spans[at | Span.FreeRow]! as Row;
    if (row !== None) {
      spans[at | Span.FreeRow] = this.table.nextOf(row);
    } else {
      const index = spans[at | Span.Fresh]!++;
      row = (spans[at | Span.FirstRow]! + index) as Row;
      this.table.setSlot(row, span * Page + index * spans[at | Span.SlotBytes]!);
    }
    const used = spans[at | Span.Used]! + 1;
    spans[at | Span.Used] = used;
    if (used === spans[at | Span.SlotCount]) this.unlink(sizeClass, span);
    return row;
  }

  /** A slot with pages of its own; as `take`. */
  takeAlone(bytes: number): Row {
    const pages = Math.ceil(bytes / Page);
    const first = this.pool.take(pages);
    if (first === 0) return None;
    const spare = this.spareRows[SizeClassCount]!;
    const row = spare.length > RememberedLarge ? spare.shift()! : this.table.addRows(1);
    this.describe(first, pages, pages * Page, 1, row);
    this.table.setSlot(row, first * Page);
    return row;
  }

  /** Takes a slot back. Its block stays remembered in its row until the slot or its span goes. */
  release(row: Row): void {
    const spans = this.spans;
    const span = this.spanAt[this.table.slotOf(row) >>> 16]!;
    const at = span << SpanShift;
    const slotBytes = spans[at | Span.SlotBytes]!;
    if (slotBytes > Shared) {
      this.removeLarge(span);
      return;
    }
    this.table.setNext(row, spans[at | Span.FreeRow]! as Row);
    spans[at | Span.FreeRow] = row;
    const used = spans[at | Span.Used]! - 1;
    spans[at | Span.Used] = used;
    if (used === spans[at | Span.SlotCount]! - 1) this.link(sizeClassOf(slotBytes), span);
    // The class keeps its only span with room, or every second malloc might make a new one.
    else if (used === 0 && (spans[at | Span.Next]! | spans[at | Span.Previous]!) !== 0) {
      this.removeSpan(sizeClassOf(slotBytes), span);
    }
  }

  /** Gives the pages of all empty spans back to the pool. True if there was one. */
  releaseEmptySpans(): boolean {
    let any = false;
    for (let sizeClass = 0; sizeClass < SizeClassCount; sizeClass++) {
      let span = this.available[sizeClass]!;
      while (span !== 0) {
        const next = this.spans[(span << SpanShift) | Span.Next]!;
        if (this.spans[(span << SpanShift) | Span.Used] === 0) {
          this.removeSpan(sizeClass, span);
          any = true;
        }
        span = next;
      }
    }
    return any;
  }

  /** The row of the slot that `address` lies in, whatever is there; NoRow: it is in no slot. */
  rowAt(address: number): Row {
    const span = this.spanAt[address >>> 16]!;
    if (span === 0) return None;
    const at = span << SpanShift;
    // Of unsigned integers, so that the engine divides integers.
    const index = (((address - span * Page) >>> 0) / this.spans[at | Span.SlotBytes]!) >>> 0;
    if (index >= this.spans[at | Span.SlotCount]!) return None;
    return (this.spans[at | Span.FirstRow]! + index) as Row;
  }

  /**
   * The rows of the slot that `address` lies in and of its neighbours in the span; in memory that
   * left the heap's use, of the large blocks that were there last. For error reports.
   */
  rowsAround(address: number): Row[] {
    const span = this.spanAt[address >>> 16]!;
    if (span === 0) {
      return this.spareRows[SizeClassCount]!.filter((row) => this.covers(row, address)).slice(-1);
    }
    const at = span << SpanShift;
    const index = Math.floor((address - span * Page) / this.spans[at | Span.SlotBytes]!);
    const last = this.spans[at | Span.SlotCount]! - 1;
    const rows: Row[] = [];
    for (let i = Math.max(0, index - 1); i <= Math.min(last, index + 1); i++) {
      rows.push((this.spans[at | Span.FirstRow]! + i) as Row);
    }
    return rows;
  }

  /** The size of the slot that starts at `slot`, in bytes. */
  slotBytes(slot: number): number {
    return this.spans[(this.spanAt[slot >>> 16]! << SpanShift) | Span.SlotBytes]!;
  }

  private covers(row: Row, address: number): boolean {
    const offset = address - this.table.addressOf(row);
    return offset >= 0 && offset < this.table.sizeOf(row);
  }

  private removeLarge(span: number): void {
    const at = span << SpanShift;
    const pages = this.spans[at | Span.SlotBytes]! >>> 16;
    this.spareRows[SizeClassCount]!.push(this.spans[at | Span.FirstRow]! as Row);
    this.spanAt.fill(0, span, span + pages);
    this.pool.give(span, pages);
  }

  /** 0: exhausted. */
  private addSpan(sizeClass: number): number {
    const pages = spanPagesOf[sizeClass]!;
    const span = this.pool.take(pages);
    if (span === 0) return 0;
    const slotBytes = slotBytesOf[sizeClass]!;
    const slotCount = Math.floor((pages * Page) / slotBytes);
    const spare = this.spareRows[sizeClass]!.pop();
    if (spare !== undefined) this.table.clearRows(spare, slotCount);
    this.describe(span, pages, slotBytes, slotCount, spare ?? this.table.addRows(slotCount));
    this.link(sizeClass, span);
    this.shadow.unused(span * Page, (span + pages) * Page);
    return span;
  }

  private removeSpan(sizeClass: number, span: number): void {
    this.unlink(sizeClass, span);
    this.spareRows[sizeClass]!.push(this.spans[(span << SpanShift) | Span.FirstRow]! as Row);
    const pages = spanPagesOf[sizeClass]!;
    this.spanAt.fill(0, span, span + pages);
    this.pool.give(span, pages);
  }

  private describe(
    span: number,
    pages: number,
    slotBytes: number,
    slotCount: number,
    row: Row,
  ): void {
    const at = span << SpanShift;
    this.spans.fill(0, at, at + (1 << SpanShift));
    this.spans[at | Span.SlotBytes] = slotBytes;
    this.spans[at | Span.SlotCount] = slotCount;
    this.spans[at | Span.FirstRow] = row;
    this.spanAt.fill(span, span, span + pages);
  }

  private link(sizeClass: number, span: number): void {
    const spans = this.spans;
    const next = this.available[sizeClass]!;
    spans[(span << SpanShift) | Span.Next] = next;
    spans[(span << SpanShift) | Span.Previous] = 0;
    if (next !== 0) spans[(next << SpanShift) | Span.Previous] = span;
    this.available[sizeClass] = span;
  }

  private unlink(sizeClass: number, span: number): void {
    const spans = this.spans;
    const next = spans[(span << SpanShift) | Span.Next]!;
    const previous = spans[(span << SpanShift) | Span.Previous]!;
    if (next !== 0) spans[(next << SpanShift) | Span.Previous] = previous;
    if (previous !== 0) spans[(previous << SpanShift) | Span.Next] = next;
    else this.available[sizeClass] = next;
  }
}
