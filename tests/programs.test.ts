/**
 * The programs of tests/programs/ and examples/c/, each compiled, checked, and held against what its
 * source says about it. How to add one: tests/README.md.
 */
import { readFileSync } from "node:fs";
import { afterAll, describe, expect, test } from "vitest";
import { readCommandLine } from "../src/cli/command-line.ts";
import { exitStatus } from "../src/cli/run.ts";
import { renderText } from "../src/report/text.ts";
import { type Annotations, readAnnotations, withoutAnnotations } from "./harness/annotations.ts";
import { blessed, blessedPath } from "./harness/blessed.ts";
import { differences } from "./harness/findings.ts";
import { type Checked, type Job, Lanes } from "./harness/lanes.ts";
import { programsIn, reportsIn } from "./harness/programs.ts";

const lanes = new Lanes(2);
afterAll(() => lanes.close());

/**
 * Compiles and checks a program as `redzone run` would with the options in its source.
 * @param plain whether to run it unchecked as well
 */
async function run(program: string, { settings }: Annotations, plain = false) {
  const words = ["run", ...settings.options, program, ...settings.args];
  const invocation = readCommandLine(words);
  if (invocation.command !== "run") throw new Error(`no run: ${words.join(" ")}`);
  const { options, args } = invocation;
  if (options.timeout !== undefined) throw new Error("--timeout is tested in tests/cli.test.ts");
  const job: Job = {
    program,
    optimisation: options.optimisation,
    cflags: options.cflags,
    request: {
      args,
      env: options.env,
      directories: options.dir,
      maxMemory: options.maxMemory,
      exitOnFirstError: options.exitOnFirstError,
      errorsForLeakKinds: options.errorsForLeakKinds,
      definedness: options.check === "all",
      trackOrigins: options.trackOrigins === "yes",
      ...(options.failAlloc !== undefined && { failAllocation: options.failAlloc }),
    },
    stdin: settings.stdin,
    // Memory that runs out is the checker's doing: without it the program goes another way.
    plain: plain && !settings.options.some((option) => /^--(fail-alloc|max-memory)/.test(option)),
  };
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

async function expectFail(program: string, annotations: Annotations): Promise<void> {
  const { text, ...checked } = await run(program, annotations);
  expectFindings(checked, text, annotations);
  expectEnding(checked, annotations);
  const { expected, actual } = blessed(program, text);
  expect(actual).toBe(expected);
}

async function expectPass(program: string, annotations: Annotations): Promise<void> {
  const { text, ...checked } = await run(program, annotations, true);
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

function programTests(folder: string, kind: "fail" | "pass" | "either"): void {
  describe.concurrent(folder, () => {
    test.each(programsIn(folder))("%s", async (program) => {
      const annotations = annotationsOf(program);
      const expectsFindings = annotations.expectations.length > 0;
      if (kind !== "either") {
        expect(expectsFindings, "annotated with findings").toBe(kind === "fail");
      }
      await (expectsFindings ? expectFail : expectPass)(program, annotations);
    });
  });
}

programTests("tests/programs/fail", "fail");
programTests("tests/programs/pass", "pass");
programTests("examples/c", "either");

test("no blessed report is left without its program", () => {
  for (const folder of ["tests/programs", "examples/c"]) {
    const failing = programsIn(folder).filter(
      (path) => annotationsOf(path).expectations.length > 0,
    );
    expect(failing.map(blessedPath)).toEqual(expect.arrayContaining([...reportsIn(folder)]));
  }
});
