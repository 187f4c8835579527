/** What the calls of clang's AddressSanitizer pass leave in the A shadow. */
import { describe, expect, it } from "vitest";
import type { CodeOffset, TypeIndex } from "../bytes/brand.ts";
import { ByteWriter } from "../bytes/writer.ts";
import { Definedness, State } from "../shadow/states.ts";
import { ValueType, type WasmModule } from "../wasm/module.ts";
import { Op } from "../wasm/opcodes.ts";
import { SectionId } from "../wasm/sections.ts";
import { HOOKS, HookModule, MemoryImport } from "./abi.ts";
import { CodeBuilder } from "./code-builder.ts";
import { instrument } from "./rewrite.ts";

const ProgramBytes = 0x20000;
const { i32 } = ValueType;
const Stubs = [
  "__asan_set_shadow_00",
  "__asan_set_shadow_05",
  "__asan_set_shadow_f1",
  "__asan_set_shadow_f8",
  "__asan_alloca_poison",
  "__asan_allocas_unpoison",
] as const;
type Stub = (typeof Stubs)[number];
/** Counts that the code has as constants; of the others it finds the number in a local. */
const Constants = [0, 1, 2, 3, 5, 8, 13, 64, 65, 100] as const;

interface Caller {
  readonly stub: Stub;
  readonly constant: number | undefined;
}
const callers: readonly Caller[] = Stubs.flatMap((stub) => [
  { stub, constant: undefined },
  ...(stub.startsWith("__asan_set") ? Constants.map((constant) => ({ stub, constant })) : []),
]);

function names(all: readonly string[]): Uint8Array {
  const subsection = new ByteWriter();
  subsection.uleb32(all.length);
  for (const [index, name] of all.entries()) {
    subsection.uleb32(index);
    subsection.name(name);
  }
  const writer = new ByteWriter();
  writer.u8(1);
  writer.sized(subsection.toBytes());
  return writer.toBytes();
}

const code = (write: (out: CodeBuilder) => CodeBuilder) =>
  write(new CodeBuilder()).op(Op.end).take();

/** Functions of the pass, and one for each way of calling one. */
const module: WasmModule = {
  types: [{ params: [i32, i32], results: [] }],
  imports: [],
  functions: [...Stubs, ...callers].map(() => 0 as TypeIndex),
  tables: [],
  memories: [{ min: ProgramBytes / 0x10000 }],
  globals: [],
  exports: callers.map((_, at) => ({ name: `f${at}`, kind: "function", index: Stubs.length + at })),
  elements: [],
  bodies: [
    ...Stubs.map(() => code((out) => out)),
    ...callers.map(({ stub, constant }) =>
      code((out) => {
        out.get(0);
        if (constant === undefined) out.get(1);
        else out.i32(constant);
        return out.call(Stubs.indexOf(stub));
      }),
    ),
  ].map((bytes) => ({ locals: [], code: bytes, offset: 0 as CodeOffset })),
  data: [],
  customs: [
    {
      name: "name",
      bytes: names([...Stubs, ...callers.map((_, at) => `caller ${at}`)]),
      after: SectionId.data,
    },
  ],
};

function machine(definedness: boolean) {
  const { bytes, plan } = instrument(module, "test", { programLimit: ProgramBytes, definedness });
  const pages = plan.layout.totalPages;
  const memory = new WebAssembly.Memory({ initial: pages, maximum: pages });
  const hooks: WebAssembly.ModuleImports = { [MemoryImport]: memory };
  for (const name of Object.keys(HOOKS)) {
    hooks[name] = () => {
      throw new Error(`${name} is not expected here`);
    };
  }
  const instance = new WebAssembly.Instance(new WebAssembly.Module(bytes as BufferSource), {
    [HookModule]: hooks,
  });
  const states = new Uint8Array(memory.buffer, plan.layout.addressability, ProgramBytes / 8);
  const call = (wanted: Stub, constant: number | undefined, first: number, second: number) => {
    const at = callers.findIndex((each) => each.stub === wanted && each.constant === constant);
    (instance.exports[`f${at}`] as (first: number, second: number) => void)(first, second);
  };
  return { states, call, fresh: definedness ? Definedness.Fresh : 0 };
}

const Around = 0x5a;

describe.each([false, true])("with definedness: %s", (definedness) => {
  const { states, call, fresh } = machine(definedness);
  const MARKS: readonly (readonly [Stub, number])[] = [
    ["__asan_set_shadow_00", 8 | fresh],
    ["__asan_set_shadow_05", 5 | fresh],
    ["__asan_set_shadow_f1", State.BeforeLocals],
    ["__asan_set_shadow_f8", State.OutOfScope],
  ];

  it.each(MARKS)("%s marks that many granules and no others", (stub, state) => {
    for (const count of Constants) {
      for (const constant of [count, undefined]) {
        for (const first of [40, 41, 47]) {
          states.fill(Around);
          call(stub, constant, first, count);
          const expected = new Uint8Array(states.length).fill(Around);
          expected.fill(state, first, first + count);
          expect(Buffer.compare(states, expected), `${stub} ${first} ${count}`).toBe(0);
        }
      }
    }
  });

  it("an array of variable length lives between redzones", () => {
    const Address = 0x1000;
    for (let size = 0; size <= 100; size++) {
      states.fill(Around);
      call("__asan_alloca_poison", undefined, Address, size);
      const end = Math.ceil((Address + size) / 32) * 32 + 32;
      for (let at = Address - 64; at < end + 64; at += 8) {
        const inside = Math.min(8, Address + size - at);
        const lives = at >= Address && inside > 0;
        const isRedzone = at >= Address - 32 && at < end;
        const expected = lives ? inside | fresh : isRedzone ? State.AllocaRedzone : Around;
        expect(states[at / 8], `size ${size}, byte ${at - Address}`).toBe(expected);
      }
    }
  });

  it("the end of all arrays of variable length, where there were any", () => {
    states.fill(State.AllocaRedzone);
    call("__asan_allocas_unpoison", undefined, 0, 0x2000);
    call("__asan_allocas_unpoison", undefined, 0x2000, 0x2000);
    expect(states.every((state) => state === State.AllocaRedzone)).toBe(true);
    call("__asan_allocas_unpoison", undefined, 0x1000, 0x2000);
    const open = [...states.entries()].filter(([, state]) => state === (8 | fresh));
    expect([open.length, open[0]?.[0]]).toEqual([0x1000 / 8, 0x1000 / 8]);
  });
});
