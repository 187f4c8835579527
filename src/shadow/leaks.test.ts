import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Addr, StackId } from "../bytes/brand.ts";
import type { Row } from "../heap/blocks.ts";
import { noShadow } from "../heap/heap.fixture.ts";
import { Heap } from "../heap/heap.ts";
import { findLeaks, type LeakKind, type LiveBlocks } from "./leaks.ts";

// --- Heaps written as text ---

/**
 * Four blocks, allocated in this order: a, b, c, d, of 101, 202, 303 and 404 bytes, and a block of
 * size 0: z. An arrow `a.8 -> b+4` says that at a + 8 there is the address of b + 4; `root -> a` that
 * a root points to a; `value -> a` that a value outside memory does.
 */
const sizes = { a: 101, b: 202, c: 303, d: 404, z: 0 };
const names = Object.keys(sizes);

const RootStart = 64;
const RootEnd = 256;
const BlockStart = 0x1000;
const BlockStride = 0x400;

interface Block {
  readonly address: number;
  readonly size: number;
}

/** Blocks at given places; a block's row is its number from 1, and so is its stack. The older ones come first. */
function liveBlocks(blocks: readonly Block[]): LiveBlocks {
  const block = (row: Row) => blocks[row - 1]!;
  const rowAt = (pointer: number) =>
    (blocks.findIndex(
      ({ address, size }) => pointer >= address && pointer < address + Math.max(size, 1),
    ) + 1) as Row;
  return {
    liveExtents: () =>
      Int32Array.from([0, 0, ...blocks.flatMap((each) => [each.address, each.size])]),
    slotRowAt: rowAt,
    liveRowAt: rowAt,
    sortByAge: (rows) => void rows.sort(),
    addressOf: (row) => block(row).address as Addr,
    sizeOf: (row) => block(row).size,
    stackOf: (row) => row as number as StackId,
  };
}

/** The kind of every block: `reachable a; definite b (+505 in 2)`. */
function leaksOf(...arrows: string[]): string {
  const memory = new Uint8Array(0x4000);
  const view = new DataView(memory.buffer);
  const blocks = Object.values(sizes).map((size, i) => ({
    address: BlockStart + i * BlockStride,
    size,
  }));
  const place = (name: string, offset = "0") =>
    blocks[names.indexOf(name)]!.address + Number(offset);
  const values: number[] = [];
  let nextRoot = RootStart;
  for (const arrow of arrows) {
    const match = /^(\w+)(?:\.(\d+))? -> (\w)(?:\+(\d+))?$/.exec(arrow);
    if (match === null) throw new Error(`not an arrow: ${arrow}`);
    const [, from, at, to, offset] = match;
    const target = place(to!, offset);
    if (from === "value") values.push(target | 0);
    else if (from !== "root") view.setUint32(place(from!, at), target, true);
    else {
      view.setUint32(nextRoot, target, true);
      nextRoot += 4;
    }
  }
  const ranges = [{ start: RootStart, end: RootEnd }];
  const { records } = findLeaks(memory, liveBlocks(blocks), { ranges, values });
  return records
    .filter(({ stack }) => names[stack - 1] !== "z" || arrows.join().includes("-> z"))
    .map(({ kind, stack, indirectBytes, indirectBlocks }) => {
      const owned = indirectBlocks > 0 ? ` (+${indirectBytes} in ${indirectBlocks})` : "";
      return `${kind} ${names[stack - 1]}${owned}`;
    })
    .join("; ");
}

/** Each of these was put to Valgrind 3.19 as a C program; these are its answers. */
describe("as Memcheck sees it", () => {
  test.each<[string, string[], string]>([
    [
      "a ring: its first block is definite and owns the others",
      ["a -> b", "b -> c", "c -> a"],
      "definite a (+505 in 2); indirect b; indirect c; definite d",
    ],
    [
      "an owner that is allocated last owns what led to a ring",
      ["a -> b", "b -> c", "c -> b", "d -> a"],
      "indirect a; indirect b; indirect c; definite d (+606 in 3)",
    ],
    [
      "of two owners the first has the block",
      ["a -> c", "b -> c"],
      "definite a (+303 in 1); definite b; indirect c; definite d",
    ],
    [
      "among lost blocks a pointer into the middle counts in full",
      ["a -> b+8", "b -> c"],
      "definite a (+505 in 2); indirect b; indirect c; definite d",
    ],
    [
      "what a possible block points to is possible, even its start",
      ["root -> a+8", "a -> b", "b -> c+3"],
      "possible a; possible b; possible c; definite d",
    ],
    [
      "a reachable block's pointer into the middle makes possible",
      ["root -> a", "a -> b+8", "b -> c", "root -> c+1"],
      "reachable a; possible b; possible c; definite d",
    ],
    [
      "of a pointer into the middle and one to the start, the second counts",
      ["root -> a", "a -> b+8", "root -> c", "c -> b"],
      "reachable a; reachable b; reachable c; definite d",
    ],
    [
      "one past the end is not in the block",
      ["root -> a+101", "root -> b+202"],
      "definite a; definite b; definite c; definite d",
    ],
    [
      "a block that points to itself, and a pointer at an odd place",
      ["a -> a", "b.2 -> a"],
      "definite a; definite b; definite c; definite d",
    ],
    [
      "a chain against the order of allocation",
      ["b -> a", "c -> b", "d -> a"],
      "indirect a; indirect b; definite c (+303 in 2); definite d",
    ],
    [
      "a ring keeps its owner, whatever leads to the others of it later",
      ["a -> b", "b -> a", "c -> b"],
      "definite a (+202 in 1); indirect b; definite c; definite d",
    ],
    [
      "a possible block is nobody's property",
      ["root -> a+1", "a -> b", "c -> b"],
      "possible a; possible b; definite c; definite d",
    ],
    [
      "a block of size 0; a word that is not wholly in its block",
      ["root -> z", "a.100 -> b", "b.200 -> c"],
      "definite a; definite b; definite c; definite d; reachable z",
    ],
  ])("%s", (_, arrows, expected) => {
    expect(leaksOf(...arrows)).toBe(expected);
  });
});

test("a value outside memory is a root", () => {
  expect(leaksOf("value -> a", "a -> b", "value -> c+4")).toBe(
    "reachable a; reachable b; possible c; definite d",
  );
});

test("a root range is read from its first whole word to its last", () => {
  const memory = new Uint8Array(0x4000);
  const words = new Uint32Array(memory.buffer);
  const blocks = [100, 200, 300].map((size, i) => ({
    address: BlockStart + i * BlockStride,
    size,
  }));
  words[2] = blocks[0]!.address;
  words[3] = blocks[1]!.address;
  words[4] = blocks[2]!.address;
  const roots = { ranges: [{ start: 9, end: 19 }], values: [] };
  const { kindOf } = findLeaks(memory, liveBlocks(blocks), roots);
  expect([1, 2, 3].map((row) => kindOf(row as Row))).toEqual(["definite", "reachable", "definite"]);
});

test("blocks with the same kind and stack are one record", () => {
  const memory = new Uint8Array(2 ** 20);
  const words = new Uint32Array(memory.buffer);
  let end = 0x10000;
  const extend = (bytes: number) => {
    end += bytes;
    return (end - bytes) as Addr;
  };
  const heap = new Heap(memory, noShadow, { extend });
  const allocate = (size: number, stack: number) => heap.allocate(size, 16, stack as StackId);
  for (let i = 0; i < 3; i++) {
    const owner = allocate(100, 1);
    words[owner / 4] = allocate(20, 2);
    words[owner / 4 + 1] = allocate(30, 2);
    heap.free(allocate(50, 1), 3 as StackId);
  }
  words[1] = allocate(7, 1);
  const { records } = findLeaks(memory, heap, { ranges: [{ start: 0, end: 64 }], values: [] });
  const none = { indirectBlocks: 0, indirectBytes: 0 };
  expect(new Set(records)).toEqual(
    new Set([
      { kind: "definite", stack: 1, blocks: 3, bytes: 300, indirectBlocks: 6, indirectBytes: 150 },
      { kind: "indirect", stack: 2, blocks: 6, bytes: 150, ...none },
      { kind: "reachable", stack: 1, blocks: 1, bytes: 7, ...none },
    ]),
  );
});

// --- Random heaps against the definitions ---

interface Pointer {
  /** A block, or a root where it is the number of blocks. */
  readonly from: number;
  readonly to: number;
  readonly interior: boolean;
}

/** All that `step` leads to from `from`, `from` included. */
function closure(from: Iterable<number>, step: (node: number) => Iterable<number>): Set<number> {
  const reached = new Set(from);
  for (const node of reached) for (const next of step(node)) reached.add(next);
  return reached;
}

/** The kinds, from sets of blocks instead of marks on them. */
function kindsByDefinition(count: number, pointers: readonly Pointer[]): LeakKind[] {
  const all = (node: number) => pointers.filter((p) => p.from === node).map((p) => p.to);
  const starts = (node: number) =>
    pointers.filter((p) => p.from === node && !p.interior).map((p) => p.to);
  const reachable = closure([count], starts);
  const possible = closure(reachable, all);
  const owned = new Set<number>();
  for (let owner = 0; owner < count; owner++) {
    if (possible.has(owner) || owned.has(owner)) continue;
    const free = (node: number) =>
      all(node).filter((to) => to !== owner && !possible.has(to) && !owned.has(to));
    for (const block of closure([owner], free)) if (block !== owner) owned.add(block);
  }
  return Array.from({ length: count }, (_, block) => {
    if (reachable.has(block)) return "reachable";
    if (possible.has(block)) return "possible";
    return owned.has(block) ? "indirect" : "definite";
  });
}

test("random heaps", () => {
  const heaps = fc.integer({ min: 1, max: 12 }).chain((count) => {
    const block = fc.nat(count - 1);
    const from = fc.oneof(
      { weight: 8, arbitrary: block },
      { weight: 1, arbitrary: fc.constant(count) },
    );
    const pointer = fc.record({ from, to: block, interior: fc.boolean() });
    return fc.record({ count: fc.constant(count), pointers: fc.array(pointer, { maxLength: 16 }) });
  });
  fc.assert(
    fc.property(heaps, ({ count, pointers }) => {
      const memory = new Uint8Array(0x1000);
      const words = new Uint32Array(memory.buffer);
      const size = 80;
      const blocks = Array.from({ length: count }, (_, i) => ({ address: 0x200 + i * 0x80, size }));
      pointers.forEach(({ from, to, interior }, i) => {
        const start = from === count ? RootStart : blocks[from]!.address;
        words[start / 4 + i] = blocks[to]!.address + (interior ? 4 : 0);
      });
      const roots = { ranges: [{ start: RootStart, end: RootEnd }], values: [] };
      const leaks = findLeaks(memory, liveBlocks(blocks), roots);
      const found = blocks.map((_, i) => leaks.kindOf((i + 1) as Row));
      expect(found).toEqual(kindsByDefinition(count, pointers));
      // Every indirect block is owned once.
      const indirect = found.filter((kind) => kind === "indirect").length;
      const owned = leaks.records.reduce((sum, record) => sum + record.indirectBlocks, 0);
      expect(owned).toBe(indirect);
    }),
    { numRuns: 1000 },
  );
});

test("a word that is undefined is no pointer", () => {
  const memory = new Uint8Array(0x1000);
  const words = new Uint32Array(memory.buffer);
  const [first, second] = [0x100, 0x200];
  const blocks = liveBlocks([
    { address: first, size: 16 },
    { address: second, size: 8 },
  ]);
  words[0] = first;
  words[first / 4] = second;
  const kinds = (isValid: (address: number) => boolean) => {
    const roots = { ranges: [{ start: 0, end: 16 }], values: [] };
    const { kindOf } = findLeaks(memory, blocks, roots, { isValid });
    return [kindOf(1 as Row), kindOf(2 as Row)];
  };
  expect(kinds(() => true)).toEqual(["reachable", "reachable"]);
  expect(kinds((address) => address !== first)).toEqual(["reachable", "definite"]);
  expect(kinds((address) => address !== 0)).toEqual(["definite", "indirect"]);
});
