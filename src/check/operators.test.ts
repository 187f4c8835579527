import { expect, test } from "vitest";
import type { CodeOffset, FuncIndex } from "../bytes/brand.ts";
import { ByteWriter } from "../bytes/writer.ts";
import type { Frame } from "../symbols/frame.ts";
import type { FunctionBody, WasmModule } from "../wasm/module.ts";
import { Op } from "../wasm/opcodes.ts";
import { type OperatorSymbols, operatorsOf } from "./operators.ts";

/** As wasm-ld and as an optimiser writes `call 2`. */
const Linked = [Op.call, 0x82, 0x80, 0x80, 0x80, 0x00];
const Shortened = [Op.call, 2];

/** Bytes from the start of one function's body to the next's. */
const BodyBytes = 16;
const siteIn = (func: number) => (func * BodyBytes) as CodeOffset;
const funcOf = (site: CodeOffset) => Math.floor(site / BodyBytes) as FuncIndex;

interface Written {
  readonly name: string;
  /** Has debug information. */
  readonly users?: boolean;
  readonly call?: readonly number[];
  /** What debug information says was inlined at its start. */
  readonly inlined?: string;
}

function operatorsIn(functions: readonly Written[], isEmpty = false) {
  const names = new ByteWriter();
  names.uleb32(functions.length);
  for (const [func, { name }] of functions.entries()) {
    names.uleb32(func);
    names.name(name);
  }
  const section = new ByteWriter();
  section.u8(1);
  section.sized(names.toBytes());
  const bodies = functions.map(
    ({ call = Linked }, func): FunctionBody => ({
      locals: [],
      code: Uint8Array.from([...call, Op.end]),
      offset: siteIn(func),
    }),
  );
  const module = {
    imports: [],
    bodies,
    customs: [{ name: "name", bytes: section.toBytes() }],
  } as unknown as WasmModule;
  const users = (site: CodeOffset) => functions[funcOf(site)]?.users ?? false;
  const symbols: OperatorSymbols = {
    isEmpty,
    functionAt: funcOf,
    hasDebugInfo: users,
    frames(site): Frame[] {
      const { name, inlined } = functions[funcOf(site)]!;
      const frame = (shown: string) => ({ function: shown, library: !users(site) });
      return [...(inlined === undefined ? [] : [frame(inlined)]), frame(name)];
    },
  };
  return operatorsOf(module, symbols);
}

const stack = (...functions: number[]) => functions.map((func) => ({ site: siteIn(func) }));
const sites = (...functions: number[]) => functions.map(siteIn);

const LIBRARY: readonly Written[] = [
  { name: "main", users: true },
  { name: "_Znwm" },
  { name: "_Znam" },
  { name: "_ZL17operator_new_implm" },
  { name: "_ZdlPv" },
  { name: "grow" },
];
const [Main, New, NewArray, Part, Delete, Grow] = [0, 1, 2, 3, 4, 5];

test("the outermost of operators that call one another is the one that was called", () => {
  const operators = operatorsIn(LIBRARY);
  expect(operators?.familyOf(sites(Part, New, Main))).toBe("new");
  expect(operators?.familyOf(sites(Part, New, NewArray, Main))).toBe("new[]");
  expect(operators?.familyOf(sites(Delete, Main))).toBe("new");
  expect(operators?.familyOf(sites(Main, NewArray))).toBeUndefined();
  expect(operators?.familyOf(sites(Grow, New, Main))).toBeUndefined();
  expect(operators?.familyOf(sites(Part, Main))).toBeUndefined();
});

test("no operators, one of the program's own, no debug information: nothing to go by", () => {
  expect(operatorsIn([{ name: "main", users: true }])).toBeUndefined();
  expect(operatorsIn([...LIBRARY, { name: "_ZdaPv", users: true }])).toBeUndefined();
  expect(operatorsIn(LIBRARY, true)).toBeUndefined();
});

test("calls as the linker left them show what the source says", () => {
  expect(operatorsIn(LIBRARY)?.areCertain(stack(New, Main), stack(Main))).toBe(true);
});

test("after an optimiser that saw the whole module, or in an operator that was inlined, they do not", () => {
  const optimised = [{ name: "main", users: true, call: Shortened }, ...LIBRARY.slice(1)];
  expect(operatorsIn(optimised)?.areCertain(stack(New, Main), stack(Main))).toBe(false);
  const own = [{ name: "main", users: true, inlined: "operator delete" }, ...LIBRARY.slice(1)];
  expect(operatorsIn(own)?.areCertain(stack(New, Main), stack(Main))).toBe(false);
});
