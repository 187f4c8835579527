/**
 * A short run of each fuzz target (fuzz/README.md), always the same, and what was found in long ones. Longer: npm run fuzz.
 */
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { Fuzzer } from "../fuzz/fuzzer.ts";
import { TARGETS } from "../fuzz/targets.ts";

/** Milliseconds for each target, and inputs that it gets at least and at most. */
const Time = 1000;
const Fewest = 25;
const Most = 4000;

const Regressions = new URL("../fuzz/regressions/", import.meta.url);

describe.each(Object.entries(TARGETS))("%s", (name, target) => {
  it("takes or refuses whatever it is given", () => {
    const fuzzer = new Fuzzer(target, 1);
    for (const { error } of fuzzer.seeds()) throw error;
    const seeds = fuzzer.tally.inputs;
    const sound = fuzzer.tally.taken;
    expect(sound).toBeGreaterThan(seeds / 2);
    const end = performance.now() + Time;
    const { tally } = fuzzer;
    while (tally.inputs < Most && (tally.inputs < seeds + Fewest || performance.now() < end)) {
      const finding = fuzzer.next();
      if (finding === undefined) continue;
      const hex = Buffer.from(finding.input).toString("hex");
      throw new Error(`with ${hex}`, { cause: finding.error });
    }
    // Otherwise the changes are none, or leave nothing.
    expect(tally.taken).toBeGreaterThan(sound);
    expect(tally.taken).toBeLessThan(tally.inputs);
  });

  const folder = new URL(`${name}/`, Regressions);
  const found = readdirSync(Regressions).includes(name) ? readdirSync(folder) : [];
  if (found.length === 0) return;
  it.each(found)("what was found: %s", (file) => {
    expect(() => target.run(Uint8Array.from(readFileSync(new URL(file, folder))))).not.toThrow();
  });
});
