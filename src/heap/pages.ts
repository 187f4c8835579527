/**
 * The heap's pages that no span uses, as runs of neighbouring pages. Runs are joined as soon as
 * they touch: a vector that doubles its way to 100 MB leaves holes of 1, 2, 4 … pages behind, and
 * only joined are they of use for its next step.
 *
 * A page is named by its number, address >>> 16; 0 means "none", for the heap never has page 0.
 * The length of a free run stands at its first and its last page (boundary tags), so that both
 * neighbours of a page given back are known without a search. Runs are listed by the power of two
 * in their length; everything is in arrays with one place for each page.
 */
import type { Addr } from "../bytes/brand.ts";
import { PageBytes } from "./size-classes.ts";

/** Where the heap gets memory from. What it was given it keeps for good. */
export interface HeapSpace {
  /**
   * `bytes` (a multiple of 64 KiB) of memory that nothing else uses, at an address that is a
   * multiple of 64 KiB; 0 when there is no more. The shadow there must not be addressable: the heap
   * opens what it hands out, and only that. Need not follow the memory given out before.
   */
  extend(bytes: number): Addr | 0;
}

const BinCount = 17;

export class PagePool {
  private readonly space: HeapSpace;
  /** By page: length of the free run that starts or ends here, otherwise 0. */
  private readonly runPages: Uint32Array;
  /** By a run's first page: its neighbours in the list of its bin. */
  private readonly next: Uint32Array;
  private readonly previous: Uint32Array;
  /** By bin: the first page of the first run. Bin b has runs of 2^b … 2^(b+1) − 1 pages. */
  private readonly bins = new Uint32Array(BinCount);
  /** The page after the last one got from the space. */
  private end = 0;

  constructor(pageCount: number, space: HeapSpace) {
    this.space = space;
    // One more at the end, so that the last page has a neighbour.
    this.runPages = new Uint32Array(pageCount + 1);
    this.next = new Uint32Array(pageCount + 1);
    this.previous = new Uint32Array(pageCount + 1);
  }

  /** The first of `pages` neighbouring pages that are the caller's from now on; 0: there are none. */
  take(pages: number): number {
    if (pages >= this.runPages.length) return 0;
    let first = this.find(pages);
    if (first === 0) {
      // If the run at the end can be extended, less is needed, and no hole stays behind.
      const atEnd = this.end === 0 ? 0 : this.runPages[this.end - 1]!;
      if (atEnd > 0 && this.extend(pages - atEnd)) first = this.find(pages);
      if (first === 0 && this.extend(pages)) first = this.find(pages);
      if (first === 0) return 0;
    }
    const length = this.runPages[first]!;
    this.unlink(first, length);
    if (length > pages) this.link(first + pages, length - pages);
    return first;
  }

  /** Gives back pages that were taken, all or some of them. */
  give(first: number, pages: number): void {
    let start = first;
    let length = pages;
    const before = this.runPages[first - 1]!;
    if (before > 0) {
      start -= before;
      length += before;
      this.unlink(start, before);
    }
    const after = this.runPages[first + pages]!;
    if (after > 0) {
      length += after;
      this.unlink(first + pages, after);
    }
    this.link(start, length);
  }

  /** The free runs as [first page, pages], by address: for tests. */
  freeRuns(): [number, number][] {
    const runs: [number, number][] = [];
    for (const head of this.bins) {
      for (let run = head; run !== 0; run = this.next[run]!) runs.push([run, this.runPages[run]!]);
    }
    return runs.sort((a, b) => a[0] - b[0]);
  }

  private extend(pages: number): boolean {
    const address = this.space.extend(pages * PageBytes);
    if (address === 0) return false;
    const first = address >>> 16;
    this.end = Math.max(this.end, first + pages);
    this.give(first, pages);
    return true;
  }

  private find(pages: number): number {
    let bin = binOf(pages);
    // Runs of the first bin may be too short; those of the later ones never are.
    for (let run = this.bins[bin]!; run !== 0; run = this.next[run]!) {
      if (this.runPages[run]! >= pages) return run;
    }
    while (++bin < BinCount) if (this.bins[bin] !== 0) return this.bins[bin]!;
    return 0;
  }

  private link(first: number, pages: number): void {
    this.runPages[first] = pages;
    this.runPages[first + pages - 1] = pages;
    const bin = binOf(pages);
    const next = this.bins[bin]!;
    this.next[first] = next;
    this.previous[first] = 0;
    if (next !== 0) this.previous[next] = first;
    this.bins[bin] = first;
  }

  private unlink(first: number, pages: number): void {
    this.runPages[first] = 0;
    this.runPages[first + pages - 1] = 0;
    const next = this.next[first]!;
    const previous = this.previous[first]!;
    if (next !== 0) this.previous[next] = previous;
    if (previous !== 0) this.next[previous] = next;
    else this.bins[binOf(pages)] = next;
  }
}

function binOf(pages: number): number {
  return 31 - Math.clz32(pages);
}
