import { expect, test } from "vitest";
import type { CodeOffset } from "../bytes/brand.ts";
import type { LeakFacts } from "../runtime/facts.ts";
import { lossRecords } from "./leak-records.ts";

const stack = (...sites: readonly number[]) => sites.map((site) => ({ site: site as CodeOffset }));
const range = (length: number) => Array.from({ length }, (_, i) => i);

const leak = (kind: LeakFacts["kind"], ...sites: readonly number[]): LeakFacts => ({
  kind,
  blocks: 1,
  bytes: 8,
  indirectBlocks: 1,
  indirectBytes: 4,
  stack: stack(...sites),
});

test("leaks with the same twelve innermost frames are one record, with the stack they share", () => {
  const records = lossRecords([
    leak("definite", ...range(14), 100),
    leak("definite", ...range(14), 200, 300),
    leak("definite", ...range(11)),
    leak("reachable", ...range(14), 100),
  ]);
  expect(records).toEqual([
    leak("definite", ...range(11)),
    leak("reachable", ...range(14), 100),
    {
      kind: "definite",
      blocks: 2,
      bytes: 16,
      indirectBlocks: 2,
      indirectBytes: 8,
      stack: stack(...range(14)),
    },
  ]);
});

test("records are ordered by all that is lost with them, then by kind, then by blocks", () => {
  const lost = (kind: LeakFacts["kind"], bytes: number, indirectBytes: number, blocks = 1) => ({
    ...leak(kind, bytes, indirectBytes, blocks),
    ...{ bytes, indirectBytes, blocks },
  });
  const inOrder = [
    lost("reachable", 8, 0),
    lost("definite", 8, 8),
    lost("indirect", 16, 0),
    lost("possible", 16, 0),
    lost("possible", 16, 0, 2),
    lost("definite", 1, 40),
  ];
  expect(lossRecords(inOrder.toReversed())).toEqual(inOrder);
});
