import { expect, test } from "vitest";
import { normalise } from "./normalise.ts";

test("a report is reduced to what Redzone has to say", () => {
  const text = `Invalid read of size 1
   at strlen
   by printf_core
   by vfprintf
   by printf
   by main (a.c:3)
        3 | printf("%s", s);
 Address 0x10a40 is 0 bytes after a block of size 20 alloc'd
   at malloc
   by main (a.c:2)
 Address 0xc is not stack'd, malloc'd or (recently) free'd
 4,004 bytes below stack pointer
   at … 12 frames of alloc, core
   by Box<i32>::new
Stack overflow: the stack is full after 12,346 nested calls
   at f (a.c:3)
   … 12,343 more calls of f
`;
  expect(normalise(text)).toBe(`Invalid read of size 1
   at … printf
   by main (a.c:3)
        3 | printf("%s", s);
 Address 0x… is 0 bytes after a block of size 20 alloc'd
   at malloc
   by main (a.c:2)
 Address 0xc is not stack'd, malloc'd or (recently) free'd
 … bytes below stack pointer
   at … frames of std
   by Box<i32>::new
Stack overflow: the stack is full after … nested calls
   at f (a.c:3)
   … more calls of f
`);
});
