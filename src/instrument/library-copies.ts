/**
 * The C library's functions that copy or fill memory are each one instruction with a name. They get just
 * that instruction as their body: so one mistake is one error about the whole range, as it is where the
 * compiler itself put the instruction in place of the call, and a C library without bulk memory is not checked
 * word by word.
 *
 * memcpy must not be given overlapping memory, memmove may be; both are memory.copy. So the question is
 * asked where the function is entered, and only calls of it can be told from memmove.
 */
import type { CodeOffset } from "../bytes/brand.ts";
import { type FunctionBody, ValueType, type WasmModule } from "../wasm/module.ts";
import { functionNames } from "../wasm/names.ts";
import { Op } from "../wasm/opcodes.ts";
import { OVERLAP_CHECKED, type OverlapChecked } from "./abi.ts";
import { CodeBuilder } from "./code-builder.ts";

/** Names in the C library, and what stands for them; all take (to, from or value, length). */
const COPIES: ReadonlyMap<string, { readonly opcode: number; readonly returnsEnd?: true }> =
  new Map([
    ["memcpy", { opcode: Op.memoryCopy }],
    ["mempcpy", { opcode: Op.memoryCopy, returnsEnd: true }],
    ["memmove", { opcode: Op.memoryCopy }],
    ["memset", { opcode: Op.memoryFill }],
  ]);

const [To, FromOrValue, Length] = [0, 1, 2];

export interface LibraryCopies {
  /** The module with the bodies replaced. */
  readonly module: WasmModule;
  /** The functions whose bodies are replaced. */
  readonly copies: ReadonlySet<number>;
  /** By function: the name of what must not be given overlapping memory. */
  readonly overlapChecked: ReadonlyMap<number, OverlapChecked>;
}

/** @param isUsers as in InstrumentOptions */
export function withLibraryCopies(
  module: WasmModule,
  imported: number,
  isUsers: ((body: CodeOffset) => boolean) | undefined,
): LibraryCopies {
  const bodies = [...module.bodies];
  const copies = new Set<number>();
  const overlapChecked = new Map<number, OverlapChecked>();
  for (const [func, name] of functionNames(module)) {
    const copy = COPIES.get(name);
    const body = bodies[func - imported];
    if (copy === undefined || body === undefined || isUsers?.(body.offset)) continue;
    const type = module.types[module.functions[func - imported] ?? -1];
    const { params = [], results = [] } = type ?? {};
    const same = params.length === 3 && results.length === 1;
    if (!same || ![...params, ...results].every((each) => each === ValueType.i32)) continue;
    const replaced = bodyOf(copy, body.offset);
    // Sites in the new body must lie in the old one.
    if (replaced.code.length > body.code.length) continue;
    bodies[func - imported] = replaced;
    copies.add(func);
    const checked = OVERLAP_CHECKED.find((each) => each === name);
    if (checked !== undefined) overlapChecked.set(func, checked);
  }
  return { module: { ...module, bodies }, copies, overlapChecked };
}

function bodyOf(
  { opcode, returnsEnd }: { readonly opcode: number; readonly returnsEnd?: true },
  offset: FunctionBody["offset"],
): FunctionBody {
  const out = new CodeBuilder();
  out.get(To).get(FromOrValue).get(Length).op(opcode).u32(0);
  if (opcode === Op.memoryCopy) out.u32(0);
  out.get(To);
  if (returnsEnd) out.get(Length).op(Op.i32Add);
  return { locals: [], code: out.op(Op.end).take(), offset };
}
