/**
 * What a leak scan takes for each live block: of blocks that hold two pointers to others anywhere in the heap, as in a tree that was built up
 * and changed for long, reached from one root, or all lost. In a fresh process for each (`node leaks.mjs BLOCKS reached|lost` prints
 * seconds of wall and of CPU time), since a scan is made once, cold: of a small heap's the most is that the engine compiles it, on another core
 * if there is one.
 */
import { fileURLToPath } from "node:url";
import { Heap } from "../dist/heap/heap.js";
import { findLeaks } from "../dist/shadow/leaks.js";
import { markdownTable } from "./markdown.mjs";
import { run } from "./process.mjs";
import { median } from "./statistics.mjs";

const Counts = [100_000, 1_000_000, 3_000_000];
const BlockBytes = 24;
const MostNanoseconds = 500;

/**
 * @typedef {object} LeakScan
 * @property {number} blocks
 * @property {"reached" | "lost"} state
 * @property {number} seconds the median
 * @property {number} cpuSeconds the median, of all threads
 */

/** @param {number} runs @returns {LeakScan[]} */
export function measureLeakScans(runs) {
  const self = fileURLToPath(import.meta.url);
  return Counts.flatMap((blocks) =>
    /** @type {const} */ (["reached", "lost"]).map((state) => {
      const command = { file: process.execPath, args: [self, String(blocks), state] };
      const samples = Array.from({ length: runs }, () =>
        run(command).stdout.split(" ").map(Number),
      );
      const [seconds = 0, cpuSeconds = 0] = [0, 1].map((at) =>
        median(samples.map((sample) => sample[at] ?? 0)),
      );
      return { blocks, state, seconds, cpuSeconds };
    }),
  );
}

/** @param {readonly LeakScan[]} scans @returns {string} */
export function leakScanTable(scans) {
  return markdownTable(
    ["leak scan", "s", "ns a block", "aim", "CPU time, ns a block"],
    scans.map(({ blocks, state, seconds, cpuSeconds }) => [
      `${blocks.toLocaleString("en")} blocks, ${state}`,
      seconds.toFixed(2),
      ((seconds / blocks) * 1e9).toFixed(0),
      `≤ ${MostNanoseconds}`,
      ((cpuSeconds / blocks) * 1e9).toFixed(0),
    ]),
  );
}

/** @param {number} count @param {string} state @returns {readonly [number, number]} seconds of wall and of CPU time */
function scan(count, state) {
  const memory = new Uint8Array(1760 * 2 ** 20);
  const words = new Uint32Array(memory.buffer);
  let end = 2 ** 20;
  const silent = () => {};
  const heap = new Heap(
    memory,
    { unused: silent, live: silent, cleared: silent, copied: silent, freed: silent },
    {
      extend(bytes) {
        end += bytes;
        return /** @type {never} */ (end - bytes);
      },
    },
  );
  const stack = /** @type {never} */ (1);
  const addresses = new Uint32Array(count).map(() => heap.allocate(BlockBytes, 16, stack));
  const word = (/** @type {number} */ block) => (addresses[block] ?? 0) >> 2;
  // A permutation without a pattern (Park and Miller's generator), so that each step is far from the one before it.
  let seed = 20261123;
  for (let at = count - 1; at > 0; at--) {
    seed = (seed * 48271) % 2147483647;
    const other = seed % (at + 1);
    const [one = 0, two = 0] = [addresses[at], addresses[other]];
    addresses[at] = two;
    addresses[other] = one;
  }
  for (let at = 0; at < count; at++) {
    words[word(at)] = addresses[2 * at + 1] ?? 0;
    words[word(at) + 1] = addresses[2 * at + 2] ?? 0;
  }
  const values = state === "reached" ? [addresses[0] ?? 0] : [];
  const before = process.cpuUsage();
  const start = performance.now();
  const { records, lost } = findLeaks(memory, heap, { ranges: [], values });
  const seconds = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage(before);
  if (lost.length !== (state === "lost" ? count : 0) || records.length === 0) {
    throw new Error("the scan did not find what is there");
  }
  return [seconds, (user + system) / 1e6];
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [, , count = "0", state = ""] = process.argv;
  process.stdout.write(`${scan(Number(count), state).join(" ")}\n`);
}
