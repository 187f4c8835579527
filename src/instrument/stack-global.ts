/**
 * Which global is the pointer of the stack in linear memory. lld calls it `__stack_pointer`. In a module
 * that has lost its names it is known by its use: it starts inside of the memory, and functions take
 * their frames of it as clang makes them (frame.ts) and give them back.
 *
 * What is wrongly taken for it would make errors of what is none, so in doubt there is none: when a second
 * global is used so, when others than functions with frames use it more often, and when code loads it from what
 * it is given: such a program has several stacks (coroutines), and they lie anywhere.
 */
import { ValueType, type WasmModule } from "../wasm/module.ts";
import { globalNames } from "../wasm/names.ts";
import { Op } from "../wasm/opcodes.ts";
import { placesOf, unsignedAt } from "./code-search.ts";
import { frameShape } from "./frame.ts";
import { addressOf } from "./static-data.ts";

export interface StackGlobal {
  readonly index: number;
  /** Where it starts: the stack's upper end, a multiple of 16. */
  readonly top: number;
}

const Name = "__stack_pointer";
const StackAlignment = 16;
/** Functions that tell how a global is used: the first ones. All of a large program's take as long as half of its rewriting. */
const MostLookedAt = 1000;

/** @throws MalformedError when code has to be read that is malformed */
export function findStackGlobal(module: WasmModule, initialBytes: number): StackGlobal | undefined {
  const imports = module.imports.filter((each) => each.what.kind === "global").length;
  const tops = new Map<number, number>();
  for (const [at, { type, init }] of module.globals.entries()) {
    const top = type.mutable && type.type === ValueType.i32 ? addressOf(init) : undefined;
    const fits = top !== undefined && top > 0 && top <= initialBytes && top % StackAlignment === 0;
    if (fits) tops.set(imports + at, top);
  }
  const index = namedIndex(module) ?? usedAsStack(module, tops);
  const top = index === undefined ? undefined : tops.get(index);
  if (index === undefined || top === undefined || switchesStacks(module, index)) return undefined;
  return { index, top };
}

function namedIndex(module: WasmModule): number | undefined {
  for (const [index, name] of globalNames(module)) if (name === Name) return index;
  return module.exports.find(({ kind, name }) => kind === "global" && name === Name)?.index;
}

interface Uses {
  /** Functions that take a frame, those of them that set the global more than once, and all others that set it. */
  frames: number;
  givenBack: number;
  others: number;
}

/** The one of `candidates` that functions take their frames from. */
function usedAsStack(
  module: WasmModule,
  candidates: ReadonlyMap<number, number>,
): number | undefined {
  const uses = new Map<number, Uses>();
  for (const body of module.bodies) {
    const sets = new Map<number, number>();
    for (const at of placesOf(body.code, Op.globalSet, (index) => candidates.has(index))) {
      const index = unsignedAt(body.code, at + 1);
      sets.set(index, (sets.get(index) ?? 0) + 1);
    }
    for (const [index, times] of sets) {
      const use = uses.get(index) ?? { frames: 0, givenBack: 0, others: 0 };
      uses.set(index, use);
      if (use.frames + use.others === MostLookedAt) continue;
      const takesFrame = frameShape(body, index, "the code section").size > 0;
      if (takesFrame) use.frames++;
      else use.others++;
      if (takesFrame && times > 1) use.givenBack++;
    }
  }
  const found = [...uses].filter(([, use]) => use.givenBack > 0 && use.frames > use.others);
  return found.length === 1 ? found[0]![0] : undefined;
}

/** Whether `local.get parameter; i32.load; global.set global` stands anywhere in the code. */
function switchesStacks({ bodies, functions, types }: WasmModule, global: number): boolean {
  return bodies.some(({ code }, at) => {
    for (const set of placesOf(code, Op.globalSet, (index) => index === global)) {
      // Alignment and offset of the load take a byte each, the offset perhaps two.
      for (const load of [set - 3, set - 4]) {
        if (code[load] !== Op.i32Load || code[load - 2] !== Op.localGet) continue;
        const parameters = types[functions[at] ?? -1]?.params.length ?? 0;
        if (code[load - 1]! < parameters) return true;
      }
    }
    return false;
  });
}
