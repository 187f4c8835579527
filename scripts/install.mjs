/** Installs what package-lock.json names, unless that was done already. */
import { spawnSync } from "node:child_process";
import { statSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));

/** Exits when it fails: nothing can be done without. */
export function install() {
  // npm writes this file last, so an installation that was broken off counts as none.
  if (modified("node_modules/.package-lock.json") >= modified("package-lock.json")) return;

  console.log("redzone: installing what it is built with (about 300 MB, once) …");
  const words = ["ci", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"];
  const npm = process.env.npm_execpath;
  const { status } = npm
    ? spawnSync(process.execPath, [npm, ...words], {
        cwd: root,
        stdio: ["ignore", "ignore", "inherit"],
      })
    : spawnSync("npm", words, { cwd: root, stdio: ["ignore", "ignore", "inherit"], shell: true });
  if (status !== 0) {
    console.error("redzone: npm ci failed; is the network there?");
    process.exit(1);
  }
}

/** @param {string} path from the project's folder @returns {number} milliseconds; 0: it is not there */
function modified(path) {
  return statSync(new URL(`../${path}`, import.meta.url), { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
