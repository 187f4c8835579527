/** Tables and numbers as they are shown. */

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

/** @param {number} factor */
export function times(factor) {
  return `${factor.toFixed(factor < 10 ? 2 : 1)}×`;
}
