/**
 * The leak check at the end of a run, and the accounts of who allocated what.
 *
 * When main has returned, all pointers that count are in memory. When the program ended deep in its
 * calls (exit, abort, a trap), some may be only in locals and operands of live frames, where no scan of
 * memory sees them; Memcheck would find them in registers. So before anything is called lost then, the
 * run is repeated on its recorded inputs with these values written down (instrument/spill.ts), and
 * judged there.
 */
import type { StackId } from "../bytes/brand.ts";
import type { Row } from "../heap/blocks.ts";
import { findLeaks, type Leaks } from "../shadow/leaks.ts";
import { Ownership } from "../shadow/ownership.ts";
import type { AllocationSite, Ending, LeakFacts } from "./facts.ts";
import type { Machine } from "./machine.ts";
import type { AddressRange } from "./program-memory.ts";

/** `_start`'s own call of proc_exit: the least that is live when a program says how it ended. */
const CallsOfStart = 1;

export interface LeakJudgement {
  readonly leaks: LeakFacts[];
  /** What is called lost here may not be: live frames may hold pointers that no scan of memory sees. */
  readonly needsLocals: boolean;
}

/** @returns undefined when leaks cannot be judged: the program was still running, or was not let clean up */
export function judgeLeaks(machine: Machine, ending: Ending): LeakJudgement | undefined {
  if (ending.kind === "trap" && ending.trap === "timeout") return undefined;
  if (ending.kind === "panic") return undefined;
  const leaks = leaksOf(machine, machine.returnedPointers);
  const lost = leaks.some(({ kind }) => kind !== "reachable");
  return { leaks, needsLocals: lost && endedInCalls(machine, ending) };
}

/** @param again a machine that ran the same program to the same end, with its locals spilled */
export function leaksWithLocals(again: Machine): LeakFacts[] {
  return leaksOf(again, again.calls.spilledValues(again.lastCsp));
}

/**
 * Whether two runs came to the same end. A replay need not: what is spilled of a very deep recursion
 * may not fit, and then it ends early.
 */
export function sameEnding(a: Ending, b: Ending): boolean {
  if (a.kind === "exit") return b.kind === "exit" && a.code === b.code;
  return a.kind === b.kind && (a.kind !== "trap" || (b.kind === "trap" && a.trap === b.trap));
}

function endedInCalls(machine: Machine, ending: Ending): boolean {
  if (ending.kind === "exit" && machine.returned) return false;
  return ending.kind !== "exit" || machine.calls.depth(machine.lastCsp) > CallsOfStart;
}

/**
 * What is reachable now, in a program that is held.
 * @param csp the calls below it are live; what they hold counts, where the module spills it
 * @param dead memory of the live stack that holds nothing any more
 */
export function leaksAt(machine: Machine, csp: number, dead: readonly AddressRange[]): Leaks {
  return scan(machine, machine.calls.spilled ? machine.calls.spilledValues(csp) : [], dead);
}

/** The parts of `ranges` that are in none of `dead`. */
function without(ranges: readonly AddressRange[], dead: readonly AddressRange[]): AddressRange[] {
  let left = [...ranges];
  for (const { start, end } of dead) {
    left = left.flatMap((range) =>
      [
        { start: range.start, end: Math.min(range.end, start) },
        { start: Math.max(range.start, end), end: range.end },
      ].filter((part) => part.start < part.end),
    );
  }
  return left;
}

/**
 * Whether a word in memory holds a value: all of it may be read, and is defined. What a temporary object left behind when its scope was over,
 * or a vector behind its last element, is no pointer (as LeakSanitizer has it, `use_poisoned`).
 */
function isValidIn({ memory: { shadow, definedness } }: Machine): (address: number) => boolean {
  return (word) =>
    shadow.allows(word, 4) &&
    (definedness === undefined || definedness.firstUndefined(word, 4) < 0);
}

/** @param values pointers that are not in memory */
function scan(
  machine: Machine,
  values: readonly number[],
  dead: readonly AddressRange[] = [],
): Leaks {
  const { heap, stacks, memory } = machine;
  const roots = { ranges: without(machine.rootRanges(), dead), values };
  // Rust's hash tables, and Rc::into_raw, keep pointers to the middle of their blocks only.
  const isHeldByMiddle = (row: Row) => stacks.family(heap.stackOf(row)) === "rust";
  return findLeaks(memory.bytes, heap, roots, {
    isValid: isValidIn(machine),
    isHeldByMiddle,
  });
}

/** @param values as in `scan` */
function leaksOf(machine: Machine, values: readonly number[]): LeakFacts[] {
  const { stacks } = machine;
  const leaks = scan(machine, values);
  const reasons = reasonsOf(machine, leaks, isValidIn(machine));
  return leaks.records.map((record) => {
    const reason = record.kind === "definite" ? reasons.get(record.stack) : undefined;
    return { ...record, stack: stacks.stack(record.stack), ...reason };
  });
}

type Reason = Pick<LeakFacts, "cycle" | "forgotten">;

/** Of so many blocks with the same stack it is asked whether they are in a cycle. */
const AskedForCycles = 100;

/** Why definite blocks of Rust's are lost, by the stack of their allocation. */
function reasonsOf(
  machine: Machine,
  { lost, kindOf }: Leaks,
  isValid: (address: number) => boolean,
): ReadonlyMap<StackId, Reason> {
  const { heap, stacks, memory } = machine;
  const isRust = (row: Row) => stacks.family(heap.stackOf(row)) === "rust";
  const owners: Row[] = [];
  for (const row of lost) if (kindOf(row) === "definite" && isRust(row)) owners.push(row);
  if (owners.length === 0) return new Map();

  const counted = new Map<StackId, boolean>();
  const isCounted = (row: Row) => {
    const stack = heap.stackOf(row);
    const known = counted.get(stack);
    if (known !== undefined) return known;
    const answer = isRust(row) && machine.countsOwners(stacks.stack(stack));
    counted.set(stack, answer);
    return answer;
  };
  const ownership = new Ownership({
    memory: memory.bytes,
    blocks: heap,
    lost,
    isValid,
    isCounted,
  });
  const blockOf = (row: Row) => ({
    size: heap.sizeOf(row),
    stack: stacks.stack(heap.stackOf(row)),
  });
  const byStack = new Map<StackId, Row[]>();
  for (const row of owners) {
    const stack = heap.stackOf(row);
    const rows = byStack.get(stack);
    if (rows) rows.push(row);
    else byStack.set(stack, [row]);
  }
  const reasons = new Map<StackId, Reason>();
  for (const [stack, rows] of byStack) {
    const cycle = rows
      .slice(0, isCounted(rows[0]!) ? AskedForCycles : 0)
      .map((row) => ownership.cycleThrough(row))
      .find((found) => found !== undefined);
    if (cycle !== undefined) reasons.set(stack, { cycle: cycle.map(blockOf) });
    else if (rows.every((row) => ownership.isForgotten(row)))
      reasons.set(stack, { forgotten: true });
  }
  return reasons;
}

/** Every allocation of the run, by its call stack. */
export function allocationSites({ heap, stacks }: Machine): AllocationSite[] {
  return heap.statistics().map((counts) => ({ ...counts, stack: stacks.stack(counts.stack) }));
}
