import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DefinednessShadow } from "./definedness.ts";
import { layoutFor } from "./layout.ts";
import { Definedness, DefinednessMask, ReasonBit, State } from "./states.ts";

const { Clean, Dirty, Fresh } = Definedness;
const Limit = 0x10000;
/** In the middle, and in the middle of a granule. */
const LowEnd = 0x8004;
const layout = layoutFor(Limit, { definedness: true, origins: false });
const memory = new ArrayBuffer(layout.addressability + Limit / 8);
const states = new Uint8Array(memory, layout.addressability);
const bits = new Uint8Array(memory, layout.definedness, Limit);
const shadow = new DefinednessShadow(memory, layout, LowEnd);

const isLow = (granule: number) => granule * 8 < LowEnd;
const isReason = (state: number) => state === 0 || (state & ReasonBit) !== 0;

const kindOf = (state: number) => (isReason(state) ? Clean : state & DefinednessMask);

/** What each byte of [start, start + length) is: its undefined bits, or −1 when it may not be touched. */
type Model = Int16Array;

interface Step {
  readonly what: "set" | "copy";
  readonly at: number;
  readonly from: number;
  readonly length: number;
  readonly bits: number;
}

function carryOut(step: Step, model: Model, start: number): void {
  const { what, at, from } = step;
  const room = Math.min(step.length, model.length - at, model.length - from);
  let values: readonly number[] = Array(room).fill(step.bits);
  if (what === "copy") {
    shadow.copy(start + at, start + from, room);
    values = [...model.subarray(from, from + room)];
  } else {
    shadow.set(start + at, room, step.bits);
  }
  values.forEach((value, i) => {
    if (model[at + i] !== -1) model[at + i] = Math.max(value, 0);
  });
}

/** Granules as they can be found, and the bytes that they stand for. */
function begin(start: number, granules: readonly (readonly [state: number, v: number[]])[]): Model {
  states.fill(0);
  // Where V says nothing, anything may stand there.
  bits.fill(0x5a);
  const model = new Int16Array(granules.length * 8);
  granules.forEach(([state, v], i) => {
    const granule = start / 8 + i;
    states[granule] = state;
    const kind = kindOf(state);
    for (let byte = 0; byte < 8; byte++) {
      const at = granule * 8 + byte;
      if (kind === Dirty) bits[at] = v[byte]!;
      else if (isLow(granule)) bits[at] = 0;
      if (isReason(state) || byte >= (state & 15)) model[i * 8 + byte] = -1;
      else model[i * 8 + byte] = kind === Fresh ? 0xff : kind === Dirty ? v[byte]! : 0;
    }
  });
  return model;
}

/** The first difference between shadow and model, in words. */
function difference(model: Model, start: number, before: readonly number[]): string | undefined {
  for (let i = 0; i < model.length; i++) {
    const expected = Math.max(0, model[i]!);
    const actual = shadow.bitsAt(start + i);
    if (actual !== expected) return `byte ${i}: ${actual} and not ${expected}`;
  }
  for (const [i, old] of before.entries()) {
    const granule = start / 8 + i;
    const state = states[granule]!;
    if (isReason(old) ? state !== old : (state & 15) !== (old & 15) || (state & ReasonBit) !== 0) {
      return `granule ${i} was ${old} and is ${state}`;
    }
    if (isReason(state) || !isLow(granule)) continue;
    if (kindOf(state) === Fresh && kindOf(old) !== Fresh)
      return `granule ${i} became fresh in the low region`;
    const v = bits.subarray(granule * 8, granule * 8 + (state & 15));
    if (kindOf(state) === Clean && v.some((byte) => byte !== 0))
      return `granule ${i} is clean, but not its V`;
  }
  return undefined;
}

const anyBits = fc.oneof(fc.constantFrom(0, 0, 0xff, 0xff, 1, 0x80), fc.nat(255));
const granule = fc.tuple(
  fc.oneof(
    { weight: 1, arbitrary: fc.constantFrom(0, State.Freed, State.BelowStack) },
    { weight: 4, arbitrary: fc.constantFrom(8, 8 | Dirty, 8 | Fresh) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.integer({ min: 1, max: 7 }), fc.constantFrom(Clean, Dirty, Fresh))
        .map(([count, kind]) => count | kind),
    },
  ),
  fc.array(anyBits, { minLength: 8, maxLength: 8 }),
);
const step = (bytes: number): fc.Arbitrary<Step> =>
  fc.record({
    what: fc.constantFrom("set", "copy"),
    at: fc.nat(bytes - 1),
    from: fc.nat(bytes - 1),
    length: fc.oneof(fc.nat(9), fc.nat(bytes)),
    bits: anyBits,
  });

describe("any steps leave what bytes with a number each would hold", () => {
  const Granules = 24;
  test.each([
    ["in the low region", LowEnd - 0x1004],
    ["on both sides of its end", LowEnd - 4 - 8 * 12],
    ["above it", LowEnd + 0x1004],
    ["at the end of the memory", Limit - 8 * Granules],
  ])("%s", (_, start) => {
    fc.assert(
      fc.property(
        fc.array(granule, { minLength: Granules, maxLength: Granules }),
        fc.array(step(8 * Granules), { maxLength: 12 }),
        (granules, steps) => {
          const model = begin(start, granules);
          const before = granules.map(([state]) => state);
          for (const each of steps) {
            carryOut(each, model, start);
            const wrong = difference(model, start, before);
            if (wrong !== undefined) throw new Error(`after ${JSON.stringify(each)}: ${wrong}`);
          }
          for (let at = 0; at < model.length; at += 5) {
            const first = model.subarray(at).findIndex((each) => each > 0);
            expect(shadow.firstUndefined(start + at, model.length - at)).toBe(first);
            const near = first >= 0 && first < 11 ? first : -1;
            const length = Math.min(11, model.length - at);
            expect(shadow.firstUndefined(start + at, length)).toBe(near);
          }
        },
      ),
      { numRuns: 400 },
    );
  });

  test("that are longer than what is copied at once", () => {
    const Bytes = 0x4000;
    const start = LowEnd - 4 - Bytes / 2;
    const few = fc.array(granule, { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(few, fc.array(step(Bytes), { maxLength: 6 }), (some, steps) => {
        const granules = Array.from({ length: Bytes / 8 }, (_, i) => some[i % some.length]!);
        const model = begin(start, granules);
        for (const each of steps) carryOut(each, model, start);
        const before = granules.map(([state]) => state);
        expect(difference(model, start, before)).toBeUndefined();
      }),
      { numRuns: 60 },
    );
  });
});

test("nothing is known of addresses outside the memory, and nothing done", () => {
  begin(Limit - 16, [
    [8 | Fresh, []],
    [8 | Fresh, []],
  ]);
  shadow.define(Limit - 4, 2 ** 31);
  shadow.define(2 ** 32 - 8, 8);
  shadow.copy(Limit + 8, Limit - 8, 8);
  shadow.copy(Limit - 16, 2 ** 31, 8);
  expect(shadow.bitsAt(2 ** 32 - 1)).toBe(0);
  expect(shadow.firstUndefined(Limit, 64)).toBe(-1);
  expect(shadow.firstUndefined(Limit - 4, 64)).toBe(-1);
  expect(shadow.firstUndefined(Limit - 16, 2 ** 32 - 1)).toBe(0);
});

test("whole granules are known by their state alone", () => {
  const start = LowEnd + 0x1004;
  begin(start, [
    [8 | Fresh, []],
    [8 | Dirty, [0, 0, 0, 0, 0, 0, 0, 4]],
    [8, []],
    [8, []],
    [8, []],
  ]);
  const at = start / 8;
  shadow.copy(start + 16, start, 16);
  shadow.copy(start + 32, start + 17, 8);
  expect([...states.subarray(at, at + 5)]).toEqual([0xa8, 0x98, 0xa8, 0x98, 0x98]);
  shadow.define(start + 15, 1);
  shadow.define(start, 8);
  shadow.define(start + 31, 1);
  expect([...states.subarray(at, at + 5)]).toEqual([8, 8, 0xa8, 8, 0x98]);
});
