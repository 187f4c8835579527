import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PageBytes } from "../shadow/layout.ts";
import { Poison } from "./poison.ts";
import { program } from "./program.fixture.ts";

const Start = 0x8000;
/** Bytes of a block; its last granule is partial. */
const Size = 93;

function block() {
  const shadows = { definedness: true, origins: false };
  const { memory } = program({ shadows, programLimit: 8 * PageBytes });
  memory.shadow.markAddressable(Start, Start + Size);
  const open = () => Array.from({ length: Size }, (_, at) => memory.shadow.allows(Start + at, 1));
  const undefinedBits = () =>
    Array.from({ length: Size }, (_, at) => memory.definedness?.bitsAt(Start + at));
  return { memory, poison: new Poison(memory), open, undefinedBits };
}

describe("a container's storage", () => {
  it("is open as far as its elements go, and new ones have no value", () => {
    const lengths = fc.array(fc.integer({ min: 0, max: Size }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(lengths, (ends) => {
        const { memory, poison, open, undefinedBits } = block();
        let before = Size;
        const values = new Array<number>(Size).fill(0);
        for (const now of ends) {
          poison.annotateContainer(Start, Start + Size, Start + before, Start + now);
          values.fill(0xff, Math.min(before, now), Math.max(before, now));
          // What was written since is defined.
          if (now > 0) memory.definedness?.define(Start + now - 1, 1);
          if (now > 0) values[now - 1] = 0;
          before = now;
          expect(open()).toEqual(values.map((_, at) => at < now));
          expect(undefinedBits()).toEqual(values.map((value, at) => (at < now ? value : 0)));
        }
        poison.annotateContainer(Start, Start + Size, Start + before, Start + Size);
        expect(open()).toEqual(values.map(() => true));
        expect(memory.shadow.allows(Start + Size, 1)).toBe(false);
      }),
    );
  });

  it("stays as it is when what is said of it makes no sense", () => {
    const { poison, open } = block();
    poison.annotateContainer(Start, Start + Size, Start + Size + 1, Start);
    poison.annotateContainer(Start, Start + 8, Start + 8, Start - 8);
    poison.annotateContainer(Start + 1, Start + Size, Start + Size, Start + 1);
    poison.annotateContainer(Start, 2 ** 31, 2 ** 31, Start);
    expect(open().every(Boolean)).toBe(true);
  });
});

describe("a deque's block", () => {
  const placed = fc
    .tuple(fc.integer({ min: 0, max: Size }), fc.integer({ min: 0, max: Size }))
    .map(([a, b]) => ({ first: Math.min(a, b), last: Math.max(a, b) }));

  it("is open where its elements are, and new ones have no value", () => {
    fc.assert(
      fc.property(fc.array(placed, { minLength: 1, maxLength: 8 }), (places) => {
        const { memory, poison, open, undefinedBits } = block();
        const range = (from: number, to: number) => ({ from: Start + from, to: Start + to });
        let before = { first: 0, last: Size };
        const values = new Array<number>(Size).fill(0);
        for (const now of places) {
          poison.annotateDeque(
            range(0, Size),
            range(before.first, before.last),
            range(now.first, now.last),
          );
          const isOld = (at: number) => at >= before.first && at < before.last;
          const isElement = (at: number) => at >= now.first && at < now.last;
          // A granule's beginning cannot be shut while the rest is open.
          const isOpen = (at: number) => now.first < now.last && at >= now.first - (now.first % 8);
          expect(open()).toEqual(values.map((_, at) => isOpen(at) && at < now.last));
          for (const at of values.keys()) if (isElement(at) && !isOld(at)) values[at] = 0xff;
          const bits = undefinedBits();
          for (const [at, value] of values.entries())
            if (isElement(at)) expect(bits[at]).toBe(value);
          // What was written since is defined.
          if (now.first < now.last) {
            memory.definedness?.define(Start + now.first, 1);
            values[now.first] = 0;
          }
          before = now;
        }
      }),
    );
  });

  it("stays as it is when what is said of it makes no sense", () => {
    const { poison, open } = block();
    const whole = { from: Start, to: Start + Size };
    poison.annotateDeque(whole, whole, { from: Start - 8, to: Start });
    poison.annotateDeque(whole, whole, { from: Start + 16, to: Start + 8 });
    poison.annotateDeque({ ...whole, to: 2 ** 31 }, whole, { from: Start, to: Start });
    expect(open().every(Boolean)).toBe(true);
  });
});

it("what a program forbids itself, it may allow again", () => {
  const ranges = fc.record({ from: fc.nat(Size - 1), length: fc.nat(Size) });
  fc.assert(
    fc.property(ranges, ({ from, length }) => {
      const { memory, poison, open, undefinedBits } = block();
      const end = Math.min(Size, from + length);
      poison.poison(Start + from, end - from);
      for (const [at, isOpen] of open().entries()) {
        // Never more than was asked for; and all granules that lie in the range as a whole.
        if (at < from || at >= end) expect(isOpen).toBe(true);
        const granule = at - (at % 8);
        if (granule >= from && granule + 8 <= end) expect(isOpen).toBe(false);
      }
      poison.unpoison(Start + from, end - from);
      expect(open().every(Boolean)).toBe(true);
      expect(memory.shadow.allows(Start + Size, 1)).toBe(false);
      expect(undefinedBits().every((bits) => bits === 0)).toBe(true);
    }),
  );
});
