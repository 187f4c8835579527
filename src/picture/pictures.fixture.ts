/** Pictures as chance has it. */
import fc from "fast-check";
import type { PictureValue } from "./model.ts";
import {
  array,
  block,
  changed,
  frame,
  lead,
  nothing,
  picture,
  string,
  struct,
  to,
} from "./picture.fixture.ts";

/** Arrows to blocks and variables that are not there are among them. */
export const pictures = fc
  .record({
    values: fc.array(
      fc.array(
        fc.tuple(
          fc.constantFrom("text", "block", "null", "variable", "string", "nested"),
          fc.nat(12),
          // Only blocks are to look like blocks.
          fc.string().map((text) => text.replaceAll("#", "")),
        ),
        { maxLength: 7 },
      ),
      { minLength: 2, maxLength: 14 },
    ),
    states: fc.array(fc.constantFrom("live", "freed", "lost"), { minLength: 14, maxLength: 14 }),
  })
  .map(({ values, states }) => {
    const value = ([kind, number, words]: readonly [string, number, string]): PictureValue => {
      switch (kind) {
        case "block":
          return to(
            number,
            number % 3 === 0 ? 4 : 0,
            states[number] === "freed" ? "freed" : number === 7 ? "outside" : "live",
          );
        case "null":
          return nothing();
        case "variable":
          return lead({ to: "variable", variable: `1.v${number}`, offset: number });
        case "string":
          return string(JSON.stringify(words));
        case "nested":
          return struct({ [words]: number, inner: array([to(number), number], number + 2) });
        default:
          return changed(words);
      }
    };
    const [variables = [], ...blocks] = values.map((each) => each.map(value));
    return picture({
      frames: [
        frame(1, "main", Object.fromEntries(variables.map((each, i) => [`v${i}`, each])), 3),
      ],
      blocks: blocks.map((each, i) =>
        block(
          i + 1,
          "struct s",
          i % 2 === 0
            ? array(each)
            : struct(Object.fromEntries(each.map((one, j) => [`f${j}`, one]))),
          {
            state: states[i] === "freed" ? "freed" : "live",
            held: states[i] === "lost" ? "lost" : "reachable",
          },
        ),
      ),
    });
  });
