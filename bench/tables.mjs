/** The measurements as Markdown. */
import { judgePeak } from "./aims.mjs";
import { Baseline, CheckedAddresses, CheckedAll } from "./columns.mjs";
import { markdownTable, times } from "./markdown.mjs";
import { comparedSpeed, groupsOf, measured, ratio } from "./results.mjs";
import { geometricMean } from "./statistics.mjs";

/** @typedef {import("./results.mjs").ProgramResult} ProgramResult */

/**
 * All tables of one optimisation level.
 * @param {readonly ProgramResult[]} results of one level, at least one
 * @param {readonly string[]} columns names, in order
 * @returns {string}
 */
export function programTables(results, columns) {
  const parts = [timeTable(results, columns)];
  if (results.some(({ pairs }) => pairs !== undefined)) parts.push(pairTable(results, columns));
  if (columns.includes(CheckedAll)) {
    const others = columns.filter((name) => name !== CheckedAll && name !== Baseline);
    parts.push(...others.map((name) => comparison(results, name)));
  }
  if (results.some((result) => result.columns[Baseline]?.peakBytes !== undefined)) {
    parts.push(memoryTable(results, columns));
  }
  return parts.join("\n\n");
}

/** @param {readonly ProgramResult[]} results @param {readonly string[]} columns */
function timeTable(results, columns) {
  const rows = results.map((result) => [
    result.program.name,
    ...columns.map((name) => {
      const { seconds } = measured(result, name);
      return name === Baseline
        ? seconds.toFixed(2)
        : `${seconds.toFixed(2)} (${times(ratio(result, name))})`;
    }),
  ]);
  for (const { of, results: some } of groupsOf(results)) {
    const mean = (/** @type {string} */ name) =>
      name === Baseline ? "" : times(geometricMean(some.map((result) => ratio(result, name))));
    rows.push([`geometric mean, ${of}`, ...columns.map(mean)]);
  }
  return markdownTable(["run time, s (÷ plain)", ...columns], rows);
}

/** @param {readonly ProgramResult[]} results @param {readonly string[]} columns */
function pairTable(results, columns) {
  const checked = [CheckedAddresses, CheckedAll].filter((name) => columns.includes(name));
  const rows = results.flatMap((result) => {
    const { pairs } = result;
    if (pairs === undefined) return [];
    const perPair = (/** @type {string} */ name) => (measured(result, name).seconds / pairs) * 1e9;
    const more = checked.map((name) => perPair(name) - perPair(Baseline));
    return [
      [result.program.name, ...[...columns.map(perPair), ...more].map((ns) => ns.toFixed(0))],
    ];
  });
  const more = checked.map((name) => `${name} − plain`);
  return markdownTable(["ns a malloc/free pair", ...columns, ...more], rows);
}

/** How many times as fast as `other` a fully checked run is. @param {readonly ProgramResult[]} results @param {string} other */
function comparison(results, other) {
  const { mean, worst } = comparedSpeed(results, other);
  return `${other} ÷ ${CheckedAll}: ${times(mean)} in the geometric mean, ${times(worst.speed)} at worst (${worst.name}).`;
}

/** @param {readonly ProgramResult[]} results @param {readonly string[]} columns */
function memoryTable(results, columns) {
  const judged = columns.includes(CheckedAll);
  const rows = results.map((result) => [
    result.program.blocks === "tiny" ? `${result.program.name} (tiny blocks)` : result.program.name,
    ...columns.map((name) => mebibytes(measured(result, name).peakBytes)),
    ...(judged ? verdict(result) : []),
  ]);
  const head = judged ? ["aim", "verdict"] : [];
  return markdownTable(["peak memory, MiB", ...columns, ...head], rows);
}

/** @param {ProgramResult} result */
function verdict(result) {
  const judgement = judgePeak(result);
  if (judgement === undefined) return ["?", "?"];
  return [`≤ ${mebibytes(judgement.most)}`, judgement.met ? "met" : "not met"];
}

/** @param {number | undefined} bytes */
function mebibytes(bytes) {
  return bytes === undefined ? "?" : (bytes / 2 ** 20).toFixed(0);
}
