/** The tools that are compared: how each builds a program, and the command that then runs it. */
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { works } from "./process.mjs";
import { moduleOf, nativeArguments } from "./programs.mjs";

/** @typedef {import("./process.mjs").Command} Command */
/** @typedef {import("./programs.mjs").Program} Program */
/** @typedef {import("./programs.mjs").Level} Level */

/**
 * @typedef {object} Column
 * @property {string} name
 * @property {string} [missing] why it cannot be measured here
 * @property {boolean} rust whether it is there for Rust, too
 * @property {number} mostRuns a slow tool is not repeated as often
 * @property {(program: Program, level: Level) => Promise<(factor: number) => Command>} prepare
 */

/** The column that all others are compared with. */
export const Baseline = "plain wasm";
export const CheckedAddresses = "Redzone, addresses";
/** The column that the aims are about. */
export const CheckedAll = "Redzone, all";
export const Valgrind = "Valgrind";

/**
 * @param {string} folder for what is built; the caller's to delete
 * @returns {readonly Column[]}
 */
export function makeColumns(folder) {
  const cli = fileURLToPath(new URL("../dist/cli/main.js", import.meta.url));
  const plain = fileURLToPath(new URL("plain.mjs", import.meta.url));
  const valgrind = ["--quiet", "--leak-check=full", "--error-exitcode=9"];
  const nativeValgrind = native(Valgrind, "gcc", ["-g"], (file) => ({
    file: "valgrind",
    args: [...valgrind, file],
  }));

  return [
    // All three run the same module, made before: the compiler is no part of a time or of a peak of memory.
    wasm(Baseline, [plain]),
    wasm(CheckedAddresses, [cli, "run", "--check=addresses"]),
    wasm(CheckedAll, [cli, "run", "--check=all"]),
    native("gcc", "gcc", []),
    native("gcc ASan", "gcc", ["-g", "-fsanitize=address"], (file) => ({
      file,
      args: [],
      env: { ASAN_OPTIONS: "detect_leaks=1" },
    })),
    native("clang MSan", "clang", ["-g", "-fsanitize=memory"]),
    works("valgrind", ["--version"])
      ? { ...nativeValgrind, mostRuns: 2 }
      : { ...nativeValgrind, missing: missingTool("valgrind") },
  ];

  /** @param {string} name @param {readonly string[]} args of Node, before the module's path @returns {Column} */
  function wasm(name, args) {
    return {
      name,
      rust: true,
      mostRuns: Infinity,
      async prepare(program, level) {
        const file = join(folder, `${program.name}-O${level}.wasm`);
        writeFileSync(file, await moduleOf(program, level));
        return (factor) => ({ file: process.execPath, args: [...args, file, String(factor)] });
      },
    };
  }

  /**
   * @param {string} name @param {string} compiler @param {readonly string[]} flags
   * @param {(file: string) => Command} runs what is built; the work factor is added
   * @returns {Column}
   */
  function native(name, compiler, flags, runs = (file) => ({ file, args: [] })) {
    return {
      name,
      ...(!buildsAndRuns(compiler, flags, folder) && {
        missing: missingTool([compiler, ...flags].join(" ")),
      }),
      // Stable rustc has no sanitizers, and what a compiler alone makes is known from C.
      rust: name === Valgrind,
      mostRuns: Infinity,
      async prepare(program, level) {
        const stem = join(folder, name.replaceAll(" ", "-"));
        const command = runs(buildNative(program, level, compiler, flags, stem));
        return (factor) => ({ ...command, args: [...command.args, String(factor)] });
      },
    };
  }
}

/** @param {string} tool */
function missingTool(tool) {
  return `no working ${tool} on this machine`;
}

/**
 * A sanitizer's run-time library can be missing where the compiler is there, and can refuse the machine's memory layout.
 * @param {string} compiler @param {readonly string[]} flags @param {string} folder
 */
function buildsAndRuns(compiler, flags, folder) {
  const source = join(folder, "empty.c");
  const file = join(folder, "empty");
  writeFileSync(source, "int main(void) { return 0; }\n");
  return works(compiler, [...flags, source, "-o", file]) && works(file, []);
}

/**
 * @param {Program} program @param {Level} level @param {string} compiler @param {readonly string[]} flags
 * @param {string} stem the executable's path but for the program's name
 */
function buildNative(program, level, compiler, flags, stem) {
  const file = `${stem}-${program.name}-O${level}`;
  const rust = program.language === "rust";
  const optimised = rust ? `-Copt-level=${level}` : `-O${level}`;
  const tool = rust ? "rustc" : compiler;
  const args = [optimised, ...flags, ...nativeArguments(program), "-o", file];
  const { status, stderr, error } = spawnSync(tool, args, { encoding: "utf8" });
  if (status !== 0) throw new Error(`${tool} ${args.join(" ")}\n${error?.message ?? stderr}`);
  return file;
}
