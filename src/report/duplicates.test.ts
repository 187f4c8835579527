import { expect, test } from "vitest";
import type { Addr, CodeOffset } from "../bytes/brand.ts";
import type { ErrorFacts, LeakFacts } from "../runtime/facts.ts";
import { mergeErrors, mergeLeaks } from "./duplicates.ts";

const stack = (...sites: readonly number[]) => sites.map((site) => ({ site: site as CodeOffset }));
const range = (length: number) => Array.from({ length }, (_, i) => i);

const read = (size: number, ...sites: readonly number[]): ErrorFacts => ({
  kind: "InvalidRead",
  size,
  count: 1,
  address: 0 as Addr,
  place: { region: "null" },
  stack: stack(...sites),
});

test("errors are the same when kind, size and the four innermost frames are", () => {
  const merged = mergeErrors([
    read(4, 1, 2, 3, 4, 5),
    read(4, 1, 2, 3, 4, 6, 7),
    read(8, 1, 2, 3, 4, 5),
    read(4, 1, 2, 3, 9),
    read(4, 1, 2, 3, 4),
  ]);
  expect(merged.map(({ count, stack }) => [count, stack.length])).toEqual([
    [3, 5],
    [1, 5],
    [1, 4],
  ]);
});

const leak = (kind: LeakFacts["kind"], ...sites: readonly number[]): LeakFacts => ({
  kind,
  blocks: 1,
  bytes: 8,
  indirectBlocks: 1,
  indirectBytes: 4,
  stack: stack(...sites),
});

test("leaks with the same twelve innermost frames are one record, with the stack they share", () => {
  const merged = mergeLeaks([
    leak("definite", ...range(14), 100),
    leak("definite", ...range(14), 200, 300),
    leak("definite", ...range(11)),
    leak("reachable", ...range(14), 100),
  ]);
  expect(merged).toEqual([
    {
      kind: "definite",
      blocks: 2,
      bytes: 16,
      indirectBlocks: 2,
      indirectBytes: 8,
      stack: stack(...range(14)),
    },
    leak("definite", ...range(11)),
    leak("reachable", ...range(14), 100),
  ]);
});
