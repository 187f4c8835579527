/**
 * What it costs to rewrite modules that are large: clang itself, 75 MB, and generated ones that have very many of one thing, in two
 * sizes. In fresh processes (`node scale.mjs FILE.wasm addresses|all` and `node scale.mjs SHAPE COUNT` print seconds of wall time): decode, instrument
 * and encode together, by two threads where the module is large.
 */
import { readFileSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { startAssistant } from "../dist/check/assistant.js";
import { instrumentTogether } from "../dist/instrument/rewriting-job.js";
import { decodeModule } from "../dist/wasm/decode.js";
import { Shapes } from "./generated.mjs";
import { leakScanTable, measureLeakScans } from "./leaks.mjs";
import { markdownTable, times } from "./markdown.mjs";
import { run } from "./process.mjs";
import { median } from "./statistics.mjs";

const Megabyte = 1e6;
const Clang = fileURLToPath(
  new URL("../node_modules/@yowasp/clang/gen/llvm.core.wasm", import.meta.url),
);
const Aims = { seconds: 10, mebibytes: 1536 };
/** Engines allow no more than 100,000 imports, and there are our own besides. */
const [Few, Many] = [9_000, 90_000];

/**
 * @typedef {object} Scale all medians
 * @property {{ checks: string, seconds: number, peakBytes: number | undefined }[]} clang
 * @property {{ shape: string, few: number, many: number }[]} shapes seconds
 * @property {import("./leaks.mjs").LeakScan[]} leaks
 */

/** @param {number} runs @returns {Scale} */
export function measureScale(runs) {
  const self = fileURLToPath(import.meta.url);
  const measured = (/** @type {readonly string[]} */ words) => {
    const command = { file: process.execPath, args: [self, ...words] };
    const samples = Array.from({ length: runs }, () => run(command));
    const peaks = samples.flatMap(({ peakBytes }) => (peakBytes === undefined ? [] : [peakBytes]));
    return {
      seconds: median(samples.map(({ stdout }) => Number(stdout))),
      peakBytes: peaks.length === 0 ? undefined : median(peaks),
    };
  };
  return {
    clang: ["addresses", "all"].map((checks) => ({ checks, ...measured([Clang, checks]) })),
    shapes: Object.keys(Shapes)
      .filter((shape) => !Beyond.has(shape))
      .map((shape) => ({
        shape,
        few: measured([shape, String(Few)]).seconds,
        many: measured([shape, String(Many)]).seconds,
      })),
    leaks: measureLeakScans(runs),
  };
}

/** So many of these are more than engines take in one function. */
const Beyond = new Set([
  "loops, one after the other",
  "blocks in blocks",
  "branches among many locals",
  "locals that may be undefined",
  "calls in tries in tries",
  "labels of a br_table",
]);

/** @param {Scale} scale @returns {string} */
export function scaleTables({ clang, shapes, leaks }) {
  const megabytes = statSync(Clang).size / Megabyte;
  const large = markdownTable(
    [`rewriting clang, ${megabytes.toFixed(0)} MB`, "s", "aim", "MB/s", "peak memory, MiB", "aim"],
    clang.map(({ checks, seconds, peakBytes }) => [
      `--check=${checks}`,
      seconds.toFixed(1),
      `≤ ${Aims.seconds}`,
      (megabytes / seconds).toFixed(1),
      peakBytes === undefined ? "?" : (peakBytes / 2 ** 20).toFixed(0),
      `≤ ${Aims.mebibytes}`,
    ]),
  );
  const generated = markdownTable(
    [
      "rewriting generated modules, s",
      Few.toLocaleString("en"),
      Many.toLocaleString("en"),
      "ratio",
    ],
    shapes.map(({ shape, few, many }) => [
      shape,
      few.toFixed(2),
      many.toFixed(2),
      times(many / few),
    ]),
  );
  return [large, generated, leakScanTable(leaks)].join("\n\n");
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [what = "", how = ""] = process.argv.slice(2);
  const bytes = Shapes[what]?.(Number(how)) ?? readFileSync(what);
  const options = { programLimit: 512 * 2 ** 20, definedness: how !== "addresses" };
  const start = performance.now();
  const module = decodeModule(bytes, what);
  instrumentTogether(bytes, module, what, options, startAssistant);
  process.stdout.write(`${(performance.now() - start) / 1000}\n`);
}
