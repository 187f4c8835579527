/** `npm run build`: src/ → dist/, and nothing when dist/ is newer than all that it is made of. */
import { spawnSync } from "node:child_process";
import {
  chmodSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const dist = join(root, "dist");
/** Its date is that of the last complete build. */
const stamp = join(dist, ".built");

/** @returns {boolean} whether dist/ is now what src/ says. */
export function build() {
  if (isFresh()) return true;
  console.log("redzone: building …");
  const started = Date.now();
  const compiler = join(root, "node_modules/typescript/bin/tsc");
  // Not incremental: every file is written, so an older one has lost its source (see prune).
  const { status } = spawnSync(process.execPath, [compiler, "--incremental", "false"], {
    cwd: root,
    stdio: "inherit",
  });
  if (status !== 0) return false;
  inlineOpcodes();
  const bundled = Object.entries(EntryFiles).every(([name, platform]) => bundle(name, platform));
  if (!bundled) return false;
  prune(started);
  chmodSync(join(dist, "cli/main.js"), 0o755);
  writeFileSync(stamp, "");
  // The start of the build: a source that changed while it went on is newer.
  utimesSync(stamp, started / 1000, started / 1000);
  return true;
}

/**
 * `Op.i32Add` becomes its number: V8 looks such a property up each time as long as the code around it is not optimised, which
 * a small program's end comes before, and makes a table of a switch only of numbers. A tenth of the time of rewriting.
 */
function inlineOpcodes() {
  const table = join(dist, "wasm/opcodes.js");
  const names = "import(process.argv[1]).then(({ Op }) => console.log(JSON.stringify(Op)))";
  const { stdout } = spawnSync(process.execPath, ["-e", names, pathToFileURL(table).href], {
    encoding: "utf8",
  });
  /** @type {Record<string, number>} */
  const opcodes = JSON.parse(stdout);
  for (const name of readdirSync(dist, { recursive: true })) {
    const path = join(dist, String(name));
    if (!path.endsWith(".js") || path === table) continue;
    const code = readFileSync(path, "utf8");
    if (!/^import \{[^}]*\bOp\b[^}]*\} from "[./\w]+\/opcodes\.js";$/m.test(code)) continue;
    writeFileSync(
      path,
      code.replace(/\bOp\.(\w+)/g, (use, opcode) => String(opcodes[opcode] ?? use)),
    );
  }
}

/**
 * What threads start with, the hook that puts itself in WebAssembly's place, and what is imported from elsewhere. Of the JavaScript in
 * dist/ these are all that the package has (`files` in package.json).
 */
const EntryFiles = {
  "cli/main.js": "node",
  "cli/register.js": "node",
  "check/worker-thread.js": "node",
  "check/trace-thread.js": "node",
  "check/assistant-thread.js": "node",
  "compile/clang-thread.js": "node",
  "library/node.js": "node",
  "library/browser.js": "browser",
  "embed/index.js": "browser",
};

/** The engine's, for all that is in the bundle, whoever replaces the global one. */
const EngineWebAssembly = "const WebAssembly = globalThis.WebAssembly;";

/**
 * All of a thread's code in one file: loading its seventy modules one by one took longer than a small program runs.
 * It replaces the file that the thread starts with, so that nobody has to know, but for who starts another one: what is
 * beside a module is elsewhere, seen from the bundle. clang stays where it is, 100 MB of it.
 * @param {string} name @param {string} platform
 */
function bundle(name, platform) {
  const entry = join(dist, name);
  const bundler = join(root, "node_modules/rolldown/bin/cli.mjs");
  const made = `${entry}.bundle`;
  const options = ["--format", "esm", "--platform", platform, "--log-level", "warn"];
  options.push("--banner", EngineWebAssembly, "--external", "@yowasp/clang");
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [bundler, entry, "--file", made, ...options],
    { cwd: root, encoding: "utf8" },
  );
  if (status === 0) renameSync(made, entry);
  else console.error(stdout + stderr);
  return status === 0;
}

/** In place rather than by emptying dist/ first: somebody may be running it. */
function prune(/** @type {number} */ started) {
  for (const name of readdirSync(dist, { recursive: true })) {
    const path = join(dist, String(name));
    const info = statSync(path);
    if (info.isFile() && info.mtimeMs < started) rmSync(path);
  }
}

function isFresh() {
  const built = statSync(stamp, { throwIfNoEntry: false })?.mtimeMs;
  if (built === undefined) return false;
  const made = ["tsconfig.json", "package-lock.json", "src"];
  // Folders too: their dates tell of files that are gone.
  for (const name of readdirSync(join(root, "src"), { recursive: true })) {
    if (!String(name).endsWith(".test.ts")) made.push(join("src", String(name)));
  }
  return made.every((path) => statSync(join(root, path)).mtimeMs < built);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = build() ? 0 : 1;
