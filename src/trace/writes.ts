/**
 * Who wrote to some bytes last, or next: the program is held at every step on the way, and the bytes are compared. To see also a write that
 * changes nothing, they are made undefined at each of these steps; whoever writes a value to them defines them. That is no part
 * of the run: such a replay is made for the question, and what it would report is heard by nobody.
 */
import type { Direction } from "./moves.ts";
import type { Moment, TracedRun } from "./run.ts";

/** Bytes of memory from `address`, all in one variable or block. */
export interface WatchedBytes {
  readonly address: number;
  readonly length: number;
}

/** The first part of the way that is looked at, in steps; each further one is longer by this factor. */
const FirstWindow = 256;
const Growth = 16;
/** Of more bytes the first ones are watched. */
const MostWatched = 65_536;

/**
 * The nearest step before `from` (or, forwards, from it on) that writes to the bytes.
 * @param from the step at which the question is asked: what it does itself lies ahead
 * @param limit the step that is looked at last: before it the bytes were something else's
 * @param changes only where a byte is another one afterwards, or is defined and was not, or the reverse
 */
export function findWrite(
  run: TracedRun,
  bytes: WatchedBytes,
  {
    from,
    limit,
    direction,
    changes,
  }: {
    readonly from: number;
    readonly limit: number;
    readonly direction: Direction;
    readonly changes: boolean;
  },
): number | undefined {
  const watched = { ...bytes, length: Math.min(bytes.length, MostWatched) };
  let at = from;
  for (let window = FirstWindow; direction === 1 ? at < limit : at > limit; window *= Growth) {
    const end = direction === 1 ? Math.min(limit, at + window) : Math.max(limit, at - window);
    const [first, last] = direction === 1 ? [at, end] : [end, at];
    const writes = writesBetween(run, watched, first, last, changes);
    const found = direction === 1 ? writes[0] : writes.at(-1);
    if (found !== undefined) return found;
    at = end;
  }
  return undefined;
}

/** The steps from `first` on, up to but not including `last`, that write to the bytes. */
function writesBetween(
  run: TracedRun,
  { address, length }: WatchedBytes,
  first: number,
  last: number,
  changes: boolean,
): number[] {
  const writes: number[] = [];
  const before = new Uint8Array(length);
  let wereDefined = new Uint8Array(length);
  const look = ({ machine: { memory }, step }: Moment) => {
    const { definedness, shadow } = memory;
    const now = memory.bytes.subarray(address, address + length);
    const bits = definedness?.undefinedBits(address, length);
    const isDefined = new Uint8Array(length);
    let isWrite = false;
    for (let at = 0; at < length; at++) {
      // What may not be touched counts as defined in the shadow; here it is nothing yet.
      const exists = shadow.allows(address + at, 1);
      isDefined[at] = exists && (bits?.[at] ?? 0) === 0 ? 1 : 0;
      if (!exists) continue;
      isWrite ||= now[at] !== before[at] || (isDefined[at] === 1 && wereDefined[at] === 0);
      if (changes) isWrite ||= isDefined[at] === 0 && wereDefined[at] === 1;
    }
    if (isWrite && step > first) writes.push(step - 1);
    before.set(now);
    wereDefined = isDefined;
    if (changes || definedness === undefined) return;
    definedness.undefine(address, length);
    wereDefined.fill(0);
  };
  const steps = Array.from({ length: last - first + 1 }, (_, at) => first + at);
  run.visit(steps, look, { exitOnFirstError: false });
  return writes;
}
