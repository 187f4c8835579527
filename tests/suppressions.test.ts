/**
 * What --gen-suppressions=all prints for a program, given back as a file, suppresses all that was
 * found in it, and each entry alone only what it was printed for.
 */
import { readFileSync } from "node:fs";
import { afterAll, expect, test } from "vitest";
import type { CheckRequest } from "../src/check/request.ts";
import type { ReportedError, ReportedLeak } from "../src/report/model.ts";
import { parseSuppressions } from "../src/report/suppressions/format.ts";
import { readAnnotations } from "./harness/annotations.ts";
import { Lanes } from "./harness/lanes.ts";

const lanes = new Lanes(2);
afterAll(() => lanes.close());

async function run(program: string, request: Partial<CheckRequest>) {
  const { args, stdin } = readAnnotations(readFileSync(program, "utf8")).settings;
  const { report } = await lanes.run({
    program,
    optimisation: "0",
    cflags: [],
    request: {
      args,
      env: [],
      directories: [],
      maxMemory: 512 * 2 ** 20,
      exitOnFirstError: false,
      errorsForLeakKinds: ["definite", "possible"],
      definedness: true,
      trackOrigins: false,
      ...request,
    },
    stdin,
    plain: false,
  });
  return report;
}

type Finding = ReportedError | ReportedLeak;
const withoutEntry = ({ suppression: _, ...finding }: Finding) => finding;

/** One for each kind of finding, and for what stacks may look like. */
const Programs = [
  "examples/c/heap_overflow.c",
  "examples/c/linked_list_forgot_free.c",
  "tests/programs/fail/free/three_times.c",
  "tests/programs/fail/host/writev_second.c",
  "tests/programs/fail/leak/cycle.c",
  "tests/programs/fail/library/strlen_odd_size.c",
  "tests/programs/fail/memcheck/malloc_delete.cpp",
  "tests/programs/fail/memcheck/new_array_cookie.cpp",
  "tests/programs/fail/recursion/mutual.c",
  "tests/programs/fail/suppressed/generated.c",
  "tests/programs/fail/suppressed/mangled.cpp",
  "tests/programs/fail/trap/divide_by_zero.c",
  "tests/programs/fail/undefined/alloca_loop.c",
];

test.concurrent.each(Programs)("%s", async (program) => {
  const found = await run(program, { generateSuppressions: true });
  const findings: readonly Finding[] = [...found.errors, ...found.leaks];
  const files = findings.map(({ suppression = "" }) => suppression);
  expect(files).not.toEqual([]);

  const hidden = await run(program, { suppressions: parseSuppressions(files.join("")) });
  expect([...hidden.errors, ...hidden.leaks]).toEqual([]);
  const { errors, contexts } = found.summary;
  expect(hidden.summary).toMatchObject({ errors: 0, contexts: 0, suppressed: errors });
  expect(hidden.summary.suppressedContexts ?? 0).toBe(contexts);
  const lost = found.leaks.reduce((sum, { bytes }) => sum + bytes, 0);
  expect(hidden.summary.leak.suppressed?.bytes ?? 0).toBe(lost);
  expect(hidden.exit).toEqual(found.exit);

  for (const file of new Set(files)) {
    const { errors, leaks } = await run(program, { suppressions: parseSuppressions(file) });
    const others = findings.filter(({ suppression }) => suppression !== file);
    expect([...errors, ...leaks]).toEqual(others.map(withoutEntry));
  }
});
