import { describe, expect, it } from "vitest";
import type { FuncIndex, TypeIndex } from "../bytes/brand.ts";
import { CodeBuilder } from "../instrument/code-builder.ts";
import { encodeModule } from "./encode.ts";
import { i32ConstExpr, i64ConstExpr } from "./expressions.ts";
import { foldConstants } from "./folding.ts";
import { type ConstExpr, type Global, ValueType, type WasmModule } from "./module.ts";
import { Op } from "./opcodes.ts";

const { i32, i64, f64, funcref } = ValueType;

function expression(write: (out: CodeBuilder) => CodeBuilder): ConstExpr {
  return write(new CodeBuilder()).op(Op.end).take();
}
const ofGlobal = (index: number) => expression((out) => out.op(Op.globalGet).u32(index));
const constant = (type: ValueType, init: ConstExpr, mutable = false): Global => {
  return { type: { type, mutable }, init };
};

/** Global 0 is an imported i32; function 0 returns it. */
function moduleWith(parts: Partial<WasmModule>): WasmModule {
  return {
    types: [{ params: [], results: [i32] }],
    imports: [
      {
        module: "env",
        name: "base",
        what: { kind: "global", type: { type: i32, mutable: false } },
      },
    ],
    functions: [0 as TypeIndex],
    tables: [{ element: funcref, limits: { min: 10 } }],
    memories: [{ min: 1 }],
    globals: [],
    exports: [
      { name: "memory", kind: "memory", index: 0 },
      { name: "table", kind: "table", index: 0 },
      ...(parts.globals ?? []).map(
        (_, at) => ({ name: `g${at}`, kind: "global", index: at + 1 }) as const,
      ),
    ],
    elements: [],
    bodies: [
      {
        locals: [],
        code: expression((out) => out.op(Op.globalGet).u32(0)),
        offset: 0 as WasmModule["bodies"][number]["offset"],
      },
    ],
    data: [],
    customs: [],
    ...parts,
  };
}

/** The folded module's exports, in the engine. */
function exportsOf(module: WasmModule): Record<string, WebAssembly.ExportValue> {
  const compiled = new WebAssembly.Module(encodeModule(foldConstants(module)) as BufferSource);
  return new WebAssembly.Instance(compiled, { env: { base: 1000 } }).exports;
}

function globalsOf(...globals: Global[]): unknown[] {
  const exports = exportsOf(moduleWith({ globals }));
  return globals.map((_, at) => (exports[`g${at}`] as WebAssembly.Global).value);
}

describe("foldConstants", () => {
  it("computes what wraps around", () => {
    const large = 0x7fffffff;
    const [sum, difference, product] = [Op.i32Add, Op.i32Sub, Op.i32Mul].map((opcode) =>
      constant(
        i32,
        expression((out) => out.i32(-2).i32(large).op(opcode)),
      ),
    );
    expect(globalsOf(sum!, difference!, product!)).toEqual([large - 2, large, 2]);
    const wide = [Op.i64Add, Op.i64Sub, Op.i64Mul].map((opcode) =>
      constant(
        i64,
        expression((out) =>
          out
            .i64(2n ** 63n - 1n)
            .i64(-2n)
            .op(opcode),
        ),
      ),
    );
    expect(globalsOf(...wide)).toEqual([2n ** 63n - 3n, -(2n ** 63n) + 1n, 2n]);
  });

  it("knows own globals that stay what they are", () => {
    const own = constant(i32, i32ConstExpr(40));
    const sum = constant(
      i32,
      expression((out) => out.op(Op.globalGet).u32(1).i32(2).op(Op.i32Add)),
    );
    const again = constant(i32, ofGlobal(2), true);
    const float = constant(
      f64,
      expression((out) =>
        out.op(Op.f64Const).copy(new Uint8Array(Float64Array.of(2.5).buffer), 0, 8),
      ),
    );
    const wide = constant(i64, i64ConstExpr(5n));
    expect(globalsOf(own, sum, again, float, constant(f64, ofGlobal(4)), wide)).toEqual([
      ...[40, 42, 42],
      ...[2.5, 2.5, 5n],
    ]);
  });

  it("places segments", () => {
    const at = (first: number, second: number) =>
      ({
        kind: "active",
        index: 0,
        offset: expression((out) => out.i32(first).i32(second).op(Op.i32Add)),
      }) as const;
    const { memory, table } = exportsOf(
      moduleWith({
        globals: [
          constant(
            funcref,
            expression((out) => out.op(Op.refFunc).u32(0)),
          ),
        ],
        data: [{ mode: at(3000, 4), bytes: Uint8Array.of(7) }],
        elements: [
          {
            mode: at(2, 3),
            type: funcref,
            init: { kind: "functions", functions: [0 as FuncIndex] },
          },
          {
            mode: at(2, 4),
            type: funcref,
            init: { kind: "expressions", expressions: [ofGlobal(1)] },
          },
        ],
      }),
    );
    expect(new Uint8Array((memory as WebAssembly.Memory).buffer)[3004]).toBe(7);
    for (const index of [5, 6]) expect((table as WebAssembly.Table).get(index)()).toBe(1000);
  });

  it("leaves what is not known before the module is instantiated", () => {
    const imported = ofGlobal(0);
    const sum = expression((out) => out.op(Op.globalGet).u32(0).i32(2).op(Op.i32Add));
    const changing = constant(i32, i32ConstExpr(1), true);
    const module = moduleWith({
      globals: [constant(i32, imported), constant(i32, sum), changing, constant(i32, ofGlobal(3))],
      data: [{ mode: { kind: "active", index: 0, offset: imported }, bytes: Uint8Array.of(7) }],
    });
    expect(foldConstants(module)).toBe(module);
  });
});
