import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { programText } from "../../tests/support/code-tree.ts";
import { Comparison } from "../../tests/support/definedness-comparison.ts";
import { randomProgram } from "../../tests/support/random-program.ts";

describe.each([
  ["V bits", false, 1000],
  ["V bits and origins", true, 300],
] as const)("%s of random programs are those of the rules", (_, tracksOrigins, numRuns) => {
  const comparison = new Comparison(tracksOrigins);

  it("whatever they do", () => {
    // Many small ones, in which a mistake is not made up for by what comes after it.
    const lengths = [40, 100, 400].map((maxLength) => {
      return fc.array(fc.nat(1000), { maxLength, minLength: maxLength / 2, size: "max" });
    });
    const decisions = fc.oneof(...lengths);
    fc.assert(
      fc.property(decisions, fc.nat(), (each, seed) => {
        const program = randomProgram(each);
        const found = comparison.mistake(program, seed);
        if (found !== undefined) expect.fail(`${found}\n${programText(program)}`);
      }),
      {
        numRuns: Number(process.env.RUNS ?? numRuns),
        seed: Number(process.env.SEED ?? 1),
        endOnFailure: process.env.NOSHRINK !== undefined,
      },
    );
    console.log(comparison.outcomes);
    const { returned, reported, trapped } = comparison.outcomes;
    expect(returned).toBeGreaterThan(10 * (reported + trapped + comparison.outcomes["too long"]));
  });
});
