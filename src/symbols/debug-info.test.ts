import { expect, test } from "vitest";
import {
  abbreviation,
  bytes,
  type Piece,
  sections,
  sized,
  u16,
  u32,
  unit4,
} from "../../tests/dwarf-assembler.ts";
import type { CodeOffset } from "../bytes/brand.ts";
import { DW_AT, DW_FORM, DW_TAG } from "../dwarf/constants.ts";
import { DebugInfo } from "./debug-info.ts";
import { NoteTaker } from "./notes.ts";

const unitShape = [
  [DW_AT.name, DW_FORM.string],
  [DW_AT.comp_dir, DW_FORM.string],
  [DW_AT.stmt_list, DW_FORM.sec_offset],
  [DW_AT.low_pc, DW_FORM.addr],
  [DW_AT.high_pc, DW_FORM.data4],
] as const;
const functionShape = unitShape.slice(3);
const splitShape = [...functionShape, [DW_AT.GNU_dwo_name, DW_FORM.string]] as const;

/** Code at 2 … 9 in a unit called `name`, compiled in /home/u from files m.c and sub/h.h. */
function compiled(name: string, ...others: Piece[]): { info: DebugInfo; notes: NoteTaker } {
  const code = [u32(2), u32(8)];
  const machine = [1, 1, 1, 0xfb, 14, 13, [0, 1, 1, 1, 1, 0, 0, 0, 1, 0, 0, 1]];
  const files = ["sub", 0, ["m.c", 0, 0, 0], ["h.h", 1, 0, 0], 0];
  const source = sections({
    ".debug_abbrev": bytes(
      abbreviation(1, DW_TAG.compile_unit, true, ...unitShape),
      abbreviation(2, DW_TAG.subprogram, false, ...functionShape),
      abbreviation(3, DW_TAG.compile_unit, false, ...splitShape),
      0,
    ),
    ".debug_info": bytes(unit4(0, 1, name, "/home/u", u32(0), code, [2, code], 0), others),
    ".debug_line": bytes(sized(u16(4), sized(machine, files))),
  });
  const notes = new NoteTaker();
  return { info: new DebugInfo(source, notes), notes };
}

test.each([
  ["m.c", ["m.c", "sub/h.h"]],
  ["/home/u/m.c", ["/home/u/m.c", "sub/h.h"]],
  ["/home/u/sub/h.h", ["m.c", "/home/u/sub/h.h"]],
])("paths of a unit that was given as %s", (name, paths) => {
  const { info, notes } = compiled(name);
  const { unit } = info.scopeAt(5 as CodeOffset)!;
  expect([info.path(unit, 1), info.path(unit, 2)]).toEqual(paths);
  expect(notes.notes).toEqual([]);
});

test.each([
  "./libc-top-half/musl/src/string/strlen.c",
  "./libc-bottom-half/sources/sbrk.c",
  "./dlmalloc/src/dlmalloc.c",
  "wasisdk://v25.0/build/src/wasi-libc/libc-top-half/musl/src/exit/exit.c",
  "/build/llvm-toolchain-14/compiler-rt/lib/builtins/multf3.c",
])("a library that was built with debug information is a library all the same: %s", (name) => {
  expect(compiled(name).info.scopeAt(5 as CodeOffset)).toBeUndefined();
});

test.each(["libc-top-half.c", "src/malloc.c", "my-dlmalloc/src/heap.c"])(
  "a file of the user's with such a name is none: %s",
  (name) => {
    expect(compiled(name).info.scopeAt(5 as CodeOffset)).toBeDefined();
  },
);

test("debug information that was split off is noted", () => {
  const split = unit4(0, 3, u32(20), u32(5), "m.dwo");
  const { info, notes } = compiled("m.c", split);
  expect(info.scopeAt(22 as CodeOffset)).toBeUndefined();
  expect(notes.notes).toEqual([{ kind: "split", unit: undefined, file: "m.dwo" }]);
});

test("a unit of an unknown version does not hide the others", () => {
  const { info, notes } = compiled("m.c", sized(u16(6), 0, 0));
  expect(info.scopeAt(5 as CodeOffset)).toBeDefined();
  expect(notes.notes).toMatchObject([{ kind: "malformed", reason: "DWARF version 6" }]);
});
