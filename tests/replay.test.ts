/**
 * A program that is run again on what was recorded does the same, in every instrumentation: the same
 * calls of the host with the same bytes, the same allocations at the same addresses from the same
 * calls, the same errors, the same end, the same memory.
 */
import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { afterAll, describe, expect, test } from "vitest";
import type { Instrumentation, Job, Result } from "./replay/job.ts";

/** One more instrumentation: a row here. */
const INSTRUMENTATIONS: Readonly<Record<string, Instrumentation>> = {
  addresses: {},
  "addresses, locals spilled": { spillLocals: true },
  all: { definedness: true },
  "all, locals spilled": { definedness: true, spillLocals: true },
  "all, with origins": { definedness: true, origins: true },
  "all, with origins, locals spilled": { definedness: true, origins: true, spillLocals: true },
};

type Case = Partial<Pick<Job, "stdin" | "memoryLimit" | "failAllocation" | "milliseconds">> & {
  /** In tests/replay/. */
  readonly program: string;
  /** What the ending has to contain. */
  readonly ending: string;
};

const CASES: Readonly<Record<string, Case>> = {
  "a failed assertion": { program: "abort", stdin: "one\ntwo\n.\n", ending: "unreachable" },
  "an allocation that fails": {
    program: "input",
    stdin: "one\nand two\n.\nthe rest\n",
    failAllocation: 3,
    ending: '"exit"',
  },
  "clock and random numbers": { program: "chance", ending: '"exit"' },
  errors: { program: "errors", ending: '"exit"' },
  "exit() deep in calls": { program: "exit-deep", ending: '"code":3' },
  files: { program: "files", ending: '"code":0' },
  "memory that ends": { program: "memory", memoryLimit: 20 * 2 ** 20, ending: '"exit"' },
  "standard input": {
    program: "input",
    stdin: "one\nand two\n.\nthe rest\nof it\n",
    ending: '"code":3',
  },
  "the stack in linear memory that ends": { program: "stack", ending: '"stack"' },
  "too many calls": { program: "calls", ending: '"stack"' },
  trap: { program: "trap", ending: '"other"' },
  "undefined values": { program: "undefined", stdin: "a line\n", ending: '"exit"' },
};

const Patience = 120_000;

class Runner {
  readonly #worker = new Worker(new URL("./replay/run-thread.mjs", import.meta.url), {
    // As in src/check/worker.ts.
    resourceLimits: { stackSizeMb: 1024 },
  });

  /** @param replayed names of instrumentations */
  async run(
    { ending, program, ...settings }: Case,
    level: Job["level"],
    recorded: string,
    replayed: readonly string[],
  ) {
    const job: Job = {
      program: `tests/replay/${program}.c`,
      level,
      stdin: "",
      memoryLimit: 64 * 2 ** 20,
      recorded: INSTRUMENTATIONS[recorded]!,
      replayed: replayed.map((name) => INSTRUMENTATIONS[name]!),
      ...settings,
    };
    const answered = once(this.#worker, "message");
    this.#worker.postMessage(job);
    const [result] = (await answered) as [Result];
    if ("failure" in result) throw new Error(result.failure);
    expect(result.recorded.ending).toContain(ending);
    expect(result.recorded.events.length).toBeGreaterThan(1);
    expect(result.effects, "bytes printed by replays").toBe(0);
    return {
      first: result.recorded,
      replays: result.replayed.map((happened, at) => ({ ...happened, name: replayed[at]! })),
    };
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }
}

const runner = new Runner();
afterAll(() => runner.close());

/** The first difference and what came before it: two whole lists are too much to read. */
function expectSame(name: string, found: readonly string[], expected: readonly string[]): void {
  const length = Math.max(found.length, expected.length);
  const at = Array.from({ length }, (_, index) => index).find((i) => found[i] !== expected[i]);
  if (at === undefined) return;
  const shown = (list: readonly string[]) => list.slice(Math.max(0, at - 2), at + 1);
  expect(shown(found), `${name}, event ${at}`).toEqual(shown(expected));
}

const everyReplay = Object.keys(INSTRUMENTATIONS);
const recordings: Readonly<Record<string, readonly string[]>> = {
  all: everyReplay,
  addresses: ["addresses", "all, with origins, locals spilled"],
};
const followsUndefined = (name: string) => INSTRUMENTATIONS[name]!.definedness === true;
const levels = ["0", "2"] as const;

describe.each(Object.entries(recordings))("recorded with %s", (recorded, replayed) => {
  describe.each(levels)("-O%s", (level) => {
    test.each(Object.entries(CASES))(
      "%s",
      async (_name, each) => {
        const { first, replays } = await runner.run(each, level, recorded, replayed);
        for (const { name, events, errors, ending, memory, atEnd } of replays) {
          expectSame(name, events, first.events);
          expectSame(`${name}: errors`, errors, first.errors);
          expect({ ending, memory }, name).toEqual({ ending: first.ending, memory: first.memory });
          expect(atEnd, `${name} replays all that was recorded`).toBe(true);
        }
        if (!followsUndefined(recorded)) return;
        for (const { name, uses, undefinedErrors } of replays) {
          if (!followsUndefined(name)) continue;
          expectSame(`${name}: uses`, uses, first.uses);
          expectSame(`${name}: undefined values`, undefinedErrors, first.undefinedErrors);
        }
      },
      Patience,
    );
  });
});

test("the programs use undefined values, so that these are compared", async () => {
  const { first } = await runner.run(CASES["undefined values"]!, "0", "all", []);
  expect(first.undefinedErrors.length).toBeGreaterThan(3);
});

test("a run that was stopped is replayed up to there", async () => {
  const endless: Case = { program: "endless", milliseconds: 300, ending: '"timeout"' };
  const { first, replays } = await runner.run(endless, "0", "all", everyReplay);
  for (const { name, events, ending, atEnd } of replays) {
    // The last event of a run that was stopped may be without its result.
    const both = Math.min(events.length, first.events.length) - 1;
    expectSame(name, events.slice(0, both), first.events.slice(0, both));
    expect(ending, name).toContain('"timeout"');
    // A replay in a slower instrumentation may be stopped before its time.
    if (atEnd) expect(Math.abs(events.length - first.events.length), name).toBeLessThan(10);
  }
  expect(replays.some(({ atEnd }) => atEnd)).toBe(true);
});
