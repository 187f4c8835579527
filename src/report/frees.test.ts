/** From facts to text: blocks that are given back in a wrong way. */
import { expect, test } from "vitest";
import type { BlockFacts, ErrorFacts, Place } from "../runtime/facts.ts";
import { addr, block, finding, stack } from "./report.fixture.ts";

const Invalid = "Invalid free() / delete / delete[] / realloc()";

/** Without stacks: what it is, where the address is, and what to do about it. */
function inShort(error: ErrorFacts): readonly string[] {
  return finding(error)
    .split("\n")
    .filter((line) => /^(?:\S| Address| Help)/.test(line));
}

const once = { count: 1, address: addr(0x10100) };
const global: Place = { region: "global", constant: false };

test("a block given back by another family, and how the library's operators are made is not shown", () => {
  const allocated = stack("malloc! _ZL17operator_new_implm _Znwm _Znam main:4:12 _start");
  const made = { ...block(), allocated, family: "new[]" as const };
  const freed = {
    ...once,
    family: "new",
    stack: stack("free! _ZdlPv _ZdlPvm main:7:3 _start"),
  } as const;
  const place = { region: "heap", block: made, offset: 0 } as const;
  expect(finding({ kind: "MismatchedFree", ...freed, place })).toMatchInlineSnapshot(`
    "Mismatched free() / delete / delete []
       at _ZdlPvm
       by main (list.c:7)
            7 | free(p);
              | ^
     Address 0x10100 is 0 bytes inside a block of size 20 alloc'd
       at _Znam
       by main (list.c:4)
     Help: Memory from new[] is given back by delete[].
    "
  `);
  const help = " Help: Memory from new[] is given back by delete[].";
  expect(
    inShort({ kind: "InvalidFree", call: "free", ...freed, place: { ...place, offset: 4 } }),
  ).toEqual([Invalid, " Address 0x10100 is 4 bytes inside a block of size 20 alloc'd", help]);
  expect(inShort({ kind: "InvalidFree", call: "free", ...freed, place: global })).toEqual([
    Invalid,
    " Address 0x10100 is in the data segment: a global variable or a literal",
    " Help: delete takes memory from new only; global memory is never freed.",
  ]);
});

function badFree(call: "free" | "realloc", place: Place): ErrorFacts {
  const where = stack(`${call}! main:7:3`);
  return { kind: "InvalidFree", call, family: "malloc", ...once, stack: where, place };
}

test("a double free", () => {
  const freed = block("free! main:7:3");
  expect(
    finding(badFree("free", { region: "freed", block: freed, offset: 0 })),
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
    "
  `);
});

test.each<[title: string, address: string, help: string, error: ErrorFacts]>([
  [
    `${Invalid}: realloc of a freed block`,
    "0 bytes inside a block of size 20 free'd",
    "The block was freed in line 6 already: a block may be freed only once.",
    badFree("realloc", { region: "freed", block: block("realloc! main:6:3"), offset: 0 }),
  ],
  [
    Invalid,
    "4 bytes inside a block of size 20 alloc'd",
    "free() needs the start of the block: the pointer is 4 bytes past it.",
    badFree("free", { region: "heap", block: block(), offset: 4 }),
  ],
  [
    Invalid,
    "on thread 1's stack",
    "free() takes memory from malloc() only; the stack frees itself.",
    badFree("free", { region: "stack", below: -16 }),
  ],
  [
    Invalid,
    "in the data segment: a global variable or a literal",
    "free() takes memory from malloc() only; global memory is never freed.",
    badFree("free", global),
  ],
])("%s: %s", (title, address, help, error) => {
  expect(inShort(error)).toEqual([title, ` Address 0x10100 is ${address}`, ` Help: ${help}`]);
});

test("a double free of Rust's", () => {
  const freed: BlockFacts = { ...block("__rust_dealloc! main:6:3"), family: "rust" };
  expect(
    inShort({
      ...once,
      kind: "InvalidFree",
      call: "free",
      family: "rust",
      stack: stack("__rust_dealloc! main:7:3"),
      place: { region: "freed", block: freed, offset: 0 },
    }).at(-1),
  ).toBe(" Help: The block was freed in line 6 already: only one owner may free it.");
});
