/**
 * Times of programs, column by column. The time of the work alone is time(factor) − time(0), both
 * from outside and one right after the other: compiling, starting and ending drop out, and what the
 * machine does beside us hits all columns alike, because they take turns.
 */
import { Baseline } from "./columns.mjs";
import { run } from "./process.mjs";
import { median } from "./statistics.mjs";

/** @typedef {import("./columns.mjs").Column} Column */
/** @typedef {import("./columns.mjs").Level} Level */
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

/**
 * @param {Program} program @param {Level} level @param {readonly Column[]} columns those that are there
 * @param {number} runs
 * @param {"wall" | "cpu"} clock CPU time is for a machine that has other work; V8's background compiler counts in it
 * @returns {Promise<ProgramResult>}
 * @throws {Error} when a run fails, or prints something else than plain wasm does
 */
export async function measureProgram(program, level, columns, runs, clock) {
  const prepared = [];
  for (const column of columns) {
    const command = await column.prepare(program, level);
    /** @type {{ work: number[], start: number[], peak: (number | undefined)[] }} */
    const samples = { work: [], start: [], peak: [] };
    prepared.push({ column, command, samples });
  }

  /** @type {string | undefined} */
  let expected;
  for (let round = 0; round < runs; round++) {
    for (const { column, command, samples } of prepared) {
      if (round >= column.mostRuns) continue;
      const idle = run(command(0));
      const busy = run(command(program.factor));
      expected ??= busy.stdout; // the baseline's: it comes first
      if (busy.stdout !== expected) {
        throw new Error(
          `${program.name} -O${level} printed in different columns:\n` +
            `  ${Baseline}: ${expected.trim()}\n  ${column.name}: ${busy.stdout.trim()}`,
        );
      }
      samples.work.push(timeOf(busy, clock) - timeOf(idle, clock));
      samples.start.push(timeOf(idle, clock));
      samples.peak.push(busy.peakBytes);
    }
  }

  const pairs = expected?.match(/(\d+) malloc\/free pairs/)?.[1];
  return {
    program,
    level,
    pairs: pairs === undefined ? undefined : Number(pairs),
    columns: Object.fromEntries(
      prepared.map(({ column, samples }) => [
        column.name,
        {
          seconds: median(samples.work),
          startSeconds: median(samples.start),
          peakBytes: samples.peak.includes(undefined)
            ? undefined
            : median(/** @type {number[]} */ (samples.peak)),
          runs: samples.work.length,
        },
      ]),
    ),
  };
}

/** @param {import("./process.mjs").Run} run @param {"wall" | "cpu"} clock */
function timeOf({ seconds, cpuSeconds }, clock) {
  return clock === "cpu" ? (cpuSeconds ?? seconds) : seconds;
}
