/** From facts to text: accesses that are not allowed, and what is said of the place. */
import { expect, test } from "vitest";
import type { Place } from "../runtime/facts.ts";
import { addr, block, finding, stack } from "./report.fixture.ts";

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
