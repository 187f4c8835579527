/** The tools that are compared: how each builds a program, and the command that then runs it. */
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { Cache } from "../dist/compile/cache.js";
import { compile } from "../dist/compile/compile.js";
import { works } from "./process.mjs";
import { sourceOf } from "./programs.mjs";

/** @typedef {import("./process.mjs").Command} Command */
/** @typedef {import("./programs.mjs").Program} Program */
/** @typedef {import("../dist/compile/compile.js").OptimisationLevel} Level */

/**
 * @typedef {object} Column
 * @property {string} name
 * @property {string} [missing] why it cannot be measured here
 * @property {number} mostRuns a slow tool is not repeated as often
 * @property {(program: Program, level: Level) => Promise<(factor: number) => Command>} prepare
 */

/** The column that all others are compared with. */
export const Baseline = "plain wasm";
export const Checked = "Redzone";

/**
 * @param {string} folder for what is built; the caller's to delete
 * @returns {readonly Column[]}
 */
export function makeColumns(folder) {
  const cacheFolder = join(folder, "cache");
  const cli = fileURLToPath(new URL("../dist/cli/main.js", import.meta.url));
  const plain = fileURLToPath(new URL("plain.mjs", import.meta.url));
  const asan = ["-g", "-fsanitize=address"];
  const leaksToo = { ASAN_OPTIONS: "detect_leaks=1" };
  const hasGcc = works("gcc", ["--version"]);
  const hasValgrind = works("valgrind", ["--version"]);

  return [
    {
      name: Baseline,
      mostRuns: Infinity,
      async prepare(program, level) {
        // The very bytes that Redzone rewrites, and the cache from which it will read them.
        const cache = new Cache(cacheFolder);
        const compiled = await compile(sourceOf(program), {
          optimisation: level,
          flags: [],
          cache,
        });
        if (compiled.kind !== "compiled") throw new Error(`${program.name}.c: ${compiled.kind}`);
        const file = join(folder, `${program.name}-O${level}.wasm`);
        writeFileSync(file, compiled.module);
        return (factor) => ({ file: process.execPath, args: [plain, file, String(factor)] });
      },
    },
    {
      name: Checked,
      mostRuns: Infinity,
      async prepare(program, level) {
        return (factor) => ({
          file: process.execPath,
          args: [cli, "run", `-O${level}`, sourceOf(program), String(factor)],
          env: { REDZONE_CACHE: cacheFolder },
        });
      },
    },
    native("gcc", [], hasGcc),
    native("gcc ASan", asan, hasGcc && compiles(asan, folder), leaksToo),
    {
      name: "Valgrind",
      ...missing(hasGcc && hasValgrind, hasGcc ? "valgrind" : "gcc"),
      mostRuns: 2,
      async prepare(program, level) {
        const file = buildNative(program, level, ["-g"], join(folder, "valgrind"));
        const options = ["--quiet", "--leak-check=full", "--error-exitcode=9"];
        return (factor) => ({ file: "valgrind", args: [...options, file, String(factor)] });
      },
    },
  ];

  /**
   * @param {string} name @param {readonly string[]} flags @param {boolean} present
   * @param {NodeJS.ProcessEnv} [env]
   * @returns {Column}
   */
  function native(name, flags, present, env = {}) {
    return {
      name,
      ...missing(present, ["gcc", ...flags].join(" ")),
      mostRuns: Infinity,
      async prepare(program, level) {
        const file = buildNative(program, level, flags, join(folder, name.replaceAll(" ", "-")));
        return (factor) => ({ file, args: [String(factor)], env });
      },
    };
  }
}

/** @param {boolean} present @param {string} tool */
function missing(present, tool) {
  return present ? {} : { missing: `no ${tool} on this machine` };
}

/** @param {readonly string[]} flags @param {string} folder */
function compiles(flags, folder) {
  const source = join(folder, "empty.c");
  writeFileSync(source, "int main(void) { return 0; }\n");
  return works("gcc", [...flags, source, "-o", resolve(folder, "empty")]);
}

/**
 * @param {Program} program @param {Level} level @param {readonly string[]} flags
 * @param {string} stem the executable's path but for the program's name
 */
function buildNative(program, level, flags, stem) {
  const file = `${stem}-${program.name}-O${level}`;
  const args = [`-O${level}`, ...flags, sourceOf(program), "-o", file, "-lm"];
  const { status, stderr } = spawnSync("gcc", args, { encoding: "utf8" });
  if (status !== 0) throw new Error(`gcc ${args.join(" ")}\n${stderr}`);
  return file;
}
