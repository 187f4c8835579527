import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { opcodeBytes } from "../../tests/support/opcode-bytes.ts";
import type { CodeOffset, TypeIndex } from "../bytes/brand.ts";
import { MalformedError } from "../bytes/malformed.ts";
import { decodeModule } from "./decode.ts";
import { encodeModule } from "./encode.ts";
import { indexSpaces } from "./index-spaces.ts";
import { InstructionCursor } from "./instructions.ts";
import { ValueType, type WasmModule } from "./module.ts";
import { OPCODES, Op } from "./opcodes.ts";
import { OperandTypes, Unknown } from "./typing.ts";

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
        // What we refuse as unsupported may well be valid: threads, exceptions.
        if (reason?.includes("not supported")) return;
        expect(WebAssembly.validate(wrong), `byte ${at} = ${value}: ${reason}`).toBe(
          reason === undefined,
        );
        if (reason === undefined) valid++;
        else invalid++;
      }),
      { numRuns: 300 },
    );
    // The comparison is worth something only if both happen.
    expect(valid).toBeGreaterThan(10);
    expect(invalid).toBeGreaterThan(10);
  });
});

/**
 * Instructions as text: names as in the opcode table, `void` and the value types for the bytes of
 * types, numbers for all other bytes.
 */
function assemble(text: string): number[] {
  const codes = new Map(OPCODES.map(({ name, code }) => [name, code]));
  return text.split(" ").flatMap((word) => {
    if (word === "void") return [0x40];
    if (word in ValueType) return [ValueType[word as keyof typeof ValueType]];
    const code = codes.get(word) ?? Number(word);
    return opcodeBytes(code);
  });
}

const { i32, i64, f32, f64, v128, funcref, externref } = ValueType;

/**
 * One thing of each kind, so that any instruction has something to refer to. Type 1 is i32 f64 →
 * f64 i32, type 2 and function 1 take and give nothing; locals 0 … 4 are i32, i64, f64, externref, v128;
 * global 1 is constant; table 0 is of functions, table 1 of externrefs; with tag 0 nothing is thrown,
 * with tag 1 i32 and f64, with tag 2 i64.
 */
function moduleOf(code: string, results: readonly ValueType[] = []): WasmModule {
  const nothing = { params: [], results: [] };
  return {
    types: [
      { params: [], results },
      { params: [i32, f64], results: [f64, i32] },
      nothing,
      { params: [i32, f64], results: [] },
      { params: [i64], results: [] },
    ],
    imports: [],
    functions: [0 as TypeIndex, 2 as TypeIndex],
    tables: [
      { element: funcref, limits: { min: 1 } },
      { element: externref, limits: { min: 1 } },
    ],
    memories: [{ min: 1 }],
    tags: [2 as TypeIndex, 3 as TypeIndex, 4 as TypeIndex],
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
        locals: [i32, i64, f64, externref, v128].map((type) => ({ count: 1, type })),
        code: Uint8Array.of(...assemble(code), Op.end),
        offset: 0 as CodeOffset,
      },
      { locals: [], code: Uint8Array.of(Op.end), offset: 0 as CodeOffset },
    ],
    data: [{ mode: { kind: "passive" }, bytes: Uint8Array.of() }],
    customs: [],
  };
}

/** A group is a situation: what is valid in it, and what is not. */
const situations: Record<string, { valid?: string[]; invalid?: string[]; results?: ValueType[] }> =
  {
    "the operand stack": {
      valid: ["i32.const 1 drop", "i32.const 1 i32.const 2 i32.add drop"],
      invalid: ["i32.const 1", "drop", "i64.const 1 i32.eqz drop", "i32.const 1 i32.add drop"],
    },
    "the end": {
      invalid: ["end nop", "block void", "end end"],
    },
    "several results": {
      valid: [
        "local.get 0 local.get 2",
        "block void local.get 0 local.get 2 return end unreachable",
        "local.get 0 local.get 2 br 0",
      ],
      invalid: ["local.get 2 local.get 0", "local.get 0", "local.get 2 return"],
      results: [i32, f64],
    },
    "code that cannot be reached": {
      valid: [
        "unreachable i32.add drop",
        "unreachable select i32.eqz drop",
        "unreachable i32.const 1 select drop",
        "return i64.add drop",
      ],
      invalid: [
        "unreachable i32.const 1 i64.eqz drop",
        "unreachable block void i32.add drop end",
        "br 0 i32.const 1",
      ],
    },
    select: {
      valid: [
        "i64.const 1 i64.const 2 i32.const 0 select drop",
        "local.get 3 local.get 3 i32.const 0 select_t 1 externref drop",
      ],
      invalid: [
        "i64.const 1 i32.const 2 i32.const 0 select drop",
        "local.get 3 local.get 3 i32.const 0 select drop",
        "local.get 3 local.get 3 i32.const 0 select_t 1 funcref drop",
      ],
    },
    "blocks with parameters": {
      valid: [
        "local.get 0 local.get 2 block 1 drop drop local.get 2 local.get 0 end drop drop",
        "local.get 0 local.get 2 loop 1 br 0 end drop drop",
      ],
      invalid: [
        "local.get 0 local.get 2 block 1 br 0 end drop drop",
        "local.get 0 block 1 drop local.get 2 local.get 0 end drop drop",
        "block 9 end",
      ],
    },
    "if and else": {
      valid: [
        "i32.const 1 if void end",
        "i32.const 1 if void else end",
        "i32.const 1 if i32 i32.const 1 else unreachable end drop",
      ],
      invalid: [
        "i32.const 1 if i32 i32.const 1 end drop",
        "block void else end",
        "i32.const 1 if void else else end",
        "if void end",
        "else",
      ],
    },
    branches: {
      valid: [
        "block i32 i32.const 1 i32.const 1 br_if 0 end drop",
        "block void loop void i32.const 1 br_table 1 0 1 end end",
        "block i32 block f32 unreachable br_table 1 0 1 end drop i32.const 1 end drop",
      ],
      invalid: [
        "br 1",
        "i32.const 1 br_if 1",
        "i32.const 0 br_table 1 0 1",
        "block i32 i32.const 1 br_if 0 end drop",
        "block i32 loop void i32.const 1 i32.const 1 br_table 1 0 1 end unreachable end drop",
        "block i32 block f32 i32.const 1 i32.const 1 br_table 1 0 1 end drop i32.const 1 end drop",
      ],
    },
    variables: {
      valid: ["local.get 1 local.tee 1 drop", "global.get 0 global.set 0"],
      invalid: [
        "local.get 1 local.set 0",
        "local.get 1 local.tee 0 drop",
        "local.get 5 drop",
        "global.get 1 global.set 1",
        "global.get 1 global.set 0",
        "global.get 2 drop",
      ],
    },
    calls: {
      valid: ["call 1", "local.get 0 local.get 2 i32.const 0 call_indirect 1 0 drop drop"],
      invalid: [
        "call 2",
        "i32.const 1 call 1",
        "local.get 0 local.get 2 call_indirect 1 0 drop drop",
        "i32.const 0 call_indirect 2 1",
        "i32.const 0 call_indirect 2 2",
        "i32.const 0 call_indirect 9 0",
      ],
    },
    "tail calls": {
      results: [f64, i32],
      valid: [
        "return_call 0",
        "i64.const 1 block i64 return_call 0 end i64.eq drop unreachable",
        "local.get 0 local.get 2 i32.const 0 return_call_indirect 1 0",
        "return_call 0 return_call_indirect 1 0",
      ],
      invalid: [
        "return_call 1",
        "return_call 2",
        "return_call 0 i64.const 1",
        "local.get 0 i32.const 0 return_call_indirect 1 0",
        "i32.const 0 return_call_indirect 2 0",
        "i32.const 0 return_call_indirect 9 0",
        "i32.const 0 return_call_indirect 0 1",
      ],
    },
    throwing: {
      valid: [
        "throw 0",
        "local.get 0 local.get 2 throw 1",
        "local.get 1 throw 2 i32.add drop",
        "unreachable throw 1",
        "block i32 i32.const 7 local.get 1 throw 2 end drop",
      ],
      invalid: [
        "throw 3",
        "throw 2",
        "local.get 2 local.get 0 throw 1",
        "local.get 0 throw 1",
        "local.get 1 block void throw 2 end",
        "unreachable i32.const 1 throw 2",
        "throw 0 i32.const 1",
      ],
    },
    "try and catch": {
      valid: [
        "try void end",
        "try void nop catch 0 end",
        "try i32 i32.const 1 catch 0 i32.const 2 end drop",
        "try i64 local.get 1 catch 2 end drop",
        "try void catch 1 drop drop catch 2 drop catch 0 catch 2 drop end",
        "try i64 throw 0 catch 2 catch 0 unreachable end drop",
        "try i32 i32.const 1 br 0 catch 0 i32.const 2 i32.const 3 br_if 0 end drop",
        "local.get 0 local.get 2 try 1 drop drop local.get 2 local.get 0 catch 1 throw 1 end drop drop",
        "local.get 0 local.get 2 try 1 unreachable catch 1 local.set 2 local.set 0 local.get 2 local.get 0 end drop drop",
        "local.get 1 try void catch 2 drop end drop",
        "try void try void call 1 catch 0 throw 0 end catch 0 end",
        "try i32 try i32 i32.const 1 catch 0 i32.const 2 br 1 end catch 0 i32.const 3 end drop",
        "try i32 unreachable i32.add catch 2 i32.wrap_i64 end drop",
        "try void unreachable i32.add drop catch 1 drop drop end",
        "loop void try void br 1 catch 0 br 1 end end",
        "try void nop catch_all rethrow 0 end",
        "try i32 i32.const 1 catch_all i32.const 2 end drop",
        "local.get 0 local.get 2 try 1 drop drop local.get 2 local.get 0 catch 1 throw 1 catch_all unreachable end drop drop",
      ],
      invalid: [
        "catch_all",
        "block void catch_all end",
        "try void catch_all catch_all end",
        "try void catch_all catch 0 end",
        "try i32 i32.const 1 catch_all end drop",
        "try i32 i32.const 1 catch_all drop i32.const 1 end drop",
        "try void",
        "try void nop catch 0",
        "catch 0",
        "block void catch 0 end",
        "loop void catch 0 end",
        "i32.const 1 if void catch 0 end",
        "i32.const 1 if void else catch 0 end",
        "try void catch 0 else end",
        "try void else end",
        "try void catch 3 end",
        "try i32 nop catch 0 i32.const 1 end drop",
        "try i32 i32.const 1 catch 0 end drop",
        "try i32 i32.const 1 catch 2 end drop",
        "try void catch 2 end",
        "try void i32.const 1 catch 0 end",
        "try void local.get 1 catch 2 drop end",
        "try void catch 1 drop catch 0 end",
        "local.get 1 try void drop catch 0 end",
        "local.get 1 try void catch 0 drop end",
        "local.get 0 local.get 2 try 1 drop drop local.get 2 local.get 0 catch 0 end drop drop",
        "local.get 0 local.get 2 try 1 unreachable catch 0 drop drop unreachable end drop drop",
        "try void unreachable catch 2 i32.eqz drop end",
        "try 9 end",
      ],
    },
    delegating: {
      valid: [
        "try void delegate 0",
        "try void call 1 delegate 0",
        "try i32 i32.const 1 delegate 0 drop",
        "try void try void try void call 1 delegate 0 delegate 1 catch 0 end",
        "try void try void call 1 delegate 0 catch 0 end",
        "try void try void call 1 delegate 1 catch 0 end",
        "try void catch 0 try void call 1 delegate 0 end",
        "block void try void call 1 delegate 0 end",
        "block void loop void i32.const 1 if void try void call 1 delegate 2 end end end",
        "block void loop void i32.const 1 if void try void call 1 delegate 3 end end end",
        "try i32 throw 0 delegate 0 drop",
        "try i32 unreachable i32.add delegate 0 drop",
        "local.get 0 local.get 2 try 1 local.set 2 local.set 0 local.get 2 local.get 0 delegate 0 drop drop",
      ],
      invalid: [
        "delegate 0",
        "try void delegate 1",
        "try void delegate 0 end",
        "block void delegate 0",
        "try void catch 0 delegate 0",
        "try i32 delegate 0 drop",
        "try void i32.const 1 delegate 0",
        "try i32 i32.const 1 delegate 0",
        "try void delegate 0 catch 0 end",
        "block void loop void i32.const 1 if void try void call 1 delegate 4 end end end",
      ],
    },
    "throwing again": {
      valid: [
        "try void catch 0 rethrow 0 end",
        "try void catch 1 rethrow 0 end",
        "try void catch 0 rethrow 0 i32.add drop end",
        "try void catch 0 block void i32.const 1 if void rethrow 2 end end end",
        "try void catch 0 try void catch 2 rethrow 0 end end",
        "try void catch 0 try void catch 2 rethrow 1 end end",
        "try void catch 0 try void rethrow 1 catch 0 end end",
        "try void catch 0 try void rethrow 1 delegate 0 end",
        "try void catch 0 unreachable rethrow 0 end",
      ],
      invalid: [
        "rethrow 0",
        "try void rethrow 0 end",
        "try void rethrow 0 catch 0 end",
        "try void catch 0 end rethrow 0",
        "try void catch 0 block void rethrow 0 end end",
        "try void catch 0 rethrow 1 end",
        "try void catch 0 rethrow 9 end",
        "try void catch 0 try void rethrow 0 catch 0 end end",
        "try void catch 0 rethrow 0 i32.const 1 end",
        "unreachable rethrow 0",
      ],
    },
    "linear memory": {
      valid: [
        "i32.const 0 i32.load 2 0 drop",
        "i32.const 0 local.get 2 f64.store 3 8",
        "i32.const 0 i32.const 0 i32.const 0 memory.init 0 0",
        "i32.const 0 i32.const 0 i32.const 0 memory.copy 0 0 data.drop 0",
        "memory.size 0 memory.grow 0 drop",
      ],
      invalid: [
        "i32.const 0 i32.load 3 0 drop",
        "i32.const 0 i64.load32_u 3 0 drop",
        "local.get 2 i32.const 0 f64.store 3 8",
        "i32.const 0 i32.const 0 i32.const 0 memory.init 1 0",
        "data.drop 1",
      ],
    },
    tables: {
      valid: [
        "i32.const 0 i32.const 0 table.get 1 table.set 1",
        "local.get 3 i32.const 1 table.grow 1 drop table.size 0 drop",
        "i32.const 0 local.get 3 i32.const 1 table.fill 1",
        "i32.const 0 i32.const 0 i32.const 0 table.init 0 0 elem.drop 0",
        "i32.const 0 i32.const 0 i32.const 0 table.copy 1 1",
      ],
      invalid: [
        "i32.const 0 i32.const 0 table.get 1 table.set 0",
        "i32.const 0 i32.const 0 i32.const 0 table.init 0 1",
        "i32.const 0 i32.const 0 i32.const 0 table.copy 0 1",
        "table.size 2 drop",
        "elem.drop 1",
      ],
    },
    vectors: {
      valid: [
        "local.get 4 i8x16.extract_lane_s 15 local.set 0",
        "local.get 4 local.get 2 f64x2.replace_lane 1 local.set 4",
        "local.get 0 local.get 4 v128.load16_lane 1 0 7 local.set 4",
        "local.get 0 local.get 4 v128.store64_lane 3 0 1",
        "local.get 0 v128.load 4 0 local.set 4",
        "local.get 4 local.get 4 i8x16.shuffle 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 31 drop",
        "v128.const 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 255 v128.any_true drop",
        "local.get 4 local.get 4 local.get 0 select drop",
        "local.get 4 local.get 4 local.get 0 select_t 1 v128 drop",
        "block v128 local.get 4 end drop",
      ],
      invalid: [
        "local.get 4 i8x16.extract_lane_s 16 drop",
        "local.get 4 local.get 2 f64x2.replace_lane 2 drop",
        "local.get 0 local.get 4 v128.load16_lane 1 0 8 drop",
        "local.get 0 local.get 4 v128.load16_lane 2 0 7 drop",
        "local.get 0 local.get 4 v128.store64_lane 3 0 2",
        "local.get 0 v128.load 5 0 drop",
        "local.get 4 local.get 4 i8x16.shuffle 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 32 drop",
        "local.get 4 i32.eqz drop",
        "block v128 local.get 1 end drop",
      ],
    },
    references: {
      valid: [
        "local.get 3 ref.is_null drop",
        "ref.null funcref ref.is_null drop",
        "ref.func 0 i32.const 0 table.get 0 drop drop",
        "unreachable ref.is_null drop",
      ],
      invalid: [
        "i32.const 1 ref.is_null drop",
        "ref.func 1 drop",
        "ref.func 2 drop",
        "ref.null funcref local.set 3",
      ],
    },
  };

describe("OperandTypes and the engine agree about", () => {
  const cases = Object.entries(situations).flatMap(([title, { valid, invalid, results }]) => [
    ...(valid ?? []).map((code) => ({ title, code, results, expected: true })),
    ...(invalid ?? []).map((code) => ({ title, code, results, expected: false })),
  ]);
  it.each(cases)("$title: $code", ({ code, results, expected }) => {
    const bytes = encodeModule(moduleOf(code, results));
    expect(WebAssembly.validate(bytes), "the engine").toBe(expected);
    expect(refusal(bytes) === undefined, "we").toBe(expected);
  });
});

describe("OperandTypes", () => {
  it("has a rule for every instruction whose type depends on where it stands", () => {
    const immediates: Record<string, string> = {
      ...{ none: "", selectType: " 1 i32", refType: " funcref", labels: " 0 0" },
      callIndirect: " 0 0",
    };
    for (const row of OPCODES) {
      if (!row.contextual) continue;
      const code = `unreachable ${row.name}${immediates[row.immediates] ?? " 0"}`;
      // It may be invalid so alone. A missing rule is not a MalformedError, so it comes through.
      expect(() => refusal(encodeModule(moduleOf(code))), row.name).not.toThrow();
    }
  });

  it("shows the operands below a call", () => {
    const code = "i64.const 7 local.get 0 local.get 2 i32.const 0 call_indirect 1 0 drop drop drop";
    const seen: string[] = [];
    typeAll(moduleOf(code), (operands) => {
      const types = Array.from({ length: operands.depth }, (_, index) => operands.at(index));
      seen.push(types.map((type) => type.toString(16)).join(" "));
    });
    const before = ["", "7e", "7e 7f", "7e 7f 7c", "7e 7f 7c 7f"];
    const after = ["7e 7c 7f", "7e 7c", "7e", ""];
    // The last one is the other function's `end`.
    expect(seen).toEqual([...before, ...after, ""]);
  });

  it("calls the rest of a block unreachable, blocks within it included", () => {
    const code = "i32.const 1 if void return block void nop end else nop end";
    const reached: boolean[] = [];
    typeAll(moduleOf(code), ({ reachable }) => reached.push(reachable));
    const dead = [false, false, false, false];
    expect(reached).toEqual([true, true, true, ...dead, true, true, true, true]);
  });
});
