/** The whole way from facts to text, one golden for each kind of finding. */
import { expect, test } from "vitest";
import type { ErrorFacts, LeakFacts, Place, RunFacts } from "../runtime/facts.ts";
import { describeRun } from "./describe.ts";
import { renderJson } from "./json.ts";
import { addr, block, clean, finding, stack, symbols, text, usual } from "./report.fixture.ts";
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

test("an invalid write after a block", () => {
  expect(
    finding({
      kind: "InvalidWrite",
      size: 4,
      count: 3,
      stack: stack("main:5:8 __main_void _start"),
      address: addr(0x10114),
      place: { region: "heap", block: block(), offset: 20 },
    }),
  ).toMatchInlineSnapshot(`
    "Invalid write of size 4 (3 times)
       at main (list.c:5)
            5 | p[5] = 1;
              |      ^
     Address 0x10114 is 0 bytes after a block of size 20 alloc'd
       at malloc
       by main (list.c:4)
     Help: The block has room for 5 elements of 4 bytes: the last index is 4.
    "
  `);
});

test("an invalid read of a freed block, in a library function", () => {
  expect(
    finding({
      kind: "InvalidRead",
      size: 1,
      count: 1,
      stack: stack("strlen puts main:6:12"),
      address: addr(0x10108),
      place: { region: "freed", block: block("free! main:7:3"), offset: 8 },
    }),
  ).toMatchInlineSnapshot(`
    "Invalid read of size 1
       at strlen
       by puts
       by main (list.c:6)
            6 | if (p[0]) return recursive(p);
              |           ^
     Address 0x10108 is 8 bytes inside a block of size 20 free'd
       at free
       by main (list.c:7)
     Block was alloc'd at
       at malloc
       by main (list.c:4)
     Help: The block was freed in line 7: use it before that, or free it later.
    "
  `);
});

test("an access that begins inside the block and ends outside", () => {
  expect(
    finding({
      kind: "InvalidRead",
      size: 8,
      count: 1,
      stack: stack("main:6:7"),
      address: addr(0x10110),
      place: { region: "heap", block: block(), offset: 16 },
    }),
  ).toMatchInlineSnapshot(`
    "Invalid read of size 8
       at main (list.c:6)
            6 | if (p[0]) return recursive(p);
              |      ^
     Address 0x10110 is 16 bytes inside a block of size 20 alloc'd
       at malloc
       by main (list.c:4)
     Help: The access takes 8 bytes, but only 4 are left of the block.
    "
  `);
});

test("places that are no block", () => {
  const read = (address: number, place: Place) =>
    finding({
      kind: "InvalidRead",
      size: 4,
      count: 1,
      stack: stack("main:99:1"),
      address: addr(address),
      place,
    });
  expect(
    [
      read(0, { region: "null" }),
      read(12, { region: "null" }),
      read(0x7ff000, { region: "stack", below: 4004 }),
      read(0xfffffff0, { region: "unmapped", reason: "outside" }),
      read(0x10000, { region: "heap", block: block(), offset: -256 }),
    ].join("\n"),
  ).toMatchInlineSnapshot(`
    "Invalid read of size 4
       at main (list.c:99)
     Address 0x0 is not stack'd, malloc'd or (recently) free'd
     Help: The pointer is NULL: check it before you follow it.

    Invalid read of size 4
       at main (list.c:99)
     Address 0xc is not stack'd, malloc'd or (recently) free'd
     Help: 0xc is NULL plus 12 bytes: check the pointer before you follow it.

    Invalid read of size 4
       at main (list.c:99)
     Address 0x7ff000 is on thread 1's stack
     4,004 bytes below stack pointer
     Help: No function that is running owns this memory.

    Invalid read of size 4
       at main (list.c:99)
     Address 0xfffffff0 is not stack'd, malloc'd or (recently) free'd

    Invalid read of size 4
       at main (list.c:99)
     Address 0x10000 is 256 bytes before a block of size 20 alloc'd
       at malloc
       by main (list.c:4)
    "
  `);
});

test("a block given back by another family, and how the library's operators are made is not shown", () => {
  const allocated = stack("malloc! _ZL17operator_new_implm _Znwm _Znam main:4:12 _start");
  const made = { ...block(), allocated, family: "new[]" as const };
  const freed = stack("free! _ZdlPv _ZdlPvm main:7:3 _start");
  const place = { region: "heap", block: made, offset: 0 } as const;
  const error = { count: 1, stack: freed, address: addr(0x10100), family: "new" } as const;
  expect(
    [
      finding({ kind: "MismatchedFree", ...error, place }),
      finding({ kind: "InvalidFree", call: "free", ...error, place: { ...place, offset: 4 } }),
      finding({
        kind: "InvalidFree",
        call: "free",
        ...error,
        place: { region: "global", constant: false },
      }),
    ].join("\n"),
  ).toMatchInlineSnapshot(`
    "Mismatched free() / delete / delete []
       at _ZdlPvm
       by main (list.c:7)
            7 | free(p);
              | ^
     Address 0x10100 is 0 bytes inside a block of size 20 alloc'd
       at _Znam
       by main (list.c:4)
     Help: Memory from new[] is given back by delete[].

    Invalid free() / delete / delete[] / realloc()
       at _ZdlPvm
       by main (list.c:7)
            7 | free(p);
              | ^
     Address 0x10100 is 4 bytes inside a block of size 20 alloc'd
       at _Znam
       by main (list.c:4)
     Help: Memory from new[] is given back by delete[].

    Invalid free() / delete / delete[] / realloc()
       at _ZdlPvm
       by main (list.c:7)
            7 | free(p);
              | ^
     Address 0x10100 is in the data segment: a global variable or a literal
     Help: delete takes memory from new only; global memory is never freed.
    "
  `);
});

test("bad frees", () => {
  const free = (call: "free" | "realloc", place: Place) =>
    finding({
      kind: "InvalidFree",
      call,
      family: "malloc",
      count: 1,
      stack: stack(`${call}! main:7:3`),
      address: addr(0x10100),
      place,
    });
  expect(
    [
      free("free", { region: "freed", block: block("free! main:7:3"), offset: 0 }),
      free("realloc", { region: "freed", block: block("realloc! main:6:3"), offset: 0 }),
      free("free", { region: "heap", block: block(), offset: 4 }),
      free("free", { region: "stack", below: -16 }),
      free("free", { region: "global", constant: false }),
    ].join("\n"),
  ).toMatchInlineSnapshot(`
    "Invalid free() / delete / delete[] / realloc(): double free
       at free
       by main (list.c:7)
            7 | free(p);
              | ^
     Address 0x10100 is 0 bytes inside a block of size 20 free'd
       at free
       by main (list.c:7)
     Block was alloc'd at
       at malloc
       by main (list.c:4)
     Help: The block was freed in line 7 already: a block may be freed only once.

    Invalid free() / delete / delete[] / realloc(): realloc of a freed block
       at realloc
       by main (list.c:7)
            7 | free(p);
              | ^
     Address 0x10100 is 0 bytes inside a block of size 20 free'd
       at realloc
       by main (list.c:6)
     Block was alloc'd at
       at malloc
       by main (list.c:4)
     Help: The block was freed in line 6 already: a block may be freed only once.

    Invalid free() / delete / delete[] / realloc()
       at free
       by main (list.c:7)
            7 | free(p);
              | ^
     Address 0x10100 is 4 bytes inside a block of size 20 alloc'd
       at malloc
       by main (list.c:4)
     Help: free() needs the start of the block: the pointer is 4 bytes past it.

    Invalid free() / delete / delete[] / realloc()
       at free
       by main (list.c:7)
            7 | free(p);
              | ^
     Address 0x10100 is on thread 1's stack
     Help: free() takes memory from malloc() only; the stack frees itself.

    Invalid free() / delete / delete[] / realloc()
       at free
       by main (list.c:7)
            7 | free(p);
              | ^
     Address 0x10100 is in the data segment: a global variable or a literal
     Help: free() takes memory from malloc() only; global memory is never freed.
    "
  `);
});

test("a bad pointer given to the host", () => {
  expect(
    finding({
      kind: "SyscallParam",
      call: "fd_write",
      parameter: "iovs",
      problem: "unaddressable",
      offset: 0,
      count: 1,
      stack: stack("writev write main:5:3"),
      address: addr(0x10114),
      place: { region: "heap", block: block(), offset: 20 },
    }),
  ).toMatchInlineSnapshot(`
    "Syscall param fd_write(iovs) points to unaddressable byte(s)
       at writev
       by write
       by main (list.c:5)
            5 | p[5] = 1;
              | ^
     Address 0x10114 is 0 bytes after a block of size 20 alloc'd
       at malloc
       by main (list.c:4)
    "
  `);
});

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

const leak = (
  kind: LeakFacts["kind"],
  blocks: number,
  bytes: number,
  where: string,
): LeakFacts => ({
  kind,
  blocks,
  bytes,
  indirectBytes: 0,
  indirectBlocks: 0,
  stack: stack(where),
});
const leaking: Partial<RunFacts> = {
  leaks: [
    leak("definite", 1000, 1_024_000, "malloc! main:4:12"),
    {
      ...leak("definite", 1, 16, "malloc! push:4:12 main:6:3"),
      indirectBytes: 32,
      indirectBlocks: 2,
    },
    leak("indirect", 2, 32, "malloc! push:4:12 main:5:3"),
    leak("possible", 1, 77, "calloc! main:4:10"),
    leak("reachable", 1, 1000, "malloc! strdup main:4:10"),
    leak("reachable", 1, 4096, "malloc! __wasilibc_populate_preopens fopen main:4:10"),
  ],
  allocations: [
    {
      stack: stack("malloc! main:4:12"),
      allocs: 1005,
      frees: 0,
      bytes: 1_025_125,
      liveBytes: 1_025_125,
      liveBlocks: 1005,
    },
    {
      stack: stack("malloc! __main_void _start"),
      allocs: 2,
      frees: 0,
      bytes: 20,
      liveBytes: 20,
      liveBlocks: 2,
    },
  ],
};

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

test("the JSON report of an error and a leak", () => {
  const report = describeRun(
    {
      ...clean,
      errors: [
        {
          kind: "InvalidWrite",
          size: 4,
          count: 2,
          stack: stack("main:5:8"),
          address: addr(0x10114),
          place: { region: "heap", block: block(), offset: 20 },
        },
      ],
      leaks: [leak("definite", 1, 20, "malloc! main:4:12")],
    },
    symbols,
    { program: "list.c", compile: { ok: true, diagnostics: [] }, errorsForLeakKinds: ["definite"] },
  );
  expect(report.summary).toMatchObject({ errors: 3, contexts: 2 });
  expect(JSON.parse(renderJson(report))).toEqual(report);
  expect(renderJson({ ...report, leaks: [] })).toMatchInlineSnapshot(`
    "{
      "schema": "redzone-report/1",
      "program": "list.c",
      "compile": {
        "ok": true,
        "diagnostics": []
      },
      "exit": {
        "code": 0
      },
      "errors": [
        {
          "kind": "InvalidWrite",
          "title": "Invalid write of size 4",
          "size": 4,
          "count": 2,
          "stack": [
            {
              "function": "main",
              "file": "list.c",
              "line": 5,
              "column": 8
            }
          ],
          "address": {
            "value": 65812,
            "region": "heap",
            "offset": 20,
            "blockSize": 20,
            "allocated": [
              {
                "function": "malloc"
              },
              {
                "function": "main",
                "file": "list.c",
                "line": 4,
                "column": 12
              }
            ]
          },
          "help": "The block has room for 5 elements of 4 bytes: the last index is 4."
        }
      ],
      "leaks": [],
      "summary": {
        "errors": 3,
        "contexts": 2,
        "suppressed": 0,
        "heap": {
          "allocs": 0,
          "frees": 0,
          "bytesAllocated": 0,
          "inUseBytes": 0,
          "inUseBlocks": 0
        },
        "leak": {
          "definite": {
            "bytes": 20,
            "blocks": 1
          },
          "indirect": {
            "bytes": 0,
            "blocks": 0
          },
          "possible": {
            "bytes": 0,
            "blocks": 0
          },
          "reachable": {
            "bytes": 0,
            "blocks": 0
          }
        }
      }
    }
    "
  `);
});

test("a source that did not compile has no text", () => {
  const { exit: _, ...failed } = describeRun(clean, symbols, {
    program: "a.c",
    errorsForLeakKinds: [],
  });
  expect(renderText(failed, usual)).toBe("");
});
