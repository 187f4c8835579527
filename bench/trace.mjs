/** Time travel: how long opening takes, going to any step, one step further, and what all of it needs of memory. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Cache } from "../dist/cache/cache.js";
import { YoungMegabytes } from "../dist/check/trace-worker.js";
import { compile } from "../dist/compile/compile.js";
import { markdownTable } from "./markdown.mjs";
import { run } from "./process.mjs";
import { median } from "./statistics.mjs";

/**
 * @typedef {object} TraceFigures milliseconds, medians of the runs, unless told
 * @property {number} plain a whole process that runs the plain module
 * @property {number} opened a whole process that opens it, the same work at each start included
 * @property {number} steps
 * @property {number} jump the median of jumps to any step
 * @property {number} worstJump
 * @property {number} forwards the median of single steps, here and below
 * @property {number} back
 * @property {number} slowStep of both together, 95 of 100 took no longer
 * @property {number} peakMegabytes resident
 * @property {number} blocks the state of a program with 100,000 blocks
 */

const path = (/** @type {string} */ relative) => fileURLToPath(new URL(relative, import.meta.url));

/** @param {string} folder the caller's to delete @param {number} runs @returns {Promise<TraceFigures>} */
export async function measureTrace(folder, runs) {
  const steps = await moduleOf(folder, "ten_million");
  const blocks = await moduleOf(folder, "many_blocks");
  const process_ = (/** @type {string} */ module, /** @type {string} */ what) => ({
    file: process.execPath,
    // As the thread that the commands have. V8's young generation is three of these.
    args: [`--max-semi-space-size=${YoungMegabytes / 3}`, path("trace-process.mjs"), module, what],
  });
  /** @type {Record<"plain" | "opened" | "jumps" | "forwards" | "back" | "blocks", number[]>} */
  const samples = { plain: [], opened: [], jumps: [], forwards: [], back: [], blocks: [] };
  let [count, peak] = [0, 0];
  for (let round = 0; round < runs; round++) {
    const plain = { file: process.execPath, args: [path("plain.mjs"), steps, "0"] };
    samples.plain.push(run(plain).seconds * 1000);
    const stepped = JSON.parse(run(process_(steps, "steps")).stdout);
    samples.opened.push(stepped.opening);
    samples.jumps.push(...stepped.jumps);
    samples.forwards.push(...stepped.forwards);
    samples.back.push(...stepped.back);
    count = stepped.steps;
    peak = Math.max(peak, stepped.peak);
    samples.blocks.push(...JSON.parse(run(process_(blocks, "blocks")).stdout).jumps);
  }
  return {
    plain: median(samples.plain),
    opened: median(samples.opened),
    steps: count,
    jump: median(samples.jumps),
    worstJump: Math.max(...samples.jumps),
    forwards: median(samples.forwards),
    back: median(samples.back),
    slowStep: atPart([...samples.forwards, ...samples.back], 0.95),
    peakMegabytes: peak / 1e6,
    blocks: median(samples.blocks),
  };
}

/** @param {number[]} values @param {number} part 0 … 1 */
function atPart(values, part) {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? Number.NaN;
}

/** @param {string} folder @param {string} name @returns {Promise<string>} the module's path */
async function moduleOf(folder, name) {
  const source = path(`trace/${name}.c`);
  const compiled = await compile(source, {
    optimisation: "0",
    cflags: [],
    cache: new Cache(folder),
  });
  if (compiled.kind !== "compiled") throw new Error(`${source} does not compile`);
  const module = join(folder, `${name}.wasm`);
  writeFileSync(module, compiled.module);
  return module;
}

/** @param {TraceFigures} figures @returns {string} */
export function traceTable(figures) {
  const { plain, opened, steps, jump, worstJump, forwards, back, slowStep, peakMegabytes, blocks } =
    figures;
  const ms = (/** @type {number} */ value) => value.toFixed(value < 10 ? 1 : 0);
  return markdownTable(
    [`time travel, ${(steps / 1e6).toFixed(1)} million steps`, "measured", "aim"],
    [
      ["the plain module, whole process, ms", ms(plain), ""],
      ["opening it, ms", ms(opened), `≤ ${ms(5 * plain)}`],
      ["going to any step, ms, median", ms(jump), "≤ 100"],
      ["going to any step, ms, worst", ms(worstJump), "≤ 300"],
      ["one step forwards, ms, median", ms(forwards), "≤ 16"],
      ["one step back, ms, median", ms(back), "≤ 16"],
      ["one step, ms, 95 of 100 at most", ms(slowStep), ""],
      ["peak memory of the process, MB", ms(peakMegabytes), "≤ 256"],
      ["the state of a program with 100,000 blocks, ms", ms(blocks), "≤ 200"],
    ],
  );
}
