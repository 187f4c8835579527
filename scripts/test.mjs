/**
 * `npm test [-- FILTER…]`: installs and builds when that is needed, then every check and test; the
 * last line says how it went. FILTER goes to vitest: the tests whose path contains it.
 */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "./build.mjs";
import { install } from "./install.mjs";
import { installNativeClang } from "./native-clang.mjs";
import { installRust } from "./rust.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const modules = join(root, "node_modules");

/** One more check: a row here. */
const checks = {
  types: [join(modules, "typescript/bin/tsc"), "-p", "tsconfig.test.json"],
  "types of scripts": [join(modules, "typescript/bin/tsc"), "-p", "scripts/tsconfig.json"],
  floors: [join(root, "scripts/floors.mjs")],
  style: [join(modules, "@biomejs/biome/bin/biome"), "check", "--error-on-warnings", "."],
  tests: [join(modules, "vitest/vitest.mjs"), "run", ...process.argv.slice(2)],
};

install();
installNativeClang();
const started = Date.now();
const failed = build() ? [] : ["build"];
if (failed.length === 0) await installRust();
// Compiled test programs survive `npm test`, and leave the user's own cache alone.
const env = { ...process.env, REDZONE_CACHE: join(modules, ".cache/redzone") };
for (const [name, command] of Object.entries(checks)) {
  console.log(`\nredzone: ${name}`);
  const { status } = spawnSync(process.execPath, command, { cwd: root, env, stdio: "inherit" });
  if (status !== 0) failed.push(name);
}

const seconds = Math.round((Date.now() - started) / 1000);
const all = ["build", ...Object.keys(checks)].join(", ");
console.log(
  failed.length === 0
    ? `\nredzone: all passed in ${seconds} s (${all})`
    : `\nredzone: FAILED in ${seconds} s: ${failed.join(", ")}`,
);
process.exitCode = failed.length === 0 ? 0 : 1;
