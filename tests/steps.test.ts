/**
 * The steps of real programs: which lines they are, in which order, and where moves lead. What is expected stands in the sources
 * of tests/programs/step/ (harness/step-annotations.ts); BLESS=1 writes the numbers of the steps there, not the moves.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { usableRustc } from "../scripts/rust.mjs";
import type { RemoteTrace } from "../src/check/trace-worker.ts";
import { readAnnotations } from "./harness/annotations.ts";
import { isBlessing } from "./harness/blessing.ts";
import { programsIn } from "./harness/programs.ts";
import { type Claim, claimsIn, withSteps } from "./harness/step-annotations.ts";
import { opened, traceInvocation } from "./support/opened-program.ts";

const Folder = "tests/programs/step";
/** Values have their own test, and no steps that matter. */
const programs = programsIn(Folder).filter((path) => !path.startsWith(`${Folder}/values/`));
const rustc = await usableRustc();

/** Of each file of the program's: the steps of each line. */
async function stepsOf(trace: RemoteTrace): Promise<Map<string, Map<number, number[]>>> {
  const files = new Map<string, Map<number, number[]>>();
  for (let step = 1; step <= trace.steps; step++) {
    const { place } = await trace.picture(step);
    if (place?.file === undefined || place.line === undefined) throw new Error(`step ${step}`);
    const lines = files.get(place.file) ?? new Map<number, number[]>();
    files.set(place.file, lines);
    lines.set(place.line, [...(lines.get(place.line) ?? []), step]);
  }
  return files;
}

/** Where it leads, what is printed, or the sentence that refuses it. */
async function answer(trace: RemoteTrace, claim: Claim): Promise<string> {
  if (claim.kind === "prints") return JSON.stringify(await trace.output(claim.from));
  return trace.move(claim.from, claim.move).then(String, (error: Error) => error.message);
}

describe("steps", () => {
  test.each(programs)("%s", async (path) => {
    if (path.endsWith(".rs") && rustc === undefined) return;
    const { settings } = readAnnotations(readFileSync(path, "utf8"));
    const words = ["picture", ...settings.options, path, "--", ...settings.args];
    using trace = await opened(traceInvocation(words));
    for (const [file, steps] of await stepsOf(trace)) {
      // A #line may name any.
      if (!existsSync(file)) continue;
      const source = readFileSync(file, "utf8");
      const now = withSteps(source, steps);
      if (isBlessing()) writeFileSync(file, now);
      else expect(now).toBe(source);
    }
    for (const claim of claimsIn(readFileSync(path, "utf8"))) {
      expect
        .soft(`${claim.text.split(" -> ")[0]} -> ${await answer(trace, claim)}`)
        .toBe(claim.text);
    }
  });
});

/** No promise is made of optimised code; but a step must not be where nothing is. */
test.each(programs.filter((path) => path.startsWith(`${Folder}/lines/`)))(
  "%s at -O2",
  async (path) => {
    using trace = await opened(traceInvocation(["picture", "-O2", path]));
    for (const [file, steps] of await stepsOf(trace)) {
      if (!existsSync(file)) continue;
      const lines = readFileSync(file, "utf8").split("\n");
      const unknown = [...steps.keys()].filter((line) => !lines[line - 1]?.includes("//@"));
      expect(unknown.map((line) => `${line}: ${lines[line - 1]}`)).toEqual([]);
    }
  },
);
