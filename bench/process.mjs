/** Running a command to its end, seen from outside: time, peak memory, what it printed. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * @typedef {object} Command
 * @property {string} file
 * @property {readonly string[]} args
 * @property {NodeJS.ProcessEnv} [env] added to our own environment
 */

/**
 * @typedef {object} Run
 * @property {number} seconds wall clock time, start of the process included
 * @property {number | undefined} cpuSeconds of all threads, user and system; unknown without GNU time
 * @property {number | undefined} peakBytes largest resident set; unknown without GNU time
 * @property {string} stdout
 */

// Node tells CPU time and peak memory of its own process only. GNU time forks once more, so that the peak it
// reads is not that of the (large) process from which the command was started.
const GnuTime = "/usr/bin/time";
const TimeFormat = "%U %S %M"; // seconds, seconds, KiB
/** Whether CPU time and memory can be told. */
export const hasGnuTime =
  existsSync(GnuTime) &&
  spawnSync(GnuTime, ["-f", TimeFormat, process.execPath, "-v"]).status === 0;

/**
 * @param {Command} command
 * @returns {Run}
 * @throws {Error} when it does not start or ends with another status than 0
 */
export function run(command) {
  const folder = mkdtempSync(join(tmpdir(), "redzone-bench-"));
  const usageFile = join(folder, "usage");
  const [file, args] = hasGnuTime
    ? [GnuTime, ["-f", TimeFormat, "-o", usageFile, command.file, ...command.args]]
    : [command.file, command.args];
  try {
    const start = performance.now();
    const { status, signal, stdout, stderr, error } = spawnSync(file, args, {
      encoding: "utf8",
      env: { ...process.env, ...command.env },
      maxBuffer: 64 * 2 ** 20,
    });
    const seconds = (performance.now() - start) / 1000;
    if (error || status !== 0) {
      const shown = [command.file, ...command.args].join(" ");
      const why = error?.message ?? (signal ? `signal ${signal}` : `exit status ${status}`);
      throw new Error(`${shown}\nended with ${why}:\n${stdout ?? ""}${stderr ?? ""}`);
    }
    if (!hasGnuTime) return { seconds, cpuSeconds: undefined, peakBytes: undefined, stdout };
    const [user = 0, system = 0, peak = 0] = readFileSync(usageFile, "utf8").split(" ").map(Number);
    return { seconds, cpuSeconds: user + system, peakBytes: peak * 1024, stdout };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** @param {string} file @param {readonly string[]} args @returns {boolean} whether it runs at all */
export function works(file, args) {
  return spawnSync(file, args, { stdio: "ignore" }).status === 0;
}
