import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CodeOffset, TypeIndex } from "../bytes/brand.ts";
import { MalformedError } from "../bytes/malformed.ts";
import { decodeModule } from "./decode.ts";
import { encodeModule } from "./encode.ts";
import { indexSpaces } from "./index-spaces.ts";
import { InstructionCursor } from "./instructions.ts";
import { type FunctionType, ValueType, type WasmModule } from "./module.ts";
import { OPCODES, Op } from "./opcodes.ts";
import { OperandTypes, Unknown } from "./typing.ts";

const { i32, i64, f32, f64, funcref, externref } = ValueType;

/** Walks all bodies; throws what `OperandTypes` does. */
function typeAll(module: WasmModule, visit?: (operands: OperandTypes) => void): number {
  const spaces = indexSpaces(module);
  const operands = new OperandTypes(module, spaces);
  let instructions = 0;
  for (const [index, body] of module.bodies.entries()) {
    const cursor = new InstructionCursor(body.code, "t.wasm", body.offset);
    operands.enter(spaces.functions[spaces.importedFunctions + index]!, body);
    while (cursor.next()) {
      visit?.(operands);
      operands.step(cursor);
      instructions++;
    }
    operands.leave(cursor);
    expect(operands.reachable).toBe(false);
  }
  return instructions;
}

/** The message of the refusal, or undefined when the module's code is valid for us. */
function refusal(bytes: Uint8Array): string | undefined {
  try {
    typeAll(decodeModule(bytes, "t.wasm"));
    return undefined;
  } catch (error) {
    if (!(error instanceof MalformedError)) throw error;
    return error.reason;
  }
}

const fixtures = ["list", "shapes"].map((name) => {
  const file = new URL(`../../tests/fixtures/wasm/${name}.wasm`, import.meta.url);
  return { name, bytes: new Uint8Array(readFileSync(file)) };
});

describe.each(fixtures)("OperandTypes on $name.wasm", ({ bytes }) => {
  const module = decodeModule(bytes, "t.wasm");

  it("finds every function valid, and knows every operand of code that can run", () => {
    const size = module.bodies.reduce((sum, { code }) => sum + code.length, 0);
    const instructions = typeAll(module, (operands) => {
      if (!operands.reachable) return;
      for (let index = 0; index < operands.depth; index++) {
        expect(operands.at(index)).not.toBe(Unknown);
      }
    });
    expect(instructions).toBeGreaterThan(size / 6);
  });

  it("agrees with the engine about code with wrong bytes", () => {
    const first = module.bodies[0]!.code.byteOffset;
    const last = module.bodies.at(-1)!;
    const end = last.code.byteOffset + last.code.length;
    let valid = 0;
    let invalid = 0;
    const change = fc.tuple(
      fc.integer({ min: first, max: end - 1 }),
      fc.oneof(
        fc.integer({ min: 0, max: 255 }),
        fc.constantFrom(...OPCODES.map(({ code }) => code & 0xff)),
      ),
    );
    fc.assert(
      fc.property(change, ([at, value]) => {
        const wrong = bytes.slice();
        wrong[at] = value;
        const reason = refusal(wrong);
        // What we refuse as unsupported may well be valid: SIMD, threads, exceptions, tail calls.
        if (reason?.includes("not supported")) return;
        // An index that is only declared by the engine's rules: see OperandTypes.
        if (value === Op.refFunc) return;
        expect(WebAssembly.validate(wrong), `byte ${at} = ${value}: ${reason}`).toBe(
          reason === undefined,
        );
        if (reason === undefined) valid++;
        else invalid++;
      }),
      { numRuns: 500 },
    );
    // The comparison is worth something only if both happen.
    expect(valid).toBeGreaterThan(20);
    expect(invalid).toBeGreaterThan(20);
  });
});

/** A module with one of each thing, so that any instruction has something to refer to. */
function moduleOf(code: number[], type: FunctionType): WasmModule {
  return {
    types: [type, { params: [i32, f64], results: [f64, i32] }, { params: [], results: [] }],
    imports: [],
    functions: [0 as TypeIndex, 2 as TypeIndex],
    tables: [
      { element: funcref, limits: { min: 1 } },
      { element: externref, limits: { min: 1 } },
    ],
    memories: [{ min: 1 }],
    globals: [
      { type: { type: i64, mutable: true }, init: Uint8Array.of(Op.i64Const, 0, Op.end) },
      { type: { type: f32, mutable: false }, init: Uint8Array.of(Op.f32Const, 0, 0, 0, 0, Op.end) },
    ],
    exports: [{ name: "f", kind: "function", index: 0 }],
    elements: [
      { mode: { kind: "passive" }, type: funcref, init: { kind: "functions", functions: [] } },
    ],
    dataCount: 1,
    bodies: [
      {
        locals: [
          { count: 1, type: i64 },
          { count: 1, type: externref },
        ],
        code: Uint8Array.of(...code, Op.end),
        offset: 0 as CodeOffset,
      },
      { locals: [], code: Uint8Array.of(Op.end), offset: 0 as CodeOffset },
    ],
    data: [{ mode: { kind: "passive" }, bytes: Uint8Array.of() }],
    customs: [],
  };
}

describe("OperandTypes", () => {
  const nothing: FunctionType = { params: [], results: [] };
  const pair: FunctionType = { params: [], results: [i32, f64] };
  const one = [Op.i32Const, 1];
  const double = [Op.f64Const, 0, 0, 0, 0, 0, 0, 0, 0];
  const external = [Op.refNull, externref];

  it.each<[title: string, valid: boolean, code: number[], type?: FunctionType]>([
    ["an operand left over", false, one],
    ["a missing operand", false, [Op.drop]],
    ["anything after unreachable", true, [Op.unreachable, Op.i32Add, Op.drop]],
    ["a wrong type after unreachable", false, [Op.unreachable, ...one, Op.i64Eqz, Op.drop]],
    ["select of unknown types", true, [Op.unreachable, Op.select, Op.i32Eqz, Op.drop]],
    ["select of references", false, [...external, ...external, ...one, Op.select, Op.drop]],
    [
      "select with a type",
      true,
      [...external, ...external, ...one, Op.selectT, 1, externref, Op.drop],
    ],
    [
      "a block with parameters",
      true,
      [
        ...one,
        ...double,
        Op.block,
        1,
        Op.drop,
        Op.drop,
        ...double,
        ...one,
        Op.end,
        Op.drop,
        Op.drop,
      ],
    ],
    [
      "a loop's label takes its parameters",
      true,
      [...one, ...double, Op.loop, 1, Op.br, 0, Op.end, Op.drop, Op.drop],
    ],
    [
      "a block's label takes its results",
      false,
      [...one, ...double, Op.block, 1, Op.br, 0, Op.end, Op.drop, Op.drop],
    ],
    ["several results", true, [...one, ...double], pair],
    ["results in the wrong order", false, [...double, ...one], pair],
    ["an if without else", true, [...one, Op.if, 0x40, Op.end]],
    ["an if with a result but no else", false, [...one, Op.if, i32, ...one, Op.end, Op.drop]],
    [
      "an if and else with a result",
      true,
      [...one, Op.if, i32, ...one, Op.else, Op.unreachable, Op.end, Op.drop],
    ],
    ["an else without if", false, [Op.block, 0x40, Op.else, Op.end]],
    ["a second else", false, [...one, Op.if, 0x40, Op.else, Op.else, Op.end]],
    ["a block without end", false, [Op.block, 0x40]],
    ["code after the end", false, [Op.end, Op.nop]],
    ["a label too far out", false, [Op.br, 1]],
    [
      "return through blocks",
      true,
      [Op.block, 0x40, ...one, ...double, Op.return, Op.end, Op.unreachable],
      pair,
    ],
    [
      "br_if passes operands on",
      true,
      [Op.block, i32, ...one, ...one, Op.brIf, 0, Op.end, Op.drop],
    ],
    [
      "br_table of equal labels",
      true,
      [Op.block, 0x40, Op.loop, 0x40, ...one, Op.brTable, 1, 0, 1, Op.end, Op.end],
    ],
    [
      "br_table of unequal labels",
      false,
      [
        Op.block,
        i32,
        Op.loop,
        0x40,
        ...one,
        ...one,
        Op.brTable,
        1,
        0,
        1,
        Op.end,
        Op.unreachable,
        Op.end,
        Op.drop,
      ],
    ],
    [
      "br_table of other types, unreachable",
      true,
      [
        Op.block,
        i32,
        Op.block,
        f32,
        Op.unreachable,
        Op.brTable,
        1,
        0,
        1,
        Op.end,
        Op.drop,
        ...one,
        Op.end,
        Op.drop,
      ],
    ],
    [
      "br_table of other types, reachable",
      false,
      [
        Op.block,
        i32,
        Op.block,
        f32,
        ...one,
        ...one,
        Op.brTable,
        1,
        0,
        1,
        Op.end,
        Op.drop,
        ...one,
        Op.end,
        Op.drop,
      ],
    ],
    ["writing a constant global", false, [Op.globalGet, 1, Op.globalSet, 1]],
    ["writing a global", true, [Op.globalGet, 0, Op.globalSet, 0]],
    ["a local's own type", true, [Op.localGet, 0, Op.localTee, 0, Op.drop]],
    ["another local's type", false, [Op.localGet, 0, Op.localSet, 1]],
    ["a local that does not exist", false, [Op.localGet, 2, Op.drop]],
    ["a call", true, [Op.call, 1]],
    ["a call of nothing", false, [Op.call, 2]],
    [
      "an indirect call",
      true,
      [...one, ...double, ...one, Op.callIndirect, 1, 0, Op.drop, Op.drop],
    ],
    ["an indirect call through externrefs", false, [...one, Op.callIndirect, 2, 1]],
    ["an access aligned too far", false, [...one, Op.i32Load, 3, 0, Op.drop]],
    [
      "table instructions",
      true,
      [
        ...one,
        ...one,
        Op.tableGet,
        1,
        Op.tableSet,
        1,
        ...external,
        ...one,
        Op.tableGrow,
        1,
        ...external,
        ...one,
        0xfc,
        17,
        1,
      ],
    ],
    ["ref.is_null of a number", false, [...one, Op.refIsNull, Op.drop]],
    ["ref.is_null of a reference", true, [Op.localGet, 1, Op.refIsNull, Op.drop]],
    ["ref.func", true, [Op.refFunc, 0, Op.drop]],
    ["table.init of the same type", true, [...one, ...one, ...one, 0xfc, 12, 0, 0]],
    ["table.init of another type", false, [...one, ...one, ...one, 0xfc, 12, 0, 1]],
    ["table.copy between types", false, [...one, ...one, ...one, 0xfc, 14, 0, 1]],
    ["memory.init", true, [...one, ...one, ...one, 0xfc, 8, 0, 0]],
    ["data.drop of nothing", false, [0xfc, 9, 1]],
    ["elem.drop", true, [0xfc, 13, 0]],
  ])("%s: %s", (_title, valid, code, type = nothing) => {
    const bytes = encodeModule(moduleOf(code, type));
    // The engine is asked too, so that the expectation is the specification's and not ours.
    expect(WebAssembly.validate(bytes)).toBe(valid);
    expect(refusal(bytes) === undefined).toBe(valid);
  });

  it("has a rule for every instruction whose type depends on where it stands", () => {
    for (const row of OPCODES) {
      if (!row.contextual) continue;
      const { name } = row;
      const code = row.code > 0xff ? [row.code >> 8, row.code & 0xff] : [row.code];
      const immediates = { none: [], selectType: [1, i32], refType: [funcref], labels: [0, 0] };
      const read = { ...immediates, callIndirect: [0, 0] } as Record<string, number[]>;
      const bytes = encodeModule(
        moduleOf([Op.unreachable, ...code, ...(read[row.immediates] ?? [0])], nothing),
      );
      // It may be invalid alone, but only a MalformedError says so: `refusal` lets others through.
      expect(() => refusal(bytes), name).not.toThrow();
    }
  });

  it("shows the operands below a call", () => {
    const code = [...one, ...double, Op.call, 1, Op.drop, Op.drop];
    const module = moduleOf(code, nothing);
    const seen: string[] = [];
    typeAll(module, (operands) => {
      const types = Array.from({ length: operands.depth }, (_, index) => operands.at(index));
      seen.push(types.map((type) => type.toString(16)).join(" "));
    });
    expect(seen).toEqual(["", "7f", "7f 7c", "7f 7c", "7f", "", ""]);
  });

  it("calls the rest of a block unreachable, blocks within it included", () => {
    const code = [
      ...one,
      Op.if,
      0x40,
      Op.return,
      Op.block,
      0x40,
      Op.nop,
      Op.end,
      Op.else,
      Op.nop,
      Op.end,
    ];
    const reached: boolean[] = [];
    typeAll(moduleOf(code, nothing), ({ reachable }) => reached.push(reachable));
    const dead = [false, false, false, false];
    expect(reached).toEqual([true, true, true, ...dead, true, true, true, true]);
  });
});
