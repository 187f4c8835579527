/**
 * The bodies of a module's own functions, rewritten: all of them, or portions, while somebody else has the others. What is
 * made of one depends on the plan and on nothing that was made of another.
 */

import type { FuncIndex } from "../bytes/brand.ts";
import { MalformedError, UnsupportedError } from "../bytes/malformed.ts";
import { codeOf } from "../wasm/code.ts";
import type { FunctionBody, FunctionType } from "../wasm/module.ts";
import { Op } from "../wasm/opcodes.ts";
import { HOOK_NAMES, STACK_TAKING } from "./abi.ts";
import { type RewriteTools, rewriteBody, rewriteTools } from "./body.ts";
import { emitDefined } from "./calls.ts";
import type { CodeBuilder } from "./code-builder.ts";
import { EarlierBodies, hasSteps } from "./earlier-bodies.ts";
import { isWorthOptimising } from "./engine-hints.ts";
import { requireModule } from "./engine-limits.ts";
import { type InstrumentOptions, type Plan, shadowType } from "./plan.ts";
import { type Portion, portionsOf, type Together } from "./portions.ts";
import { emitIsNotZero } from "./shadow-values.ts";
import { BodyWriter, type HintedBody, type WrittenBodies } from "./written-bodies.ts";

type IsUsers = InstrumentOptions["isUsers"];

/** What makes it quicker. */
export interface RewritingHelp {
  /** Somebody who rewrites some of the functions meanwhile. */
  readonly together?: Together | undefined;
  /** The same module, rewritten with the same options but for the steps. */
  readonly earlier?: { readonly bytes: Uint8Array } | undefined;
}

/**
 * All of them.
 * @throws MalformedError
 * @throws UnsupportedError
 */
export function ownBodies(
  plan: Plan,
  where: string,
  isUsers: IsUsers,
  { together, earlier }: RewritingHelp = {},
): readonly WrittenBodies[] {
  const before = earlier && new EarlierBodies(earlier.bytes);
  const rewrite = portionRewriter(plan, where, isUsers, before);
  const made = together && bodiesMadeTogether(plan, rewrite, together);
  return made ?? portionsOf(plan.module.bodies).map(rewrite);
}

/** @returns undefined when something is wrong with the module: who rewrites it in order says of what comes first */
function bodiesMadeTogether(
  plan: Plan,
  rewrite: PortionRewriter,
  together: Together,
): readonly WrittenBodies[] | undefined {
  const portions = portionsOf(plan.module.bodies);
  const made = new Map<number, WrittenBodies>();
  try {
    for (let at = together.take(); at < portions.length; at = together.take()) {
      made.set(at, rewrite(portions[at]!));
    }
    for (const { portion, bodies, unknownInstructions } of together.others(
      portions.length - made.size,
    )) {
      made.set(portion, bodies);
      for (const name of unknownInstructions) plan.unknownToDefinedness(name);
    }
    let bytes = 0;
    return portions.map((portion, at) => {
      const bodies = made.get(at) ?? rewrite(portion);
      bytes += bodies.code.length;
      requireModule(bytes);
      return bodies;
    });
  } catch (error) {
    if (error instanceof MalformedError || error instanceof UnsupportedError) return undefined;
    throw error;
  }
}

/** The bodies of a portion. @throws as `ownBodies` does */
export type PortionRewriter = (portion: Portion) => WrittenBodies;

export function portionRewriter(
  plan: Plan,
  where: string,
  isUsers: IsUsers,
  earlier?: EarlierBodies,
): PortionRewriter {
  const { steps, module } = plan;
  const tools = rewriteTools(plan);
  const code = codeOf(where);
  const writer = new BodyWriter();
  return ({ from, to }) => {
    writer.start(plan.own(plan.imported + from));
    for (let at = from; at < to; at++) {
      const func = plan.imported + at;
      const stays = earlier !== undefined && !(steps && hasSteps(steps, module.bodies[at]!));
      writer.write(
        stays ? earlier.at(at, plan.own(func)) : ownBody(plan, func, tools, code, isUsers),
      );
      requireModule(writer.length);
    }
    return writer.take();
  };
}

/** The body that `out` has been given, until that is given another. */
export function addedCode(locals: FunctionBody["locals"], out: CodeBuilder): HintedBody {
  return { locals, code: out.view(), unlikely: out.unlikely, atOnce: false };
}

function ownBody(
  plan: Plan,
  func: number,
  tools: RewriteTools,
  where: string,
  isUsers: InstrumentOptions["isUsers"],
): HintedBody {
  const hook = plan.intrinsics.get(func);
  if (hook === undefined) {
    const { hasLoop, ...body } = rewriteBody(plan, func as FuncIndex, tools, where);
    const original = plan.module.bodies[func - plan.imported];
    const users = original && isUsers?.(original.offset);
    const atOnce = isWorthOptimising(hasLoop, original?.code.length ?? 0, users);
    return { ...body, atOnce };
  }
  const { out } = tools;
  const type = plan.typeOf(func);
  const csp = plan.cspOf(type.params.length);
  out.reset();
  emitArgumentChecks(out, plan, type, "undefinedArgument", HOOK_NAMES.indexOf(hook));
  // Spilled entries have no fixed size: the runtime walks and hashes these.
  if (STACK_TAKING.has(hook) && !plan.spillLocals) out.get(csp).call(plan.helper("hashCallStack"));
  for (let param = 0; param < type.params.length; param++) out.get(param);
  out.get(csp).call(plan.hook(hook));
  emitDefined(out, plan, type.results);
  out.op(Op.end);
  return addedCode([], out);
}

/** Asks the hook about each argument of which a bit is undefined. */
export function emitArgumentChecks(
  out: CodeBuilder,
  plan: Plan,
  { params }: FunctionType,
  hook: "undefinedArgument" | "undefinedImportArgument",
  callee: number,
): void {
  if (!plan.definedness) return;
  for (const [at, type] of params.entries()) {
    out.get(params.length + at);
    emitIsNotZero(out, shadowType(type));
    out.unlikelyIf();
    out.i32(callee).i32(at).get(plan.cspOf(params.length));
    if (plan.origins) out.get(2 * params.length + at);
    else out.i32(0);
    out.call(plan.hook(hook)).op(Op.end);
  }
}
