/** The measurements as Markdown. */
import { Baseline, Checked } from "./columns.mjs";
import { geometricMean } from "./statistics.mjs";

/** @typedef {import("./measure.mjs").ProgramResult} ProgramResult */
/** @typedef {import("./programs.mjs").Program} Program */

/**
 * @param {readonly string[]} head the first column is text, the others are numbers
 * @param {readonly (readonly string[])[]} rows
 * @returns {string}
 */
export function markdownTable(head, rows) {
  const all = [head, ...rows];
  const widths = head.map((_, column) =>
    Math.max(3, ...all.map((row) => cell(row, column).length)),
  );
  const line = (/** @type {readonly string[]} */ row) =>
    `| ${widths.map((width, i) => (i === 0 ? cell(row, i).padEnd(width) : cell(row, i).padStart(width))).join(" | ")} |`;
  const rule = `|${widths.map((width, i) => (i === 0 ? "-".repeat(width + 2) : `${"-".repeat(width + 1)}:`)).join("|")}|`;
  return [line(head), rule, ...rows.map(line)].join("\n");
}

/** @param {readonly string[]} row @param {number} column */
function cell(row, column) {
  return row[column] ?? "";
}

/**
 * All tables of one optimisation level.
 * @param {readonly ProgramResult[]} results of one level, at least one
 * @param {readonly string[]} columns names, in order
 * @returns {string}
 */
export function programTables(results, columns) {
  const parts = [timeTable(results, columns)];
  if (results.some(({ pairs }) => pairs !== undefined)) parts.push(pairTable(results, columns));
  if (columns.includes(Checked)) {
    const others = columns.filter((name) => name !== Checked && name !== Baseline);
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
  for (const kind of /** @type {const} */ (["compute", "allocate"])) {
    const some = results.filter(({ program }) => program.kind === kind);
    if (some.length < 2) continue;
    const mean = (/** @type {string} */ name) =>
      name === Baseline ? "" : times(geometricMean(some.map((result) => ratio(result, name))));
    rows.push([`geometric mean, ${kind}`, ...columns.map(mean)]);
  }
  return markdownTable(["run time, s (÷ plain)", ...columns], rows);
}

/** @param {readonly ProgramResult[]} results @param {readonly string[]} columns */
function pairTable(results, columns) {
  const rows = results.flatMap((result) => {
    const { pairs } = result;
    if (pairs === undefined) return [];
    const nanoseconds = columns.map((name) => (measured(result, name).seconds / pairs) * 1e9);
    const plain = nanoseconds[columns.indexOf(Baseline)] ?? 0;
    const more = columns.includes(Checked)
      ? [(nanoseconds[columns.indexOf(Checked)] ?? 0) - plain]
      : [];
    return [[result.program.name, ...[...nanoseconds, ...more].map((ns) => ns.toFixed(0))]];
  });
  const more = columns.includes(Checked) ? [`${Checked} − plain`] : [];
  return markdownTable(["ns a malloc/free pair", ...columns, ...more], rows);
}

/** How many times as fast as `other` a checked run is. @param {readonly ProgramResult[]} results @param {string} other */
function comparison(results, other) {
  const speeds = results.map((result) => ({
    name: result.program.name,
    speed: measured(result, other).seconds / measured(result, Checked).seconds,
  }));
  speeds.sort((a, b) => a.speed - b.speed);
  const [worst] = speeds;
  if (worst === undefined) return "";
  const mean = geometricMean(speeds.map(({ speed }) => speed));
  return `${other} ÷ ${Checked}: ${times(mean)} in the geometric mean, ${times(worst.speed)} at worst (${worst.name}).`;
}

/** @param {readonly ProgramResult[]} results @param {readonly string[]} columns */
function memoryTable(results, columns) {
  const rows = results.map((result) => [
    result.program.name,
    ...columns.map((name) => {
      const { peakBytes } = measured(result, name);
      return peakBytes === undefined ? "?" : (peakBytes / 2 ** 20).toFixed(0);
    }),
  ]);
  return markdownTable(["peak memory, MiB", ...columns], rows);
}

/** @param {ProgramResult} result @param {string} column */
function measured(result, column) {
  const measurement = result.columns[column];
  if (measurement === undefined) throw new Error(`${column} was not measured`);
  return measurement;
}

/** @param {ProgramResult} result @param {string} column */
function ratio(result, column) {
  return measured(result, column).seconds / measured(result, Baseline).seconds;
}

/** @param {number} factor */
function times(factor) {
  return `${factor.toFixed(factor < 10 ? 2 : 1)}×`;
}
