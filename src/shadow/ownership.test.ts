import { expect, test } from "vitest";
import type { Addr, StackId } from "../bytes/brand.ts";
import type { Row } from "../heap/blocks.ts";
import { type LostBlocks, Ownership } from "./ownership.ts";

const BlockStart = 0x1000;
const BlockBytes = 64;
const Names = "abcd";

/**
 * Lost blocks a, b, c and d. `a(1,1)`: it counts one strong pointer and one weak; without counts a block is one that does
 * not count. `a -> b`: the next free word of a points to b; `a.8 -> b`: that at offset 8. All but d are allocated at one place.
 */
function ownership(...facts: string[]) {
  const memory = new Uint8Array(0x2000);
  const view = new DataView(memory.buffer);
  const addressOf = (row: Row) => (BlockStart + (row - 1) * BlockBytes) as Addr;
  const rowOf = (name: string) => (Names.indexOf(name) + 1) as Row;
  const blocks: LostBlocks["blocks"] = {
    liveRowAt: (pointer) => {
      const row = Math.floor((pointer - BlockStart) / BlockBytes) + 1;
      return (row >= 1 && row <= Names.length ? row : 0) as Row;
    },
    addressOf,
    sizeOf: () => BlockBytes,
    stackOf: (row) => (row === rowOf("d") ? 2 : 1) as StackId,
  };
  const counted = new Set<Row>();
  const next = new Map<string, number>();
  for (const fact of facts) {
    const counts = /^(\w)\((\d+),(\d+)\)$/.exec(fact);
    const arrow = /^(\w)(?:\.(\d+))? -> (\w)$/.exec(fact);
    if (counts) {
      const row = rowOf(counts[1]!);
      counted.add(row);
      view.setUint32(addressOf(row), Number(counts[2]), true);
      view.setUint32(addressOf(row) + 4, Number(counts[3]), true);
    } else if (arrow) {
      const [, from, at, to] = arrow;
      const offset = at === undefined ? (next.get(from!) ?? 8) : Number(at);
      next.set(from!, offset + 4);
      view.setUint32(addressOf(rowOf(from!)) + offset, addressOf(rowOf(to!)), true);
    } else throw new Error(`not understood: ${fact}`);
  }
  const lost = { memory, blocks, lost: [...Names].map(rowOf), isValid: () => true };
  const found = new Ownership({ ...lost, isCounted: (row) => counted.has(row) });
  return { found, rowOf };
}

/** The cycle through a, as `a b`. */
function cycle(...facts: string[]): string | undefined {
  const { found, rowOf } = ownership(...facts);
  return found
    .cycleThrough(rowOf("a"))
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

test("a block that no other lost one points to was forgotten", () => {
  const { found, rowOf } = ownership("a(1,1)", "b(1,1)", "a -> b");
  expect(found.isForgotten(rowOf("a"))).toBe(true);
  expect(found.isForgotten(rowOf("b"))).toBe(false);
  expect(cycle("a(1,1)", "b(1,1)", "a -> b")).toBeUndefined();
});

test("a weak pointer is none of the cycle", () => {
  // A forgotten parent whose child points back weakly.
  expect(cycle("a(1,2)", "b(1,1)", "a.8 -> b", "b.12 -> a")).toBeUndefined();
});

test("which pointers are strong is concluded from blocks that have no weak ones", () => {
  // Three in a ring by the word at 8, and weakly back by that at 12; the last one has nobody behind it.
  const ring = ["a.8 -> b", "b.8 -> c", "c.8 -> a", "b.12 -> a", "c.12 -> b"];
  expect(cycle("a(1,2)", "b(1,2)", "c(1,1)", ...ring)).toBe("a b c");
  // The same, but nothing leads from the last to the first: a was forgotten.
  expect(cycle("a(1,2)", "b(1,2)", "c(1,1)", ...ring.filter((each) => each !== "c.8 -> a"))).toBe(
    undefined,
  );
});

test("where counts leave it open, nothing is said", () => {
  // One of the two pointers to each is strong, and nobody knows which.
  const both = ["a.8 -> b", "a.12 -> b", "b.8 -> a", "b.12 -> a"];
  expect(cycle("a(1,2)", "b(1,2)", ...both)).toBeUndefined();
});

test("blocks that do not count their owners have one", () => {
  expect(cycle("a -> b", "b -> a")).toBe("a b");
  expect(cycle("a(1,1)", "d -> a", "a -> d")).toBe("a d");
});
