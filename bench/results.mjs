/** What was measured of one program, and the figures that are made of it. */
import { Baseline, CheckedAll } from "./columns.mjs";
import { geometricMean } from "./statistics.mjs";

/** @typedef {import("./programs.mjs").Level} Level */
/** @typedef {import("./programs.mjs").Program} Program */

/**
 * @typedef {object} Measurement
 * @property {number} seconds of the work alone, the median
 * @property {number} startSeconds with factor 0: all that is not work, the median
 * @property {number | undefined} peakBytes the median
 * @property {number} runs
 */

/**
 * @typedef {object} ProgramResult
 * @property {Program} program
 * @property {Level} level
 * @property {number | undefined} pairs malloc/free pairs of the work, where the program counts them
 * @property {Record<string, Measurement>} columns by the column's name
 */

/** @param {ProgramResult} result @param {string} column @returns {Measurement} */
export function measured(result, column) {
  const measurement = result.columns[column];
  if (measurement === undefined) throw new Error(`${column} was not measured`);
  return measurement;
}

/** How many times as long one column took as another. @param {ProgramResult} result @param {string} column @param {string} to */
export function ratio(result, column, to = Baseline) {
  return measured(result, column).seconds / measured(result, to).seconds;
}

/**
 * The programs whose ratios are averaged. SQLite is real code and larger than all others together, so there is a mean
 * without it too, to be compared with those of before it was there.
 * @param {readonly ProgramResult[]} results
 * @returns {readonly { of: string, kind: Program["kind"], results: readonly ProgramResult[] }[]} of two results or more
 */
export function groupsOf(results) {
  const ofKind = (/** @type {Program["kind"]} */ kind) =>
    results.filter(({ program }) => program.kind === kind);
  const compute = ofKind("compute");
  const own = compute.filter(({ program }) => program.project === undefined);
  /** @type {ReturnType<typeof groupsOf>} */
  const groups = [
    { of: "compute", kind: "compute", results: compute },
    {
      of: "compute without sqlite",
      kind: "compute",
      results: own.length < compute.length ? own : [],
    },
    { of: "allocate", kind: "allocate", results: ofKind("allocate") },
  ];
  return groups.filter(({ results }) => results.length >= 2);
}

/**
 * @param {readonly ProgramResult[]} results at least one @param {string} other a column
 * @returns {{ mean: number, worst: { name: string, speed: number } }} time of `other` ÷ time with all checks
 */
export function comparedSpeed(results, other) {
  const speeds = results.map((result) => ({
    name: result.program.name,
    speed: ratio(result, other, CheckedAll),
  }));
  const [first, ...rest] = speeds;
  if (first === undefined) throw new RangeError("no results to compare");
  return {
    mean: geometricMean(speeds.map(({ speed }) => speed)),
    worst: rest.reduce((worst, next) => (next.speed < worst.speed ? next : worst), first),
  };
}
