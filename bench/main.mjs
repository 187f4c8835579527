/** The command line of `npm run bench`; bench/README.md says what the figures mean. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { arch, cpus, platform, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { aimTable } from "./aims.mjs";
import { Baseline, CheckedAll, makeColumns } from "./columns.mjs";
import { measureProgram } from "./measure.mjs";
import { hasGnuTime } from "./process.mjs";
import { moduleOf, Programs } from "./programs.mjs";
import { measureRewriting, rewritingLine } from "./rewriting.mjs";
import { measureScale, scaleTables } from "./scale.mjs";
import { measureStartUp, startUpTable } from "./start-up.mjs";
import { programTables } from "./tables.mjs";
import { measureTrace, traceTable } from "./trace.mjs";

/** @typedef {import("./programs.mjs").Level} Level */

const Usage = `npm run bench -- [--quick] [--only NAME]… [--without COLUMN]… [-O LEVEL]… [--runs N] [--cpu] [--json FILE]
  --quick           under a minute: only what computes, plain and with all checks, 3 runs at -O2
  --only NAME       a program, "rewriting", "scale", "start-up" or "trace"; all of them by default
  --without COLUMN  leave a column out: "Redzone, addresses", gcc, "gcc ASan", "clang MSan", Valgrind …
  -O LEVEL          0, 1 or 2; 2 and 0 by default
  --runs N          medians of N runs; 5 by default
  --cpu             programs' CPU time instead of wall clock time, for a busy machine
`;
const NoPrograms = ["rewriting", "scale", "start-up", "trace"];
const RewrittenProgram = "strings";

const { values: options } = parseArgs({
  options: {
    quick: { type: "boolean", default: false },
    only: { type: "string", multiple: true, default: [] },
    without: { type: "string", multiple: true, default: [] },
    optimisation: { type: "string", short: "O", multiple: true },
    runs: { type: "string" },
    cpu: { type: "boolean", default: false },
    json: { type: "string" },
    help: { type: "boolean", short: "h", default: false },
  },
});
const runs = Number(options.runs ?? (options.quick ? 3 : 5));
// What a start takes differs less from run to run than the work, and quick is quick.
const starts = options.quick ? 1 : runs;
if (options.help || !Number.isInteger(runs) || runs < 1) fail(Usage);
if (options.cpu && !hasGnuTime) fail("--cpu needs GNU time, as /usr/bin/time\n");
const clock = options.cpu ? "cpu" : "wall";
const levels = (options.optimisation ?? (options.quick ? ["2"] : ["2", "0"])).map(readLevel);

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
  mustBeOneOf("--only", options.only, [...Programs.map(({ name }) => name), ...NoPrograms]);
  const columns = chosenColumns();
  const programs = Programs.filter(isWanted);
  const present = columns.filter(({ missing }) => missing === undefined);
  const buildable = programs.filter(({ project }) => project?.missing === undefined);
  const cpu = cpus()[0]?.model.trim() ?? "unknown CPU";
  say(
    `Node ${process.versions.node}, ${platform()} ${arch()}, ${cpu}; medians of ${runs} runs, ${clock} time.`,
  );
  for (const { name, missing } of columns) if (missing) say(`Not measured: ${name} (${missing}).`);
  for (const { name, project } of programs) {
    if (project?.missing) say(`Not measured: ${name} (${project.missing}).`);
  }
  for (const { name, mostRuns } of present) {
    if (mostRuns < runs) say(`${name}: ${mostRuns} runs only.`);
  }

  const isRust = (/** @type {import("./programs.mjs").Program} */ { language }) =>
    language === "rust";
  const parts = [
    { title: "", programs: buildable.filter((each) => !isRust(each)), columns: present },
    {
      title: ", Rust",
      programs: buildable.filter(isRust),
      columns: present.filter(({ rust }) => rust),
    },
  ].filter((part) => part.programs.length > 0);
  const results = [];
  for (const level of levels) {
    for (const part of parts) {
      const here = [];
      for (const program of part.programs) {
        progress(`${program.name} -O${level}`);
        here.push(await measureProgram(program, level, part.columns, runs, starts, clock));
      }
      say(`\n## -O${level}${part.title}\n`);
      const names = part.columns.map(({ name }) => name);
      say(programTables(here, names));
      const aims = level === "2" ? aimTable(here, names) : undefined;
      if (aims !== undefined) say(`\n${aims}`);
      results.push(...here);
    }
  }

  let rewriting;
  if (isAlsoWanted("rewriting")) {
    progress("rewriting");
    const program = Programs.find(({ name }) => name === RewrittenProgram);
    if (program === undefined) throw new Error(`no program ${RewrittenProgram}`);
    rewriting = measureRewriting(await moduleOf(program, "2"), folder, runs);
    say(`\n## Rewriting\n\n${rewritingLine(rewriting)}`);
  }
  let scale;
  if (isAlsoWanted("scale")) {
    progress("scale");
    scale = measureScale(runs);
    say(`\n## Scale\n\n${scaleTables(scale)}`);
  }
  let startUp;
  if (isAlsoWanted("start-up")) {
    progress("start-up");
    const sqlite = Programs.find(({ project }) => project !== undefined && !project.missing);
    startUp = await measureStartUp(folder, runs, sqlite && (await moduleOf(sqlite, "2")));
    say(`\n## Start-up\n\n${startUpTable(startUp)}`);
  }
  let trace;
  if (isAlsoWanted("trace")) {
    progress("trace");
    trace = await measureTrace(folder, runs);
    say(`\n## Time travel\n\n${traceTable(trace)}`);
  }

  if (options.json !== undefined) {
    const machine = { node: process.versions.node, platform: platform(), arch: arch(), cpu };
    const document = { machine, runs, clock, programs: results, rewriting, scale, startUp, trace };
    // npm runs us in the project's folder; the file was named from the user's.
    const file = resolve(process.env.INIT_CWD ?? ".", options.json);
    writeFileSync(file, `${JSON.stringify(document, null, 2)}\n`);
  }
}

function chosenColumns() {
  const all = makeColumns(folder);
  const names = all.map(({ name }) => name);
  // The others are measured by the baseline's output and time.
  mustBeOneOf(
    "--without",
    options.without,
    names.filter((name) => name !== Baseline),
  );
  return all.filter(
    ({ name }) =>
      !options.without.includes(name) && (!options.quick || [Baseline, CheckedAll].includes(name)),
  );
}

/** @param {import("./programs.mjs").Program} program */
function isWanted({ name, kind }) {
  if (options.only.length > 0) return options.only.includes(name);
  return !options.quick || kind === "compute";
}

/** @param {string} name what is no program */
function isAlsoWanted(name) {
  return options.only.length > 0 ? options.only.includes(name) : !options.quick;
}

/** @param {string} option @param {readonly string[]} names @param {readonly string[]} known */
function mustBeOneOf(option, names, known) {
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined) throw new Error(`${option} ${unknown}: there are ${known.join(", ")}`);
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
