/**
 * Who wrote to some bytes last, or next: the program is held at every step on the way, and the bytes are compared. To see also a write that
 * changes nothing, some of their bits are made undefined at each of these steps, at every step others; whoever writes to them, a value or
 * what was read from there at another step, leaves other ones. That is no part of the run: such a replay is made for the question,
 * and what it would report is heard by nobody.
 */
import type { Direction } from "./move.ts";
import type { Moment, TracedRun } from "./run.ts";

/** Bytes of memory from `address`, all in one variable or block. */
export interface WatchedBytes {
  readonly address: number;
  readonly length: number;
}

/** The first part of the way that is looked at, in steps; each further one is longer by this factor. */
const FirstWindow = 256;
const Growth = 16;
const AllUndefined = 0xff;
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
  const values = new Uint8Array(length);
  /** The undefined bits that each byte is left with. */
  const left = new Uint8Array(length).fill(AllUndefined);
  const look = ({ machine: { memory }, step }: Moment) => {
    const { definedness, shadow } = memory;
    const now = memory.bytes.subarray(address, address + length);
    const bits = definedness?.undefinedBits(address, length);
    let isWrite = false;
    for (let at = 0; at < length; at++) {
      // What may not be touched is nothing yet, or nothing any more.
      const exists = shadow.allows(address + at, 1);
      const undefinedBits = exists ? (bits?.[at] ?? 0) : AllUndefined;
      if (exists) {
        isWrite ||= now[at] !== values[at];
        // All of it undefined: the variable has come into scope, or the block is new.
        isWrite ||= undefinedBits !== left[at] && (changes || undefinedBits !== AllUndefined);
      }
      left[at] = undefinedBits;
    }
    if (isWrite && step > first) writes.push(step - 1);
    values.set(now);
    if (changes || definedness === undefined) return;
    const mark = 1 + (step % (AllUndefined - 1));
    definedness.set(address, length, mark);
    for (let at = 0; at < length; at++) if (shadow.allows(address + at, 1)) left[at] = mark;
  };
  const steps = Array.from({ length: last - first + 1 }, (_, at) => first + at);
  run.visit(steps, look, { exitOnFirstError: false });
  return writes;
}
