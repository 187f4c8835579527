/**
 * Random C functions against an oracle that knows which of their lines hang on undefined bits
 * (tests/fuzz): what follows from them must be reported, what does not must not be.
 *
 * Another seed, or more: FUZZ_SEED=7 FUZZ_FUNCTIONS=200 npx vitest run tests/definedness-fuzz.test.ts
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, test } from "vitest";
import type { OptimisationLevel } from "../src/compile/result.ts";
import type { Report } from "../src/report/model.ts";
import type { Dialect } from "./fuzz/function.ts";
import { type Decision, type FuzzProgram, makeProgram } from "./fuzz/program.ts";
import { GENERATED, Lanes } from "./harness/lanes.ts";

const Seed = Number(process.env.FUZZ_SEED ?? 1);
const Functions = Number(process.env.FUZZ_FUNCTIONS ?? 12);
/** Kept, so that what failed can be looked at, and compiled only once. */
const Folder = fileURLToPath(new URL("../node_modules/.cache/redzone-fuzz", import.meta.url));
/** The functions read memory as other types than it was written. */
const Flags = ["-w", "-fno-strict-aliasing"];
const Uses: readonly string[] = ["UninitCondition", "UninitValue", "SyscallParam"];

const lanes = new Lanes(1);
afterAll(() => lanes.close());

describe.each<[OptimisationLevel, Dialect, readonly number[]]>([
  ["0", { optimised: false }, [0]],
  // Of decisions side by side an optimiser may make one, with the line of one of them.
  ["2", { optimised: true }, [0, -1, 1]],
])("at -O%s", (level, dialect, near) => {
  const program = makeProgram(Seed, Functions, dialect);

  test("the functions are worth it", () => {
    const count = (of: (each: Decision) => boolean) => program.decisions.filter(of).length;
    expect(count(({ must }) => must)).toBeGreaterThan(5 * Functions);
    expect(count(({ may }) => !may)).toBeGreaterThan(5 * Functions);
    expect(count(({ must, may }) => must && !may)).toBe(0);
  });

  test("every use of undefined bits is reported, and nothing else", async () => {
    mkdirSync(Folder, { recursive: true });
    const file = join(Folder, `definedness-${Seed}-O${level}.c`);
    writeFileSync(file, program.source);
    const { report } = await lanes.run({
      program: file,
      optimisation: level,
      cflags: Flags,
      ...GENERATED,
    });
    expect(report.exit).toEqual({ code: 0 });
    // There is a bound, beyond which none are kept.
    expect(report.errors.length).toBeLessThan(1000);
    expect(differences(program, report, file, near)).toEqual([]);
  });
});

/**
 * One sentence for each decision that is not as the oracle says.
 * @param near lines off by so many count as the same
 */
function differences(
  { decisions, source }: FuzzProgram,
  report: Report,
  file: string,
  near: readonly number[],
): string[] {
  const text = source.split("\n");
  const key = (line: number, callLine: number) => `${file}:${line}, called at ${callLine}`;
  const expected = new Map(decisions.map((each) => [key(each.line, each.callLine), each]));
  const reported = new Set<string>();
  const wrong: string[] = [];
  for (const { kind, stack } of report.errors) {
    const lines = stack.filter((frame) => frame.file === file).map(({ line }) => line ?? 0);
    const [line, callLine] = [lines[0] ?? 0, lines.at(-1) ?? 0];
    reported.add(key(line, callLine));
    const may = near.some((by) => expected.get(key(line + by, callLine))?.may);
    if (Uses.includes(kind) && may) continue;
    wrong.push(`${key(line, callLine)}: false ${kind}: ${text[line - 1]}`);
  }
  for (const { line, callLine, must, text } of decisions) {
    if (!must || near.some((by) => reported.has(key(line + by, callLine)))) continue;
    wrong.push(`${key(line, callLine)}: not reported: ${text}`);
  }
  return wrong;
}
