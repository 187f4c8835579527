/**
 * How fast a large module is rewritten. The module is a program, libc included, with its functions
 * repeated until it weighs 10 MB; decode, instrument and encode are timed together, in a fresh process
 * (`node rewriting.mjs FILE.wasm` prints the seconds), because a user's run begins cold too.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { instrument } from "../dist/instrument/rewrite.js";
import { decodeModule } from "../dist/wasm/decode.js";
import { encodeModule } from "../dist/wasm/encode.js";
import { run } from "./process.mjs";
import { median } from "./statistics.mjs";

const Megabyte = 1e6;
const ModuleBytes = 10 * Megabyte;

/**
 * @typedef {object} Rewriting
 * @property {number} moduleMegabytes
 * @property {number} seconds the median
 */

/**
 * @param {Uint8Array} module a program @param {string} folder for the large module; the caller's to delete
 * @param {number} runs
 * @returns {Rewriting}
 */
export function measureRewriting(module, folder, runs) {
  const large = repeatFunctions(module, ModuleBytes);
  const file = join(folder, "large.wasm");
  writeFileSync(file, large);
  const command = { file: process.execPath, args: [fileURLToPath(import.meta.url), file] };
  const seconds = Array.from({ length: runs }, () => Number(run(command).stdout));
  return { moduleMegabytes: large.length / Megabyte, seconds: median(seconds) };
}

/**
 * Copies call what their originals call; nothing calls the copies.
 * @param {Uint8Array} bytes @param {number} wanted bytes, at least
 */
function repeatFunctions(bytes, wanted) {
  const { customs: _, ...module } = decodeModule(bytes, "the module to repeat");
  const code = module.bodies.reduce((sum, body) => sum + body.code.length, 0);
  const copies = Math.ceil(wanted / code);
  const repeat = (/** @type {readonly unknown[]} */ list) =>
    Array.from({ length: copies * list.length }, (_, i) => list[i % list.length]);
  return encodeModule({
    ...module,
    customs: [],
    functions: /** @type {typeof module.functions} */ (repeat(module.functions)),
    bodies: /** @type {typeof module.bodies} */ (repeat(module.bodies)),
  });
}

/** @param {Rewriting} rewriting @returns {string} */
export function rewritingLine({ moduleMegabytes, seconds }) {
  const speed = (moduleMegabytes / seconds).toFixed(1);
  return `Rewriting a module of ${moduleMegabytes.toFixed(1)} MB: ${seconds.toFixed(2)} s, ${speed} MB/s (aim: ≥ 10).`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const file = process.argv[2] ?? "";
  const bytes = readFileSync(file);
  const start = performance.now();
  instrument(decodeModule(bytes, file), file, { programLimit: 512 * 2 ** 20 });
  process.stdout.write(`${(performance.now() - start) / 1000}\n`);
}
