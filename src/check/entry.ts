/**
 * What of a module is called when it is run: `_start`, or the export that --invoke names, with arguments of its
 * parameters' types. And what a module needs that can be run at all.
 */

import { quoted } from "../bytes/printable.ts";
import { isWasiCall } from "../runtime/host/wasi-abi.ts";
import type { EntryCall, EntryValue } from "../runtime/machine.ts";
import { indexSpaces } from "../wasm/index-spaces.ts";
import { type FunctionType, type Import, ValueType, type WasmModule } from "../wasm/module.ts";
import type { CheckRequest, Refused } from "./request.ts";

/** As many are named in a sentence. */
const MostNamed = 5;

/** What is called; without --invoke nothing is said of it. */
export interface Entry {
  readonly call?: EntryCall;
}

/** Why a module cannot be run, or what of it will be called. */
export function entryOf(
  module: WasmModule,
  { invoke, args }: Pick<CheckRequest, "invoke" | "args">,
): Entry | Refused {
  const unknown = module.imports.filter(({ module: from, name, what }) => {
    return what.kind !== "function" || !isWasiCall(from, name);
  });
  if (unknown.length > 0) {
    return {
      refused: `imports ${listed(unknown.map(importText))}, which Redzone does not provide; the modules of a JavaScript program are checked by: redzone node SCRIPT`,
    };
  }
  const exported = exportedFunctions(module);
  if (invoke === undefined) {
    if (exported.has("_start")) return {};
    const others =
      exported.size === 0
        ? "exports no function that could be called in its place"
        : `exports ${listed(signatures(exported))}: call one with --invoke=NAME`;
    return { refused: `has no _start function, and ${others}` };
  }
  const type = exported.get(invoke);
  const wrong = (reason: string) =>
    ({ refused: `--invoke=${invoke}: ${reason}`, usage: true }) as const;
  if (type === undefined) {
    const others = exported.size === 0 ? "none" : listed(signatures(exported));
    return wrong(`the module exports no such function; those that it exports: ${others}`);
  }
  if (![...type.params, ...type.results].every((each) => GIVEN.has(each))) {
    return wrong(`${signature([invoke, type])} has a v128, which nobody but WebAssembly can give`);
  }
  if (type.params.length !== args.length) {
    return wrong(
      `${signature([invoke, type])} takes ${counted(type.params.length)}, not ${args.length}`,
    );
  }
  const values: EntryValue[] = [];
  for (const [at, param] of type.params.entries()) {
    const value = valueFrom(param, args[at]!);
    if (value === undefined) {
      const expected = `${nameOf(param)}, ${GIVEN.get(param)?.expected}`;
      return wrong(
        `parameter ${at + 1} of ${signature([invoke, type])} is ${expected}, not ${args[at]}`,
      );
    }
    values.push(value);
  }
  return { call: { name: invoke, values, results: type.results } };
}

function importText({ module: from, name, what }: Import): string {
  return `${quoted(from)}.${quoted(name)} (${what.kind})`;
}

function exportedFunctions(module: WasmModule): ReadonlyMap<string, FunctionType> {
  const { functions } = indexSpaces(module);
  return new Map(
    module.exports.flatMap(({ kind, name, index }) =>
      kind === "function" ? [[name, functions[index]!] as const] : [],
    ),
  );
}

/** The types of values that a command line can give, and what these look like; of references only null ones. */
const GIVEN: ReadonlyMap<ValueType, { readonly name: string; readonly expected: string }> = new Map(
  [
    [ValueType.i32, { name: "i32", expected: "a whole number of 32 bits" }],
    [ValueType.i64, { name: "i64", expected: "a whole number of 64 bits" }],
    [ValueType.f32, { name: "f32", expected: "a number" }],
    [ValueType.f64, { name: "f64", expected: "a number" }],
    [ValueType.funcref, { name: "funcref", expected: "null" }],
    [ValueType.externref, { name: "externref", expected: "null" }],
  ],
);

function nameOf(type: ValueType): string {
  return GIVEN.get(type)?.name ?? "v128";
}

function signature([name, { params }]: readonly [string, FunctionType]): string {
  return `${quoted(name)}(${params.map(nameOf).join(", ")})`;
}

/** Those that are called to prepare the module are nobody's choice. */
function signatures(exported: ReadonlyMap<string, FunctionType>): string[] {
  return [...exported].filter(([name]) => !name.startsWith("_")).map(signature);
}

function counted(parameters: number): string {
  if (parameters === 0) return "no argument";
  return parameters === 1 ? "1 argument" : `${parameters} arguments`;
}

function listed(names: readonly string[]): string {
  const left = names.length - MostNamed;
  const shown = left > 1 ? [...names.slice(0, MostNamed), `${left} more`] : names;
  return [shown.slice(0, -1).join(", "), shown.at(-1)].filter(Boolean).join(" and ");
}

/** The value that a text stands for; undefined when it stands for none of the type. */
function valueFrom(type: ValueType, text: string): EntryValue | undefined {
  switch (type) {
    case ValueType.i32: {
      const value = wholeNumber(text, 32);
      return value === undefined ? undefined : Number(BigInt.asIntN(32, value));
    }
    case ValueType.i64:
      return wholeNumber(text, 64);
    case ValueType.f32:
    case ValueType.f64:
      return floatingNumber(text);
    default:
      return text === "null" ? null : undefined;
  }
}

/** Decimal or hexadecimal; as many bits as an unsigned number has, or a signed one. */
function wholeNumber(text: string, bits: number): bigint | undefined {
  const [, sign, digits] = /^([+-]?)(\d+|0x[\da-f]+)$/i.exec(text) ?? [];
  if (digits === undefined) return undefined;
  const value = sign === "-" ? -BigInt(digits) : BigInt(digits);
  const least = -(1n << BigInt(bits - 1));
  return value >= least && value < 1n << BigInt(bits) ? value : undefined;
}

function floatingNumber(text: string): number | undefined {
  const special = /^([+-]?)(inf|infinity|nan)$/i.exec(text);
  if (special !== null) {
    const value = /^n/i.test(special[2]!) ? Number.NaN : Number.POSITIVE_INFINITY;
    return special[1] === "-" ? -value : value;
  }
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : undefined;
}
