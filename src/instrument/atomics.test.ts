/** V bits of atomic accesses: those of the values that are possible, and what is reported of them. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Code,
  HeapStart,
  i32Const,
  type NumberType,
  type TreeFunction,
  wholeAccess,
} from "../../tests/support/code-tree.ts";
import { DefinednessMachine } from "../../tests/support/definedness-module.ts";
import { programOf } from "../../tests/support/written-program.ts";
import { State } from "../shadow/states.ts";
import { ValueType } from "../wasm/module.ts";
import type { AtomicEffect } from "../wasm/opcode-row.ts";
import { OPCODES, type OpcodeRow } from "../wasm/opcodes.ts";

/** What is accessed, the operands behind the address, and the result. */
const Place = HeapStart + 64;
const operandAt = (at: number) => HeapStart + 16 + 8 * at;
const Result = HeapStart;

type AtomicRow = OpcodeRow & { readonly memory: AtomicEffect };
const rows = OPCODES.filter((row): row is AtomicRow => row.memory.kind === "atomic");
const changing = rows.filter(({ memory }) => !["wait", "notify"].includes(memory.does));

/** The access of `address`; what it gives is stored. */
function functionOf({ name, params, results, memory }: AtomicRow, address: Code): TreeFunction {
  const operands = params
    .slice(1)
    .flatMap((type, at) => [i32Const(operandAt(at)), wholeAccess("load", type as NumberType)]);
  const immediates = [Math.log2(memory.width), 0];
  const access: Code = [...address, ...operands, { kind: "other", name, immediates }];
  const [result] = results as NumberType[];
  const code: Code =
    result === undefined ? access : [i32Const(Result), ...access, wholeAccess("store", result)];
  return { type: { params: [], results: [] }, locals: [], code };
}

interface Bits {
  readonly v: bigint;
  readonly s: bigint;
}

/** All values that these bits may be, when few of them are undefined. */
function possible({ v, s }: Bits): bigint[] {
  let all = [v & ~s];
  for (let bit = 0n; bit < 64n; bit++) {
    if ((s >> bit) & 1n) all = all.flatMap((each) => [each, each | (1n << bit)]);
  }
  return all;
}

/** What is there afterwards. */
function combined({ does, width }: AtomicEffect, a: bigint, b: bigint): bigint {
  const results: Record<string, () => bigint> = {
    load: () => a,
    add: () => a + b,
    sub: () => a - b,
    and: () => a & b,
    or: () => a | b,
    xor: () => a ^ b,
  };
  return BigInt.asUintN(8 * width, (results[does] ?? (() => b))());
}

function varying(values: readonly bigint[]): bigint {
  return values.reduce((bits, value) => bits | (value ^ values[0]!), 0n);
}

const fewBits = fc
  .array(fc.nat(63), { maxLength: 3 })
  .map((at) => at.reduce((sum, bit) => sum | (1n << BigInt(bit)), 0n));
const anyBits = fc.record({ v: fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }), s: fewBits });

describe.each([
  ["V bits", false],
  ["V bits and origins", true],
])("%s of an atomic access", (_, tracksOrigins) => {
  const machine = new DefinednessMachine(tracksOrigins);
  const program = programOf(...changing.map((row) => functionOf(row, [i32Const(Place)])));
  const functions = machine.functions(program, [() => 0, () => 0n]);

  function prepare(before: Bits, given: readonly Bits[]): void {
    machine.reset();
    const put = (address: number, { v, s }: Bits) => {
      machine.view.setBigUint64(address, v, true);
      machine.view.setBigUint64(machine.layout.definedness + address, s, true);
      machine.states[address / 8] = State.AddressableDirty;
      if (tracksOrigins) machine.origins.fill(0x100 + address, address / 4, address / 4 + 2);
    };
    put(Place, before);
    for (const [at, each] of given.entries()) put(operandAt(at), each);
  }

  it.each(changing.map((row, at) => [row.name, row, functions[at]!] as const))(
    "%s",
    (_name, { memory, params }, run) => {
      const { does, width } = memory;
      const bits = 8 * width;
      const narrow = ({ v, s }: Bits) => ({
        v: BigInt.asUintN(bits, v),
        s: BigInt.asUintN(bits, s),
      });
      const carries = ["add", "sub"].includes(does);
      fc.assert(
        fc.property(anyBits, anyBits, anyBits, fc.boolean(), (before, first, second, equal) => {
          const expected = equal ? { v: before.v, s: 0n } : { v: first.v, s: 0n };
          const given = does === "cmpxchg" ? [expected, second] : params.length > 1 ? [second] : [];
          prepare(before, given);
          run();
          expect(machine.reports).toEqual([]);
          const there = narrow(before);
          const last = narrow(given.at(-1) ?? { v: 0n, s: 0n });
          const outcomes = possible(there).flatMap((a) =>
            possible(last).map((b) => combined(memory, a, b)),
          );
          const stays = does === "cmpxchg" && narrow(expected).v !== there.v;
          const wanted = stays ? there.s : varying(outcomes);
          const got = machine.bitsAt(Place, width);
          expect(got & wanted).toBe(wanted);
          // Nothing below the lowest undefined bit is touched by a carry.
          const any = there.s | last.s;
          if (carries) expect(got & ((any & -any) - 1n)).toBe(0n);
          else expect(got).toBe(wanted);
          if (does !== "store") {
            expect(machine.bitsAt(Result, 8)).toBe(there.s);
            if (tracksOrigins && BigInt.asUintN(32, there.s) !== 0n) {
              expect(machine.shadow.originAt(Result)).toBe(0x100 + Place);
            }
          }
        }),
        { numRuns: tracksOrigins ? 60 : 300 },
      );
    },
  );
});

describe("an atomic access", () => {
  const machine = new DefinednessMachine(false);
  const byAddress: Code = [i32Const(operandAt(2)), wholeAccess("load", ValueType.i32)];
  const functions = machine.functions(programOf(...rows.map((row) => functionOf(row, byAddress))), [
    () => 0,
    () => 0n,
  ]);
  const cases = rows.map((row, at) => [row.name, row, functions[at]!] as const);

  function reportsOf(run: () => unknown): string[] {
    try {
      run();
    } catch (error) {
      // Waiting is not for a memory of one thread.
      if (!(error instanceof WebAssembly.RuntimeError)) throw error;
    }
    return machine.reports.map(({ hook }) => hook);
  }

  it.each(cases)("at an undefined address is reported: %s", (_, _row, run) => {
    machine.reset();
    machine.view.setInt32(operandAt(2), Place, true);
    machine.shadow.undefine(operandAt(2), 4);
    expect(reportsOf(run)).toEqual(["undefinedValue"]);
  });

  it.each(cases)("of memory that nobody has is reported once: %s", (_, { memory }, run) => {
    machine.reset();
    machine.view.setInt32(operandAt(2), Place, true);
    machine.states[Place / 8] = State.HeapRedzone;
    for (const at of [0, 1]) machine.shadow.undefine(operandAt(at), 8);
    expect(reportsOf(run)).toEqual(["access"]);
    const { access = 0 } = machine.reports[0]!.arguments;
    expect([access >>> 4, access & 1]).toEqual([
      memory.width,
      ["load", "wait", "notify"].includes(memory.does) ? 0 : 1,
    ]);
  });

  it.each(cases)("on undefined values decides nothing: %s", (_, _row, run) => {
    machine.reset();
    machine.view.setInt32(operandAt(2), Place, true);
    machine.shadow.undefine(Place, 8);
    for (const at of [0, 1]) machine.shadow.undefine(operandAt(at), 8);
    expect(reportsOf(run)).toEqual([]);
  });
});
