import { beforeEach, describe, expect, it } from "vitest";
import type { CodeOffset, TypeIndex } from "../bytes/brand.ts";
import { ByteWriter } from "../bytes/writer.ts";
import { AddressShadow } from "../shadow/addressability.ts";
import { ValueType, type WasmModule } from "../wasm/module.ts";
import { Op } from "../wasm/opcodes.ts";
import { SectionId } from "../wasm/sections.ts";
import { HOOKS, HookModule, MemoryImport, OVERLAP_CHECKED } from "./abi.ts";
import { CodeBuilder } from "./code-builder.ts";
import { instrument } from "./rewrite.ts";

const { i32 } = ValueType;
const PageBytes = 0x10000;
const NAMES = ["memcpy", "mempcpy", "memmove", "memset", "memccpy"] as const;
type Name = (typeof NAMES)[number];

/** A module whose functions of these names all return 77, if their bodies are not replaced. */
function moduleOf(length = 40): WasmModule {
  const body = new CodeBuilder();
  while (body.length < length) body.op(Op.nop);
  body.i32(77).op(Op.end);
  const code = body.take();
  const names = new ByteWriter();
  names.uleb32(NAMES.length);
  for (const [func, name] of NAMES.entries()) {
    names.uleb32(func);
    names.name(name);
  }
  const section = new ByteWriter();
  section.u8(1);
  section.sized(names.toBytes());
  return {
    types: [{ params: [i32, i32, i32], results: [i32] }],
    imports: [],
    functions: NAMES.map(() => 0 as TypeIndex),
    tables: [],
    memories: [{ min: 1 }],
    globals: [],
    exports: NAMES.map((name, index) => ({ name, kind: "function", index })),
    elements: [],
    bodies: NAMES.map((_, at) => ({ locals: [], code, offset: (100 * at) as CodeOffset })),
    data: [],
    customs: [{ name: "name", bytes: section.toBytes(), after: SectionId.data }],
  };
}

type Call = (to: number, from: number, length: number) => number;

function run(module: WasmModule, isUsers?: (body: CodeOffset) => boolean) {
  const options = { programLimit: PageBytes, ...(isUsers && { isUsers }) };
  const { bytes, plan } = instrument(module, "test", options);
  const pages = plan.layout.totalPages;
  const memory = new WebAssembly.Memory({ initial: pages, maximum: pages });
  new AddressShadow(memory.buffer, plan.layout.addressability).markAddressable(0, PageBytes);
  const overlaps: string[] = [];
  const hooks: Record<string, unknown> = { [MemoryImport]: memory };
  for (const name of Object.keys(HOOKS)) hooks[name] = () => expect.fail(`${name} was called`);
  hooks.overlap = (to: number, from: number, length: number, name: number) =>
    overlaps.push(`${OVERLAP_CHECKED[name]} ${to >>> 0} ${from >>> 0} ${length >>> 0}`);
  const instance = new WebAssembly.Instance(new WebAssembly.Module(bytes as BufferSource), {
    [HookModule]: hooks as WebAssembly.ModuleImports,
  });
  const program = new Uint8Array(memory.buffer, 0, PageBytes);
  return { functions: instance.exports as Record<Name, Call>, program, overlaps };
}

describe("the C library's functions that copy", () => {
  const { functions, program, overlaps } = run(moduleOf());
  beforeEach(() => {
    overlaps.length = 0;
    for (let at = 0; at < 64; at++) program[1000 + at] = at;
  });

  it("do what their names say, whatever their bodies were", () => {
    expect(functions.memcpy(2000, 1000, 5)).toBe(2000);
    expect(functions.mempcpy(2005, 1010, 3)).toBe(2008);
    expect(functions.memset(2008, 9, 2)).toBe(2008);
    expect([...program.subarray(2000, 2010)]).toEqual([0, 1, 2, 3, 4, 10, 11, 12, 9, 9]);
    expect(functions.memmove(1001, 1000, 4)).toBe(1001);
    expect([...program.subarray(1000, 1006)]).toEqual([0, 0, 1, 2, 3, 5]);
    expect(overlaps).toEqual([]);
  });

  it("others are left as they are", () => {
    expect(functions.memccpy(2000, 1000, 5)).toBe(77);
  });

  it("ask when ranges have a byte in common, but are not the same", () => {
    for (let to = 1000; to < 1008; to++) {
      for (let from = 1000; from < 1008; from++) {
        for (let length = 0; length < 8; length++) {
          overlaps.length = 0;
          functions.memcpy(to, from, length);
          const common = Math.abs(to - from) < length && to !== from;
          expect(overlaps).toEqual(common ? [`memcpy ${to} ${from} ${length}`] : []);
        }
      }
    }
    overlaps.length = 0;
    functions.mempcpy(1001, 1000, 2);
    functions.memmove(1001, 1000, 2);
    expect(overlaps).toEqual(["mempcpy 1001 1000 2"]);
  });
});

it("what the program's author wrote is not replaced, and not asked about", () => {
  const { functions, overlaps } = run(moduleOf(), (body) => body === 0);
  expect(functions.memcpy(1001, 1000, 4)).toBe(77);
  expect(functions.memmove(1001, 1000, 4)).toBe(1001);
  expect(overlaps).toEqual([]);
});

it("a body that has no room for the sites of the new one is not replaced", () => {
  expect(run(moduleOf(0)).functions.memcpy(2000, 1000, 4)).toBe(77);
});
