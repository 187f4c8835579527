/** What a second run finds out, what it costs, and what the report says when there can be none. */
import { beforeAll, describe, expect, it } from "vitest";
import { check } from "../src/check/check.ts";
import type { CheckRequest } from "../src/check/request.ts";
import type { Surroundings } from "../src/check/run-program.ts";
import { compile } from "../src/compile/compile.ts";
import type { Report } from "../src/report/model.ts";
import { parseSuppressions } from "../src/report/suppressions/format.ts";
import { createHost } from "../src/runtime/host/node-host.ts";
import type { Spill } from "../src/runtime/recording/spill.ts";

const Programs = { undefined: "tests/second-run/undefined.c", deep: "tests/second-run/deep.c" };
const modules: Partial<Record<keyof typeof Programs, Uint8Array>> = {};
beforeAll(async () => {
  for (const name of Object.keys(Programs) as (keyof typeof Programs)[]) {
    const compiled = await compile(Programs[name], { optimisation: "0", cflags: [] });
    if (compiled.kind !== "compiled") throw new Error(compiled.kind);
    modules[name] = compiled.module;
  }
}, 120_000);

interface Settings {
  readonly program?: keyof typeof Programs;
  readonly args?: readonly string[];
  /** Bytes that the program reads. */
  readonly input?: number;
  readonly request?: Partial<CheckRequest>;
  readonly surroundings?: Partial<Surroundings>;
}

function run({ program = "undefined", args = [], input = 100, ...more }: Settings): Report {
  let left = input;
  const host = createHost({
    args: [program, ...args],
    env: {},
    directories: [],
    stdin: {
      read(max) {
        const length = Math.min(max, left);
        left -= length;
        return new Uint8Array(length);
      },
    },
    stdout: { write() {} },
    stderr: { write() {} },
  });
  const request: CheckRequest = {
    program,
    args,
    module: modules[program]!,
    env: [],
    directories: [],
    maxMemory: 512 * 2 ** 20,
    exitOnFirstError: false,
    errorsForLeakKinds: [],
    definedness: true,
    trackOrigins: true,
    ...more.request,
  };
  const outcome = check(request, { host, ...more.surroundings });
  host.close();
  if ("refused" in outcome) throw new Error(outcome.refused);
  return outcome.report;
}

/** A spill in memory that knows how much of it was read again. */
class CountingSpill implements Spill {
  appended = 0;
  readAgain = 0;
  readonly #bytes = new Uint8Array(40_000_000);
  append(bytes: Uint8Array): void {
    this.#bytes.set(bytes, this.appended);
    this.appended += bytes.length;
  }
  read(at: number, into: Uint8Array): void {
    into.set(this.#bytes.subarray(at, at + into.length));
    this.readAgain += into.length;
  }
}

const heapOrigin = {
  kind: "UninitCondition",
  originKind: "heap",
  origin: [{ function: "malloc" }, { function: "main", line: 9 }],
};

describe("origins", () => {
  it("are found by the second run", () => {
    const report = run({});
    expect(report.errors).toMatchObject([heapOrigin]);
    expect(report.notes).toBeUndefined();
  });

  it("are not looked for unless asked, and then the report says how to", () => {
    const report = run({ request: { trackOrigins: false } });
    expect(report.errors[0]?.origin).toBeUndefined();
    expect(report.notes).toMatchObject([{ message: expect.stringContaining("--track-origins") }]);
    expect(run({ request: { trackOrigins: false, definedness: false } }).notes).toBeUndefined();
  });

  it("take no longer than up to the last error", () => {
    const spill = new CountingSpill();
    const report = run({ args: ["9000000"], input: 30_000_000, surroundings: { spill } });
    expect(report.errors).toMatchObject([heapOrigin]);
    expect(spill.appended).toBeGreaterThan(20_000_000);
    expect(spill.readAgain).toBeGreaterThan(0);
    expect(spill.readAgain).toBeLessThan(12_000_000);
  });

  it("are found as far as the recording goes", () => {
    const input = 20_000_000;
    expect(run({ args: ["5000000"], input }).errors).toMatchObject([heapOrigin]);
    const report = run({ args: ["15000000"], input });
    expect(report.errors).toMatchObject([{ kind: "UninitCondition" }]);
    expect(report.errors[0]?.origin).toBeUndefined();
    expect(report.notes).toMatchObject([{ message: expect.stringContaining("read too much") }]);
  });

  it("are not looked for where all errors that need them are suppressed", () => {
    let runs = 0;
    const withinTime = (start: () => void) => {
      runs++;
      start();
      return true;
    };
    const suppressions = parseSuppressions("{\nname\nMemcheck:Cond\nfun:main\n}\n");
    const report = run({ request: { suppressions }, surroundings: { withinTime } });
    expect(runs).toBe(1);
    expect(report.summary).toMatchObject({ errors: 0, suppressed: 1 });
    expect(report.notes).toBeUndefined();
  });

  it("are not found when the time is up", () => {
    let runs = 0;
    const withinTime = (start: () => void) => {
      if (runs++ > 0) return false;
      start();
      return true;
    };
    const report = run({ surroundings: { withinTime } });
    expect(runs).toBe(2);
    expect(report.notes).toMatchObject([{ message: expect.stringContaining("--timeout") }]);
  });

  it("fit beside what a program really uses, whatever it may use", () => {
    const maxMemory = 1760 * 2 ** 20;
    expect(run({ args: ["0", "900"], request: { maxMemory } }).errors).toMatchObject([heapOrigin]);
    const report = run({ args: ["0", "1300"], request: { maxMemory } });
    expect(report.errors).toMatchObject([{ kind: "UninitCondition" }]);
    expect(report.notes).toMatchObject([{ message: expect.stringContaining("too large") }]);
  });
});

it("finds origins and pointers of live frames at once", () => {
  const report = run({ program: "deep" });
  expect(report.errors).toMatchObject([
    { kind: "UninitCondition", originKind: "stack", origin: [{ function: "dive" }] },
  ]);
  // The five blocks that live frames point to are reachable, the one of main is lost.
  expect(report.summary.leak).toMatchObject({
    definite: { blocks: 1, bytes: 16 },
    reachable: { blocks: 5, bytes: 40 },
  });
  expect(report.notes).toBeUndefined();
});

it("stops where the first error was to stop it", () => {
  const report = run({ program: "deep", request: { exitOnFirstError: true } });
  expect(report).toMatchObject({ exit: { trap: "other" }, errors: [{ originKind: "stack" }] });
  expect(report.summary.leak).toMatchObject({ definite: { blocks: 1 }, reachable: { blocks: 2 } });
});
