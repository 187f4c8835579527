/**
 * Code that nobody here wrote, at work, built as Debian's clang does it: it must get an empty report,
 * and do what it does unchecked. What is not ours can have mistakes; those that Valgrind finds in the
 * native build too are named here.
 */
import { once } from "node:events";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { Worker } from "node:worker_threads";
import { describe, expect, test } from "vitest";
import { buildModule, type CodeBase } from "../scripts/code-base.mjs";
import { missingNativeClang } from "../scripts/native-clang.mjs";
import type { Report } from "../src/report/model.ts";
import { Folder } from "./cli/redzone.ts";
import {
  Expat,
  ExpatTests,
  PythonQueries,
  Sqlite,
  TreeSitter,
  withSources,
} from "./real/code-bases.mjs";

interface Work {
  readonly base: CodeBase;
  readonly args?: readonly string[];
  /** The folder that the program finds as /data; a new one unless it is named. */
  readonly data?: string;
  /** Prints this when all is done. */
  readonly last: string;
  /** Leaked blocks, when there are any: those lost, and those that only they point to. */
  readonly leaks?: { readonly definite: number; readonly indirect: number };
  /** A file of suppressions for what was found in it and is true, each with its reason. */
  readonly trueFindings?: string;
}

const Works: Readonly<Record<string, Work>> = {
  "SQLite: 20,000 statements, in memory and in files": {
    base: withSources(Sqlite, "tests/real/sqlite/driver.c"),
    args: ["/data"],
    last: "serialized",
  },
  "expat: megabytes of XML in six encodings, 2,000 broken documents": {
    base: withSources(Expat, "tests/real/expat/driver.c"),
    last: "illegal character(s) in public id",
  },
  "expat's own tests": {
    base: ExpatTests,
    last: "100%: Checks: 98, Failed: 0",
    // Parsers of external entities that the tests never free: Valgrind finds the same 17.
    leaks: { definite: 17, indirect: 58 },
  },
  "tree-sitter: Python parsed, edited, walked and searched": {
    base: withSources(TreeSitter, "tests/real/tree-sitter/driver.c"),
    args: ["/data"],
    data: resolve(PythonQueries),
    trueFindings: resolve("tests/real/tree-sitter/true-findings.supp"),
    last: "language: version 15",
  },
};

const Minutes = 60_000;
/** As in check/worker.ts. */
const StackMegabytes = 256;

const missing = missingNativeClang();
const because = missing ? ` (skipped: ${missing})` : "";

describe.concurrent("real code", () => {
  const names = Object.keys(Works);
  const options = { timeout: 10 * Minutes };
  test.skipIf(missing).each(names)(`%s${because}`, options, async (name) => {
    const { base, args = [], data, last, leaks, trueFindings } = Works[name]!;
    const module = await buildModule(base, { optimisation: "1" });
    const program = `${base.name}.wasm`;
    using folder = new Folder({ [program]: module });
    const host = data ?? join(folder.path, "data");
    if (data === undefined) mkdirSync(host);

    const plain = await runUnchecked(module, args, host);
    expect(plain.stdout).toContain(last);
    const words = ["--report=text", "--report=json:report.json", `--dir=${host}::/data`];
    if (trueFindings !== undefined) words.push(`--suppressions=${trueFindings}`);
    const checked = await folder.redzone(["run", ...words, program, ...args]);
    const report = readReport(join(folder.path, "report.json"));

    if (report === undefined || report.errors.length > 0) expect.fail(checked.stderr);
    const { definite, indirect, possible } = report.summary.leak;
    expect({ definite: definite.blocks, indirect: indirect.blocks }).toEqual(
      leaks ?? { definite: 0, indirect: 0 },
    );
    expect(possible.blocks).toBe(0);
    expect(report.exit).toEqual({ code: plain.exit });
    expect(checked.stdout).toBe(plain.stdout);
  });
});

function readReport(file: string): Report | undefined {
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined;
}

async function runUnchecked(module: Uint8Array, args: readonly string[], host: string) {
  const worker = new Worker(new URL("./real/unchecked-thread.mjs", import.meta.url), {
    workerData: { module, args, directories: [{ host, guest: "/data" }] },
    resourceLimits: { stackSizeMb: StackMegabytes },
  });
  const [ended] = await once(worker, "message");
  return ended as { readonly exit: number; readonly stdout: string };
}
