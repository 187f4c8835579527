/**
 * Times of programs, column by column. The time of the work alone is time(factor) − time(0), both
 * from outside and one right after the other: compiling, starting and ending drop out, and what the
 * machine does beside us hits all columns alike, because they take turns.
 */
import { Baseline } from "./columns.mjs";
import { run } from "./process.mjs";
import { median } from "./statistics.mjs";

/** @typedef {import("./columns.mjs").Column} Column */
/** @typedef {import("./programs.mjs").Level} Level */
/** @typedef {import("./programs.mjs").Program} Program */
/** @typedef {import("./results.mjs").ProgramResult} ProgramResult */

/**
 * @param {Program} program @param {Level} level @param {readonly Column[]} columns those that are there
 * @param {number} runs
 * @param {number} starts how many of the runs have their own time(0); the others take the last one's
 * @param {"wall" | "cpu"} clock CPU time is for a machine that has other work; V8's background compiler counts in it
 * @returns {Promise<ProgramResult>}
 * @throws {Error} when a run fails, or prints something else than plain wasm does
 */
export async function measureProgram(program, level, columns, runs, starts, clock) {
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
      const idle = round < starts ? timeOf(run(command(0)), clock) : (samples.start.at(-1) ?? 0);
      const busy = run(command(program.factor));
      expected ??= busy.stdout; // the baseline's: it comes first
      if (busy.stdout !== expected) {
        throw new Error(
          `${program.name} -O${level} printed in different columns:\n` +
            `  ${Baseline}: ${expected.trim()}\n  ${column.name}: ${busy.stdout.trim()}`,
        );
      }
      samples.work.push(timeOf(busy, clock) - idle);
      samples.start.push(idle);
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
