/**
 * One process of trace.mjs: opens a program for time travel and looks at steps of it, as the thread behind the commands does. Prints what
 * that took, as JSON: milliseconds, bytes.
 *
 *     node trace-process.mjs MODULE.wasm steps | blocks
 */
import { readFileSync } from "node:fs";
import { setFlagsFromString } from "node:v8";
import { openTrace } from "../dist/check/open-trace.js";
import { EngineHintFlags } from "../dist/instrument/engine-hints.js";
import { createHost } from "../dist/runtime/host/node-host.js";

if (process.versions.v8.startsWith("11.3.")) EngineHintFlags.forEach(setFlagsFromString);

const [file = "", what] = process.argv.slice(2);
const request = {
  module: readFileSync(file),
  program: file,
  args: [],
  env: [],
  directories: [],
  maxMemory: 512 * 2 ** 20,
  exitOnFirstError: false,
  definedness: true,
  trackOrigins: false,
  errorsForLeakKinds: [],
};
/** @template T @param {() => T} act @returns {[T, number]} */
function timed(act) {
  const start = performance.now();
  const made = act();
  return [made, performance.now() - start];
}

const open = () =>
  openTrace(request, {
    host: (printed) =>
      createHost({
        args: [file],
        env: {},
        directories: [],
        stdin: { read: () => new Uint8Array(0) },
        stdout: { write: printed },
        stderr: { write: printed },
      }),
  });
const [outcome, opening] = timed(open);
if ("refused" in outcome) throw new Error(outcome.refused);
const { trace } = outcome;

/** Deterministic, 0 … 1 (Park and Miller's generator). */
let seed = 20261123;
const random = () => {
  seed = (seed * 48271) % 2147483647;
  return seed / 2147483647;
};
const anyStep = () => 2 + Math.floor(random() * (trace.steps - 3));

/** @type {{ opening: number, steps: number, jumps: number[], forwards: number[], back: number[], peak: number }} */
const figures = { opening, steps: trace.steps, jumps: [], forwards: [], back: [], peak: 0 };
if (what === "steps") {
  for (let times = 0; times < 40; times++) {
    const step = anyStep();
    figures.jumps.push(timed(() => trace.picture(step))[1]);
    // As somebody walks: away from the step that was jumped to.
    for (let by = 1; by <= 10; by++) {
      figures.forwards.push(timed(() => trace.picture(Math.min(step + by, trace.last)))[1]);
    }
    for (let by = 9; by >= -10; by--) {
      figures.back.push(timed(() => trace.picture(Math.max(1, step + by)))[1]);
    }
  }
} else {
  // The first call of last(): all blocks are there. Each time another step, for pictures are kept.
  for (let times = 0; times < 5; times++) {
    figures.jumps.push(timed(() => trace.picture(trace.steps - 2 * times))[1]);
  }
}
if (process.env.MEMORY) console.error(process.memoryUsage());
figures.peak = process.resourceUsage().maxRSS * 1024;
console.log(JSON.stringify(figures));
