import fc from "fast-check";
import { expect, test } from "vitest";
import type { Addr, StackId } from "../bytes/brand.ts";
import { Heap } from "../heap/heap.ts";
import { AddressShadow } from "./addressability.ts";
import { HeapMarks } from "./heap-marks.ts";
import { State } from "./states.ts";

const stack = 1 as StackId;
const HeapStart = 0x20000;
const ProgramLimit = 2 ** 20;

const memory = new ArrayBuffer(ProgramLimit + 2 ** 29);
const shadow = new AddressShadow(memory, ProgramLimit);

/** A new heap in the same memory: 512 MiB of shadow take long to make. */
function newHeap(): Heap {
  shadow.mark(0, ProgramLimit, State.Unmapped);
  let end = HeapStart;
  const extend = (bytes: number) => {
    if (end + bytes > ProgramLimit) return 0;
    end += bytes;
    return (end - bytes) as Addr;
  };
  const program = new Uint8Array(memory, 0, ProgramLimit);
  return new Heap(program, new HeapMarks(shadow), { extend });
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
