import { describe, expect, it } from "vitest";
import type { CodeOffset, TypeIndex } from "../bytes/brand.ts";
import { ByteWriter } from "../bytes/writer.ts";
import { CallStack } from "../runtime/call-stack.ts";
import { type CustomSection, ValueType, type WasmModule } from "../wasm/module.ts";
import { Op } from "../wasm/opcodes.ts";
import { SectionId } from "../wasm/sections.ts";
import { HashedFrames, HOOKS, HookModule, hashCallStack, MemoryImport } from "./abi.ts";
import { CodeBuilder } from "./code-builder.ts";
import { instrument } from "./rewrite.ts";

const { i32, i64 } = ValueType;
const MallocSize = 24;
/** Where the recursive function's body stands in an imagined code section. */
const BodyOffset = 100;

function names(functions: Record<number, string>): CustomSection {
  const list = new ByteWriter();
  const entries = Object.entries(functions);
  list.uleb32(entries.length);
  for (const [index, name] of entries) {
    list.uleb32(Number(index));
    list.name(name);
  }
  const section = new ByteWriter();
  section.u8(1);
  section.sized(list.view());
  return { name: "name", bytes: section.toBytes(), after: SectionId.data };
}

/** dive(n, mark): calls itself n times, with `mark` in a local and another on the operand stack. */
function divingModule(): { module: WasmModule; sites: { again: number; malloc: number } } {
  const dive = new CodeBuilder();
  dive.get(1).set(2);
  // An operand that lies on the stack during both calls, below a value of another type.
  dive.get(2).i32(1).op(Op.i32Add).op(Op.i64Const).s32(5);
  dive.get(0).op(Op.i32Eqz).op(Op.if).op(i32);
  dive.i32(MallocSize);
  const malloc = BodyOffset + dive.length;
  dive.call(0).op(Op.else);
  dive.get(0).i32(1).op(Op.i32Sub).get(1);
  const again = BodyOffset + dive.length;
  dive.call(1).op(Op.end);
  dive.op(Op.drop).op(Op.drop).op(Op.end);
  // As a malloc has to, it looks into memory: one that does not is none.
  const bump = new CodeBuilder().i32(1024).memory(Op.i32Load, 0).op(Op.end);
  const module: WasmModule = {
    types: [
      { params: [i32], results: [i32] },
      { params: [i32, i32], results: [i32] },
    ],
    imports: [],
    functions: [0 as TypeIndex, 1 as TypeIndex],
    tables: [],
    memories: [{ min: 1 }],
    globals: [],
    exports: [{ name: "dive", kind: "function", index: 1 }],
    elements: [],
    bodies: [
      { locals: [], code: bump.take(), offset: 2 as CodeOffset },
      {
        locals: [
          { count: 1, type: i32 },
          { count: 1, type: i64 },
        ],
        code: dive.take(),
        offset: BodyOffset as CodeOffset,
      },
    ],
    data: [],
    customs: [names({ 0: "malloc" })],
  };
  return { module, sites: { again, malloc } };
}

/** Runs dive(depth, mark) and hands over what the malloc hook sees. */
function dive(depth: number, spillLocals: boolean) {
  const { module, sites } = divingModule();
  const { bytes, plan } = instrument(module, "test", { programLimit: 0x10000, spillLocals });
  const { totalPages } = plan.layout;
  const memory = new WebAssembly.Memory({ initial: totalPages, maximum: totalPages });
  const calls = new CallStack(memory.buffer, plan.layout, spillLocals);
  const seen: { size: number; csp: number; hash: number[] }[] = [];
  const hooks: Record<string, unknown> = Object.fromEntries(
    Object.keys(HOOKS).map((name) => [name, () => expect.fail(`${name} was called`)]),
  );
  hooks[MemoryImport] = memory;
  hooks.malloc = (size: number, csp: number) => {
    seen.push({ size, csp, hash: [...calls.hash] });
    return 4711;
  };
  const instance = new WebAssembly.Instance(new WebAssembly.Module(bytes as BufferSource), {
    [HookModule]: hooks as WebAssembly.ModuleImports,
  });
  const run = instance.exports.dive as (n: number, mark: number) => number;
  return { result: run(depth, 1000), seen: seen[0]!, calls, sites };
}

describe("the shadow call stack", () => {
  for (const spillLocals of [false, true]) {
    it(`has the site of every live call${spillLocals ? ", locals spilled" : ""}`, () => {
      const { result, seen, calls, sites } = dive(3, spillLocals);
      expect(result).toBe(1001);
      expect(seen.size).toBe(MallocSize);
      expect(calls.depth(seen.csp)).toBe(4);
      const { malloc, again } = sites;
      expect(calls.innermost(seen.csp, 10)).toEqual([malloc, again, again, again]);
      expect(calls.innermost(seen.csp, 2)).toEqual([malloc, again]);
    });
  }

  it("is hashed by the module as hashCallStack does", () => {
    for (const depth of [0, 1, 2, HashedFrames - 2, HashedFrames - 1, HashedFrames, 40]) {
      const { seen, calls } = dive(depth, false);
      expect(seen.hash).toEqual(hashCallStack(calls.innermost(seen.csp, HashedFrames)));
    }
  });

  it("has the locals and operands of live calls when they are spilled", () => {
    const { seen, calls } = dive(2, true);
    // Of each call: n and the mark (parameters), the local, the operand below the block, arguments.
    expect(calls.spilledValues(seen.csp).sort((a, b) => a - b)).toEqual(
      [
        [0, 1000, 1000, 1001, MallocSize],
        [1, 1000, 1000, 1001, 0, 1000],
        [2, 1000, 1000, 1001, 1, 1000],
      ]
        .flat()
        .sort((a, b) => a - b),
    );
  });
});
