/** The command line of `npm run bench`; bench/README.md says what the figures mean. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { arch, cpus, platform, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { makeColumns } from "./columns.mjs";
import { measureProgram } from "./measure.mjs";
import { hasGnuTime } from "./process.mjs";
import { Programs, sourceOf } from "./programs.mjs";
import { measureRewriting, rewritingLine } from "./rewriting.mjs";
import { measureStartUp, startUpTable } from "./start-up.mjs";
import { programTables } from "./tables.mjs";

/** @typedef {import("./columns.mjs").Level} Level */

const Usage = `npm run bench -- [--only NAME]… [--without COLUMN]… [-O LEVEL]… [--runs N] [--cpu] [--json FILE]
  --only NAME       a program, "rewriting" or "start-up"; all of them by default
  --without COLUMN  leave a column out: Redzone, gcc, "gcc ASan", Valgrind
  -O LEVEL          0, 1 or 2; 2 by default
  --runs N          medians of N runs; 5 by default
  --cpu             programs' CPU time instead of wall clock time, for a busy machine
`;
const NoPrograms = ["rewriting", "start-up"];
const RewrittenProgram = "strings";

const { values: options } = parseArgs({
  options: {
    only: { type: "string", multiple: true, default: [] },
    without: { type: "string", multiple: true, default: [] },
    optimisation: { type: "string", short: "O", multiple: true, default: ["2"] },
    runs: { type: "string", default: "5" },
    cpu: { type: "boolean", default: false },
    json: { type: "string" },
    help: { type: "boolean", short: "h", default: false },
  },
});
const runs = Number(options.runs);
if (options.help || !Number.isInteger(runs) || runs < 1) fail(Usage);
const known = [...Programs.map(({ name }) => name), ...NoPrograms];
for (const name of options.only) {
  if (!known.includes(name)) fail(`--only ${name}: there are ${known.join(", ")}\n`);
}
if (options.cpu && !hasGnuTime) fail("--cpu needs GNU time, as /usr/bin/time\n");
const clock = options.cpu ? "cpu" : "wall";
const levels = options.optimisation.map(readLevel);
const wanted = (/** @type {string} */ name) =>
  options.only.length === 0 || options.only.includes(name);

const folder = mkdtempSync(join(tmpdir(), "redzone-bench-"));
try {
  await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1; // and not exit(): the folder must go
} finally {
  rmSync(folder, { recursive: true });
}

async function main() {
  const columns = makeColumns(folder).filter(({ name }) => !options.without.includes(name));
  const present = columns.filter(({ missing }) => missing === undefined);
  const cpu = cpus()[0]?.model.trim() ?? "unknown CPU";
  say(
    `Node ${process.versions.node}, ${platform()} ${arch()}, ${cpu}; medians of ${runs} runs, ${clock} time.`,
  );
  for (const { name, missing } of columns) if (missing) say(`Not measured: ${name} (${missing}).`);
  for (const { name, mostRuns } of present) {
    if (mostRuns < runs) say(`${name}: ${mostRuns} runs only.`);
  }

  const results = [];
  for (const level of levels) {
    const here = [];
    for (const program of Programs.filter(({ name }) => wanted(name))) {
      progress(`${program.name} -O${level}`);
      here.push(await measureProgram(program, level, present, runs, clock));
    }
    if (here.length === 0) break;
    say(`\n## -O${level}\n`);
    const names = present.map(({ name }) => name);
    say(programTables(here, names));
    results.push(...here);
  }

  let rewriting;
  if (wanted("rewriting")) {
    progress("rewriting");
    const program = Programs.find(({ name }) => name === RewrittenProgram);
    if (program === undefined) throw new Error(`no program ${RewrittenProgram}`);
    rewriting = await measureRewriting(sourceOf(program), folder, runs);
    say(`\n## Rewriting\n\n${rewritingLine(rewriting)}`);
  }
  let startUp;
  if (wanted("start-up")) {
    progress("start-up");
    startUp = measureStartUp(folder, runs);
    say(`\n## Start-up\n\n${startUpTable(startUp)}`);
  }

  if (options.json !== undefined) {
    const machine = { node: process.versions.node, platform: platform(), arch: arch(), cpu };
    const document = { machine, runs, clock, programs: results, rewriting, startUp };
    // npm runs us in the project's folder; the file was named from the user's.
    const file = resolve(process.env.INIT_CWD ?? ".", options.json);
    writeFileSync(file, `${JSON.stringify(document, null, 2)}\n`);
  }
}

/** @param {string} text @returns {Level} */
function readLevel(text) {
  if (text === "0" || text === "1" || text === "2") return text;
  return fail(`-O ${text}: there are 0, 1 and 2\n`);
}

/** @param {string} text */
function say(text) {
  process.stdout.write(`${text}\n`);
}

/** What is going on, for whoever waits at a terminal; the tables may go to a file. @param {string} what */
function progress(what) {
  if (process.stderr.isTTY) process.stderr.write(`… ${what}\n`);
}

/** @param {string} message @returns {never} */
function fail(message) {
  process.stderr.write(message);
  process.exit(1);
}
