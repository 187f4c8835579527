import { describe, expect, test } from "vitest";
import type { Addr, StackId } from "../bytes/brand.ts";
import { noShadow, spaceUpTo } from "./heap.fixture.ts";
import { Heap } from "./heap.ts";

const MiB = 2 ** 20;
const S = (id: number) => id as StackId;

function heapOf(bytes: number, options: { quarantineBytes?: number } = {}): Heap {
  return new Heap(new Uint8Array(bytes), noShadow, spaceUpTo(bytes), options);
}

describe("allocate", () => {
  test("blocks of size 0 have addresses of their own", () => {
    const heap = heapOf(MiB);
    const blocks = Array.from({ length: 100 }, () => heap.allocate(0, 16, S(1)));
    expect(new Set(blocks).size).toBe(100);
    expect(heap.usableSize(blocks[0]!)).toBe(0);
    expect(heap.free(blocks[0]!, S(2))).toBeUndefined();
  });

  test.each([16, 32, 64, 4096, 0x10000, 0x100000])("alignment %i", (alignment) => {
    const heap = heapOf(64 * MiB);
    for (const size of [0, 1, 100, 5000, 70_000, 1_000_000]) {
      const address = heap.allocate(size, alignment, S(1));
      expect(address).not.toBe(0);
      expect(address % alignment).toBe(0);
      expect(heap.usableSize(address)).toBe(size);
    }
  });

  test("what can never fit is refused at once", () => {
    const heap = heapOf(4 * MiB);
    for (const size of [4 * MiB, 2 ** 31 - 1, 2 ** 31, 2 ** 32 - 1]) {
      expect(heap.allocate(size, 16, S(1))).toBe(0);
    }
    expect(heap.allocate(1, 2 ** 31, S(1))).toBe(0);
    expect(heap.allocate(100, 16, S(1))).not.toBe(0);
  });

  test("memory once used for small blocks serves large ones, and the other way round", () => {
    const heap = heapOf(32 * MiB);
    for (let round = 0; round < 3; round++) {
      for (const size of [100, 3000, 40_000, 20 * MiB]) {
        const blocks: Addr[] = [];
        for (let total = 0; total < 8 * MiB; total += size)
          blocks.push(heap.allocate(size, 16, S(1)));
        expect(blocks).not.toContain(0);
        for (const block of blocks) heap.free(block, S(2));
      }
    }
  });

  test("a vector that doubles its way to 96 MiB, twice, in 256 MiB", () => {
    const heap = heapOf(256 * MiB);
    for (let round = 0; round < 2; round++) {
      let vector = heap.allocate(16, 16, S(1));
      let size = 16;
      for (; size < 96 * MiB; size *= 2) {
        const grown = heap.reallocate(vector, Math.min(2 * size, 96 * MiB), S(1));
        expect(typeof grown === "number" && grown !== 0, `${size} bytes`).toBe(true);
        vector = grown as Addr;
      }
      heap.free(vector, S(2));
    }
  });
});

describe("free", () => {
  test("says what is wrong with a pointer", () => {
    const heap = heapOf(4 * MiB);
    const block = heap.allocate(20, 16, S(7));
    const live = { id: 1, address: block, size: 20, state: "live", allocated: 7 };
    expect(heap.free(block + 4, S(8))).toEqual({
      reason: "interior",
      near: { block: live, offset: 4 },
    });
    expect(heap.free(block + 20, S(8))).toEqual({
      reason: "not a block",
      near: { block: live, offset: 20 },
    });
    expect(heap.free(block - 1, S(8))).toMatchObject({
      reason: "not a block",
      near: { offset: -1 },
    });
    expect(heap.free(100, S(8))).toEqual({ reason: "not a block", near: undefined });
    expect(heap.free(0xffff_fff0, S(8))).toEqual({ reason: "not a block", near: undefined });
    expect(heap.usableSize(block)).toBe(20);

    expect(heap.free(block, S(8))).toBeUndefined();
    const freed = { ...live, state: "freed", freed: 8 };
    expect(heap.free(block, S(9))).toEqual({
      reason: "already freed",
      near: { block: freed, offset: 0 },
    });
    expect(heap.free(block + 4, S(9))).toEqual({
      reason: "interior",
      near: { block: freed, offset: 4 },
    });
  });

  test("a block is remembered after the quarantine, until its slot is used again", () => {
    const heap = heapOf(4 * MiB, { quarantineBytes: 0 });
    const block = heap.allocate(20, 16, S(1));
    heap.free(block, S(2));
    expect(heap.quarantinedBytes).toBe(0);
    expect(heap.nearest(block + 8)?.block).toMatchObject({ id: 1, state: "freed" });
    expect(heap.allocate(20, 16, S(1))).toBe(block);
    expect(heap.nearest(block + 8)?.block).toMatchObject({ id: 2, state: "live" });
  });

  test("so is a large block whose pages are free", () => {
    const heap = heapOf(16 * MiB, { quarantineBytes: MiB });
    const block = heap.allocate(4 * MiB, 16, S(1));
    heap.free(block, S(2));
    expect(heap.free(block, S(3))?.reason).toBe("already freed");
    expect(heap.nearest(block + 2 * MiB)).toMatchObject({ block: { id: 1 }, offset: 2 * MiB });
  });

  test("a large block does not drive small ones out of the quarantine", () => {
    const heap = heapOf(64 * MiB, { quarantineBytes: MiB });
    const small = heap.allocate(20, 16, S(1));
    const large = heap.allocate(2 * MiB, 16, S(1));
    heap.free(small, S(2));
    heap.free(large, S(2));
    expect(heap.quarantinedBytes).toBe(20 + 64);
  });

  test("the last bytes of memory can be had again when all is freed", () => {
    const heap = heapOf(8 * MiB);
    const blocks: Addr[] = [];
    for (let block = heap.allocate(1000, 16, S(1)); block !== 0; ) {
      blocks.push(block);
      block = heap.allocate(1000, 16, S(1));
    }
    expect(blocks.length * 1000).toBeGreaterThan(8 * MiB * 0.7);
    for (const block of blocks) heap.free(block, S(2));
    expect(heap.allocate(7 * MiB, 16, S(1))).not.toBe(0);
  });
});

describe("reallocate", () => {
  test("always moves, keeps what fits, and leaves a freed block behind", () => {
    const memory = new Uint8Array(4 * MiB);
    const heap = new Heap(memory, noShadow, spaceUpTo(4 * MiB));
    const old = heap.allocate(10, 16, S(1));
    memory.set([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], old);
    const smaller = heap.reallocate(old, 4, S(2)) as Addr;
    expect(smaller).not.toBe(old);
    expect([...memory.subarray(smaller, smaller + 4)]).toEqual([1, 2, 3, 4]);
    expect(heap.nearest(old)?.block).toMatchObject({ state: "freed", allocated: 1, freed: 2 });
  });

  test("the old block lives on when there is no memory", () => {
    const heap = heapOf(4 * MiB);
    const old = heap.allocate(10, 16, S(1));
    expect(heap.reallocate(old, 8 * MiB, S(2))).toBe(0);
    expect(heap.usableSize(old)).toBe(10);
  });
});

describe("nearest", () => {
  test("between two blocks, the nearer; at equal distance the live one", () => {
    const heap = heapOf(4 * MiB);
    const a = heap.allocate(32, 16, S(1));
    const b = heap.allocate(32, 16, S(1));
    expect(b - a).toBe(64);
    const at = (offset: number) => {
      const near = heap.nearest(a + offset);
      return [near?.block.id, near?.offset];
    };
    expect(at(31)).toEqual([1, 31]);
    expect(at(32)).toEqual([1, 32]);
    expect(at(47)).toEqual([1, 47]);
    expect(at(48)).toEqual([2, -16]);
    expect(at(63)).toEqual([2, -1]);
    heap.free(a, S(2));
    expect(at(47)).toEqual([1, 47]);
    expect(at(31)).toEqual([1, 31]);
    expect(at(-1)).toEqual([1, -1]);
  });

  test("nothing near memory that the heap does not own", () => {
    expect(heapOf(4 * MiB).nearest(3 * MiB)).toBeUndefined();
  });
});

describe("live blocks", () => {
  test("extents by row; where none lives, nothing", () => {
    const heap = heapOf(4 * MiB);
    const blocks = [20, 0, 100_000, 20].map((size) => ({
      address: heap.allocate(size, 16, S(1)),
      size,
    }));
    heap.free(heap.allocate(20, 16, S(1)), S(2));
    const extents = heap.liveExtents();
    const rows = heap.liveRows();
    expect(rows.map((row) => [...extents.subarray(2 * row, 2 * row + 2)])).toEqual(
      rows.map((row) => [heap.addressOf(row), heap.sizeOf(row)]),
    );
    expect([...extents].filter((cell) => cell !== 0).length).toBe(2 * blocks.length - 1);
    for (const { address, size } of blocks) {
      const row = heap.slotRowAt(address);
      expect([...extents.subarray(2 * row, 2 * row + 2)]).toEqual([address, size]);
    }
  });

  test("the slot of any address", () => {
    const heap = heapOf(4 * MiB);
    const block = heap.allocate(32, 16, S(1));
    const row = heap.slotRowAt(block);
    expect(heap.liveRowAt(block)).toBe(row);
    expect(heap.slotRowAt(block + 47)).toBe(row);
    expect(heap.slotRowAt(block - 16)).toBe(row);
    expect(heap.slotRowAt(block + 48)).toBe(row + 1);
    for (const none of [0, 1, 0xffff, 3 * MiB, 2 ** 31, 2 ** 32 - 1]) {
      expect(heap.slotRowAt(none)).toBe(0);
    }
  });

  test("by age, whatever slots they are in", () => {
    const heap = heapOf(4 * MiB, { quarantineBytes: 0 });
    const allocate = (size: number) => heap.slotRowAt(heap.allocate(size, 16, S(1)));
    const oldest = [20, 300, 20].map(allocate);
    heap.free(heap.addressOf(oldest[0]!), S(2));
    const byAge = [...oldest.slice(1), ...[300, 20, 20].map(allocate)];
    expect(byAge[3]).toBe(oldest[0]);
    const rows = Uint32Array.from(heap.liveRows());
    expect([...rows]).not.toEqual(byAge);
    heap.sortByAge(rows);
    expect([...rows]).toEqual(byAge);
    heap.sortByAge(rows);
    expect([...rows]).toEqual(byAge);
  });
});

test("statistics by stack", () => {
  const heap = heapOf(4 * MiB);
  const kept = heap.allocate(100, 16, S(5));
  heap.free(heap.allocate(10, 16, S(5)), S(9));
  heap.allocate(0, 16, S(3000));
  heap.reallocate(kept, 200, S(6));
  expect(heap.statistics()).toEqual([
    { stack: 5, allocs: 2, frees: 2, bytes: 110, liveBytes: 0, liveBlocks: 0 },
    { stack: 6, allocs: 1, frees: 0, bytes: 200, liveBytes: 200, liveBlocks: 1 },
    { stack: 3000, allocs: 1, frees: 0, bytes: 0, liveBytes: 0, liveBlocks: 1 },
  ]);
});
