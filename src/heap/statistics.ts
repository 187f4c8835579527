/**
 * Counts of allocations by call stack. Only what cannot be had otherwise is counted when a block is
 * allocated, because that is paid at every malloc: the totals of the run are sums over the stacks,
 * and what was freed is what is not among the live blocks.
 */
import type { StackId } from "../bytes/brand.ts";
import type { Row } from "./blocks.ts";

/** What one call stack allocated in the whole run. */
export interface StackStatistics {
  readonly stack: StackId;
  readonly allocs: number;
  readonly frees: number;
  /** Of all its allocations, as asked for. */
  readonly bytes: number;
  readonly liveBytes: number;
  readonly liveBlocks: number;
}

/** The live blocks, as the heap knows them. */
interface LiveBlocks {
  liveRows(): readonly Row[];
  sizeOf(row: Row): number;
  stackOf(row: Row): StackId;
}

const FirstCapacity = 1024;

export class AllocationCounts {
  /** By StackId: allocations at 2 × id, their bytes at 2 × id + 1. Doubles: bytes may exceed 2³². */
  private counts = new Float64Array(2 * FirstCapacity);

  allocated(stack: StackId, size: number): void {
    const at = stack << 1;
    if (at >= this.counts.length) this.grow(at);
    this.counts[at]!++;
    this.counts[at | 1]! += size;
  }

  /** One entry for each stack that allocated, by StackId. */
  statistics(live: LiveBlocks): StackStatistics[] {
    const liveBytes = new Float64Array(this.counts.length / 2);
    const liveBlocks = new Float64Array(this.counts.length / 2);
    for (const row of live.liveRows()) {
      const stack = live.stackOf(row);
      liveBytes[stack]! += live.sizeOf(row);
      liveBlocks[stack]!++;
    }
    const result: StackStatistics[] = [];
    for (let stack = 0; stack < liveBlocks.length; stack++) {
      const allocs = this.counts[2 * stack]!;
      if (allocs === 0) continue;
      result.push({
        stack: stack as StackId,
        allocs,
        frees: allocs - liveBlocks[stack]!,
        bytes: this.counts[2 * stack + 1]!,
        liveBytes: liveBytes[stack]!,
        liveBlocks: liveBlocks[stack]!,
      });
    }
    return result;
  }

  private grow(at: number): void {
    const grown = new Float64Array(2 * Math.max(at, this.counts.length));
    grown.set(this.counts);
    this.counts = grown;
  }
}
