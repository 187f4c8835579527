/**
 * Where a block comes from, is written, freed or lost: programs say it at the lines that do it, `//@ lost 2`, `//@ allocated 1 freed 3`
 * (the blocks' numbers among the program's allocations). What a program says of one kind of event has to be all of that kind.
 */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { usableRustc } from "../scripts/rust.mjs";
import type { RemoteTrace } from "../src/check/trace-worker.ts";
import { check } from "../src/library/node.ts";
import { NoSuchStep } from "../src/trace/failures.ts";
import { readAnnotations } from "./harness/annotations.ts";
import { programsIn } from "./harness/programs.ts";
import { opened, traceInvocation } from "./support/opened-program.ts";

const rustc = await usableRustc();

const Folders = ["tests/programs/fail", "tests/programs/pass/history", "examples"];
const Told = /\/\/@ ((?:(?:allocated|written|freed|lost)(?: \d+)+ ?)+)$/;

const programs = Folders.flatMap(programsIn).flatMap((path) => {
  const source = readFileSync(path, "utf8");
  const events = source.split("\n").flatMap((text, index) => {
    const [, told = ""] = Told.exec(text) ?? [];
    return [...told.matchAll(/([a-z]+)((?: \d+)+)/g)].flatMap(([, kind, numbers = ""]) =>
      (numbers.match(/\d+/g) ?? []).map((block) => `${kind} block ${block} at line ${index + 1}`),
    );
  });
  const kinds = new Set(events.map((event) => event.split(" ")[0]!));
  return events.length === 0 ? [] : [{ path, source, kinds, events: events.toSorted() }];
});

/** Of all blocks the events of these kinds whose line is known. */
async function eventsIn(trace: RemoteTrace, kinds: ReadonlySet<string>): Promise<string[]> {
  const found = new Set<string>();
  for (let block = 1; ; block++) {
    try {
      const { events } = await trace.history(block);
      for (const { kind, place } of events) {
        const isTold = kinds.has(kind) && (kind !== "written" || place !== undefined);
        if (isTold) found.add(`${kind} block ${block} at line ${place?.line}`);
      }
    } catch (error) {
      if (error instanceof NoSuchStep) return [...found].toSorted();
      throw error;
    }
  }
}

describe("the lines of a block's history", () => {
  test.each(programs)("$path", async ({ path, source, kinds, events }) => {
    if (path.endsWith(".rs") && rustc === undefined) return;
    const { settings } = readAnnotations(source);
    const words = ["history", "--block=1", ...settings.options, path, "--", ...settings.args];
    using trace = await opened(traceInvocation(words));
    expect(await eventsIn(trace, kinds)).toEqual(events);
  });
});

/** The report has less time for it than `history`. What it says has to be true. */
describe("the line that a report says of a leak", () => {
  const losing = programs.filter(
    ({ kinds, path, source }) =>
      kinds.has("lost") &&
      !path.endsWith(".rs") &&
      readAnnotations(source).settings.options.length === 0,
  );
  const told: number[] = [];

  test.each(losing)("$path", async ({ path, source, events }) => {
    const { settings } = readAnnotations(source);
    const { report } = await check(path, { args: [...settings.args] });
    for (const { lost } of report.leaks) {
      if (lost === undefined) continue;
      told.push(lost.line ?? 0);
      const isLost = events.some(
        (event) => /^lost .* at line (\d+)$/.exec(event)?.[1] === `${lost.line}`,
      );
      expect.soft(isLost, `lost at line ${lost.line}`).toBe(true);
    }
  });

  test("is said", () => expect(told.length).toBeGreaterThan(losing.length / 2));
});
