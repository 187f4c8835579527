/**
 * Which block an address has to do with, for "Address … is 0 bytes after a block of size 20".
 *
 * The candidates are the blocks of the slot that the address is in and of its two neighbours, live
 * or freed; the redzones are so wide that a block further away is not what the program meant. A
 * block that the address is inside of is it; otherwise the nearest is, at equal distance the live
 * one, then the one before the address, for programs run past ends more often than starts. Memcheck
 * looks at 16 bytes around every block and takes the first that it finds, live ones before freed.
 */
import type { Addr, BlockId, StackId } from "../bytes/brand.ts";
import type { BlockTable, Row } from "./blocks.ts";

/** A block as a report needs it: a copy, made when somebody asks. */
export interface Block {
  readonly id: BlockId;
  readonly address: Addr;
  /** Bytes asked for. */
  readonly size: number;
  readonly state: "live" | "freed";
  readonly allocated: StackId;
  /** Of freed blocks only. */
  readonly freed?: StackId;
}

export interface NearBlock {
  readonly block: Block;
  /** From the block's first byte; negative before it, at least `block.size` after it. */
  readonly offset: number;
}

/** @param rows the candidates; those whose slots never held a block are passed over */
export function nearestBlock(
  table: BlockTable,
  rows: readonly Row[],
  address: number,
): NearBlock | undefined {
  let nearest: NearBlock | undefined;
  for (const row of rows) {
    if (table.isUnused(row)) continue;
    const candidate = { block: blockOf(table, row), offset: address - table.addressOf(row) };
    if (nearest === undefined || compare(candidate, nearest) < 0) nearest = candidate;
  }
  return nearest;
}

function blockOf(table: BlockTable, row: Row): Block {
  const block = {
    id: table.idOf(row),
    address: table.addressOf(row),
    size: table.sizeOf(row),
    allocated: table.stackOf(row),
  };
  if (table.isLive(row)) return { ...block, state: "live" };
  return { ...block, state: "freed", freed: table.freeStackOf(row) };
}

/** Negative: `a` is the better answer. */
function compare(a: NearBlock, b: NearBlock): number {
  if (distance(a) !== distance(b)) return distance(a) - distance(b);
  if (a.block.state !== b.block.state) return a.block.state === "live" ? -1 : 1;
  return b.offset - a.offset;
}

/** How far the address is from the block's nearest byte; 0 inside. */
function distance({ block, offset }: NearBlock): number {
  if (offset < 0) return -offset;
  return Math.max(0, offset - block.size + 1);
}
