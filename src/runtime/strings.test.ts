import { describe, expect, it } from "vitest";
import type { Addr, CodeOffset } from "../bytes/brand.ts";
import { Heap } from "../heap/heap.ts";
import { makePlan } from "../instrument/plan.ts";
import { HeapMarks } from "../shadow/heap-marks.ts";
import { PageBytes } from "../shadow/layout.ts";
import { State } from "../shadow/states.ts";
import type { WasmModule } from "../wasm/module.ts";
import { CallStack } from "./call-stack.ts";
import { ErrorRecorder } from "./errors.ts";
import { Places } from "./places.ts";
import { ProgramMemory } from "./program-memory.ts";
import { StackTable } from "./stacks.ts";
import { StringFunctions } from "./strings.ts";

const UserSite = 0x100;
const LibrarySite = 0x900;
/** 16 addressable bytes; none before or behind. */
const Buffer16 = 0x2000;
const End = PageBytes;

const NoCode: WasmModule = {
  types: [],
  imports: [],
  functions: [],
  tables: [],
  memories: [{ min: 1 }],
  globals: [],
  exports: [],
  elements: [],
  bodies: [],
  data: [],
  customs: [],
};

/** A program of one page that is in a call from its only line of code. */
function program({ exitOnFirstError = false } = {}) {
  const plan = makePlan(NoCode, { programLimit: PageBytes, spillLocals: false });
  const memory = new ProgramMemory(plan.layout, PageBytes, 0);
  memory.shadow.mark(Buffer16, Buffer16 + 16, State.Addressable);
  const calls = new CallStack(memory.bytes.buffer, plan.layout, false);
  calls.words[0] = UserSite;
  const stacks = new StackTable(calls);
  const heap = new Heap(memory.bytes, new HeapMarks(memory.shadow), memory);
  const places = new Places(heap, stacks, plan, () => 0);
  const isLibrary = (site: CodeOffset) => site >= LibrarySite;
  const errors = new ErrorRecorder(calls, stacks, places, { exitOnFirstError, isLibrary });
  const found = () =>
    errors.log.all().map((each) => ({
      kind: each.kind,
      at: "address" in each ? each.address : undefined,
      count: each.count,
      innermost: each.stack[0],
    }));
  const csp = calls.base + 4;
  return { memory, calls, errors, strings: new StringFunctions(memory, errors), found, csp };
}

const stopsFor = (reason: string) => expect.objectContaining({ name: "ProgramStop", reason });

describe("a library string function", () => {
  it("counts every byte that it may not read in one error, which has the first one's address", () => {
    const { memory, strings, found, csp } = program();
    memory.bytes.fill(0x61, Buffer16, Buffer16 + 30);
    expect(strings.strlen(Buffer16, csp)).toBe(30);
    const at = Buffer16 + 16;
    const innermost = { intrinsic: "strlen" };
    expect(found()).toEqual([{ kind: "InvalidRead", at, count: 15, innermost }]);
    strings.strlen(Buffer16, csp);
    expect(found()).toEqual([{ kind: "InvalidRead", at, count: 30, innermost }]);
  });

  it("does not count the good bytes between bad ones", () => {
    const { strings, found, csp } = program();
    strings.stpncpy("strncpy", Buffer16 - 3, Buffer16, 24, csp);
    const innermost = { intrinsic: "strncpy" };
    const error = { kind: "InvalidWrite", at: Buffer16 - 3, count: 8, innermost };
    expect(found()).toEqual([error]);
  });

  it("ends the run at the first byte outside the program's memory", () => {
    const { memory, strings, found, csp } = program();
    memory.bytes.fill(0x61, End - 20, End);
    expect(() => strings.strlen(End - 20, csp)).toThrow(stopsFor("memory"));
    expect(found()).toMatchObject([{ at: End - 20, count: 21 }]);
  });

  it("is named in the error when its argument is outside the program's memory", () => {
    const calls: Record<string, (run: ReturnType<typeof program>) => void> = {
      strlen: ({ strings, csp }) => strings.strlen(0xf0000000, csp),
      memchr: ({ strings, csp }) => strings.memchr(0xf0000000, 1, 0xffffffff, csp),
      strchrnul: ({ strings, csp }) => strings.strchrnul(0xf0000000, 1, csp),
      strcpy: ({ strings, csp }) => strings.stpcpy("strcpy", Buffer16, 0xf0000000, csp),
      stpcpy: ({ strings, csp }) => strings.stpcpy("stpcpy", Buffer16, 0xf0000000, csp),
      strncpy: ({ strings, csp }) => strings.stpncpy("strncpy", Buffer16, 0xf0000000, 4, csp),
    };
    for (const [intrinsic, call] of Object.entries(calls)) {
      const run = program();
      expect(() => call(run)).toThrow(stopsFor("memory"));
      const at = 0xf0000000;
      expect(run.found()).toEqual([
        { kind: "InvalidRead", at, count: 1, innermost: { intrinsic } },
      ]);
    }
  });

  it("ends the run at once with exitOnFirstError, after one error", () => {
    const { strings, found, csp } = program({ exitOnFirstError: true });
    expect(() => strings.stpncpy("strncpy", 0x3000, Buffer16, 9, csp)).toThrow(
      stopsFor("first-error"),
    );
    expect(found()).toMatchObject([{ at: 0x3000, count: 1 }]);
  });

  it("is the only one to report its bytes, whichever of them the library touches again", () => {
    const { memory, calls, errors, strings, found, csp } = program();
    memory.bytes.fill(0x61, Buffer16, Buffer16 + 20);
    strings.strlen(Buffer16, csp);
    for (let at = Buffer16 + 20; at >= Buffer16 + 16; at--) {
      errors.access(at as Addr, 1, false, LibrarySite, csp);
    }
    expect(found()).toMatchObject([{ count: 5 }]);
    // What it did not touch is another mistake, and so is the same in another call.
    errors.access((Buffer16 + 21) as Addr, 1, false, LibrarySite, csp);
    calls.words[0] = UserSite + 8;
    errors.access((Buffer16 + 17) as Addr, 1, false, LibrarySite, csp);
    expect(found()).toHaveLength(3);
  });
});
