/**
 * `npm start [-- ARGUMENTS]`: from a fresh clone to a report. Installs and builds when that is
 * needed, then `redzone run ARGUMENTS`, or an example with a leak when there are none.
 */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "./build.mjs";
import { install } from "./install.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const Example = "examples/c/leak.c";

install();
if (!build()) process.exit(1);

const asked = process.argv.slice(2);
const words = asked.length > 0 ? asked : [Example];
console.log(`redzone run ${words.join(" ")}`);
const { status } = spawnSync(process.execPath, [join(root, "dist/cli/main.js"), "run", ...words], {
  // npm runs scripts in the project's folder; a file of the user's was named from where they are.
  cwd: asked.length > 0 ? (process.env.INIT_CWD ?? process.cwd()) : root,
  stdio: "inherit",
});
// To find the example's leak is what was to be shown.
process.exitCode = asked.length === 0 && status === 1 ? 0 : (status ?? 1);
