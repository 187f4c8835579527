/**
 * From the command to the report of a program that does nothing: compiled anew, from the cache, and as a module that was compiled by
 * somebody else; what of that is Node's own; and what a process takes that only imports the library. With it, peak memory.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { compile } from "../dist/compile/compile.js";
import { markdownTable } from "./markdown.mjs";
import { run } from "./process.mjs";
import { median } from "./statistics.mjs";

/**
 * Medians. Memory is the largest resident set, undefined without GNU time.
 * @typedef {{ seconds: number, peakBytes: number | undefined }} Taken
 *
 * @typedef {object} StartUp
 * @property {Taken} clangAlone
 * @property {Taken} cold `redzone run hello.c`, never compiled
 * @property {Taken} warm the same, compiled before
 * @property {Taken} module `redzone run hello.wasm`, rewritten before
 * @property {Taken} node a process that does nothing
 * @property {Taken} library one that imports "redzone"
 * @property {Taken} [large] `redzone run` of SQLite's module, rewritten before; absent where that cannot be built
 */

/**
 * @param {string} folder for caches; the caller's to delete @param {number} runs
 * @param {Uint8Array | undefined} large the module of a larger program that does nothing when its argument is 0
 * @returns {Promise<StartUp>}
 */
export async function measureStartUp(folder, runs, large) {
  const path = (/** @type {string} */ relative) =>
    fileURLToPath(new URL(relative, import.meta.url));
  const hello = path("hello.c");
  const made = await compile(hello, { optimisation: "0", cflags: [] });
  if (made.kind !== "compiled") throw new Error(`hello.c: ${made.kind}`);
  const module = join(folder, "hello.wasm");
  writeFileSync(module, made.module);
  const largeModule = join(folder, "large-program.wasm");
  if (large !== undefined) writeFileSync(largeModule, large);

  const node = (/** @type {readonly string[]} */ args, cache = folder) => ({
    file: process.execPath,
    args,
    env: { REDZONE_CACHE: cache },
  });
  const redzone = (/** @type {string} */ cache, /** @type {string[]} */ ...words) =>
    node([path("../dist/cli/main.js"), "run", "-q", ...words], cache);
  const library = new URL("../dist/library/node.js", import.meta.url).href;
  const clang = node([path("clang-alone.mjs"), hello]);
  run(clang); // brings clang's 100 MB into the file system's cache, for all alike

  /** @type {Record<keyof StartUp, ReturnType<typeof run>[]>} */
  const samples = {
    clangAlone: [],
    cold: [],
    warm: [],
    module: [],
    node: [],
    library: [],
    large: [],
  };
  for (let round = 0; round < runs; round++) {
    const cache = join(folder, `start-up-${round}`);
    mkdirSync(cache);
    samples.clangAlone.push(run(clang));
    samples.cold.push(run(redzone(cache, hello)));
    samples.warm.push(run(redzone(cache, hello)));
    run(redzone(cache, module));
    samples.module.push(run(redzone(cache, module)));
    samples.node.push(run(node(["-e", "0"])));
    samples.library.push(
      run(node(["--input-type=module", "-e", `import ${JSON.stringify(library)}`])),
    );
    if (large === undefined) continue;
    run(redzone(cache, largeModule, "0"));
    samples.large.push(run(redzone(cache, largeModule, "0")));
  }
  const { large: ofLarge, ...others } = samples;
  const taken = Object.fromEntries(
    Object.entries(others).map(([what, each]) => [what, medianOf(each)]),
  );
  const all = large === undefined ? taken : { ...taken, large: medianOf(ofLarge) };
  return /** @type {StartUp} */ (all);
}

/** @param {readonly ReturnType<typeof run>[]} samples @returns {Taken} */
function medianOf(samples) {
  const peaks = samples.flatMap(({ peakBytes }) => (peakBytes === undefined ? [] : [peakBytes]));
  return {
    seconds: median(samples.map(({ seconds }) => seconds)),
    peakBytes: peaks.length === 0 ? undefined : median(peaks),
  };
}

/** @param {StartUp} startUp @returns {string} */
export function startUpTable({ clangAlone, cold, warm, module, node, library, large }) {
  const row = (
    /** @type {string} */ what,
    /** @type {Taken} */ taken,
    /** @type {number} */ aim = 0,
  ) => [
    what,
    taken.seconds.toFixed(2),
    aim === 0 ? "" : `≤ ${aim.toFixed(2)}`,
    taken.peakBytes === undefined ? "?" : (taken.peakBytes / 2 ** 20).toFixed(0),
  ];
  return markdownTable(
    ["start-up", "s", "aim", "peak memory, MiB"],
    [
      row("Node alone", node),
      row('Node, `import "redzone"`', library),
      row("embedded clang alone, fresh process", clangAlone),
      row("`redzone run hello.c`, never compiled", cold, clangAlone.seconds + 0.5),
      row("`redzone run hello.c`, compiled before", warm, 0.4),
      row("`redzone run hello.wasm`, rewritten before", module),
      ...(large === undefined ? [] : [row("`redzone run sqlite.wasm`, rewritten before", large)]),
    ],
  );
}
