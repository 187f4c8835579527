/**
 * The programs of tests/programs/ and examples/, each compiled, checked, and held against what its
 * source says about it. How to add one: tests/README.md.
 */
import { readFileSync } from "node:fs";
import { afterAll, describe, expect, test } from "vitest";
import { usableRustcs } from "../scripts/rust.mjs";
import { readCommandLine } from "../src/cli/command-line.ts";
import { exitStatus } from "../src/cli/run.ts";
import type { Rustc } from "../src/compile/rust/find-rustc.ts";
import { renderText } from "../src/report/text.ts";
import {
  AnnotationError,
  type Annotations,
  readAnnotations,
  withoutAnnotations,
} from "./harness/annotations.ts";
import { blessed, blessedPath } from "./harness/blessed.ts";
import { differences } from "./harness/findings.ts";
import { type Checked, type Job, Lanes } from "./harness/lanes.ts";
import { programsIn, reportsIn } from "./harness/programs.ts";

const lanes = new Lanes(2);
/** Others may be before it in its lane. */
const options = { timeout: 600_000 };
afterAll(() => lanes.close());

/**
 * A program, with which of its levels and by which compiler; `level` is left out when it names none, `rustc` when it
 * is not in Rust.
 */
interface Run {
  readonly name: string;
  readonly program: string;
  readonly level?: string;
  readonly rustc?: Rustc & { readonly version: string };
}

/** Programs in Rust run with each that the machine has, and not at all where there is none. */
const rustcs = await usableRustcs();
/** The names of std's functions change from one version to the next: reports are blessed with this one. */
const BlessedRustc = "rustc 1.63.";

/**
 * What `redzone run` would do with the options in the program's source.
 * @param plain whether to run it unchecked as well
 */
function jobOf({ program, level, rustc }: Run, { settings }: Annotations, plain: boolean) {
  const levels = level === undefined ? [] : [level];
  const words = ["run", ...settings.options, ...levels, program, ...settings.args];
  const invocation = readCommandLine(words);
  if (invocation.command !== "run") throw new Error(`no run: ${words.join(" ")}`);
  const { options, args } = invocation;
  if (options.timeout !== undefined) throw new Error("--timeout is tested in tests/cli.test.ts");
  const job: Job = {
    program,
    optimisation: options.optimisation,
    cflags: options.cflags,
    rustflags: options.rustflags,
    ...(rustc && { rustc: rustc.path }),
    request: {
      args,
      env: options.env,
      directories: options.dir,
      maxMemory: options.maxMemory,
      exitOnFirstError: options.exitOnFirstError,
      errorsForLeakKinds: options.errorsForLeakKinds,
      definedness: options.check === "all",
      trackOrigins: options.trackOrigins === "yes",
      suppressions: options.suppressions,
      generateSuppressions: options.genSuppressions === "all",
      ...(options.failAlloc !== undefined && { failAllocation: options.failAlloc }),
    },
    stdin: settings.stdin,
    // Memory that runs out is the checker's doing: without it the program goes another way.
    plain: plain && !settings.options.some((option) => /^--(fail-alloc|max-memory)/.test(option)),
  };
  return { job, options };
}

/** Compiles and checks a program. */
async function run(each: Run, annotations: Annotations, plain = false) {
  const { job, options } = jobOf(each, annotations, plain);
  const { program } = job;
  const checked = await lanes.run(job);
  const readSource = (file: string) =>
    file === program ? withoutAnnotations(checked.source) : undefined;
  const text = renderText(checked.report, { ...options, color: false, readSource });
  return { ...checked, text };
}

function expectEnding(checked: Checked, { settings }: Annotations): void {
  const { exit, stdout } = settings;
  expect(exitStatus(checked.report, 0), "the program's exit status").toBe(exit);
  if (stdout !== undefined) expect(checked.stdout.replace(/\n$/, "")).toBe(stdout);
}

function expectFindings(checked: Checked, text: string, { expectations }: Annotations): void {
  const wrong = differences(checked.report, expectations);
  if (wrong.length > 0) expect.fail(`${wrong.join("\n")}\n\n${text}`);
}

/** The findings are the same at each level; the blessed report is that of the first. */
async function expectFail(each: Run, annotations: Annotations): Promise<void> {
  const { text, ...checked } = await run(each, annotations);
  expectFindings(checked, text, annotations);
  expectEnding(checked, annotations);
  if (each.level !== annotations.settings.levels[0]) return;
  if (each.rustc && !each.rustc.version.startsWith(BlessedRustc)) return;
  const { expected, actual } = blessed(each.program, text);
  expect(actual).toBe(expected);
}

/** Exactly these errors; which warnings there are is not asked. */
async function expectRejected(each: Run, annotations: Annotations): Promise<void> {
  const { rejected, messages } = await lanes.rejection(jobOf(each, annotations, false).job);
  const errors = rejected.filter(({ severity }) => severity === "error");
  const found = errors.map(({ code, line }) => ({ code, line }));
  expect(found, messages).toEqual(annotations.rejections);
}

async function expectPass(each: Run, annotations: Annotations): Promise<void> {
  const { text, ...checked } = await run(each, annotations, true);
  expectFindings(checked, text, annotations);
  expectEnding(checked, annotations);
  if (checked.plain) {
    const { exit } = annotations.settings;
    expect(checked.plain, "the run without checks").toEqual({ exit, stdout: checked.stdout });
  }
}

function annotationsOf(program: string): Annotations {
  return readAnnotations(readFileSync(program, "utf8"));
}

function runsOf(program: string): readonly Run[] {
  if (!program.endsWith(".rs")) return levelsOf(program);
  return rustcs.flatMap((rustc) =>
    levelsOf(program).map((run) => {
      const name = rustcs.length > 1 ? `${run.name} (${rustc.version})` : run.name;
      return { ...run, name, rustc };
    }),
  );
}

/** One run for each level a program names. One that cannot be read has one, which then fails. */
function levelsOf(program: string): readonly Run[] {
  const unlevelled = { name: program, program };
  try {
    const { levels } = annotationsOf(program).settings;
    if (levels.length === 0) return [unlevelled];
    return levels.map((level) => ({ name: `${program} ${level}`, program, level }));
  } catch (error) {
    if (error instanceof AnnotationError) return [unlevelled];
    throw error;
  }
}

function programTests(folder: string, kind: "fail" | "pass" | "either"): void {
  describe.concurrent(folder, () => {
    const runs = programsIn(folder).flatMap(runsOf);
    // Not "$name": vitest would cut it short.
    test.each(runs.map((each) => [each.name, each] as const))(
      "%s",
      options,
      async (_name, each) => {
        const annotations = annotationsOf(each.program);
        if (annotations.rejections.length > 0) return expectRejected(each, annotations);
        const expectsFindings = annotations.expectations.length > 0;
        if (kind !== "either") {
          expect(expectsFindings, "annotated with findings").toBe(kind === "fail");
        }
        await (expectsFindings ? expectFail : expectPass)(each, annotations);
      },
    );
  });
}

programTests("tests/programs/fail", "fail");
programTests("tests/programs/pass", "pass");
programTests("examples", "either");

test("no blessed report is left without its program", () => {
  for (const folder of ["tests/programs", "examples"]) {
    const failing = programsIn(folder).filter(
      (path) => annotationsOf(path).expectations.length > 0,
    );
    expect(failing.map(blessedPath)).toEqual(expect.arrayContaining([...reportsIn(folder)]));
  }
});
