/**
 * The leak check at the end of a run, and the accounts of who allocated what.
 *
 * When main has returned, all pointers that count are in memory. When the program ended deep in its
 * calls (exit, abort, a trap), some may be only in locals and operands of live frames, where no scan of
 * memory sees them; Memcheck would find them in registers. So before anything is called lost then, the
 * run is repeated on its recorded inputs with these values written down (instrument/spill.ts), and
 * judged there.
 */
import { findLeaks } from "../shadow/leaks.ts";
import type { AllocationSite, Ending, LeakFacts } from "./facts.ts";
import type { Machine } from "./machine.ts";
import { ReplayDiverged } from "./recording/replayer.ts";

/** `_start`'s own call of proc_exit: the least that is live when a program says how it ended. */
const CallsOfStart = 1;

/**
 * @param replay a machine that will run the same program with its locals spilled; undefined when
 *   the recording does not reach the end
 * @returns undefined when leaks cannot be judged: the program was still running, or cannot be replayed
 */
export function judgeLeaks(
  machine: Machine,
  ending: Ending,
  replay: () => Machine | undefined,
): LeakFacts[] | undefined {
  if (ending.kind === "trap" && ending.trap === "timeout") return undefined;
  const leaks = leaksOf(machine, []);
  const lost = leaks.some(({ kind }) => kind !== "reachable");
  if (!lost || !endedInCalls(machine, ending)) return leaks;
  const again = replay();
  if (again === undefined || !endsAs(again, ending)) return undefined;
  return leaksOf(again, again.calls.spilledValues(again.lastCsp));
}

/**
 * Runs the replay; whether it came to the same end. It need not: what is spilled of a very deep
 * recursion may not fit, and then it ends early.
 */
function endsAs(again: Machine, ending: Ending): boolean {
  try {
    const { kind, ...end } = again.run();
    if (kind !== ending.kind) return false;
    if ("code" in end) return "code" in ending && end.code === ending.code;
    return !("trap" in end) || ("trap" in ending && end.trap === ending.trap);
  } catch (error) {
    if (error instanceof ReplayDiverged) return false;
    throw error;
  }
}

function endedInCalls(machine: Machine, ending: Ending): boolean {
  if (ending.kind === "exit" && machine.returned) return false;
  return ending.kind !== "exit" || machine.calls.depth(machine.lastCsp) > CallsOfStart;
}

/** @param values pointers that are not in memory */
function leaksOf(machine: Machine, values: readonly number[]): LeakFacts[] {
  const roots = { ranges: machine.rootRanges(), values };
  const { records } = findLeaks(machine.memory.bytes, machine.heap, roots);
  return records.map((record) => ({ ...record, stack: machine.stacks.stack(record.stack) }));
}

/** Every allocation of the run, by its call stack. */
export function allocationSites({ heap, stacks }: Machine): AllocationSite[] {
  return heap.statistics().map((counts) => ({ ...counts, stack: stacks.stack(counts.stack) }));
}
