/** Uses of undefined values, from facts to text. */
import { expect, test } from "vitest";
import type { OriginFacts } from "../runtime/facts.ts";
import { describeRun } from "./describe.ts";
import { addr, block, clean, finding, stack, symbols, text, usual } from "./report.fixture.ts";
import { renderText } from "./text.ts";

const heap: OriginFacts = { kind: "heap", stack: stack("malloc! main:4:12 __main_void _start") };
const grown: OriginFacts = { kind: "heap", stack: stack("realloc! main:4:12 __main_void _start") };
const frame: OriginFacts = { kind: "stack", stack: stack("main:3:1") };
const once = { count: 1, stack: stack("main:6:7 __main_void _start") };

test("a branch", () => {
  expect(
    [
      finding({ kind: "UninitCondition", ...once, origin: heap }),
      finding({ kind: "UninitCondition", ...once, origin: grown }),
      finding({ kind: "UninitCondition", ...once, origin: frame }),
      finding({ kind: "UninitCondition", ...once }),
    ].join("\n"),
  ).toMatchInlineSnapshot(`
    "Conditional jump or move depends on uninitialised value(s)
       at main (list.c:6)
            6 | if (p[0]) return recursive(p);
              |      ^
     Uninitialised value was created by a heap allocation
       at malloc
       by main (list.c:4)
     Help: malloc() does not clear memory (calloc() does): set it before you use it.

    Conditional jump or move depends on uninitialised value(s)
       at main (list.c:6)
            6 | if (p[0]) return recursive(p);
              |      ^
     Uninitialised value was created by a heap allocation
       at realloc
       by main (list.c:4)
     Help: realloc() does not clear what it adds: set it before you use it.

    Conditional jump or move depends on uninitialised value(s)
       at main (list.c:6)
            6 | if (p[0]) return recursive(p);
              |      ^
     Uninitialised value was created in the stack frame of main
       at main (list.c:3)
     Help: A local variable has no value until it is given one.

    Conditional jump or move depends on uninitialised value(s)
       at main (list.c:6)
            6 | if (p[0]) return recursive(p);
              |      ^
    "
  `);
});

test("a value, in the C library", () => {
  expect(
    finding({
      kind: "UninitValue",
      size: 4,
      count: 1200,
      stack: stack("strlen! main:6:12"),
      origin: frame,
    }),
  ).toMatchInlineSnapshot(`
    "Use of uninitialised value of size 4 (1,200 times)
       at strlen
       by main (list.c:6)
            6 | if (p[0]) return recursive(p);
              |           ^
     Uninitialised value was created in the stack frame of main
       at main (list.c:3)
     Help: A local variable has no value until it is given one.
    "
  `);
});

test("something given to the host", () => {
  const given = { kind: "SyscallParam", call: "fd_write", ...once } as const;
  const bytes = {
    ...given,
    parameter: "iovs[0]",
    address: addr(0x10103),
    place: { region: "heap", block: block(), offset: 3 },
    offset: 3,
  } as const;
  expect(
    [
      finding({ ...bytes, problem: "undefined bytes", origin: heap }),
      finding({ ...bytes, problem: "unaddressable" }),
      finding({ ...given, parameter: "fd", problem: "undefined value", origin: frame }),
    ].join("\n"),
  ).toMatchInlineSnapshot(`
    "Syscall param fd_write(iovs[0]) points to uninitialised byte(s)
       at main (list.c:6)
            6 | if (p[0]) return recursive(p);
              |      ^
     The first such byte is at offset 3 of iovs[0]
     Address 0x10103 is 3 bytes inside a block of size 20 alloc'd
       at malloc
       by main (list.c:4)
     Uninitialised value was created by a heap allocation
       at malloc
       by main (list.c:4)
     Help: malloc() does not clear memory (calloc() does): set it before you use it.

    Syscall param fd_write(iovs[0]) points to unaddressable byte(s)
       at main (list.c:6)
            6 | if (p[0]) return recursive(p);
              |      ^
     The first such byte is at offset 3 of iovs[0]
     Address 0x10103 is 3 bytes inside a block of size 20 alloc'd
       at malloc
       by main (list.c:4)

    Syscall param fd_write(fd) contains uninitialised byte(s)
       at main (list.c:6)
            6 | if (p[0]) return recursive(p);
              |      ^
     Uninitialised value was created in the stack frame of main
       at main (list.c:3)
     Help: A local variable has no value until it is given one.
    "
  `);
  const errors = [{ ...bytes, problem: "undefined bytes", origin: heap }] as const;
  const report = describeRun({ ...clean, errors }, symbols, {
    program: "list.c",
    errorsForLeakKinds: [],
  });
  expect(report.errors[0]).toMatchObject({
    kind: "SyscallParam",
    syscall: { call: "fd_write", parameter: "iovs[0]", problem: "undefined bytes", byte: 3 },
    address: { value: 0x10103, region: "heap", offset: 3 },
    origin: [{ function: "malloc" }, { function: "main", file: "list.c", line: 4, column: 12 }],
    originKind: "heap",
  });
});

test("notes say what a report lacks, each once, and not when only findings are asked for", () => {
  const notes = [
    { kind: "unknown instruction", instruction: "i8x16.swizzle" },
    { kind: "no origins", reason: "diverged" },
    { kind: "no origins", reason: "diverged" },
  ] as const;
  const damaged = [
    { kind: "malformed", where: ".debug_line", offset: 0x1f, reason: "it ends early" },
    { kind: "split", unit: "list.c", file: "list.dwo" },
  ] as const;
  const report = describeRun(
    { ...clean, notes },
    { ...symbols, notes: damaged },
    {
      program: "list.c",
      errorsForLeakKinds: [],
    },
  );
  expect(report.notes?.map(({ kind }) => kind)).toEqual([
    "unknown-instruction",
    "no-origins",
    "debug-information",
    "debug-information",
  ]);
  expect(renderText(report, usual)).toMatchInlineSnapshot(`
    "Redzone: list.c

    HEAP SUMMARY:
        in use at exit: 0 bytes in 0 blocks
      total heap usage: 0 allocs, 0 frees, 0 bytes allocated

    All heap blocks were freed -- no leaks are possible

    Note: The instruction i8x16.swizzle is not known to the check of undefined
      values: its result is taken as defined.
    Note: Where uninitialised values come from is not shown: the program could not
      be run again in the same way.
    Note: The debug information is damaged (.debug_line at byte 0x1f: it ends
      early): names and lines may be missing.
    Note: The debug information of list.c is in list.dwo, which is not read: names
      and lines are missing.

    ERROR SUMMARY: 0 errors from 0 contexts (suppressed: 0 from 0)
    "
  `);
  expect(text({ notes }, { quiet: true })).toBe("");
});
