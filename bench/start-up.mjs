/** From the command to the report of a program that does nothing: compiled anew, and from the cache. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { markdownTable } from "./markdown.mjs";
import { run } from "./process.mjs";
import { median } from "./statistics.mjs";

/**
 * @typedef {object} StartUp all in seconds, medians
 * @property {number} clangAlone
 * @property {number} cold
 * @property {number} warm
 */

/** @param {string} folder for caches; the caller's to delete @param {number} runs @returns {StartUp} */
export function measureStartUp(folder, runs) {
  const path = (/** @type {string} */ relative) =>
    fileURLToPath(new URL(relative, import.meta.url));
  const hello = path("hello.c");
  const clang = { file: process.execPath, args: [path("clang-alone.mjs"), hello] };
  const redzone = (/** @type {string} */ cache) => ({
    file: process.execPath,
    args: [path("../dist/cli/main.js"), "run", hello],
    env: { REDZONE_CACHE: cache },
  });
  run(clang); // brings clang's 100 MB into the file system's cache, for all alike

  /** @type {Record<keyof StartUp, number[]>} */
  const samples = { clangAlone: [], cold: [], warm: [] };
  for (let round = 0; round < runs; round++) {
    const cache = join(folder, `start-up-${round}`);
    mkdirSync(cache);
    samples.clangAlone.push(run(clang).seconds);
    samples.cold.push(run(redzone(cache)).seconds);
    samples.warm.push(run(redzone(cache)).seconds);
  }
  const { clangAlone, cold, warm } = samples;
  return { clangAlone: median(clangAlone), cold: median(cold), warm: median(warm) };
}

/** @param {StartUp} startUp @returns {string} */
export function startUpTable({ clangAlone, cold, warm }) {
  return markdownTable(
    ["start-up, s", "measured", "aim"],
    [
      ["embedded clang alone, fresh process", clangAlone.toFixed(2), ""],
      [
        "`redzone run hello.c`, never compiled",
        cold.toFixed(2),
        `≤ ${(clangAlone + 0.5).toFixed(2)}`,
      ],
      ["`redzone run hello.c`, compiled before", warm.toFixed(2), "≤ 0.40"],
    ],
  );
}
