/** From facts to text: how a run ended that did not end by itself. */
import { expect, test } from "vitest";
import type { ErrorFacts } from "../runtime/facts.ts";
import { describeRun } from "./describe.ts";
import { clean, stack, symbols, text, usual } from "./report.fixture.ts";
import { renderText } from "./text.ts";

test("a stack overflow folds its recursion", () => {
  const errors: ErrorFacts[] = [
    {
      kind: "StackOverflow",
      calls: 12346,
      count: 1,
      stack: stack(`${"recursive:6:20 ".repeat(12345)}main:6:20 __main_void _start`),
    },
  ];
  expect(
    text({ errors, ending: { kind: "trap", trap: "stack" } }, { quiet: true }),
  ).toMatchInlineSnapshot(`
    "Stack overflow: the stack is full after 12,346 nested calls
       at recursive (list.c:6)
            6 | if (p[0]) return recursive(p);
              |                   ^
       by recursive (list.c:6)
       … 12,343 more calls of recursive
       by main (list.c:6)
     Help: recursive calls itself again and again: see that the recursion ends.

    Process terminating: it ran out of stack.
    "
  `);
});

test("a trap, and how the run ended", () => {
  const errors: ErrorFacts[] = [
    { kind: "Trap", reason: "divide by zero", count: 1, stack: stack("main:6:12") },
  ];
  expect(text({ errors, ending: { kind: "trap", trap: "other" } })).toMatchInlineSnapshot(`
    "Redzone: list.c

    Integer divide by zero
       at main (list.c:6)
            6 | if (p[0]) return recursive(p);
              |           ^

    Process terminating: the run ended with the error above.

    HEAP SUMMARY:
        in use at exit: 0 bytes in 0 blocks
      total heap usage: 0 allocs, 0 frees, 0 bytes allocated

    All heap blocks were freed -- no leaks are possible

    ERROR SUMMARY: 1 errors from 1 contexts (suppressed: 0 from 0)
    "
  `);
});

test("leaks that were not judged say so", () => {
  const { leaks: _, ...running } = clean;
  const allocations = [
    {
      stack: stack("malloc! main:4:12"),
      allocs: 3,
      frees: 1,
      bytes: 60,
      liveBytes: 40,
      liveBlocks: 2,
    },
  ];
  const report = describeRun(
    { ...running, allocations, exhausted: 7, ending: { kind: "trap", trap: "timeout" } },
    symbols,
    { program: "list.c", errorsForLeakKinds: ["definite"] },
  );
  expect(renderText(report, usual)).toMatchInlineSnapshot(`
    "Redzone: list.c

    Process terminating: its time was up (--timeout).

    HEAP SUMMARY:
        in use at exit: 40 bytes in 2 blocks
      total heap usage: 3 allocs, 1 frees, 60 bytes allocated
      7 allocations failed: the memory limit was reached (--max-memory)

    Leaks were not judged: the program was still running when it was stopped.

    ERROR SUMMARY: 0 errors from 0 contexts (suppressed: 0 from 0)
    "
  `);
});
