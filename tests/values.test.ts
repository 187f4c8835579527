/**
 * Values of real programs: what is written behind `//=` in a source of tests/programs/step/values is what the
 * variable of that line holds at the end of the run.
 */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { type FinishedProgram, type FinishOptions, finish } from "./support/finished-program.ts";
import { shown } from "./support/shown-value.ts";

const Folder = "tests/programs/step/values";

/** By line: each global with its type and its value, or what the source says of them. */
interface Lines {
  readonly expected: string[];
  readonly found: string[];
}

function annotated(source: string, { values, memory }: FinishedProgram): Lines {
  const expected = readFileSync(source, "utf8")
    .split("\n")
    .flatMap((text, index) => {
      const note = /\/\/= (.*)$/.exec(text)?.[1];
      return note === undefined ? [] : [`${index + 1}: ${note}`];
    });
  const lines = new Set(expected.map((line) => line.split(":", 1)[0]));
  const found = values.globals().flatMap((variable) => {
    if (!lines.has(String(variable.line))) return [];
    const value = values.read(variable, memory, undefined);
    return [`${variable.line}: ${value.type} ${shown(value, { values, memory })}`];
  });
  return { expected, found };
}

async function globalsOf(name: string, options?: FinishOptions): Promise<Lines> {
  const source = `${Folder}/${name}`;
  return annotated(source, await finish(source, options));
}

describe("globals at the end of the run", () => {
  test("C", async () => {
    const { expected, found } = await globalsOf("c_types.c");
    expect(expected.length).toBeGreaterThan(50);
    expect(found).toEqual(expected);
  });
});
