/**
 * What is measured. One more: put `programs/NAME.c` beside the others and a row here. A program
 * takes its work factor as `argv[1]`, does nothing at 0, and prints one line that depends on all
 * its work; if it counts its allocations, the line says `N malloc/free pairs`. A program that is more than one
 * C file says in `project` how it is built.
 */
import { fileURLToPath } from "node:url";
import { compile } from "../dist/compile/compile.js";
import { SqliteProject } from "./sqlite.mjs";

/** @typedef {import("../dist/compile/result.js").OptimisationLevel} Level */

/**
 * @typedef {object} Program
 * @property {string} name
 * @property {number} factor the work factor: 0.2 to 0.6 s as plain wasm at -O2
 * @property {"compute" | "allocate" | "memory"} kind where the time goes; "memory": what matters is not time but
 * how much is live at once
 * @property {"large" | "tiny"} blocks most bytes of its heap are in blocks of at least 128 bytes, or not; the aims differ
 * @property {Project} [project] absent: `programs/NAME.c` is all of it
 * @property {"rust"} [language] then it is `programs/NAME`, the twin of the C program of that name
 */

/**
 * Code that nobody here wrote, too much for the embedded clang.
 * @typedef {object} Project
 * @property {string} [missing] why it cannot be built here
 * @property {(level: Level) => Promise<Uint8Array>} module the program as wasm
 * @property {readonly string[]} nativeArguments sources and flags for gcc and clang, without -O and -o
 */

/** @type {readonly Program[]} */
export const Programs = [
  { name: "sort", factor: 8, kind: "compute", blocks: "large" },
  { name: "matrix", factor: 8, kind: "compute", blocks: "large" },
  { name: "hash", factor: 12, kind: "compute", blocks: "large" },
  { name: "strings", factor: 35, kind: "compute", blocks: "large" },
  { name: "list", factor: 6, kind: "compute", blocks: "tiny" },
  { name: "nbody", factor: 40, kind: "compute", blocks: "large" },
  { name: "compress", factor: 50, kind: "compute", blocks: "large" },
  { name: "calls", factor: 120, kind: "compute", blocks: "large" },
  { name: "sqlite", factor: 6, kind: "compute", blocks: "large", project: SqliteProject },
  { name: "vectors", factor: 70, kind: "allocate", blocks: "large" },
  { name: "trees", factor: 100, kind: "allocate", blocks: "tiny" },
  { name: "alloc", factor: 50, kind: "allocate", blocks: "large" },
  { name: "blocks128", factor: 4, kind: "memory", blocks: "large" },
  { name: "tiny", factor: 4, kind: "memory", blocks: "tiny" },
  { name: "sort.rs", factor: 8, kind: "compute", blocks: "large", language: "rust" },
  { name: "hash.rs", factor: 12, kind: "compute", blocks: "large", language: "rust" },
  { name: "strings.rs", factor: 20, kind: "compute", blocks: "large", language: "rust" },
  { name: "trees.rs", factor: 100, kind: "allocate", blocks: "tiny", language: "rust" },
];

/** @param {Program} program @param {Level} level @returns {Promise<Uint8Array>} the program as wasm */
export async function moduleOf(program, level) {
  if (program.project) return program.project.module(level);
  const compiled = await compile(sourceOf(program), { optimisation: level, cflags: [] });
  if (compiled.kind !== "compiled") throw new Error(`${program.name}: ${compiled.kind}`);
  return compiled.module;
}

/** @param {Program} program @returns {readonly string[]} for gcc and clang, or rustc: sources and flags */
export function nativeArguments(program) {
  if (program.language === "rust") return ["--edition=2021", sourceOf(program)];
  return program.project?.nativeArguments ?? [sourceOf(program), "-lm"];
}

/** @param {Program} program @returns {string} the path of its source */
export function sourceOf({ name, language }) {
  const file = language === "rust" ? name : `${name}.c`;
  return fileURLToPath(new URL(`programs/${file}`, import.meta.url));
}
