/**
 * Random programs, rewritten, against an interpreter that carries V bits by the table of rules. It finds what a
 * test of single instructions cannot: V bits that are computed too late, or in one arm only, or kept
 * in a place that was needed for something else.
 *
 * Another seed, or more: FUZZ_SEED=7 FUZZ_PROGRAMS=20000 npx vitest run src/instrument/definedness-random.test.ts
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { programText } from "../../tests/support/code-tree.ts";
import { Comparison } from "../../tests/support/definedness-comparison.ts";
import { randomProgram } from "../../tests/support/random-program.ts";

const Seed = Number(process.env.FUZZ_SEED ?? 1);
/** Of up to five functions. */
const Programs = Number(process.env.FUZZ_PROGRAMS ?? 800);

// Many small ones, in which a mistake is not made up for by what comes after it.
const decisions = fc.oneof(
  ...[60, 150, 400].map((maxLength) => {
    return fc.array(fc.nat(1000), { maxLength, minLength: maxLength / 2, size: "max" });
  }),
);

describe.each([
  ["V bits", false, Programs],
  ["V bits and origins", true, Programs / 4],
] as const)("%s of random programs", (_, tracksOrigins, numRuns) => {
  const comparison = new Comparison(tracksOrigins);

  it("are those of the rules", () => {
    fc.assert(
      fc.property(decisions, fc.nat(), (each, seed) => {
        const program = randomProgram(each);
        const found = comparison.mistake(program, seed);
        if (found !== undefined) expect.fail(`${found}\n${programText(program)}`);
      }),
      { numRuns, seed: Seed },
    );
    // Most run to their end, and leave undefined bits behind: else little is compared.
    const { outcomes, undefinedLeft } = comparison;
    const others = outcomes.threw + outcomes.trapped + outcomes.reported + outcomes["too long"];
    expect(outcomes.returned).toBeGreaterThan(8 * others);
    expect(undefinedLeft).toBeGreaterThan(outcomes.returned / 3);
  });
});
