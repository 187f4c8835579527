import { expect, test } from "vitest";
import type { Report } from "../../src/report/model.ts";
import { differences } from "./findings.ts";

const frame = (line: number) => ({ function: "main", file: "a.c", line });
const none = { bytes: 0, blocks: 0 };
const report: Report = {
  schema: "redzone-report/1",
  program: "a.c",
  exit: { code: 0 },
  errors: [
    {
      kind: "InvalidRead",
      title: "",
      count: 2,
      stack: [{ function: "strlen" }, frame(3), frame(9)],
    },
    { kind: "Trap", title: "", count: 1, stack: [{ function: "abort" }] },
  ],
  leaks: [
    { kind: "Leak_DefinitelyLost", bytes: 8, blocks: 2, stack: [{ function: "malloc" }, frame(5)] },
    { kind: "Leak_DefinitelyLost", bytes: 9, blocks: 3, stack: [{ function: "malloc" }, frame(5)] },
  ],
  summary: {
    errors: 0,
    contexts: 0,
    suppressed: 0,
    heap: { allocs: 0, frees: 0, bytesAllocated: 0, inUseBytes: 0, inUseBlocks: 0 },
    leak: { definite: none, indirect: none, possible: none, reachable: none },
  },
};

test("findings are matched by kind and by the innermost line of the program", () => {
  expect(
    differences(report, [
      { kind: "InvalidRead", line: 3 },
      { kind: "Leak_DefinitelyLost", line: 5, blocks: 5 },
    ]),
  ).toEqual(["not annotated: Trap outside the program"]);
});

test("what is missing, wrong or counted otherwise is told", () => {
  expect(
    differences(report, [
      { kind: "InvalidWrite", line: 3 },
      { kind: "Leak_DefinitelyLost", line: 5, blocks: 4 },
    ]),
  ).toEqual([
    "not found: InvalidWrite at line 3",
    "not annotated: InvalidRead at line 3",
    "not annotated: Trap outside the program",
    "Leak_DefinitelyLost at line 5: annotated as 4 blocks, found 5",
  ]);
});
