import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { StepLogEntries } from "../shadow/layout.ts";
import { StepLog } from "./step-log.ts";

const Outermost = 0x1000;
const KeptPieces = 320;

/** Steps as a module logs them. */
function entriesOf(steps: readonly { place: number; depth: number }[]): Uint32Array {
  return Uint32Array.from(steps.flatMap(({ place, depth }) => [place, Outermost + 4 * depth]));
}

function logOf(pieces: readonly Uint32Array[], places: number, loads: number[] = []): StepLog {
  const load = (piece: number) => {
    loads.push(piece);
    return pieces[piece]!;
  };
  const log = new StepLog({ outermost: Outermost, places, load });
  for (const piece of pieces) log.append(piece);
  return log;
}

const steps = fc.array(
  fc.record({ place: fc.integer({ min: 1, max: 70_000 }), depth: fc.nat({ max: 80_000 }) }),
  { minLength: 1, maxLength: 200 },
);

describe("a log of steps", () => {
  it("tells what was logged", () => {
    fc.assert(
      fc.property(steps, (logged) => {
        const log = logOf([entriesOf(logged)], 70_000);
        expect(log.length).toBe(logged.length);
        for (const [at, { place, depth }] of logged.entries()) {
          expect([log.placeAt(at + 1), log.depthAt(at + 1)]).toEqual([place, depth]);
        }
      }),
    );
  });

  it("finds the nearest step in each direction", () => {
    const question = fc.tuple(steps, fc.nat(), fc.nat({ max: 80_000 }), fc.constantFrom(1, -1));
    fc.assert(
      fc.property(question, ([logged, start, depth, direction]) => {
        const log = logOf([entriesOf(logged)], 70_000);
        const from = start % (logged.length + 2);
        const isOdd = (place: number) => place % 2 === 1;
        const all = logged.map((step, at) => ({ ...step, step: at + 1 }));
        const there = all.filter((each) => each.depth <= depth && isOdd(each.place));
        const expected =
          direction === 1
            ? there.find(({ step }) => step > from)
            : there.findLast(({ step }) => step < from);
        expect(log.find(from, direction as 1 | -1, isOdd, depth)).toBe(expected?.step);
      }),
    );
  });

  it("keeps of a long run a summary, and loads only what may hold the answer", () => {
    // Each piece has one place of its own; only the last one is shallow.
    const pieces = Array.from({ length: KeptPieces + 4 }, (_, piece) =>
      new Uint32Array(2 * StepLogEntries).map((_, word) =>
        word % 2 === 0 ? piece + 1 : Outermost + (piece === KeptPieces + 3 ? 4 : 8),
      ),
    );
    const loads: number[] = [];
    const log = logOf(pieces, pieces.length, loads);
    const first = KeptPieces * StepLogEntries;
    const wanted = new Set([KeptPieces + 2]);
    const find = (from: number, direction: 1 | -1) =>
      log.find(from, direction, (place) => wanted.has(place), Number.POSITIVE_INFINITY, wanted);
    expect(find(0, 1)).toBe(first + StepLogEntries + 1);
    expect(find(log.length + 1, -1)).toBe(first + 2 * StepLogEntries);
    expect(loads).toEqual([KeptPieces + 1]);
    expect(log.find(1, 1, () => true, 1)).toBe(first + 3 * StepLogEntries + 1);
    expect(loads).toEqual([KeptPieces + 1, KeptPieces + 3]);
    expect(log.placeAt(first + 1)).toBe(KeptPieces + 1);
  });
});
