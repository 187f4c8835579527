/** What targets begin with: our own fixtures, and small modules made here that have a bit of everything. */
import { readdirSync, readFileSync } from "node:fs";
import type { CodeOffset, FuncIndex, TypeIndex } from "../src/bytes/brand.ts";
import { decodeModule } from "../src/wasm/decode.ts";
import { encodeModule } from "../src/wasm/encode.ts";
import { i32ConstExpr } from "../src/wasm/expressions.ts";
import { type FunctionType, ValueType, type WasmModule } from "../src/wasm/module.ts";
import { Op } from "../src/wasm/opcodes.ts";
import { Random } from "../tests/fuzz/random.ts";
import { programModule } from "../tests/support/code-tree.ts";
import { randomProgram } from "../tests/support/random-program.ts";

/** Of the project. The bundle that is run for long is told the same by its builder. */
const root = new URL("../", import.meta.url);

export function fixture(path: string): Uint8Array {
  // Views of a Buffer cost more.
  return Uint8Array.from(readFileSync(new URL(`tests/fixtures/${path}`, root)));
}

export function fixtureLines(path: string): string[] {
  return new TextDecoder().decode(fixture(path)).trim().split("\n");
}

/** Compiled programs with debug information, by name: C, C++ and Rust, DWARF 4 and 5. */
export function debugFixtures(): ReadonlyMap<string, Uint8Array> {
  const names = readdirSync(new URL("tests/fixtures/dwarf/", root)).filter((name) =>
    name.endsWith(".wasm"),
  );
  return new Map(names.sort().map((name) => [name, fixture(`dwarf/${name}`)]));
}

const { i32, i64, f32, f64, funcref, externref } = ValueType;
const type = (params: readonly ValueType[], results: readonly ValueType[]): FunctionType => ({
  params,
  results,
});

/** Every kind of import, segment and export that there is. */
export function everything(): WasmModule {
  const refFunc = Uint8Array.of(Op.refFunc, 2, Op.end);
  const refNull = Uint8Array.of(Op.refNull, funcref, Op.end);
  const body = (...code: number[]) => ({
    locals: [
      { count: 2, type: i32 },
      { count: 1, type: f64 },
      { count: 1, type: externref },
    ],
    code: Uint8Array.of(...code, Op.end),
    offset: 0 as CodeOffset,
  });
  return {
    types: [
      type([], []),
      type([i32, i32, i32, i32], [i32]),
      type([i64, f32], [f64, i32]),
      type([funcref, externref], [externref]),
    ],
    imports: [
      {
        module: "wasi_snapshot_preview1",
        name: "fd_write",
        what: { kind: "function", type: 1 as TypeIndex },
      },
      { module: "env", name: "g", what: { kind: "global", type: { type: i32, mutable: false } } },
      {
        module: "env",
        name: "t",
        what: { kind: "table", type: { element: externref, limits: { min: 1, max: 3 } } },
      },
    ],
    functions: [0, 1, 2, 3].map((at) => at as TypeIndex),
    tables: [
      { element: funcref, limits: { min: 4 } },
      { element: externref, limits: { min: 0, max: 8 } },
    ],
    memories: [{ min: 2, max: 16 }],
    tags: [0 as TypeIndex],
    globals: [
      { type: { type: i32, mutable: true }, init: i32ConstExpr(0x4000) },
      { type: { type: i64, mutable: true }, init: Uint8Array.of(Op.i64Const, 0x7f, Op.end) },
      { type: { type: funcref, mutable: true }, init: refFunc },
      { type: { type: i32, mutable: false }, init: i32ConstExpr(0x5000) },
    ],
    exports: [
      { name: "_start", kind: "function", index: 1 },
      { name: "memory", kind: "memory", index: 0 },
      { name: "__heap_base", kind: "global", index: 4 },
      { name: "table", kind: "table", index: 1 },
      { name: "tag", kind: "tag", index: 0 },
    ],
    start: 1 as FuncIndex,
    elements: [
      {
        mode: { kind: "active", index: 1, offset: i32ConstExpr(1) },
        type: funcref,
        init: { kind: "functions", functions: [1 as FuncIndex, 2 as FuncIndex] },
      },
      {
        mode: { kind: "passive" },
        type: funcref,
        init: { kind: "expressions", expressions: [refFunc, refNull] },
      },
      {
        mode: { kind: "declarative" },
        type: funcref,
        init: { kind: "functions", functions: [3 as FuncIndex] },
      },
    ],
    dataCount: 2,
    bodies: [
      body(Op.i32Const, 8, Op.i32Const, 0, Op.i32Store, 2, 4),
      body(Op.localGet, 0, Op.i32Load, 2, 0, Op.localGet, 1, Op.i32Add),
      body(Op.localGet, 1, Op.f64PromoteF32, Op.localGet, 0, Op.i32WrapI64),
      body(Op.localGet, 1),
    ],
    data: [
      {
        mode: { kind: "active", index: 0, offset: i32ConstExpr(0x4000) },
        bytes: Uint8Array.of(1, 2, 3, 4),
      },
      { mode: { kind: "passive" }, bytes: Uint8Array.of(5, 6) },
    ],
    customs: [
      {
        name: "name",
        // Functions 1 and 2 are malloc and free, global 1 is the stack pointer.
        bytes: new TextEncoder().encode(
          "\u0001\u0010\u0002\u0002\u0006malloc\u0003\u0004free\u0007\u0012\u0001\u0001\u000f__stack_pointer",
        ),
        after: 11,
      },
    ],
  };
}

/** A program whose functions are a few of a compiled one's. */
function partOf(module: WasmModule, random: Random, functions: number): WasmModule {
  const kept = new Set<number>();
  while (kept.size < Math.min(functions, module.bodies.length)) {
    kept.add(random.between(0, module.bodies.length - 1));
  }
  const nothing = Uint8Array.of(Op.unreachable, Op.end);
  return {
    ...module,
    bodies: module.bodies.map((body, at) =>
      kept.has(at) && body.code.length < 1000 ? body : { ...body, locals: [], code: nothing },
    ),
    customs: module.customs.filter(({ name }) => !name.startsWith(".debug")),
  };
}

/** Small ones, so that there is time for many. */
export function smallModules(): readonly Uint8Array[] {
  const random = new Random(7);
  const compiled = ["wasm/shapes.wasm", "wasm/list.wasm", "dwarf/rust-1.97.wasm"].map((path) =>
    decodeModule(fixture(path), path),
  );
  const parts = compiled.flatMap((module) => [1, 3].map((count) => partOf(module, random, count)));
  const programs = [20, 40, 80, 160].map((length) =>
    programModule(randomProgram(Array.from({ length }, () => random.between(0, 1000)))),
  );
  return [everything(), ...programs, ...parts].map((module) => encodeModule(module));
}
