/** What each proposal that is not supported is told by: the message names it, and the page in docs/ does. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { CodeOffset } from "../bytes/brand.ts";
import { MalformedError } from "../bytes/malformed.ts";
import { decodeModule } from "./decode.ts";
import { indexSpaces } from "./index-spaces.ts";
import { InstructionCursor } from "./instructions.ts";
import { PROPOSALS, type Proposal } from "./proposals.ts";
import { OperandTypes } from "./typing.ts";

const Header = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0];

/** A module of these sections, each an id and its contents. */
function sections(...parts: (readonly [id: number, ...content: number[]])[]): Uint8Array {
  return Uint8Array.of(
    ...Header,
    ...parts.flatMap(([id, ...content]) => [id, content.length, ...content]),
  );
}

/** A module with a memory and a table, and one function with this code. */
function code(...bytes: number[]): Uint8Array {
  const body = [0, ...bytes, 0x0b];
  return sections(
    [1, 1, 0x60, 0, 0],
    [3, 1, 0],
    [4, 1, 0x70, 0, 1],
    [5, 1, 0, 1],
    [10, 1, body.length, ...body],
  );
}
/** A module with a function type that has a parameter of this type. */
function parameter(...type: number[]): Uint8Array {
  return sections([1, 1, 0x60, 1, ...type, 0]);
}

/** What is said, and at which byte of the file; of code, of the code section. */
const CASES: Readonly<Record<Proposal, readonly (readonly [string, number, Uint8Array])[]>> = {
  "component model": [["a component", 4, Uint8Array.of(...Header.slice(0, 4), 0x0d, 0, 1, 0)]],
  "custom page sizes": [["a page size of its own", 11, sections([5, 1, 8, 1, 0])]],
  "exception handling with exnref": [
    ["instruction 0x0a", 3, code(0x0a)],
    ["instruction 0x1f", 3, code(0x1f, 0x40, 0, 0x0b)],
    ["exnref", 13, parameter(0x69)],
  ],
  GC: [
    ["a structure", 11, sections([1, 1, 0x5f, 0])],
    ["an array", 11, sections([1, 1, 0x5e, 0x7f, 0])],
    ["a recursion group", 11, sections([1, 1, 0x4e, 1, 0x60, 0, 0])],
    ["a subtype", 11, sections([1, 1, 0x50, 0, 0x60, 0, 0])],
    ["a final subtype", 11, sections([1, 1, 0x4f, 0, 0x60, 0, 0])],
    ["anyref", 13, parameter(0x6e)],
    ["i31ref", 4, code(0xd0, 0x6c, 0x1a)],
    ["eqref", 3, code(0x02, 0x6d, 0x00, 0x0b, 0x1a)],
    ["structref", 5, code(0x00, 0x00, 0x1c, 1, 0x6b)],
    ["instruction 0xfb 0", 3, code(0xfb, 0, 0)],
    ["instruction 0xd3", 3, code(0xd3)],
  ],
  "half precision": [["instruction 0xfd 288", 3, code(0xfd, 0xa0, 0x02)]],
  "memory control": [["instruction 0xfc 18", 3, code(0xfc, 0x12, 0)]],
  memory64: [
    ["64-bit addresses", 11, sections([5, 1, 4, 1])],
    ["64-bit addresses", 12, sections([4, 1, 0x70, 5, 1, 1])],
  ],
  "multi-memory": [
    ["more than one memory", 10, sections([5, 2, 0, 1, 0, 1])],
    ["more than one memory", 3, code(0x3f, 1, 0x1a)],
    ["more than one memory", 5, code(0x41, 0, 0x28, 0x42, 1, 0, 0x1a)],
  ],
  "relaxed SIMD": [["instruction 0xfd 256", 3, code(0xfd, 0x80, 0x02)]],
  "shared-everything threads": [
    ["a shared table", 12, sections([4, 1, 0x70, 3, 1, 1])],
    ["a shared global", 12, sections([6, 1, 0x7f, 2, 0x41, 0, 0x0b])],
    ["a shared type", 11, sections([1, 1, 0x65, 0x60, 0, 0])],
    ["a shared reference", 13, parameter(0x65, 0x70)],
    ["instruction 0xfe 79", 3, code(0xfe, 0x4f, 0, 0)],
  ],
  "stack switching": [
    ["a continuation", 11, sections([1, 1, 0x5d, 0])],
    ["contref", 13, parameter(0x68)],
    ["instruction 0xe0", 3, code(0xe0, 0)],
  ],
  stringref: [
    ["section 14", 8, sections([14, 0])],
    ["stringref", 13, parameter(0x67)],
    ["instruction 0xfb 130", 3, code(0xfb, 0x82, 1, 0)],
  ],
  "typed function references": [
    ["a reference of a given type", 13, parameter(0x63, 0x70)],
    ["a reference that is never null", 13, parameter(0x64, 0)],
    ["a reference of a given type", 4, code(0xd0, 0, 0x1a)],
    ["a table with a first value", 11, sections([4, 1, 0x40, 0, 0x70, 0, 1, 0xd0, 0x70, 0x0b])],
    ["instruction 0x14", 3, code(0x14, 0)],
    ["instruction 0xd4", 3, code(0xd4, 0)],
  ],
  "wide arithmetic": [["instruction 0xfc 19", 3, code(0xfc, 0x13)]],
};

/** The refusal of a module, its code included. */
function refusalOf(bytes: Uint8Array): MalformedError {
  try {
    const module = decodeModule(bytes, "t.wasm");
    const operands = new OperandTypes(module, indexSpaces(module));
    for (const body of module.bodies) {
      const cursor = new InstructionCursor(body.code, "t.wasm", body.offset as CodeOffset);
      operands.enter(module.types[0]!, body);
      while (cursor.next()) operands.step(cursor);
      operands.leave(cursor);
    }
  } catch (error) {
    if (error instanceof MalformedError) return error;
    throw error;
  }
  throw new Error("nothing is refused");
}

describe.each(PROPOSALS)("%s", (proposal) => {
  it.each(CASES[proposal])("is named: %s, at byte %d", (what, offset, bytes) => {
    const { reason, offset: at } = refusalOf(bytes);
    expect(reason).toMatch(new RegExp(`^${what}.* \\(${proposal}\\) is not supported$`));
    expect(at).toBe(offset);
  });

  it("has its reason in docs/modules.md", () => {
    const page = readFileSync(new URL("../../docs/modules.md", import.meta.url), "utf8");
    expect(page).toContain(`| ${proposal} |`);
  });
});
