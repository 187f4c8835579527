/**
 * Checks that imports in src/ go down only, as the table of floors in docs/architecture.md says (it
 * is the only table), and that no files import each other in a circle.
 *
 *     node scripts/floors.mjs [FOLDER]      FOLDER: a project with that page and a src/
 *
 * In the table's last column, `wasm (types)` allows only `import type`, `runtime (facts)` only the
 * file facts.ts, and "all above but compile" what it says. `bytes` is open to everybody: numbers
 * with a meaning are made there. Tests may import what they need.
 */
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import { fileURLToPath } from "node:url";

const root = process.argv[2] ?? fileURLToPath(new URL("..", import.meta.url));

/**
 * @typedef {{ floor: string, only: string[] }} Allowed only: "types" or file names; empty: all of it
 * @typedef {{ from: string, to: string, typeOnly: boolean }} Import paths from src/, with slashes
 */

/** @returns {Map<string, Allowed[]>} */
function readFloors() {
  /** @type {Map<string, Allowed[]>} */
  const floors = new Map();
  const page = readFileSync(join(root, "docs/architecture.md"), "utf8");
  for (const [, floor, allowed] of page.matchAll(/^\| `(\w+)\/` \|.*\| (.+?) \|$/gm)) {
    if (floor === undefined || allowed === undefined) continue;
    const but = /^all above(?: but (.+))?$/.exec(allowed);
    if (but) {
      const above = [...floors.keys()].filter((name) => name !== but[1]);
      floors.set(
        floor,
        above.map((name) => ({ floor: name, only: [] })),
      );
    } else {
      const names = [...allowed.matchAll(/(\w+)(?: \(([^)]*)\))?/g)];
      floors.set(
        floor,
        names.map(([, name = "", only]) => ({ floor: name, only: only?.split(", ") ?? [] })),
      );
    }
  }
  return floors;
}

/** @returns {Import[]} */
function readImports() {
  const files = readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" })
    .map((file) => file.replaceAll("\\", "/"))
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file));
  return files.flatMap((from) => {
    const text = readFileSync(join(root, "src", from), "utf8");
    const statements = text.matchAll(
      /^(?:import|export)\b(\s+type\b)?(?:[^"';]*\bfrom)?\s*["'](\.[^"']+)["']|\bimport\(\s*["'](\.[^"']+)["']/gm,
    );
    return [...statements].map(([, type, path, dynamic = ""]) => ({
      from,
      to: posix.join(dirname(from), path ?? dynamic),
      typeOnly: type !== undefined,
    }));
  });
}

/** @param {Import} statement @param {Map<string, Allowed[]>} floors @returns {string | undefined} */
function violation({ from, to, typeOnly }, floors) {
  const [floor = "", target = ""] = [from, to].map((path) => path.split("/")[0]);
  const allowed = floors.get(floor);
  if (!from.includes("/")) return undefined; // the package's public surface
  if (allowed === undefined) return `src/${from}: docs/architecture.md has no floor ${floor}/`;
  if (target === floor || target === "bytes") return undefined;
  const rule = allowed.find((each) => each.floor === target);
  if (rule === undefined) {
    const may = allowed.map((each) => each.floor).join(", ") || "nothing";
    return `src/${from} imports src/${to}, but ${floor}/ may import only: ${may}`;
  }
  const file = posix.basename(to).replace(/\.tsx?$/, "");
  if (rule.only.length === 0 || rule.only.includes(file)) return undefined;
  if (typeOnly && rule.only.includes("types")) return undefined;
  return `src/${from} imports src/${to}, but of ${target}/ ${floor}/ may import only: ${rule.only.join(", ")}`;
}

/** @param {Import[]} imports @returns {string[]} */
function cycles(imports) {
  /** @type {Map<string, string[]>} */
  const targets = new Map();
  for (const { from, to } of imports) targets.set(from, [...(targets.get(from) ?? []), to]);
  const done = new Set();
  /** @type {string[]} */
  const found = [];
  const visit = (/** @type {string} */ file, /** @type {string[]} */ path) => {
    const start = path.indexOf(file);
    if (start >= 0) found.push(`a circle: ${[...path.slice(start), file].join(" → ")}`);
    if (start >= 0 || done.has(file)) return;
    for (const to of targets.get(file) ?? []) visit(to, [...path, file]);
    done.add(file);
  };
  for (const file of targets.keys()) visit(file, []);
  return found;
}

const floors = readFloors();
const imports = readImports();
const problems = [
  ...(floors.size === 0 ? ["docs/architecture.md has no table of floors"] : []),
  ...imports.map((each) => violation(each, floors)).filter((each) => each !== undefined),
  ...cycles(imports),
];
for (const problem of problems) console.error(problem);
if (problems.length === 0) console.log(`floors: ${imports.length} imports, all of them down`);
process.exitCode = problems.length === 0 ? 0 : 1;
