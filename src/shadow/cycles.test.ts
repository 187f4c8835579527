import { expect, test } from "vitest";
import type { Addr, BlockId, StackId } from "../bytes/brand.ts";
import type { Row } from "../heap/blocks.ts";
import { OwnershipCycles } from "./cycles.ts";
import type { LiveBlocks } from "./leaks.ts";

const BlockStart = 0x1000;
const BlockBytes = 64;
const Names = "abcd";

/**
 * Lost blocks a, b, c and d. `a(1,1)`: it counts one strong pointer and one weak; `a -> b`: the next free word of a points to b;
 * without counts a block is one that does not count.
 * @returns the cycle through a, as `a b`
 */
function cycle(...facts: string[]): string | undefined {
  const memory = new Uint8Array(0x2000);
  const view = new DataView(memory.buffer);
  const addressOf = (row: Row) => (BlockStart + (row - 1) * BlockBytes) as Addr;
  const rowOf = (name: string) => (Names.indexOf(name) + 1) as Row;
  const blocks: LiveBlocks = {
    rowLimit: Names.length + 1,
    liveRows: () => [...Names].map(rowOf),
    liveRowAt: (pointer) => {
      const row = Math.floor((pointer - BlockStart) / BlockBytes) + 1;
      return (row >= 1 && row <= Names.length ? row : 0) as Row;
    },
    idOf: (row) => row as number as BlockId,
    addressOf,
    sizeOf: () => BlockBytes,
    stackOf: (row) => row as number as StackId,
  };
  const counted = new Set<Row>();
  const next = new Map<string, number>();
  for (const fact of facts) {
    const counts = /^(\w)\((\d+),(\d+)\)$/.exec(fact);
    const arrow = /^(\w) -> (\w)$/.exec(fact);
    if (counts) {
      const row = rowOf(counts[1]!);
      counted.add(row);
      view.setUint32(addressOf(row), Number(counts[2]), true);
      view.setUint32(addressOf(row) + 4, Number(counts[3]), true);
    } else if (arrow) {
      const [, from, to] = arrow;
      const offset = next.get(from!) ?? 8;
      next.set(from!, offset + 4);
      view.setUint32(addressOf(rowOf(from!)) + offset, addressOf(rowOf(to!)), true);
    } else throw new Error(`not understood: ${fact}`);
  }
  const lost = { memory, blocks, lost: blocks.liveRows(), isDefined: () => true };
  const cycles = new OwnershipCycles({ ...lost, isCounted: (row) => counted.has(row) });
  return cycles
    .through(rowOf("a"))
    ?.map((row) => Names[row - 1])
    .join(" ");
}

test("two blocks that own each other", () => {
  expect(cycle("a(1,1)", "b(1,1)", "a -> b", "b -> a")).toBe("a b");
});

test("one that owns itself", () => {
  expect(cycle("a(1,1)", "a -> a")).toBe("a");
});

test("the shortest is taken, and blocks that do not count may be between", () => {
  expect(cycle("a(1,1)", "c(1,1)", "a -> b", "b -> c", "c -> a")).toBe("a b c");
  expect(cycle("a(2,1)", "b(1,1)", "c(1,1)", "a -> b", "b -> c", "c -> a", "b -> a")).toBe("a b");
});

test("a pointer that was given up keeps the block, not the cycle", () => {
  expect(cycle("a(2,1)", "b(1,1)", "a -> b", "b -> a")).toBeUndefined();
});

test("a weak pointer is none of the cycle", () => {
  // A forgotten parent whose child points back weakly.
  expect(cycle("a(1,2)", "b(1,1)", "a -> b", "b -> a")).toBeUndefined();
});

test("no cycle, and blocks that do not count their owners", () => {
  expect(cycle("a(1,1)", "b(1,1)", "a -> b")).toBeUndefined();
  expect(cycle("a -> b", "b -> a")).toBeUndefined();
});
