/**
 * The step that takes the last pointer to a block away. A block that is lost stays lost, so it can be searched by halves; but a step
 * may look at it in the middle of a line (`f(malloc(4), g())`, seen from g), when the only pointer is nowhere in memory.
 */
import type { CodeOffset } from "../bytes/brand.ts";
import type { LeakKind } from "../shadow/leaks.ts";
import { Moves } from "./moves.ts";
import type { StepPlace } from "./places.ts";
import { callsAt, leaksIn, MostCalls, type ReachParts } from "./reachability.ts";
import type { Moment, TracedRun } from "./run.ts";

/** Steps that are looked at in one replay. */
const Probes = 32;
/** How often a pointer that comes back, in a loop's next round perhaps, is looked through. */
const MostReturns = 64;

export interface LossParts extends ReachParts {
  /** The last step that can be looked at. */
  readonly last: number;
}

/**
 * At this step the block can still be reached, and at none behind it.
 * @param id of the block
 * @param known whether it can be reached, at steps of which that has been found out
 * @returns undefined when it is freed, or reachable to the end
 */
export function lossOf(
  id: number,
  parts: LossParts,
  known: ReadonlyMap<number, boolean> = new Map(),
): number | undefined {
  const { run, last, places } = parts;
  const moves = new Moves(run.log, places);
  const { allocated, freed } = run.blocks.at(id);
  const flags = new Map(known);
  const held = (steps: readonly number[]) => {
    lookAt(
      id,
      parts,
      steps.filter((step) => !flags.has(step)),
      flags,
    );
    return steps.map((step) => flags.get(step) ?? false);
  };
  if (freed !== undefined || last <= allocated || held([last])[0]) return undefined;
  let loss = lastHeld(allocated, last, held);
  // A line that calls may have the pointer, until what it called has returned.
  for (let times = 0; times < MostReturns; times++) {
    const later = restOfLine(loss, run);
    const back = later[held(later).lastIndexOf(true)];
    if (back === undefined) break;
    loss = lastHeld(back, last, held);
  }
  // A variable of a loop's body, seen where its next round begins, still holds what it held in the one before.
  for (let times = 0; times < MostReturns; times++) {
    const before = isStep(loss, run) ? moves.over(loss, -1) : undefined;
    if (before === undefined || before <= allocated || held([before])[0]) break;
    loss = lastHeld(allocated, before, held);
  }
  return loss;
}

/**
 * The line that takes the last pointer away, where that is done in `loss`: the step's own, or, when several calls ended in it, the one with the call
 * at which the outermost of these that holds the block in a variable stood.
 * @param loss what `lossOf` found
 * @returns undefined when so many calls ended that it is not known which of them had it
 */
export function placeOfLoss(id: number, loss: number, parts: LossParts): StepPlace | undefined {
  const { run, places } = parts;
  if (!isStep(loss, run)) return undefined;
  const own = places.at(run.log.placeAt(loss));
  const ended = run.log.depthAt(loss) - (isStep(loss + 1, run) ? run.log.depthAt(loss + 1) : -1);
  if (ended <= 1 || places.unwinds(own)) return own;
  if (ended > MostCalls) return undefined;
  let place: StepPlace | undefined;
  run.visit([loss], (moment) => {
    // With fewer calls over more is held, and with none of them it is.
    let [held, lost] = [0, ended];
    while (lost - held > 1) {
      const inner = (held + lost) >>> 1;
      if (HELD[kindAt(id, moment, parts, inner)]) held = inner;
      else lost = inner;
    }
    const lines = callsAt(moment, parts)
      .slice(0, ended)
      .map(({ site }) => places.around(site as CodeOffset));
    // What a library's function has is lost where it was called; what was there before main, with the line of main.
    const isLine = (line: StepPlace | undefined) => line !== undefined;
    place = lines.slice(held).find(isLine) ?? lines.slice(0, held).findLast(isLine);
  });
  return place;
}

/** The last step from which a search by halves finds it held; it is at `from`, and not at `to`. */
function lastHeld(
  from: number,
  to: number,
  isHeld: (steps: readonly number[]) => boolean[],
): number {
  let [held, lost] = [from, to];
  while (lost - held > 1) {
    const steps = probes(held, lost);
    const flags = isHeld(steps);
    const at = flags.lastIndexOf(true);
    if (at >= 0) held = steps[at]!;
    lost = steps[at + 1] ?? lost;
  }
  return held;
}

/**
 * Steps behind `step` until the line that called its function is over: where else the line's calls begin and go on, and the step
 * after it.
 */
function restOfLine(step: number, run: TracedRun): number[] {
  if (!isStep(step, run)) return [];
  const { log } = run;
  const depth = log.depthAt(step);
  const steps: number[] = [];
  for (let at: number | undefined = step; steps.length < MostReturns; ) {
    at = log.find(at, 1, () => true, depth);
    if (at === undefined) break;
    steps.push(at);
    if (log.depthAt(at) < depth) break;
  }
  return steps;
}

/** Neither before the first one nor the end. */
function isStep(step: number, { steps }: TracedRun): boolean {
  return step >= 1 && step <= steps;
}

function probes(from: number, to: number): number[] {
  const between = to - from - 1;
  const count = Math.min(Probes, between);
  return Array.from({ length: count }, (_, at) => from + 1 + Math.floor((at * between) / count));
}

const HELD: Readonly<Record<LeakKind, boolean>> = {
  reachable: true,
  possible: true,
  indirect: false,
  definite: false,
};

/** Notes whether the block can be reached at each of these steps. */
function lookAt(
  id: number,
  parts: LossParts,
  steps: readonly number[],
  flags: Map<number, boolean>,
): void {
  parts.run.visit(steps, (moment) => flags.set(moment.step, HELD[kindAt(id, moment, parts)]));
}

/** @param ended as in `leaksIn` */
export function kindAt(id: number, moment: Moment, parts: ReachParts, ended = 0): LeakKind {
  const { heap } = moment.machine;
  const row = heap.liveRows().find((each) => heap.idOf(each) === id);
  return row === undefined ? "definite" : leaksIn(moment, parts, ended).kindOf(row);
}
