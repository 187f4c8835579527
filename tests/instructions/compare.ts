/** The same calls made of a module before and after it is rewritten: results, traps and memory must be the same. */
import { expect } from "vitest";
import { readEngineStop } from "../../src/runtime/traps.ts";
import type { WasmModule } from "../../src/wasm/module.ts";
import { FirstOperand, FirstResult, SlotBytes } from "./assemble.ts";
import {
  type Argument,
  CheckedSurroundings,
  type Machine,
  type MakeImports,
  plainMachine,
  VARIANTS,
  type Variant,
} from "./machines.ts";
import { areSameNaNs, type FloatShape } from "./nan.ts";

export interface Call {
  /** The exported function's name. */
  readonly name: string;
  /** What the host gives it. */
  readonly given?: readonly Argument[];
  /** What lies in the slots for operands (`operand`), as bits. */
  readonly operands?: readonly bigint[];
}

/** Some instructions tried: a module, and what is called in it, one after the other. */
export interface Trial {
  readonly name: string;
  readonly module: WasmModule;
  readonly imports?: MakeImports;
  readonly calls: readonly Call[];
  /** The result in slot 0 is a float whose NaNs the specification leaves open (4.3.3), or a vector of such. */
  readonly openNaNs?: FloatShape;
}

const surroundings = VARIANTS.map((variant) => new CheckedSurroundings(variant));
/** Where the slots are. */
const SlotsEnd = FirstResult + 16 * SlotBytes;

/** @throws when anything differs, naming the call */
export function compare(trial: Trial): void {
  const { stackTraceLimit } = Error;
  // Of traps only the reason is asked for, and thousands are met.
  Error.stackTraceLimit = 0;
  try {
    compareCalls(trial);
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

function compareCalls(trial: Trial): void {
  const { module, calls, imports = () => ({}) } = trial;
  const plain = plainMachine(module, imports);
  const all = surroundings.map(({ variant, machine }) => ({
    variant,
    checked: machine(module, imports),
  }));
  const fail = (variant: Variant, where: string, { what, got, wanted }: Difference) => {
    const but = `${what} ${shown(got)}, not ${shown(wanted)}`;
    expect.fail(`${trial.name}, ${variant.name}: ${where}: ${but}`);
  };
  for (const call of calls) {
    const { name, given = [], operands } = call;
    const where = `${name}(${[...given, ...(operands ?? [])].map(shown).join(", ")})`;
    if (operands !== undefined) plain.setOperands(operands);
    const wanted = outcome(plain, call);
    for (const { variant, checked } of all) {
      if (operands !== undefined) checked.setOperands(operands);
      const got = outcome(checked, call);
      if (!isSame(got, wanted)) fail(variant, where, { what: "it gave", got, wanted });
      if (operands !== undefined) settleNaNs(trial, operands, checked, plain);
      const difference = firstDifference(checked, plain, SlotsEnd);
      if (difference !== undefined) fail(variant, where, difference);
    }
  }
  for (const { variant, checked } of all) {
    const difference = firstDifference(checked, plain);
    if (difference !== undefined) fail(variant, "at the end", difference);
  }
}

/** What a call came to: its results, or why it trapped. */
function outcome({ exports }: Machine, { name, given = [] }: Call): unknown {
  try {
    return exports[name]!(...given);
  } catch (thrown) {
    const stop = readEngineStop(thrown);
    if (stop === undefined) throw thrown;
    return `trap: ${stop.reason}`;
  }
}

function isSame(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((each, at) => isSame(each, b[at]));
  }
  return Object.is(a, b);
}

function shown(value: unknown): string {
  return typeof value === "bigint" ? `0x${value.toString(16)}` : String(value);
}

/** NaNs that may differ are made the same, so that memory can be compared as it is. */
function settleNaNs(
  { openNaNs }: Trial,
  operands: readonly bigint[],
  checked: Machine,
  plain: Machine,
): void {
  if (openNaNs === undefined) return;
  const [got, wanted] = [checked, plain].map(({ bytes }) =>
    bytes().subarray(FirstResult, FirstResult + SlotBytes),
  ) as [Uint8Array, Uint8Array];
  if (Buffer.compare(got, wanted) === 0) return;
  if (areSameNaNs(openNaNs, operands, got, wanted)) got.set(wanted);
}

interface Difference {
  readonly what: string;
  readonly got: unknown;
  readonly wanted: unknown;
}

/** Of the first bytes of memory, or of all. */
function firstDifference(checked: Machine, plain: Machine, end?: number): Difference | undefined {
  const [got, wanted] = [checked.bytes().subarray(0, end), plain.bytes().subarray(0, end)];
  if (got.length !== wanted.length) {
    return { what: "the memory's size is", got: got.length, wanted: wanted.length };
  }
  if (Buffer.compare(got, wanted) === 0) return undefined;
  const at = got.findIndex((byte, index) => byte !== wanted[index]);
  const slot = at >= FirstOperand && at < SlotsEnd ? " (a slot)" : "";
  return { what: `the byte at 0x${at.toString(16)}${slot} is`, got: got[at], wanted: wanted[at] };
}
