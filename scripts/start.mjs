/**
 * `npm start [-- ARGUMENTS]`: from a fresh clone to a report. Installs and builds when that is
 * needed, then `redzone run ARGUMENTS`, or an example with a leak when there are none.
 */
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { build } from "./build.mjs";
import { install } from "./install.mjs";

const path = (/** @type {string} */ relative) => fileURLToPath(new URL(relative, import.meta.url));

install();
if (!build()) process.exit(1);

const asked = process.argv.slice(2);
const words = asked.length > 0 ? asked : [path("../examples/c/leak.c")];
console.log(`redzone run ${asked.length > 0 ? asked.join(" ") : "examples/c/leak.c"}`);
// npm runs scripts in the project's folder; the file was named from the user's.
const { status } = spawnSync(process.execPath, [path("../dist/cli/main.js"), "run", ...words], {
  cwd: process.env.INIT_CWD ?? process.cwd(),
  stdio: "inherit",
});
process.exitCode = status ?? 1;
