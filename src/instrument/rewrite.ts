/**
 * A module made checkable: every section of the original with what the passes add.
 */
import type { FuncIndex, TypeIndex } from "../bytes/brand.ts";
import { PageBytes } from "../shadow/layout.ts";
import { encodeModule } from "../wasm/encode.ts";
import { declaredFunctions, indexSpaces } from "../wasm/index-spaces.ts";
import { InstructionCursor } from "../wasm/instructions.ts";
import type { ConstExpr, Element, Export, Global, WasmModule } from "../wasm/module.ts";
import { ValueType } from "../wasm/module.ts";
import { Op } from "../wasm/opcodes.ts";
import { HOOK_NAMES, HookModule, MemoryImport } from "./abi.ts";
import { addedCode, emitArgumentChecks, ownBodies, type RewritingHelp } from "./bodies.ts";
import { emitDefined } from "./calls.ts";
import { CodeBuilder } from "./code-builder.ts";
import { engineHints } from "./engine-hints.ts";
import { requireCounts, requireTypes } from "./engine-limits.ts";
import { HELPERS, type HelperName } from "./helper-table.ts";
import { emitHelper } from "./helpers.ts";
import { type InstrumentOptions, makePlan, memoryOf, type Plan, shadowType } from "./plan.ts";
import { BodyWriter, type HintedBody, type WrittenBodies } from "./written-bodies.ts";

/** Names under which a rewritten module exports what only the runtime may see. */
export const PrivateExport = {
  /** i32, mutable: the program's stack pointer; absent when it has none. */
  stackPointer: "redzone:stack-pointer",
  /** The table of a module that has just one. */
  table: "redzone:table",
  /** The start function, which the runtime calls once everything is bound. */
  start: "redzone:start",
} as const;

export interface Instrumented {
  readonly bytes: Uint8Array;
  readonly plan: Plan;
}

/**
 * Rewrites a module so that every access is checked.
 * @param where the file, for messages
 * @throws MalformedError for instructions that are not supported
 * @throws UnsupportedError as `makePlan` does, and for what would be too large for an engine
 */
export function instrument(
  original: WasmModule,
  where: string,
  options: InstrumentOptions,
  help: RewritingHelp = {},
): Instrumented {
  const plan = makePlan(original, options);
  const { module } = plan;
  requireTypes(plan.types);
  const own = ownBodies(plan, where, options.isUsers, help);
  const bodies = [...own, addedBodies(plan)];

  const wholeMemory = { min: plan.layout.totalPages, max: plan.layout.totalPages };
  const rewritten: WasmModule = {
    types: plan.types,
    imports: [
      ...module.imports.filter(({ what }) => what.kind !== "memory"),
      ...HOOK_NAMES.map((name) => ({
        module: HookModule,
        name,
        what: { kind: "function", type: plan.hookType(name) as TypeIndex } as const,
      })),
      { module: HookModule, name: MemoryImport, what: { kind: "memory", limits: wholeMemory } },
    ],
    functions: [
      ...module.functions.map((type) => plan.rewrittenType(type) as TypeIndex),
      ...range(plan.imported).map(
        (func) => plan.rewrittenType(plan.typeIndexOf(func)) as TypeIndex,
      ),
      ...plan.helpers.map((name) => plan.helperTypeIndex(name) as TypeIndex),
      ...plan.entered.map((func) => plan.typeIndexOf(func)),
    ],
    tables: module.tables,
    memories: [],
    tags: plan.tags,
    globals: [
      ...module.globals.map((global) => ({ ...global, init: movedFunctions(plan, global.init) })),
      ...shadowGlobals(plan),
    ],
    exports: [...movedExports(plan), ...privateExports(plan)],
    elements: [...module.elements.map((each) => movedElement(plan, each)), declarations(plan)],
    ...(module.dataCount === undefined ? {} : { dataCount: module.dataCount }),
    bodies: [],
    data: module.data,
    customs: engineHints(bodies, options),
  };
  requireCounts(rewritten);
  const count = bodies.reduce((sum, part) => sum + part.count, 0);
  const code = { count, parts: bodies.map((part) => part.code) };
  return { bytes: encodeModule(rewritten, code), plan };
}

/** Those behind the module's own: wrappers of its imports, helpers, and what the host calls. */
function addedBodies(plan: Plan): WrittenBodies {
  const out = new CodeBuilder();
  const writer = new BodyWriter();
  writer.start(plan.own(plan.imported) + plan.module.bodies.length);
  for (const func of range(plan.imported)) writer.write(importWrapper(plan, func, out));
  for (const name of plan.helpers) writer.write(helperBody(plan, name, out));
  for (const func of plan.entered) writer.write(entryBody(plan, func, out));
  return writer.take();
}

/** An import does not take csp: it is left where its implementation can find it, and whom that calls. */
function importWrapper(plan: Plan, func: number, out: CodeBuilder): HintedBody {
  const type = plan.typeOf(func);
  const csp = plan.cspOf(type.params.length);
  const before = csp + 1;
  const { importCsp } = plan.layout;
  out.reset();
  emitArgumentChecks(out, plan, type, "undefinedImportArgument", func);
  if (plan.embedded) out.i32(0).memory(Op.i32Load, importCsp).set(before);
  out.i32(0).get(csp).memory(Op.i32Store, importCsp);
  for (let param = 0; param < type.params.length; param++) out.get(param);
  out.call(func);
  if (plan.embedded) out.i32(0).get(before).memory(Op.i32Store, importCsp);
  emitDefined(out, plan, type.results);
  out.op(Op.end);
  return addedCode(plan.embedded ? [{ count: 1, type: ValueType.i32 }] : [], out);
}

function helperBody(plan: Plan, name: HelperName, out: CodeBuilder): HintedBody {
  out.reset();
  emitHelper(out, plan, name);
  const locals = Object.values(HELPERS[name].locals).map((type) => ({ count: 1, type }));
  // They are called often or hardly ever: a baseline tier would only cost time.
  return { ...addedCode(locals, out), atOnce: true };
}

/** What the host calls: its arguments are defined, and nobody asks it about results. */
function entryBody(plan: Plan, func: number, out: CodeBuilder): HintedBody {
  out.reset();
  const { params, results } = plan.typeOf(func);
  for (let param = 0; param < params.length; param++) out.get(param);
  emitDefined(out, plan, params);
  // A program is called once, with nothing on the stack.
  if (plan.embedded) out.i32(0).memory(Op.i32Load, plan.layout.importCsp);
  else out.i32(plan.layout.callStack);
  out.call(plan.own(func));
  for (let each = results.length; each < plan.cspOf(results.length); each++) out.op(Op.drop);
  out.op(Op.end);
  return addedCode([], out);
}

/** V bits of mutable globals, and their origins. */
function shadowGlobals(plan: Plan): Global[] {
  const { module } = plan;
  const imports = module.imports.filter(({ what }) => what.kind === "global").length;
  const out = new CodeBuilder();
  const zero = (type: ValueType): Global => ({
    type: { type, mutable: true },
    init: out.zero(type).op(Op.end).take(),
  });
  return module.globals.flatMap(({ type }, at) => {
    if (plan.shadowGlobal(imports + at) === undefined) return [];
    const bits = zero(shadowType(type.type));
    return plan.origins ? [bits, zero(ValueType.i32)] : [bits];
  });
}

function movedExports(plan: Plan): Export[] {
  return plan.module.exports.map((each) =>
    each.kind === "function" ? { ...each, index: plan.entry(each.index) } : each,
  );
}

function privateExports(plan: Plan): Export[] {
  const { module, stack } = plan;
  return [
    ...(indexSpaces(module).tables.length === 1
      ? [{ name: PrivateExport.table, kind: "table", index: 0 } as const]
      : []),
    ...(stack === undefined
      ? []
      : [{ name: PrivateExport.stackPointer, kind: "global", index: stack.global } as const]),
    ...(module.start === undefined
      ? []
      : [
          {
            name: PrivateExport.start,
            kind: "function",
            index: plan.entry(module.start),
          } as const,
        ]),
  ];
}

function movedElement(plan: Plan, element: Element): Element {
  const { init } = element;
  return {
    ...element,
    init:
      init.kind === "functions"
        ? {
            kind: "functions",
            functions: init.functions.map((func) => plan.reference(func) as FuncIndex),
          }
        : {
            kind: "expressions",
            expressions: init.expressions.map((each) => movedFunctions(plan, each)),
          },
  };
}

/**
 * Declares what ref.func may name (core specification, 3.4.10): an export used to do so, and now exports
 * the entry in the function's place.
 */
function declarations(plan: Plan): Element {
  const functions = [...declaredFunctions(plan.module)].map(
    (func) => plan.reference(func) as FuncIndex,
  );
  const init = { kind: "functions", functions } as const;
  return { mode: { kind: "declarative" }, type: ValueType.funcref, init };
}

/** A constant expression with `ref.func` pointing to where the function is now. */
function movedFunctions(plan: Plan, expression: ConstExpr): ConstExpr {
  if (!expression.includes(Op.refFunc)) return expression;
  const out = new CodeBuilder();
  const cursor = new InstructionCursor(expression, "constant expression", 0);
  while (cursor.next()) {
    if (cursor.opcode === Op.refFunc) out.op(Op.refFunc).u32(plan.reference(cursor.a));
    else out.copy(expression, cursor.start, cursor.end);
  }
  return out.take();
}

function range(count: number): number[] {
  return Array.from({ length: count }, (_, at) => at);
}

/** Bytes of the program's memory when it starts. */
export function initialMemoryBytes(plan: Plan): number {
  return memoryOf(plan.module).min * PageBytes;
}
