/**
 * `node bench/profile.mjs NAME [-O LEVEL] [--check addresses] [--factor N] [--top N]`: where a checked run of one of
 * the programs spends its time, by V8's sampling profiler; a function's own time, without those that it calls.
 * `npm run build` first.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { HOOK_NAMES } from "../dist/instrument/abi.js";
import { makePlan } from "../dist/instrument/plan.js";
import { decodeModule } from "../dist/wasm/decode.js";
import { functionNames } from "../dist/wasm/names.js";
import { markdownTable } from "./markdown.mjs";
import { moduleOf, Programs } from "./programs.mjs";

/**
 * https://chromedevtools.github.io/devtools-protocol/tot/Profiler/#type-Profile
 * @typedef {object} CpuProfile
 * @property {{ id: number, callFrame: { functionName: string, url: string, lineNumber: number } }[]} nodes
 * @property {number[]} samples node ids
 * @property {number[]} timeDeltas microseconds before each sample
 */

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    optimisation: { type: "string", short: "O", default: "2" },
    check: { type: "string", default: "all" },
    factor: { type: "string" },
    top: { type: "string", default: "25" },
  },
});
const program = Programs.find(({ name }) => name === positionals[0]);
if (program === undefined) {
  throw new Error(`profile what? There are ${Programs.map(({ name }) => name).join(", ")}`);
}

const folder = mkdtempSync(join(tmpdir(), "redzone-profile-"));
try {
  const level = /** @type {import("./programs.mjs").Level} */ (options.optimisation);
  const module = await moduleOf(program, level);
  const file = join(folder, `${program.name}.wasm`);
  writeFileSync(file, module);
  const cli = fileURLToPath(new URL("../dist/cli/main.js", import.meta.url));
  const profiler = ["--cpu-prof", "--cpu-prof-dir", folder, "--cpu-prof-interval", "500"];
  const factor = options.factor ?? String(program.factor);
  const args = [...profiler, cli, "run", "-q", `--check=${options.check}`, file, factor];
  const { status } = spawnSync(process.execPath, args, { stdio: ["ignore", "inherit", "inherit"] });
  if (status !== 0) process.exitCode = 1;
  process.stdout.write(`${profileTable(module, busiestProfile(), Number(options.top))}\n`);
} finally {
  rmSync(folder, { recursive: true });
}

/** Each thread leaves a profile; the program's is the one with most of wasm in it. @returns {CpuProfile} */
function busiestProfile() {
  const profiles = readdirSync(folder)
    .filter((name) => name.endsWith(".cpuprofile"))
    .map((name) => JSON.parse(readFileSync(join(folder, name), "utf8")));
  const inWasm = (/** @type {CpuProfile} */ { nodes, samples }) => {
    const ids = new Set(nodes.filter((node) => isWasm(node.callFrame)).map(({ id }) => id));
    return samples.filter((id) => ids.has(id)).length;
  };
  return profiles.reduce((best, next) => (inWasm(next) > inWasm(best) ? next : best));
}

/** @param {Uint8Array} module the original @param {CpuProfile} profile @param {number} top */
function profileTable(module, { nodes, samples, timeDeltas }, top) {
  const nameOf = rewrittenNames(module);
  const labels = new Map(nodes.map(({ id, callFrame }) => [id, labelOf(callFrame, nameOf)]));
  /** @type {Map<string, number>} */
  const own = new Map();
  samples.forEach((id, i) => {
    const label = labels.get(id) ?? "?";
    own.set(label, (own.get(label) ?? 0) + (timeDeltas[i] ?? 0) / 1000);
  });
  own.delete("(idle)"); // before the program was there
  const all = [...own.values()].reduce((sum, ms) => sum + ms, 0);
  const rows = [...own].sort(([, a], [, b]) => b - a).slice(0, top);
  return markdownTable(
    ["function", "own time, ms", "share"],
    [["all", all], ...rows].map(([label, ms]) => [
      String(label),
      Number(ms).toFixed(0),
      `${((Number(ms) / all) * 100).toFixed(1)} %`,
    ]),
  );
}

/**
 * @param {CpuProfile["nodes"][number]["callFrame"]} frame
 * @param {(index: number) => string} nameOf
 */
function labelOf(frame, nameOf) {
  const { functionName, url, lineNumber } = frame;
  const index = isWasm(frame) ? functionName.match(/\[(\d+)\]$/)?.[1] : undefined;
  if (index !== undefined) return nameOf(Number(index));
  if (isWasm(frame)) return `engine's glue ${functionName}`;
  if (url === "") return functionName || "(anonymous)";
  return `${functionName || "(anonymous)"}, ${url.split("/").slice(-2).join("/")}:${lineNumber + 1}`;
}

/** @param {{ url: string }} frame */
function isWasm({ url }) {
  return url.startsWith("wasm://");
}

/** What a function of the rewritten module is called: their order is drawn in src/instrument/plan.ts. @param {Uint8Array} bytes */
function rewrittenNames(bytes) {
  const module = decodeModule(bytes, "the module");
  const names = functionNames(module);
  const imported = module.imports.filter(({ what }) => what.kind === "function").length;
  const definedness = options.check === "all";
  const plan = makePlan(module, { programLimit: 512 * 2 ** 20, definedness });
  const own = imported + HOOK_NAMES.length;
  const wrappers = own + module.bodies.length;
  const helpers = wrappers + imported;
  const name = (/** @type {number} */ func) =>
    names.get(/** @type {import("../dist/bytes/brand.js").FuncIndex} */ (func)) ?? `func[${func}]`;
  return (/** @type {number} */ index) => {
    if (index < imported) return `import ${name(index)}`;
    if (index < own) return `hook ${HOOK_NAMES[index - imported]}`;
    if (index < wrappers) return name(index - HOOK_NAMES.length);
    if (index < helpers) return `wrapper of ${name(index - wrappers)}`;
    return `helper ${plan.helpers[index - helpers] ?? "or entry"}`;
  };
}
