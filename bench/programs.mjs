/**
 * What is measured. One more: put `programs/NAME.c` beside the others and a row here. A program
 * takes its work factor as `argv[1]`, does nothing at 0, and prints one line that depends on all
 * its work; if it counts its allocations, the line says `N malloc/free pairs`.
 */
import { fileURLToPath } from "node:url";

/**
 * @typedef {object} Program
 * @property {string} name
 * @property {number} factor the work factor: 0.2 to 0.6 s as plain wasm at -O2
 * @property {"compute" | "allocate"} kind where the time goes; the aims differ
 */

/** @type {readonly Program[]} */
export const Programs = [
  { name: "sort", factor: 8, kind: "compute" },
  { name: "matrix", factor: 8, kind: "compute" },
  { name: "hash", factor: 12, kind: "compute" },
  { name: "strings", factor: 35, kind: "compute" },
  { name: "list", factor: 6, kind: "compute" },
  { name: "nbody", factor: 40, kind: "compute" },
  { name: "compress", factor: 50, kind: "compute" },
  { name: "calls", factor: 120, kind: "compute" },
  { name: "vectors", factor: 70, kind: "allocate" },
  { name: "trees", factor: 100, kind: "allocate" },
  { name: "alloc", factor: 50, kind: "allocate" },
];

/** @param {Program} program @returns {string} the path of its source */
export function sourceOf(program) {
  return fileURLToPath(new URL(`programs/${program.name}.c`, import.meta.url));
}
