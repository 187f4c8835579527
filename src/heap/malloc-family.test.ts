import { expect, test } from "vitest";
import type { StackId } from "../bytes/brand.ts";
import { noShadow, spaceUpTo } from "./heap.fixture.ts";
import { Heap } from "./heap.ts";
import { EINVAL, ENOMEM, type FailAllocation, MallocFamily } from "./malloc-family.ts";

const MiB = 2 ** 20;
const S = (id: number) => id as StackId;

function family(fails?: FailAllocation) {
  const memory = new Uint8Array(4 * MiB);
  const heap = new Heap(memory, noShadow, spaceUpTo(4 * MiB), {
    quarantineBytes: 0,
  });
  return { memory, heap, c: new MallocFamily(heap, fails) };
}

test("calloc clears memory that was used before", () => {
  const { memory, c } = family();
  const first = c.malloc(40, S(1));
  memory.fill(0xff, first, first + 40);
  c.free(first, S(1));
  const second = c.calloc(10, 4, S(1));
  expect(second).toBe(first);
  expect(memory.subarray(second, second + 40).every((byte) => byte === 0)).toBe(true);
});

test.each([
  [2 ** 16, 2 ** 16],
  [2 ** 31, 2],
  [2 ** 32 - 1, 2 ** 32 - 1],
  [3, 0x5555_5556],
])("calloc(%i, %i) is NULL", (count, size) => {
  expect(family().c.calloc(count, size, S(1))).toBe(0);
});

test("calloc of nothing is a block of size 0", () => {
  const { c } = family();
  const block = c.calloc(0, 2 ** 32 - 1, S(1));
  expect(block).not.toBe(0);
  expect(c.usableSize(block)).toBe(0);
});

test("malloc beyond PTRDIFF_MAX is NULL", () => {
  expect(family().c.malloc(2 ** 31, S(1))).toBe(0);
  expect(family().c.malloc(2 ** 32 - 1, S(1))).toBe(0);
});

test("realloc of NULL is malloc; to 0 bytes is free", () => {
  const { heap, c } = family();
  const block = c.realloc(0, 10, S(1)) as number;
  expect(c.usableSize(block)).toBe(10);
  expect(c.realloc(block, 0, S(2))).toBe(0);
  expect(heap.nearest(block)?.block).toMatchObject({ state: "freed", freed: 2 });
  expect(c.realloc(block, 0, S(3))).toMatchObject({ reason: "already freed" });
});

test("realloc of what is no block is refused, and nothing is allocated", () => {
  const asked: number[] = [];
  const { heap, c } = family((size) => asked.push(size) < 0);
  const block = c.malloc(10, S(1));
  expect(c.realloc(block + 4, 100, S(2))).toMatchObject({ reason: "interior" });
  expect(asked).toEqual([10]);
  expect(heap.statistics()).toHaveLength(1);
});

test("an allocation fails on order, and a realloc that fails leaves the block", () => {
  let count = 0;
  const { c } = family(() => ++count === 2 || count === 3);
  const block = c.malloc(10, S(1));
  expect(c.realloc(block, 20, S(1))).toBe(0);
  expect(c.usableSize(block)).toBe(10);
  expect(c.calloc(1, 1, S(1))).toBe(0);
  expect(c.realloc(block, 20, S(1))).not.toBe(0);
});

test("free of NULL does nothing", () => {
  expect(family().c.free(0, S(1))).toBeUndefined();
});

test("aligned_alloc", () => {
  const { c } = family();
  for (const alignment of [0, 3, 24, 2 ** 32 - 1]) {
    expect(c.alignedAlloc(alignment, 64, S(1))).toBe(0);
  }
  for (const alignment of [1, 2, 8, 16, 256, 65536]) {
    const block = c.alignedAlloc(alignment, 10, S(1));
    expect(block).not.toBe(0);
    expect(block % Math.max(16, alignment)).toBe(0);
  }
});

test("posix_memalign", () => {
  const { c } = family();
  for (const alignment of [0, 1, 2, 3, 12]) {
    expect(c.posixMemalign(alignment, 64, S(1))).toEqual({ error: EINVAL });
  }
  expect(c.posixMemalign(4, 2 ** 31, S(1))).toEqual({ error: ENOMEM });
  expect(c.posixMemalign(64, 8 * MiB, S(1))).toEqual({ error: ENOMEM });
  const block = c.posixMemalign(1024, 5, S(1));
  if (block.error !== 0) throw new Error(`failed with ${block.error}`);
  expect(block.address % 1024).toBe(0);
});

test("malloc_usable_size is what was asked for", () => {
  const { c } = family();
  expect(c.usableSize(0)).toBe(0);
  expect(c.usableSize(c.malloc(21, S(1)))).toBe(21);
  expect(c.usableSize(c.malloc(21, S(1)) + 1)).toBe(0);
});
