/**
 * Where a block is lost: programs say it at the line that takes the last pointer away, `//@ lost 2` (the block's number among the
 * program's allocations; several, where the line does it several times).
 */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { usableRustc } from "../scripts/rust.mjs";
import type { RemoteTrace } from "../src/check/trace-worker.ts";
import { NoSuchStep } from "../src/trace/failures.ts";
import { readAnnotations } from "./harness/annotations.ts";
import { programsIn } from "./harness/programs.ts";
import { opened, traceInvocation } from "./support/opened-program.ts";

const rustc = await usableRustc();

const programs = ["tests/programs/fail", "examples"].flatMap(programsIn).flatMap((path) => {
  const source = readFileSync(path, "utf8");
  const losses = source.split("\n").flatMap((text, index) => {
    const [, numbers = ""] = /\/\/@ lost ([\d ]+)$/.exec(text) ?? [];
    return (numbers.match(/\d+/g) ?? []).map((block) => `block ${block} at line ${index + 1}`);
  });
  return losses.length === 0 ? [] : [{ path, source, losses: losses.toSorted() }];
});

/** Of all blocks. */
async function lossesIn(trace: RemoteTrace): Promise<string[]> {
  const losses: string[] = [];
  for (let block = 1; ; block++) {
    try {
      const { events } = await trace.history(block);
      const lost = events.find(({ kind }) => kind === "lost");
      if (lost !== undefined) losses.push(`block ${block} at line ${lost.place?.line}`);
    } catch (error) {
      if (error instanceof NoSuchStep) return losses.toSorted();
      throw error;
    }
  }
}

describe("the line that loses a block", () => {
  test.each(programs)("$path", async ({ path, source, losses }) => {
    if (path.endsWith(".rs") && rustc === undefined) return;
    const { settings } = readAnnotations(source);
    const words = ["history", "--block=1", ...settings.options, path, "--", ...settings.args];
    using trace = await opened(traceInvocation(words));
    expect(await lossesIn(trace)).toEqual(losses);
  });
});
