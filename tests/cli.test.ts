/**
 * The built command, as a user starts it: streams, exit statuses, report files. What a report says
 * about which program is the matter of programs.test.ts.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { afterAll, expect, test } from "vitest";

const folder = mkdtempSync(join(tmpdir(), "redzone-cli-"));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, contents: string): string {
  writeFileSync(join(folder, name), contents);
  return name;
}

function start(words: readonly string[]) {
  const main = fileURLToPath(new URL("../dist/cli/main.js", import.meta.url));
  return spawn(process.execPath, [main, ...words], { cwd: folder });
}

async function redzone(...words: readonly string[]) {
  const child = start(words);
  child.stdin.end();
  const [stdout, stderr, [status]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, "close"),
  ]);
  return { stdout, stderr, status };
}

/** One program for all tests, because a first compilation takes 3 s: argv[1] says what it does. */
const actor = file(
  "actor.c",
  `#include <stdio.h>
#include <stdlib.h>
int main(int argc, char **argv) {
  void *volatile p = NULL;
  int number;
  switch (argc > 1 ? argv[1][0] : 0) {
  case 'l': // leak
    p = malloc(10);
    p = NULL;
    return 0;
  case 'a': // abort
    abort();
  case 'f': // forever
    p = malloc(3);
    for (;;) p = p;
  case 'g': // greedy
    p = malloc(100 << 20);
    free(p);
    return p == NULL;
  case 't': // talk
    while (printf("? "), fflush(stdout), scanf("%d", &number) == 1) printf("%d\\n", number * 2);
    return 0;
  default:
    puts("hello");
    return 7;
  }
}
`,
);

test("the program's output and status are its own, the report goes to stderr", async () => {
  const { stdout, stderr, status } = await redzone("run", actor);
  expect(stdout).toBe("hello\n");
  expect(status).toBe(7);
  expect(stderr).toBe(`Redzone: actor.c

The program exited with status 7.

HEAP SUMMARY:
    in use at exit: 0 bytes in 0 blocks
  total heap usage: 0 allocs, 0 frees, 0 bytes allocated

All heap blocks were freed -- no leaks are possible

ERROR SUMMARY: 0 errors from 0 contexts (suppressed: 0 from 0)
`);
  expect(await redzone("run", "-q", actor)).toEqual({ stdout: "hello\n", stderr: "", status: 7 });
});

test("errors decide the exit status, as --error-exitcode says", async () => {
  expect((await redzone("run", actor, "leak")).status).toBe(1);
  expect((await redzone("run", "--error-exitcode=42", actor, "leak")).status).toBe(42);
  expect((await redzone("run", "--error-exitcode=0", actor, "leak")).status).toBe(0);
  expect((await redzone("run", "--errors-for-leak-kinds=none", actor, "leak")).status).toBe(0);
});

test("what is suppressed is no error", async () => {
  const leak = ["run", "--gen-suppressions=all", "--error-exitcode=9", actor, "leak"];
  const { stderr, status } = await redzone(...leak);
  expect(status).toBe(9);
  const [printed = ""] = /^\{\n(?: {3}.*\n)+\}\n/m.exec(stderr) ?? [];
  file("leak.supp", printed);
  const answer = await redzone("run", "--suppressions=leak.supp", ...leak.slice(1));
  expect(answer.status).toBe(0);
  expect(answer.stderr).toContain("        suppressed: 10 bytes in 1 blocks\n");
  expect(answer.stderr).toMatch(/ 0 errors from 0 contexts \(suppressed: 1 from 1\)\n$/);
});

test("reports go where --report sends them", async () => {
  const words = ["--report", "json:leak.json", "--report", "text:-", actor, "leak"];
  const { stdout, stderr } = await redzone("run", ...words);
  expect(stderr).toBe("");
  expect(stdout).toContain("10 bytes in 1 blocks are definitely lost in loss record 1 of 1");
  expect(stdout).toContain("   by main (actor.c:8)\n        8 | p = malloc(10);\n");
  expect(JSON.parse(readFileSync(join(folder, "leak.json"), "utf8"))).toMatchObject({
    schema: "redzone-report/1",
    program: "actor.c",
    compile: { ok: true },
    exit: { code: 0 },
    leaks: [{ kind: "Leak_DefinitelyLost", bytes: 10, blocks: 1 }],
    summary: { errors: 1 },
  });
});

test("a source that does not compile", async () => {
  file("wrong.c", "int main(void) { return x; }\n");
  const { stderr, status } = await redzone("run", "--report=json:wrong.json", "wrong.c");
  expect(status).toBe(3);
  expect(stderr).toMatch(/^wrong\.c:1:25: error: use of undeclared identifier 'x'/);
  const report = JSON.parse(readFileSync(join(folder, "wrong.json"), "utf8"));
  expect(report.compile).toMatchObject({ ok: false, diagnostics: [{ line: 1, column: 25 }] });
  expect(report.exit).toBeUndefined();
});

test.each([
  [4, "nothing.c: no such file or folder", ["nothing.c"]],
  [4, ".: it is a folder, not a program", ["."]],
  [2, "--timeout=soon: expected a number of seconds", ["--timeout=soon", actor]],
  [2, "unknown option '--wrong'", ["--wrong", actor]],
  [
    2,
    "nowhere/r.json: the report's folder does not exist",
    ["--report=json:nowhere/r.json", actor],
  ],
])("status %i and one sentence: %s", async (status, sentence, words) => {
  const answer = await redzone("run", ...words);
  expect(answer.status).toBe(status);
  expect(answer.stdout).toBe("");
  expect(answer.stderr).toContain(`redzone: ${sentence}`);
  expect(answer.stderr.trimEnd()).not.toContain("\n");
});

test("abort() ends in a report and in status 134", async () => {
  const { stderr, status } = await redzone("run", actor, "abort");
  expect(status).toBe(134);
  expect(stderr).toContain("Process terminating: abort() was called");
});

test("--timeout ends a program that does not end, in a report that says so", async () => {
  const words = ["--timeout=0.5", "--report=json:late.json", "--report=text", actor, "forever"];
  const { stderr, status } = await redzone("run", ...words);
  expect(status).toBe(134);
  expect(stderr).toContain("Process terminating: its time was up (--timeout).");
  expect(stderr).toContain("Leaks were not judged");
  const report = JSON.parse(readFileSync(join(folder, "late.json"), "utf8"));
  expect(report).toMatchObject({ exit: { trap: "timeout" }, errors: [], leaks: [] });
});

test("--max-memory: malloc returns NULL, and the report says so", async () => {
  const { stderr, status } = await redzone("run", "--max-memory=32m", actor, "greedy");
  expect(status).toBe(1);
  expect(stderr).toMatch(/\d allocations failed: the memory limit was reached \(--max-memory\)/);
});

test("output is streamed, and a program that reads stdin can be talked to", async () => {
  const child = start(["run", "-q", actor, "talk"]);
  const answer = async () => String((await once(child.stdout, "data"))[0]);
  let said = await answer();
  for (const number of [21, 4]) {
    child.stdin.write(`${number}\n`);
    while (!said.endsWith(`${number * 2}\n? `)) said += await answer();
  }
  child.stdin.end();
  const [status] = await once(child, "close");
  expect(said).toBe("? 42\n? 8\n? ");
  expect(status).toBe(0);
});

test("no report file is left half-written when there is no report", async () => {
  expect((await redzone("run", "--report=json:none.json", "nothing.c")).status).toBe(4);
  expect(existsSync(join(folder, "none.json"))).toBe(false);
});
