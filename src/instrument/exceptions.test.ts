/**
 * Exceptions in rewritten modules: V bits and origins of what is thrown and of what is unwound to are those of
 * the interpreter, under every instrumentation; and the program does what it did.
 */
import { describe, expect, it } from "vitest";
import { addressesMachine } from "../../tests/support/addresses-module.ts";
import {
  type Code,
  i32Const,
  programModule,
  programText,
  wholeAccess,
} from "../../tests/support/code-tree.ts";
import { Comparison } from "../../tests/support/definedness-comparison.ts";
import { DefinednessMachine, PlainMachine } from "../../tests/support/definedness-module.ts";
import {
  any,
  attempt,
  Caught,
  call,
  caught,
  drop,
  FrameBase,
  framed,
  get,
  keep,
  nothing,
  PROGRAMS,
  programOf,
  raise,
  slot,
  when,
  zero,
} from "../../tests/support/exception-programs.ts";
import { AREAS, IMPORTS } from "../../tests/support/program-surroundings.ts";
import { CallStack } from "../runtime/call-stack.ts";
import { State } from "../shadow/states.ts";
import { InstructionCursor } from "../wasm/instructions.ts";
import { ValueType } from "../wasm/module.ts";
import { Op } from "../wasm/opcodes.ts";

const { i32, i64 } = ValueType;

const cases = Object.entries(PROGRAMS).flatMap(([subject, programs]) => {
  return Object.entries(programs).map(
    ([name, program]) => [`${subject}: ${name}`, program] as const,
  );
});
const Runs = 40;

describe.each([
  ["V bits", false, false],
  ["V bits and origins", true, false],
  ["V bits, locals spilled,", false, true],
  ["V bits and origins, locals spilled,", true, true],
])("%s are right", (...[, tracksOrigins, spillLocals]) => {
  const comparison = new Comparison(tracksOrigins, spillLocals);

  it.each(cases)("%s", (_, program) => {
    const before = comparison.undefinedLeft;
    const found = comparison.mistake(program, 1, Runs);
    if (found !== undefined) expect.fail(`${found}\n${programText(program)}`);
    expect(comparison.undefinedLeft).toBeGreaterThan(before);
  });
});

describe.each([
  ["addresses are checked", false],
  ["locals are spilled", true],
])("where only %s, a program does what it did", (...[, spillLocals]) => {
  it.each(cases)("%s", (_, program) => {
    let given = 0;
    const imports = [() => (given * 0x9e3779b1) >> (given++ % 7), () => BigInt(given++)];
    const original = new PlainMachine();
    const rewritten = addressesMachine(program, imports, spillLocals);
    const [run] = original.functions(program, imports);
    let seen = 0;
    for (let seed = 1; seed <= Runs; seed++) {
      for (const { bytes } of [original, rewritten]) {
        bytes.fill(0);
        for (let at = 0; at < 64; at++) bytes[AREAS.heap + at] = seed * 31 + at * 7;
      }
      given = seed * 100;
      run!();
      given = seed * 100;
      rewritten.run();
      expect(Buffer.compare(original.bytes, rewritten.bytes)).toBe(0);
      seen += original.view.getUint32(Caught, true);
    }
    expect(seen).toBeGreaterThan(0);
  });
});

/** The imports of programs that call none. */
const unasked = IMPORTS.map(() => () => expect.fail("an import was called"));

describe("a frame that an exception left", () => {
  const machine = new DefinednessMachine(false);
  /** Throws the address of its own frame. */
  const leaving = framed(get(FrameBase), raise(1));

  it("is dead: its addresses are refused", () => {
    const [run] = machine.functions(
      programOf(
        framed(
          get(FrameBase),
          i32Const(1),
          wholeAccess("store", i32),
          attempt(nothing, [call(1)], { 1: [wholeAccess("load", i32), ...keep(i32, 0)] }),
          // Its own is not.
          get(FrameBase),
          wholeAccess("load", i32),
          ...keep(i32, 1),
        ),
        framed(call(2)),
        leaving,
      ),
      unasked,
    );
    machine.reset();
    run!();
    expect(machine.reports.map(({ hook }) => hook)).toEqual(["access"]);
    expect(machine.bitsAt(slot(1), 4)).toBe(0n);
    expect(machine.view.getUint32(slot(1), true)).toBe(1);
  });

  it("is used again by the next call, which finds nothing defined there", () => {
    const inFrame = wholeAccess("load", i64, 8);
    const [run] = machine.functions(
      programOf(
        framed(attempt(nothing, [call(1)], { 1: [drop] }), call(2)),
        framed(get(FrameBase), zero(i64), wholeAccess("store", i64, 8), get(FrameBase), raise(1)),
        framed(get(FrameBase), inFrame, ...keep(i64, 0)),
      ),
      unasked,
    );
    machine.reset();
    run!();
    expect(machine.reports).toEqual([]);
    expect(machine.bitsAt(slot(0), 8)).toBe(2n ** 64n - 1n);
  });
});

describe("after an exception the call stack of a report", () => {
  /** Decides on what is not defined. */
  const decide: Code = when(any(i32, 0), ...caught);
  const program = programOf(
    framed(call(1)),
    framed(attempt(nothing, [call(2)], { 0: [...decide, call(4)] }), ...decide),
    framed(call(3)),
    framed(raise(0)),
    framed(...decide),
  );

  /** Of each call of the function, in order. */
  function callsIn(func: number): number[] {
    const { code, offset } = programModule(program).bodies[func]!;
    const cursor = new InstructionCursor(code, "test", offset);
    const sites: number[] = [];
    while (cursor.next()) if (cursor.opcode === Op.call) sites.push(offset + cursor.start);
    return sites;
  }

  it.each([false, true])("has the calls that are live, locals spilled: %s", (spillLocals) => {
    const machine = new DefinednessMachine(false, spillLocals);
    const [run] = machine.functions(program, unasked);
    machine.reset();
    machine.states[AREAS.heap / 8] = State.AddressableDirty;
    machine.bits.fill(0xff, AREAS.heap, AREAS.heap + 8);
    const calls = new CallStack(machine.bytes.buffer, machine.layout, spillLocals);
    const stacks: number[][] = [];
    machine.onReport = ({ csp }) => stacks.push(calls.innermost(csp!, 10));
    run!();
    const [inMain] = callsIn(0);
    const [, inCatch] = callsIn(1);
    expect(stacks).toEqual([[inMain], [inCatch, inMain], [inMain]]);
  });
});
