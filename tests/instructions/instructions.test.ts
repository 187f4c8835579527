/**
 * Every instruction of the opcode table, carried out in a module as it is and in the module rewritten in each
 * way: the same results, the same traps, the same memory.
 *
 * One more instruction: the last test fails until a trial has it. Those that compute a result of their operands,
 * and plain loads and stores, are made of their rows (cases/operations.ts, cases/accesses.ts).
 */
import { describe, expect, it } from "vitest";
import { InstructionCursor } from "../../src/wasm/instructions.ts";
import { OPCODES } from "../../src/wasm/opcodes.ts";
import { ACCESSES } from "./cases/accesses.ts";
import { ATOMICS } from "./cases/atomics.ts";
import { CONTROL } from "./cases/control.ts";
import { MEMORY } from "./cases/memory.ts";
import { OPERATIONS } from "./cases/operations.ts";
import { REFERENCES } from "./cases/references.ts";
import { VECTORS } from "./cases/vectors.ts";
import { compare, type Trial } from "./compare.ts";

const TRIALS: Readonly<Record<string, readonly Trial[]>> = {
  "computing a result": OPERATIONS,
  "loading and storing": ACCESSES,
  "atomic accesses": ATOMICS,
  "control flow and variables": CONTROL,
  "ranges of memory, and its size": MEMORY,
  "tables and references": REFERENCES,
  "vectors where other values are": VECTORS,
};

describe.each(Object.entries(TRIALS))("%s", (_, trials) => {
  it.each(trials.map((trial) => [trial.name, trial] as const))("%s", (_name, trial) => {
    compare(trial);
  });
});

describe("the trials", () => {
  it("have every instruction of the table", () => {
    const tried = new Set<string>();
    for (const { module } of Object.values(TRIALS).flat()) {
      for (const { code } of module.bodies) {
        const cursor = new InstructionCursor(code, "test", 0);
        while (cursor.next()) tried.add(cursor.row.name);
      }
    }
    expect(OPCODES.map(({ name }) => name).filter((name) => !tried.has(name))).toEqual([]);
  });

  it("call every function that they have", () => {
    for (const { name, module, calls } of Object.values(TRIALS).flat()) {
      const called = new Set(calls.map((call) => call.name));
      const exported = module.exports.filter(({ kind }) => kind === "function");
      expect(
        exported.map((each) => each.name).filter((each) => !called.has(each)),
        name,
      ).toEqual([]);
    }
  });
});
