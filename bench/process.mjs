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
 * @property {number | undefined} peakBytes largest resident set; unknown without GNU time
 * @property {string} stdout
 */

// Node tells the peak memory of its own process only. GNU time forks once more, so that the peak it
// reads is not that of the (large) process from which the command was started.
const GnuTime = "/usr/bin/time";
const hasGnuTime =
  existsSync(GnuTime) && spawnSync(GnuTime, ["-f", "%M", process.execPath, "-v"]).status === 0;

/**
 * @param {Command} command
 * @returns {Run}
 * @throws {Error} when it does not start or ends with another status than 0
 */
export function run(command) {
  const folder = mkdtempSync(join(tmpdir(), "redzone-bench-"));
  const memoryFile = join(folder, "memory");
  const [file, args] = hasGnuTime
    ? [GnuTime, ["-f", "%M", "-o", memoryFile, command.file, ...command.args]]
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
    const peakBytes = hasGnuTime ? Number(readFileSync(memoryFile, "utf8")) * 1024 : undefined;
    return { seconds, peakBytes, stdout };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** @param {string} file @param {readonly string[]} args @returns {boolean} whether it runs at all */
export function works(file, args) {
  return spawnSync(file, args, { stdio: "ignore" }).status === 0;
}
