/**
 * Which global is the pointer of the stack in linear memory. lld calls it `__stack_pointer`. In a module
 * that has lost its names it is known by its use: it starts inside of the memory, and functions take
 * their frames of it as clang makes them (frame.ts) and give them back.
 *
 * What is wrongly taken for it would make errors of what is none, so in doubt there is none: when a second
 * global is used so, when others than functions with frames use it more often, and when code loads it from what
 * it is given: such a program has several stacks (coroutines), and they lie anywhere.
 */
import { type FunctionBody, ValueType, type WasmModule } from "../wasm/module.ts";
import { globalNames } from "../wasm/names.ts";
import { Op } from "../wasm/opcodes.ts";
import { placesOf } from "./code-search.ts";
import { frameShape } from "./frame.ts";
import { addressOf } from "./static-data.ts";

export interface StackGlobal {
  readonly index: number;
  /** Where it starts: the stack's upper end, a multiple of 16. */
  readonly top: number;
}

const Name = "__stack_pointer";
const StackAlignment = 16;

/** @throws MalformedError when code has to be read that is malformed */
export function findStackGlobal(module: WasmModule, initialBytes: number): StackGlobal | undefined {
  const imports = module.imports.filter((each) => each.what.kind === "global").length;
  const candidates = module.globals.flatMap(({ type, init }, at): StackGlobal[] => {
    const top = type.mutable && type.type === ValueType.i32 ? addressOf(init) : undefined;
    const fits = top !== undefined && top > 0 && top <= initialBytes && top % StackAlignment === 0;
    return fits ? [{ index: imports + at, top }] : [];
  });
  const named = namedIndex(module);
  const known =
    named === undefined
      ? candidates.filter(({ index }) => isUsedAsStack(module, index))
      : candidates.filter(({ index }) => index === named);
  const [found] = known;
  if (found === undefined || known.length > 1) return undefined;
  return module.bodies.some((body) => switchesStacks(module, body, found.index))
    ? undefined
    : found;
}

function namedIndex(module: WasmModule): number | undefined {
  for (const [index, name] of globalNames(module)) if (name === Name) return index;
  return module.exports.find(({ kind, name }) => kind === "global" && name === Name)?.index;
}

function isUsedAsStack(module: WasmModule, global: number): boolean {
  let frames = 0;
  let givenBack = 0;
  let others = 0;
  for (const body of module.bodies) {
    const sets = [...setsOf(body.code, global)].length;
    if (sets === 0) continue;
    const { size } = frameShape(body, global, "the code section");
    if (size === 0) others++;
    else frames++;
    if (size > 0 && sets > 1) givenBack++;
  }
  return givenBack > 0 && frames > others;
}

/** Where `global.set global` may stand. */
function setsOf(code: Uint8Array, global: number): Generator<number> {
  return placesOf(code, Op.globalSet, (index) => index === global);
}

/** Whether `local.get parameter; i32.load; global.set global` stands in the code. */
function switchesStacks(module: WasmModule, body: FunctionBody, global: number): boolean {
  const { code } = body;
  for (const set of setsOf(code, global)) {
    // Alignment and offset of the load take a byte each, the offset perhaps two.
    for (const load of [set - 3, set - 4]) {
      if (code[load] !== Op.i32Load || code[load - 2] !== Op.localGet) continue;
      if (code[load - 1]! < parametersOf(module, body)) return true;
    }
  }
  return false;
}

function parametersOf(module: WasmModule, body: FunctionBody): number {
  const type = module.functions[module.bodies.indexOf(body)];
  return type === undefined ? 0 : (module.types[type]?.params.length ?? 0);
}
