import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Addr, StackId } from "../bytes/brand.ts";
import { Heap } from "../heap/heap.ts";
import { MallocFamily } from "../heap/malloc-family.ts";
import { AddressShadow } from "./addressability.ts";
import { DefinednessShadow } from "./definedness.ts";
import { HeapMarks } from "./heap-marks.ts";
import { layoutFor } from "./layout.ts";
import { State } from "./states.ts";

const stack = 1 as StackId;
const HeapStart = 0x20000;
const ProgramLimit = 2 ** 20;

const layout = layoutFor(ProgramLimit, { definedness: true, origins: true });
const memory = new ArrayBuffer(layout.importCsp);
const shadow = new AddressShadow(memory, layout.addressability);
const definedness = new DefinednessShadow(memory, layout, HeapStart);

/** A new heap in the same memory: 512 MiB of shadow take long to make. */
function newHeap(withDefinedness = false): Heap {
  shadow.mark(0, ProgramLimit, State.Unmapped);
  let end = HeapStart;
  const extend = (bytes: number) => {
    if (end + bytes > ProgramLimit) return 0;
    end += bytes;
    return (end - bytes) as Addr;
  };
  const program = new Uint8Array(memory, 0, ProgramLimit);
  const marks = new HeapMarks(shadow, withDefinedness ? definedness : undefined);
  // Without a quarantine the next block takes the place of the one that was freed.
  return new Heap(program, marks, { extend }, withDefinedness ? { quarantineBytes: 0 } : {});
}

/** The states of the bytes from `start` to `end`, run by run. */
function runs(start: number, end: number): [string, number][] {
  const result: [string, number][] = [];
  for (let at = start; at < end; at++) {
    const state = shadow.stateAt(at);
    const name = Object.entries(State).find(([, value]) => value === state)![0];
    const last = result.at(-1);
    if (last?.[0] === name) last[1]++;
    else result.push([name, 1]);
  }
  return result;
}

test("a block's life", () => {
  const heap = newHeap();
  const block = heap.allocate(21, 16, stack);
  const look = () => runs(block - 16, block + 80);
  expect(look()).toEqual([
    ["HeapRedzone", 16],
    ["Addressable", 21],
    ["HeapRedzone", 27],
    ["HeapUnused", 32],
  ]);
  heap.free(block, stack);
  expect(look()).toEqual([
    ["HeapRedzone", 16],
    ["Freed", 24],
    ["HeapRedzone", 24],
    ["HeapUnused", 32],
  ]);
});

test("a block of size 0 has no byte that may be touched", () => {
  const heap = newHeap();
  const block = heap.allocate(0, 16, stack);
  expect(runs(block - 16, block + 16)).toEqual([["HeapRedzone", 32]]);
});

test("a large block's redzones reach to the ends of its pages", () => {
  const heap = newHeap();
  const block = heap.allocate(100_003, 4096, stack);
  expect(runs(HeapStart, HeapStart + 0x20000)).toEqual([
    ["HeapRedzone", 4096],
    ["Addressable", 100_003],
    ["HeapRedzone", 0x20000 - 4096 - 100_003],
  ]);
  expect(block).toBe(HeapStart + 4096);
});

test("what may be touched is exactly what lives", () => {
  const step = fc.record({
    free: fc.boolean(),
    pick: fc.nat(),
    size: fc.oneof(fc.nat(100), fc.nat(3000), fc.nat(200_000)),
    alignment: fc.constantFrom(16, 16, 16, 64, 4096),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
      const heap = newHeap();
      const live: { address: number; size: number }[] = [];
      for (const { free, pick, size, alignment } of steps) {
        if (free && live.length > 0) {
          const [block] = live.splice(pick % live.length, 1);
          heap.free(block!.address, stack);
        } else {
          const address = heap.allocate(size, alignment, stack);
          if (address !== 0) live.push({ address, size });
        }
      }
      live.sort((a, b) => a.address - b.address);
      let at = HeapStart;
      for (const { address, size } of [...live, { address: ProgramLimit, size: 0 }]) {
        for (; at < address; at++)
          if (shadow.allows(at, 1)) throw new Error(`${at} may be touched`);
        if (size === 0) continue;
        expect(shadow.firstRefused(address, size + 1)).toBe(size);
        at = Math.ceil((address + size) / 8) * 8;
      }
    }),
    { numRuns: 20 },
  );
});

/** The definedness of a block's bytes as a text: `d` defined, `u` undefined, `?` in part. */
function definednessOf(block: number, size: number): string {
  const bits = Array.from({ length: size }, (_, i) => definedness.bitsAt(block + i));
  return bits.map((each) => (each === 0 ? "d" : each === 0xff ? "u" : "?")).join("");
}

describe("with V bits", () => {
  test.each([0, 1, 7, 8, 9, 15, 16, 17, 24, 1000])("a block of %i bytes is undefined", (size) => {
    const heap = newHeap(true);
    const block = heap.allocate(size, 16, stack);
    expect(definednessOf(block, size)).toBe("u".repeat(size));
    expect(shadow.firstRefused(block, size + 1)).toBe(size);
    expect(definedness.bitsAt(block + size)).toBe(0);
  });

  test("calloc's is defined, also where another block was before", () => {
    const heap = newHeap(true);
    const c = new MallocFamily(heap);
    const first = c.malloc(21, stack);
    c.free(first, stack);
    const cleared = c.calloc(3, 7, stack);
    expect(cleared).toBe(first);
    expect(definednessOf(cleared, 21)).toBe("d".repeat(21));
    expect(shadow.firstRefused(cleared, 22)).toBe(21);
    c.free(cleared, stack);
    expect(definednessOf(c.malloc(21, stack), 21)).toBe("u".repeat(21));
  });

  test("realloc's is as defined as what was copied, and undefined behind that", () => {
    const heap = newHeap(true);
    const block = heap.allocate(13, 16, stack);
    definedness.define(block, 3);
    definedness.set(block + 5, 1, 4);
    const longer = heap.reallocate(block, 30, stack) as number;
    expect(definednessOf(longer, 30)).toBe(`ddduu?${"u".repeat(24)}`);
    const shorter = heap.reallocate(longer, 4, stack) as number;
    expect(definednessOf(shorter, 4)).toBe("dddu");
  });

  test("an undefined byte remembers the allocation of the block that it was first in", () => {
    const heap = newHeap(true);
    const [first, second] = [7, 8] as StackId[];
    const block = heap.allocate(10, 16, first!);
    const moved = heap.reallocate(block, 100, second!) as number;
    expect(definedness.originAt(moved)).toBe(first);
    expect(definedness.originAt(moved + 9)).toBe(first);
    expect(definedness.originAt(moved + 12)).toBe(second);
    expect(definedness.originAt(moved + 99)).toBe(second);
  });
});
