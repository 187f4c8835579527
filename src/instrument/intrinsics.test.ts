import { describe, expect, test } from "vitest";
import type { CodeOffset, FuncIndex, TypeIndex } from "../bytes/brand.ts";
import { ByteWriter } from "../bytes/writer.ts";
import { type CustomSection, ValueType, type WasmModule } from "../wasm/module.ts";
import { Op } from "../wasm/opcodes.ts";
import { CodeBuilder } from "./code-builder.ts";
import { findIntrinsics } from "./intrinsics.ts";

const { i32 } = ValueType;
type Write = (out: CodeBuilder) => unknown;

/** Of type i32 → i32; `free` and those that begin with it, i32 → nothing. */
type Functions = Readonly<Record<string, Write>>;

interface Names {
  /** Absent: all functions have names. */
  readonly names?: boolean;
  readonly exports?: readonly string[];
}

function found(functions: Functions, { names = true, exports = [] }: Names = {}) {
  const all = Object.keys(functions);
  const module: WasmModule = {
    types: [
      { params: [i32], results: [i32] },
      { params: [i32], results: [] },
    ],
    imports: [],
    functions: all.map((name) => (name.startsWith("free") ? 1 : 0) as TypeIndex),
    tables: [],
    memories: [{ min: 1 }],
    globals: [],
    exports: exports.map((name) => ({ name, kind: "function", index: all.indexOf(name) })),
    elements: [],
    bodies: Object.values(functions).map((write, at) => {
      const out = new CodeBuilder();
      write(out);
      return { locals: [], code: out.op(Op.end).take(), offset: (1000 * at) as CodeOffset };
    }),
    data: [],
    customs: names ? [nameSection(all)] : [],
  };
  const { functions: hooks, heap } = findIntrinsics(module, 0, undefined);
  return { heap, hooks: Object.fromEntries([...hooks].map(([at, hook]) => [all[at], hook])) };
}

function nameSection(names: readonly string[]): CustomSection {
  const functions = new ByteWriter();
  functions.uleb32(names.length);
  for (const [at, name] of names.entries()) {
    functions.uleb32(at as FuncIndex);
    functions.name(name);
  }
  const section = new ByteWriter();
  section.u8(1);
  section.uleb32(functions.length);
  section.append(functions.view());
  return { name: "name", bytes: section.toBytes(), after: 11 };
}

/** The functions of `found`, by their numbers in it. */
const call = (func: number) => (out: CodeBuilder) => out.get(0).call(func);
const nothing: Write = (out) => out.get(0);
/** Takes blocks from and to a state of two words. */
const touches = (state: number) => (out: CodeBuilder) =>
  out
    .i32(0)
    .get(0)
    .memory(Op.i32Store, state)
    .i32(0)
    .get(0)
    .memory(Op.i32Store, state + 4);
const allocates: Write = (out) => touches(2000)(out).get(0);
const errnoOnly: Write = (out) => out.i32(0).i32(12).memory(Op.i32Store, 2000).get(0);

describe("the allocator", () => {
  const pair = { malloc: allocates, free: touches(2000) };
  const seen = { heap: "seen", hooks: { malloc: "malloc", free: "free" } };

  test("is known by names", () => {
    expect(found({ ...pair, main: call(0) })).toEqual(seen);
  });

  test("is known by exports, when malloc and free prove to be a pair", () => {
    const exported = { names: false, exports: ["malloc", "free"] };
    expect(found({ ...pair, main: call(0) }, exported)).toEqual(seen);
    const strangers = { malloc: allocates, free: touches(4000), main: call(0) };
    expect(found(strangers, exported)).toEqual({ heap: "nameless", hooks: {} });
  });

  test("is none that has only the name", () => {
    expect(found({ malloc: (out) => out.i32(16), main: call(0) })).toEqual({
      heap: "none",
      hooks: {},
    });
    expect(found({ malloc: allocates, free: (out) => out.op(Op.nop) })).toEqual(seen);
  });

  test("is not seen where its functions have neither", () => {
    expect(found(pair, { names: false })).toEqual({ heap: "nameless", hooks: {} });
  });

  test.each<[string, Functions]>([
    [
      "free was put into its caller",
      { malloc: allocates, main: (out) => touches(2000)(out).get(0) },
    ],
    ["realloc has another name", { ...pair, grow: (out) => touches(2000)(out).get(0) }],
    [
      "its inner part is called from elsewhere",
      { malloc: call(2), free: touches(2000), inner: allocates, other: call(2) },
    ],
  ])("is left alone where %s", (_, functions) => {
    expect(found(functions)).toEqual({ heap: "spread", hooks: {} });
  });

  test.each<[string, Functions]>([
    ["errno is everybody's", { ...pair, main: errnoOnly }],
    ["a program may free nothing", { malloc: allocates, main: call(0) }],
    ["its inner part is its own", { malloc: call(2), free: touches(2000), inner: allocates }],
    ["others keep a state, too", { ...pair, main: (out) => touches(4000)(out).get(0) }],
  ])("is not spread by that: %s", (_, functions) => {
    expect(found(functions).heap).toBe("seen");
  });

  test("there is none where nobody gets memory", () => {
    expect(found({ main: nothing }).heap).toBe("none");
    const grows: Write = (out) => out.get(0).op(Op.memoryGrow).u32(0);
    expect(found({ main: grows }).heap).toBe("unknown");
  });
});
