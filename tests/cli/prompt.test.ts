/**
 * When a prompt without a newline shows. Node has no pseudo-terminal, so the program's streams stand
 * in for one and tell the order of reads and writes.
 */
import { expect, it } from "vitest";
import { check } from "../../src/check/check.ts";
import { compile } from "../../src/compile/compile.ts";
import { createHost } from "../../src/runtime/host/node-host.ts";
import type { StreamKind } from "../../src/runtime/host/streams.ts";

const Program = "tests/cli/prompt.c";

it.each<[StreamKind, StreamKind, boolean]>([
  ["terminal", "terminal", true],
  ["terminal", "pipe", false],
  ["pipe", "terminal", false],
  ["pipe", "pipe", false],
])("from a %s to a %s: shows before the answer: %s", async (stdin, stdout, early) => {
  const compiled = await compile(Program, { optimisation: "0", cflags: [] });
  if (compiled.kind !== "compiled") throw new Error(compiled.kind);
  const { report, before, after } = run(compiled.module, stdin, stdout);
  expect(before).toBe(early ? "name? " : "");
  expect(before + after).toBe("name? hello Ada\n");
  expect(report).toMatchObject({ exit: { code: 0 }, errors: [], leaks: [] });
});

/** `before`, `after`: what was written before the program read its input, and after. */
function run(module: Uint8Array, stdin: StreamKind, stdout: StreamKind) {
  const written = { before: "", after: "" };
  let when: keyof typeof written = "before";
  const host = createHost({
    args: [Program],
    env: {},
    directories: [],
    stdin: {
      kind: stdin,
      read(max) {
        const answer = when === "before" ? "Ada\n" : "";
        when = "after";
        return Buffer.from(answer).subarray(0, max);
      },
    },
    stdout: {
      kind: stdout,
      write(bytes) {
        written[when] += Buffer.from(bytes).toString();
      },
    },
    stderr: { write() {} },
  });
  const request = {
    program: Program,
    args: [],
    env: [],
    directories: [],
    maxMemory: 2 ** 24,
    definedness: true,
    trackOrigins: true,
  };
  const outcome = check(
    { ...request, module, exitOnFirstError: false, errorsForLeakKinds: [] },
    { host },
  );
  if ("refused" in outcome) throw new Error(outcome.refused);
  return { report: outcome.report, ...written };
}
