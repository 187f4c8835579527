/**
 * A module's rewriting as it can be posted to a thread that takes a part in it (portions.ts), and what that thread does.
 */
import type { CodeOffset } from "../bytes/brand.ts";
import { decodeModule } from "../wasm/decode.ts";
import type { WasmModule } from "../wasm/module.ts";
import { portionRewriter } from "./bodies.ts";
import { type InstrumentOptions, makePlan } from "./plan.ts";
import { type PortionMade, portionsOf, type Together } from "./portions.ts";
import { type Instrumented, instrument } from "./rewrite.ts";

/** All of it can be cloned; `bytes` and what `module` has of them are one buffer. */
export interface RewritingJob {
  /** The file's name, for messages. */
  readonly where: string;
  /** The module as it is in the file. */
  readonly bytes: Uint8Array;
  /** As it is to be rewritten, but without the bodies: a hundred thousand take longer to clone than to decode. */
  readonly module: WasmModule;
  /** The site of the first body's code: all of them may have been moved. */
  readonly firstSite: number;
  readonly options: Omit<InstrumentOptions, "isUsers" | "steps">;
  /** Where those functions are that the author wrote, when that is known. */
  readonly users: readonly CodeOffset[] | undefined;
}

/** Starts somebody, in another thread, who carries the job out; undefined when there cannot be one. */
export type StartAssistant = (job: RewritingJob) => Together | undefined;

/** Bytes of code. Where there are fewer, a thread that has just started is no help. */
const WorthAnAssistant = 1 << 21;

/**
 * As `instrument`, with an assistant where the module is large.
 * @param bytes of which `module` was decoded; what has been changed of it since are not its bodies, but for their sites
 * @param assist absent: there are no other threads
 * @param earlier as in RewritingHelp
 */
export function instrumentTogether(
  bytes: Uint8Array,
  module: WasmModule,
  where: string,
  options: InstrumentOptions,
  assist: StartAssistant | undefined,
  earlier?: Instrumented,
): Instrumented {
  let code = 0;
  for (const body of module.bodies) code += body.code.length;
  const isWorthIt = assist !== undefined && code >= WorthAnAssistant;
  const job = isWorthIt ? rewritingJob(bytes, module, where, options) : undefined;
  const together = job && assist?.(job);
  try {
    return instrument(module, where, options, { together, earlier });
  } finally {
    together?.end();
  }
}

/** @returns undefined for steps: what is known of these cannot be posted */
export function rewritingJob(
  bytes: Uint8Array,
  module: WasmModule,
  where: string,
  { isUsers, steps, ...options }: InstrumentOptions,
): RewritingJob | undefined {
  if (steps !== undefined) return undefined;
  const sites = module.bodies.map(({ offset }) => offset);
  return {
    where,
    bytes,
    module: { ...module, bodies: [] },
    firstSite: sites[0] ?? 0,
    options,
    users: isUsers && sites.filter(isUsers),
  };
}

/**
 * Rewrites portions until there are none left.
 * @param take as in Together
 * @param deliver given each
 */
export function carryOut(
  job: RewritingJob,
  take: () => number,
  deliver: (made: PortionMade) => void,
): void {
  const { where, options, users } = job;
  const module = moduleOf(job);
  const known = users && new Set(users);
  const isUsers = known && ((body: CodeOffset) => known.has(body));
  const plan = makePlan(module, { ...options, ...(isUsers && { isUsers }) });
  const rewrite = portionRewriter(plan, where, isUsers);
  const portions = portionsOf(plan.module.bodies);
  for (let at = take(); at < portions.length; at = take()) {
    const bodies = rewrite(portions[at]!);
    deliver({ portion: at, bodies, unknownInstructions: [...plan.unknownInstructions] });
  }
}

function moduleOf({ bytes, module, where, firstSite }: RewritingJob): WasmModule {
  const { bodies } = decodeModule(bytes, where);
  const moved = firstSite - (bodies[0]?.offset ?? 0);
  if (moved === 0) return { ...module, bodies };
  return {
    ...module,
    bodies: bodies.map((body) => ({ ...body, offset: (body.offset + moved) as CodeOffset })),
  };
}
