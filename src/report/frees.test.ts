/** From facts to text: blocks that are given back in a wrong way. */
import { expect, test } from "vitest";
import type { Place } from "../runtime/facts.ts";
import { addr, block, finding, stack } from "./report.fixture.ts";

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
