/** Modules that are cut off, lie about lengths and counts, or are larger than anybody needs. */
import { describe, expect, it, test } from "vitest";
import { everything, fixture } from "../../fuzz/seeds.ts";
import { decode } from "../../fuzz/targets/modules.ts";
import { MalformedError, UnsupportedError } from "../../src/bytes/malformed.ts";
import { ByteWriter } from "../../src/bytes/writer.ts";
import { instrument } from "../../src/instrument/rewrite.ts";
import { decodeModule } from "../../src/wasm/decode.ts";
import { encodeModule } from "../../src/wasm/encode.ts";
import { type FunctionBody, ValueType, type WasmModule } from "../../src/wasm/module.ts";
import { Op, opcodeRow } from "../../src/wasm/opcodes.ts";
import { soon } from "./time.ts";

const { i32 } = ValueType;
const File = "a.wasm";
const whole = encodeModule(everything());

/** What is said about the bytes; "" when nothing is wrong with them. Everything else that is thrown fails the test. */
function said(bytes: Uint8Array): string {
  try {
    decodeModule(bytes, File);
    return "";
  } catch (error) {
    if (!(error instanceof MalformedError)) throw error;
    expect(error.where).toBe(File);
    expect(error.offset).toBeLessThanOrEqual(bytes.length);
    return error.message;
  }
}

/** `whole` with other bytes from `at` on. */
function changed(at: number, ...bytes: readonly number[]): Uint8Array {
  const copy = Uint8Array.from(whole);
  copy.set(bytes.slice(0, copy.length - at), at);
  return copy;
}

/** Where the sections of `whole` begin: at their ids. */
const sections: number[] = [];
for (let at = 8; at < whole.length; ) {
  sections.push(at);
  // None is longer than two bytes of LEB128 can say.
  const long = whole[at + 1]! >= 0x80;
  const length = (whole[at + 1]! & 0x7f) + (long ? whole[at + 2]! << 7 : 0);
  at += 2 + Number(long) + length;
}

test("the module itself is sound, and has every section", () => {
  expect(said(whole)).toBe("");
  expect(WebAssembly.validate(whole)).toBe(true);
  expect(sections.map((at) => whole[at])).toEqual([1, 2, 3, 4, 5, 13, 6, 7, 8, 9, 12, 10, 11, 0]);
});

describe("cut off", () => {
  it("anywhere, it is malformed there", () => {
    for (let length = 0; length < whole.length; length++) {
      const message = said(whole.slice(0, length));
      // Between two sections a module may end, if nothing is missing.
      if (!sections.includes(length))
        expect(message, `${length} bytes`).toMatch(/^a\.wasm: at byte /);
      expect(() => decode.run(whole.slice(0, length))).not.toThrow();
    }
  });

  it("anywhere in a program", () => {
    const program = fixture("wasm/shapes.wasm");
    for (let length = 0; length < program.length; length += 101) {
      expect(() => decode.run(program.slice(0, length)), `${length} bytes`).not.toThrow();
    }
  });
});

describe("lengths and counts", () => {
  it.each(sections.slice(0, -1))("a section at %i that is announced longer or shorter", (at) => {
    expect(said(changed(at + 1, whole[at + 1]! + 1))).not.toBe("");
    expect(said(changed(at + 1, whole[at + 1]! - 1))).not.toBe("");
    expect(said(changed(at + 1, 0))).not.toBe("");
    expect(said(changed(at + 1, 0xff, 0xff, 0xff, 0xff, 0x0f))).toMatch(/longer than the file/);
  });

  it("of four billion cost nothing, wherever they stand", () => {
    soon(() => {
      for (let at = 8; at < whole.length; at++) {
        const copy = changed(at, 0xff, 0xff, 0xff, 0xff, 0x0f);
        expect(() => decode.run(copy), `at ${at}`).not.toThrow();
        // With the bytes behind them moved, too: then the sections' lengths are still right.
        for (const section of sections) {
          if (section >= at) break;
          const longer = Uint8Array.from([
            ...whole.subarray(0, at),
            ...[0xff, 0xff, 0xff, 0xff, 0x0f],
            ...whole.subarray(at + 1),
          ]);
          longer[section + 1] = Math.min(0x7f, longer[section + 1]! + 4);
          expect(() => decode.run(longer), `at ${at}`).not.toThrow();
        }
      }
    });
  });

  it("in more bytes than a number may have", () => {
    expect(said(changed(sections[0]! + 1, 0x80, 0x80, 0x80, 0x80, 0x80, 0x00))).toBe(
      "a.wasm: at byte 0x9: a LEB128 number does not fit into 32 bits",
    );
    expect(said(changed(sections[0]! + 1, 0xff, 0xff, 0xff, 0xff, 0x1f))).toMatch(/into 32 bits/);
  });
});

describe("kinds that there are not", () => {
  it("a section", () => {
    for (let id = 14; id <= 255; id++) {
      const message = said(changed(sections[4]!, id));
      expect(message).toMatch(
        new RegExp(`there is no section ${id}$|section ${id} .*is not supported$`),
      );
    }
  });

  it("an instruction, which is named by its number", () => {
    for (let opcode = 0; opcode <= 255; opcode++) {
      if (opcodeRow(opcode) !== undefined || (opcode >= 0xfb && opcode <= 0xfe)) continue;
      const number = `0x${opcode.toString(16).padStart(2, "0")}`;
      expect(refusal({ code: [opcode, Op.end] })).toMatch(`instruction ${number}`);
    }
    expect(refusal({ code: [0xfc, 0xff, 0x01, Op.end] })).toMatch("instruction 0xfc 255");
  });

  it("a type", () => {
    const types = sections[0]! + 3;
    for (let form = 0; form <= 255; form++) {
      const message = said(changed(types, form));
      if (form !== 0x60) expect(message).toMatch(/is not supported$/);
    }
  });
});

interface Parts extends Partial<WasmModule> {
  readonly code?: readonly number[] | Uint8Array;
  readonly locals?: FunctionBody["locals"];
}

/** A module of one function. */
function moduleOf({ code = [Op.end], locals = [], ...others }: Parts): WasmModule {
  return {
    types: [{ params: [], results: [] }],
    imports: [],
    functions: [0 as WasmModule["functions"][number]],
    tables: [],
    memories: [{ min: 1 }],
    globals: [],
    exports: [],
    elements: [],
    bodies: [{ locals, code: Uint8Array.from(code), offset: 0 as FunctionBody["offset"] }],
    data: [],
    customs: [],
    ...others,
  };
}

const Rewritings = [
  {},
  { definedness: true },
  { definedness: true, origins: true, spillLocals: true },
];

/** Why it is not checked, in one of the rewritings; of a valid module all that are possible must be valid. */
function refusal(parts: Parts): string {
  const bytes = encodeModule(moduleOf(parts));
  const valid = WebAssembly.validate(bytes);
  const messages = Rewritings.map((options) => {
    try {
      const module = decodeModule(bytes, File);
      const rewritten = instrument(module, File, { programLimit: 1 << 20, ...options });
      if (valid) expect(WebAssembly.validate(rewritten.bytes as BufferSource)).toBe(true);
      return "";
    } catch (error) {
      if (error instanceof MalformedError || error instanceof UnsupportedError)
        return error.message;
      throw error;
    }
  });
  return messages.find((message) => message !== "") ?? "";
}

/** The section that gives these names to functions. */
function nameSection(names: readonly (readonly [number, string])[]): WasmModule["customs"][number] {
  const list = new ByteWriter();
  list.uleb32(names.length);
  for (const [at, name] of names) {
    list.uleb32(at);
    list.name(name);
  }
  const section = new ByteWriter();
  section.u8(1);
  section.sized(list.view());
  return { name: "name", bytes: section.toBytes(), after: 11 };
}

describe("names", () => {
  const whole = everything();
  const { types, functions } = whole;
  const importedFunctions = whole.imports.filter(({ what }) => what.kind === "function").length;
  const Names = [
    ...["malloc", "calloc", "realloc", "free", "strlen", "strcpy", "memcpy", "memset", "_Znwm"],
    ...["__asan_set_shadow_00", "__asan_set_shadow_f8", "__asan_alloca_poison", "asan.module_ctor"],
    ...["__asan_poison_memory_region", "__asan_memcpy", "__asan_register_globals", "__rust_alloc"],
  ];

  it.each(Names)("%s, of functions that are of another type", (name) => {
    for (const [own, type] of functions.entries()) {
      const func = importedFunctions + own;
      // They are called, too: one that takes nothing for certain, the others where that is never reached.
      const drops = types[type]!.results.map(() => Op.drop);
      const code = [Op.call, importedFunctions, Op.unreachable, Op.call, func, ...drops, Op.end];
      const bodies = whole.bodies.with(0, { ...whole.bodies[0]!, code: Uint8Array.from(code) });
      expect(refusal({ ...whole, bodies, customs: [nameSection([[func, name]])] })).toBe("");
    }
  });

  it("of what there is not", () => {
    const names = [0xffffffff, functions.length + 9].map((at) => [at, "malloc"] as const);
    expect(refusal({ ...whole, customs: [nameSection(names)] })).toBe("");
  });
});

/** `inner` so often in itself. */
function nested(times: number, before: readonly number[], after: readonly number[]): Uint8Array {
  const code = new Uint8Array(times * (before.length + after.length) + 1);
  for (let each = 0; each < times; each++) {
    code.set(before, each * before.length);
    code.set(after, times * before.length + each * after.length);
  }
  code[code.length - 1] = Op.end;
  return code;
}

describe("functions", () => {
  it("with four billion locals", () => {
    const types = [1, 4, 1, 0x60, 0, 0];
    const functions = [3, 2, 1, 0];
    const code = [10, 10, 1, 8, 1, 0xff, 0xff, 0xff, 0xff, 0x0f, i32, Op.end];
    const bytes = Uint8Array.from([...whole.subarray(0, 8), ...types, ...functions, ...code]);
    expect(said(bytes)).toMatch(/more than 50000 locals/);
  });

  it("with more locals than engines allow, once there are ours", () => {
    expect(refusal({ locals: [{ count: 50_000, type: i32 }] })).toMatch(
      /^has a function with too many locals: function 0 takes 500\d\d /,
    );
  });

  it("thousands with fifty thousand locals each", () => {
    const many = 8000;
    const body = moduleOf({ locals: [{ count: 49_000, type: i32 }] }).bodies[0]!;
    const bodies = new Array<FunctionBody>(many).fill(body);
    const functions = new Array<WasmModule["functions"][number]>(many).fill(
      0 as WasmModule["functions"][number],
    );
    soon(() => expect(refusal({ functions, bodies })).toMatch(/more than 16777216 locals/));
  });

  it("whose code is cut off, or goes on", () => {
    expect(refusal({ code: [Op.nop] })).toMatch(/does not end with `end`/);
    expect(refusal({ code: [Op.f32Const, 0, Op.end] })).toMatch(/the data ends here/);
    expect(refusal({ code: [Op.end, Op.nop, Op.end] })).toMatch(/goes on after its end/);
    const unended = encodeModule(moduleOf({ code: [Op.block, 0x40, Op.end] }));
    expect(decode.run(unended)).toBe("refused");
  });

  it("with a br_table of billions", () => {
    const code = [Op.i32Const, 0, Op.brTable, 0xff, 0xff, 0xff, 0xff, 0x0f, 0, Op.end];
    soon(() => expect(refusal({ code })).toMatch(/a br_table of 4294967295 labels does not fit/));
  });

  it.each<[number, string, readonly number[], readonly number[]]>([
    [1_000_000, "blocks", [Op.block, 0x40], [Op.end]],
    [200_000, "loops", [Op.loop, 0x40], [Op.end]],
    [200_000, "ifs", [Op.i32Const, 1, Op.if, 0x40], [Op.end]],
    [200_000, "tries", [Op.try, 0x40], [Op.catchAll, Op.end]],
  ])("with %i %s in each other", (times, _, before, after) => {
    const bytes = encodeModule(moduleOf({ code: nested(times, before, after) }));
    expect(decode.run(bytes)).toBe("taken");
    const module = decodeModule(bytes, File);
    const rewritten = instrument(module, File, { programLimit: 1 << 20 });
    expect(WebAssembly.validate(rewritten.bytes as BufferSource)).toBe(true);
  });

  it.each<[string, readonly number[], readonly number[]]>([
    ["loops that go back", [Op.loop, 0x40], [Op.i32Const, 0, Op.brIf, 0, Op.end]],
    ["tries with calls", [Op.try, 0x40, Op.call, 0], [Op.catchAll, Op.call, 0, Op.end]],
  ])("with thousands of %s in each other cost no more than their size", (_, before, after) => {
    soon(() => expect(refusal({ code: nested(5000, before, after) })).toBe(""));
  });

  it("with more on the stack than anybody needs", () => {
    const code = nested(30_000, [Op.i32Const, 8], [Op.i32Load, 2, 0, Op.drop]);
    soon(() => expect(refusal({ code })).toMatch(/more than 4096 values on the operand stack/));
  });

  it("that are too large with their checks", () => {
    const code = nested(900_000, [], [Op.i32Const, 8, Op.i32Load, 2, 0, Op.drop]);
    expect(refusal({ code })).toMatch(
      /^has a function that is too large to be checked: .*function 0/,
    );
  });

  it("whose type has more parameters than fit beside their V bits", () => {
    const types = [
      { params: [], results: [] },
      { params: new Array<typeof i32>(600).fill(i32), results: [] },
    ];
    expect(refusal({ types })).toMatch(/^has too many parameters of a function/);
  });
});

it("says what an engine would not take of the module as a whole", () => {
  const what = { kind: "function", type: 0 as WasmModule["functions"][number] } as const;
  const imports = new Array<WasmModule["imports"][number]>(99_990).fill({
    module: "env",
    name: "f",
    what,
  });
  expect(refusal({ imports })).toMatch(
    /^has too many imports to be checked: 1000\d\d with those of the checks, engines allow 100000$/,
  );
});
