/** The text as a whole: what is in it, and in which colour. */
import { expect, test } from "vitest";
import type { ErrorFacts } from "../runtime/facts.ts";
import { describeRun } from "./describe.ts";
import { addr, clean, leaking, stack, symbols, text, usual } from "./report.fixture.ts";
import { renderText } from "./text.ts";

test("a clean program gets Memcheck's clean lines", () => {
  const allocations = [
    {
      stack: stack("malloc! main:4:12"),
      allocs: 1,
      frees: 1,
      bytes: 20,
      liveBytes: 0,
      liveBlocks: 0,
    },
  ];
  expect(text({ allocations })).toMatchInlineSnapshot(`
    "Redzone: list.c

    HEAP SUMMARY:
        in use at exit: 0 bytes in 0 blocks
      total heap usage: 1 allocs, 1 frees, 20 bytes allocated

    All heap blocks were freed -- no leaks are possible

    ERROR SUMMARY: 0 errors from 0 contexts (suppressed: 0 from 0)
    "
  `);
  expect(text({ allocations }, { quiet: true })).toBe("");
});

test("leaks, in Memcheck's order", () => {
  expect(text(leaking)).toMatchInlineSnapshot(`
    "Redzone: list.c

    HEAP SUMMARY:
        in use at exit: 1,025,125 bytes in 1,005 blocks
      total heap usage: 1,005 allocs, 0 frees, 1,025,125 bytes allocated

    48 (16 direct, 32 indirect) bytes in 1 blocks are definitely lost
      in loss record 2 of 5
       at malloc
       by push (list.c:4)
            4 | int *p = malloc(5 * sizeof *p);
              |          ^
       by main (list.c:6)
     Help: No pointer to it is left: free it before its last pointer goes away.

    77 bytes in 1 blocks are possibly lost in loss record 3 of 5
       at calloc
       by main (list.c:4)
            4 | int *p = malloc(5 * sizeof *p);
              |        ^
     Help: Only pointers to its middle are left: free() needs one to its start.

    1,024,000 bytes in 1,000 blocks are definitely lost in loss record 5 of 5
       at malloc
       by main (list.c:4)
            4 | int *p = malloc(5 * sizeof *p);
              |          ^
     Help: No pointer to it is left: free it before its last pointer goes away.

    LEAK SUMMARY:
       definitely lost: 1,024,016 bytes in 1,001 blocks
       indirectly lost: 32 bytes in 2 blocks
         possibly lost: 77 bytes in 1 blocks
       still reachable: 1,000 bytes in 1 blocks
    Reachable blocks (those to which a pointer was found) are not shown.
    To see them, rerun with: --leak-check=full --show-leak-kinds=all

    ERROR SUMMARY: 3 errors from 3 contexts (suppressed: 0 from 0)
    "
  `);
});

test("--leak-check and --show-leak-kinds choose what is shown", () => {
  expect(text(leaking, { leakCheck: "summary" })).toMatchInlineSnapshot(`
    "Redzone: list.c

    HEAP SUMMARY:
        in use at exit: 1,025,125 bytes in 1,005 blocks
      total heap usage: 1,005 allocs, 0 frees, 1,025,125 bytes allocated

    LEAK SUMMARY:
       definitely lost: 1,024,016 bytes in 1,001 blocks
       indirectly lost: 32 bytes in 2 blocks
         possibly lost: 77 bytes in 1 blocks
       still reachable: 1,000 bytes in 1 blocks
    Rerun with --leak-check=full to see details of leaked memory

    ERROR SUMMARY: 3 errors from 3 contexts (suppressed: 0 from 0)
    "
  `);
  expect(text(leaking, { leakCheck: "no" })).toContain("rerun with: --leak-check=full\n");
  const all = text(leaking, { showLeakKinds: ["definite", "indirect", "possible", "reachable"] });
  expect(
    all.match(/are .* (lost|reachable)\s+in .*/g)?.map((line) => line.replace(/\s+/g, " ")),
  ).toEqual([
    "are indirectly lost in loss record 1 of 5",
    "are definitely lost in loss record 2 of 5",
    "are possibly lost in loss record 3 of 5",
    "are still reachable in loss record 4 of 5",
    "are definitely lost in loss record 5 of 5",
  ]);
  expect(all).not.toContain("Reachable blocks");
});

test("colour only when asked, and the words stay the same", () => {
  const errors: ErrorFacts[] = [
    {
      kind: "InvalidWrite",
      size: 4,
      count: 1,
      stack: stack("memset main:5:8"),
      address: addr(0),
      place: { region: "null" },
    },
  ];
  const coloured = text({ ...leaking, errors }, { color: true });
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the escape character is what is looked for
  const escapes = /\u001b\[\d+m/g;
  expect(coloured).toMatch(escapes);
  expect(coloured.replace(escapes, "")).toBe(text({ ...leaking, errors }));
});

test("a source that did not compile has no text", () => {
  const { exit: _, ...failed } = describeRun(clean, symbols, {
    program: "a.c",
    errorsForLeakKinds: [],
  });
  expect(renderText(failed, usual)).toBe("");
});

test("the line that is shown is the author's own, not that of a crate of somebody else's", () => {
  const report = describeRun(clean, symbols, { program: "list.c", errorsForLeakKinds: [] });
  const fetched = { function: "push", file: "arena/lib.rs", line: 1, dependency: true } as const;
  const own = { function: "main", file: "list.c", line: 5 };
  const error = { kind: "InvalidRead", title: "Invalid read of size 4", count: 1 } as const;
  const shown = (...frames: (typeof fetched | typeof own)[]) =>
    renderText(
      { ...report, errors: [{ ...error, stack: frames }] },
      {
        ...usual,
        quiet: true,
        readSource: (file) => `line of ${file}\n`.repeat(9),
      },
    );
  expect(shown(fetched, own)).toMatch(
    /push \(arena\/lib\.rs:1\)\n {3}by main \(list\.c:5\)\n.*line of list\.c/,
  );
  expect(shown(fetched)).toContain("line of arena/lib.rs");
});
