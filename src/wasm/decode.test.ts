import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { FuncIndex } from "../bytes/brand.ts";
import { MalformedError } from "../bytes/malformed.ts";
import { decodeModule } from "./decode.ts";
import { encodeModule } from "./encode.ts";
import { constantI32 } from "./expressions.ts";
import { functionNames, globalNames, namesProblem } from "./names.ts";

const fixtures = ["list", "shapes"].map((name) => {
  const file = new URL(`../../tests/fixtures/wasm/${name}.wasm`, import.meta.url);
  return { name, bytes: new Uint8Array(readFileSync(file)) };
});
const list = fixtures[0]!.bytes;

/** Decodes and encodes; undefined when it is refused, which must be by a MalformedError inside. */
function reencode(bytes: Uint8Array): Uint8Array<ArrayBuffer> | undefined {
  try {
    return encodeModule(decodeModule(bytes, "t.wasm"));
  } catch (error) {
    if (!(error instanceof MalformedError)) throw error;
    if (!(error.offset >= 0 && error.offset <= bytes.length)) {
      throw new Error("the offset lies outside of the file", { cause: error });
    }
    return undefined;
  }
}

describe.each(fixtures)("decoding $name.wasm", ({ bytes }) => {
  it("and encoding it gives the same bytes back", () => {
    expect(Buffer.from(reencode(bytes)!).equals(bytes)).toBe(true);
  });

  it("finds every function's code at its CodeOffset", () => {
    const { bodies } = decodeModule(bytes, "t.wasm");
    // The code section is the one that holds the bodies: its contents start at the same distance
    // before each of them.
    const starts = bodies.map(({ code, offset }) => code.byteOffset - bytes.byteOffset - offset);
    expect(new Set(starts).size).toBe(1);
    const start = starts[0]!;
    const ids = [...bytes.subarray(start - 6, start)];
    expect(ids).toContain(10);
  });

  it("is refused by a MalformedError when its end is missing", () => {
    // Every prefix of a smaller module is tried in encode.test.ts; these would take seconds.
    for (let length = 8; length < bytes.length; length += 19) {
      const again = reencode(bytes.subarray(0, length));
      // What is not refused ends between two sections.
      if (again !== undefined) expect(WebAssembly.validate(again)).toBe(true);
    }
  });

  it("never fails in another way when bytes are wrong", () => {
    const change = fc.tuple(fc.nat(bytes.length - 1), fc.integer({ min: 0, max: 255 }));
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 3 }), (changes) => {
        const wrong = bytes.slice();
        for (const [at, value] of changes) wrong[at] = value;
        const again = reencode(wrong);
        if (again === undefined) return;
        // What was understood is written so that it is understood the same way.
        expect(WebAssembly.validate(again)).toBe(WebAssembly.validate(wrong));
        expect(Buffer.from(reencode(again)!).equals(again)).toBe(true);
      }),
      { numRuns: 400 },
    );
  });
});

describe("decodeModule", () => {
  /** A module of these sections, each an id and its contents. */
  function sections(...parts: (readonly [id: number, ...content: number[]])[]): Uint8Array {
    const bytes = parts.flatMap(([id, ...content]) => [id, content.length, ...content]);
    return Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, ...bytes);
  }
  const type = [1, 1, 0x60, 0, 0] as const;

  it.each<[message: string, bytes: Uint8Array]>([
    ["0x0: this is no WebAssembly module", Uint8Array.of()],
    ["0x0: this is no WebAssembly module", new TextEncoder().encode("int main(void) {}")],
    ["0x4: version 2 of the format", Uint8Array.of(0, 0x61, 0x73, 0x6d, 2, 0, 0, 0)],
    ["0x8: section 1 is announced to be longer", sections(type).subarray(0, 12)],
    ["0xe: section 1 must come once", sections(type, type)],
    ["0xb: section 1 must come once, and before section 3", sections([3, 0], type)],
    ["0xb: section 13 must come once, and before section 6", sections([6, 0], [13, 0])],
    ["0x11: section 5 must come once, and before section 13", sections(type, [13, 0], [5, 0])],
    ["0x11: a tag of an unknown kind", sections(type, [13, 1, 1, 0])],
    ["0x12: there is no type 1", sections(type, [13, 1, 0, 1])],
    ["0x12: a tag has results", sections([1, 1, 0x60, 0, 1, 0x7f], [13, 1, 0, 0])],
    ["0x12: the data ends here", sections(type, [13, 1, 0])],
    ["0x8: there is no section 15", sections([15, 0])],
    ["0xe: section 1 goes on after its contents", sections([1, 1, 0x60, 0, 0, 9])],
    ["0xa: 120 items are announced, more than", sections([1, 120, 0x60, 0, 0])],
    ["0xb: a type of form 0x61 is", sections([1, 1, 0x61, 0])],
    ["0xd: value type 0x44 is", sections([1, 1, 0x60, 1, 0x44, 0])],
    ["0x11: there is no type 1", sections(type, [3, 1, 1])],
    ["the module has 1 functions but 0 bodies", sections(type, [3, 1, 0])],
    ["0xb: a shared memory has no maximum", sections([5, 1, 2, 1])],
    ["0xb: limits of an unknown kind", sections([5, 1, 0x10, 1])],
    ["0xb: the limits are empty", sections([5, 1, 1, 2, 1])],
    ["0xb: a limit is above 65536", sections([5, 1, 1, 1, 0x81, 0x80, 0x04])],
    ["0xd: importing or exporting kind 5", sections([2, 1, 0, 0, 5, 0, 0])],
    ["0xe: a tag of an unknown kind", sections([2, 1, 0, 0, 4, 1, 0])],
    ["0xf: there is no type 0", sections([2, 1, 0, 0, 4, 0, 0])],
    ["0x18: there is no tag 1", sections(type, [13, 1, 0, 0], [7, 1, 0, 4, 1])],
    ["0xb: there is no memory 0", sections([11, 1, 0, 0x41, 0, 0x0b, 0])],
    ["0x14: “a” is exported twice", sections([5, 1, 0, 1], [7, 2, 1, 97, 2, 0, 1, 97, 2, 0])],
    ["i32.clz cannot stand in a constant", sections([6, 1, 0x7f, 0, 0x41, 0, 0x67, 0x0b])],
    ["a constant expression has no end", sections([6, 1, 0x7f, 0, 0x41, 0])],
    ["does not end with `end`", sections(type, [3, 1, 0], [10, 1, 2, 0, 1])],
    ["more than 50000 locals", sections(type, [3, 1, 0], [10, 1, 6, 1, 0xd1, 0x86, 3, 0x7f, 11])],
    ["3 data segments announced but 0 present", sections([12, 3])],
    ["0xa: a name is not valid UTF-8", sections([0, 1, 0xff])],
  ])("refuses: %s", (message, bytes) => {
    const refuse = () => decodeModule(bytes, "t.wasm");
    expect(refuse).toThrow(MalformedError);
    expect(refuse).toThrow(message);
  });

  it("does not trust counts", () => {
    // 2³²−1 functions, in a section of six bytes.
    const lie = sections(type, [3, 0xff, 0xff, 0xff, 0xff, 0x0f, 0]);
    expect(() => decodeModule(lie, "t.wasm")).toThrow("4294967295 items are announced");
  });
});

describe("names", () => {
  const module = decodeModule(list, "t.wasm");

  it("are those that the linker wrote", () => {
    const functions = functionNames(module);
    const imported = module.imports.filter(({ what }) => what.kind === "function");
    expect(functions.size).toBe(imported.length + module.functions.length);
    for (const name of ["push", "malloc", "free", "_start"]) {
      expect([...functions.values()]).toContain(name);
    }
    expect(functions.get(0 as FuncIndex)).toMatch(/^__imported_wasi_/);
    expect(globalNames(module).get(0)).toBe("__stack_pointer");
    expect(constantI32(module.globals[0]!.init)).toBe(8388608);
  });

  it("are few when there are none", () => {
    expect(functionNames({ ...module, customs: [] }).size).toBe(0);
  });

  it("are those before the damage when some is damaged", () => {
    const sections = (...bytes: number[]) => ({
      ...module,
      customs: [{ name: "name", bytes: Uint8Array.from(bytes), after: 11 }],
    });
    // Two functions, the second of which has no name; the first is called \x1b A, which is not UTF-8 at its end.
    const cut = sections(1, 7, 2, 0, 3, 0x1b, 65, 0xff, 9);
    expect([...functionNames(cut)]).toEqual([[0, "\ufffdA\ufffd"]]);
    expect(namesProblem(cut)?.message).toMatch("the name section: at byte 0x9");
    const many = sections(1, 5, 0xff, 0xff, 0xff, 0xff, 0x0f, 7, 1, 0);
    expect(functionNames(many).size).toBe(0);
    expect(namesProblem(many)?.message).toMatch("4294967295 items are announced");
    expect(namesProblem(module)).toBeUndefined();
  });
});
