/** What the figures should be (issues 2 and 3), and whether they are. Aims of time are for -O2. */
import { Baseline, CheckedAddresses, CheckedAll, Valgrind } from "./columns.mjs";
import { markdownTable, times } from "./markdown.mjs";
import { comparedSpeed, groupsOf, measured, ratio } from "./results.mjs";
import { geometricMean } from "./statistics.mjs";

/** @typedef {import("./results.mjs").ProgramResult} ProgramResult */

const Mebibyte = 2 ** 20;
const PeakAims = { large: 2.5, tiny: 4, plus: 64 * Mebibyte };

/**
 * Whether the peak of a fully checked run is low enough.
 * @param {ProgramResult} result with the columns of plain and of all checks
 * @returns {{ most: number, met: boolean } | undefined} `most` in bytes; undefined where memory was not measured
 */
export function judgePeak(result) {
  const plain = measured(result, Baseline).peakBytes;
  const checked = measured(result, CheckedAll).peakBytes;
  if (plain === undefined || checked === undefined) return undefined;
  const most = PeakAims[result.program.blocks] * plain + PeakAims.plus;
  return { most, met: checked <= most };
}

/**
 * @param {readonly ProgramResult[]} results of -O2, at least one @param {readonly string[]} columns names
 * @returns {string | undefined} nothing where the columns are not there that the aims are about
 */
export function aimTable(results, columns) {
  const rows = [
    ...slowdowns(results, columns),
    ...pairs(results, columns),
    ...speeds(results, columns),
  ];
  if (rows.length === 0) return undefined;
  return markdownTable(["aims at -O2", "measured", "aim", "verdict"], rows);
}

/** @param {readonly ProgramResult[]} results @param {readonly string[]} columns */
function slowdowns(results, columns) {
  const aims = [
    { column: CheckedAddresses, most: 2.0, next: "" },
    { column: CheckedAll, most: 3.0, next: `; next ≤ ${times(1.7)}` },
  ].filter(({ column }) => columns.includes(column) && columns.includes(Baseline));
  const groups = groupsOf(results).filter(({ kind }) => kind === "compute");
  return aims.flatMap(({ column, most, next }) =>
    groups.map(({ of, results }) => {
      const mean = geometricMean(results.map((result) => ratio(result, column)));
      const what = `${column} ÷ ${Baseline}, geometric mean, ${of}`;
      return [what, times(mean), `≤ ${times(most)}${next}`, verdict(mean <= most)];
    }),
  );
}

const MostPairNanoseconds = 150;

/** @param {readonly ProgramResult[]} results @param {readonly string[]} columns */
function pairs(results, columns) {
  if (!columns.includes(CheckedAddresses) || !columns.includes(Baseline)) return [];
  return results.flatMap((result) => {
    if (result.pairs === undefined) return [];
    const more = measured(result, CheckedAddresses).seconds - measured(result, Baseline).seconds;
    const nanoseconds = (more / result.pairs) * 1e9;
    const what = `${CheckedAddresses} − ${Baseline}, ns a malloc/free pair, ${result.program.name}`;
    const met = verdict(nanoseconds <= MostPairNanoseconds);
    return [[what, nanoseconds.toFixed(0), `≤ ${MostPairNanoseconds}`, met]];
  });
}

/** @param {readonly ProgramResult[]} results @param {readonly string[]} columns */
function speeds(results, columns) {
  if (!columns.includes(Valgrind) || !columns.includes(CheckedAll)) return [];
  const { mean, worst } = comparedSpeed(results, Valgrind);
  const what = `${Valgrind} ÷ ${CheckedAll}`;
  return [
    [`${what}, geometric mean, all programs`, times(mean), `≥ ${times(4)}`, verdict(mean >= 4)],
    [`${what}, at worst (${worst.name})`, times(worst.speed), "> 1×", verdict(worst.speed > 1)],
  ];
}

/** @param {boolean} met */
function verdict(met) {
  return met ? "met" : "not met";
}
