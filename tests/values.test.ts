/**
 * Values of real programs: what is written behind `//=` in a source of tests/programs/step/values is what the
 * variable of that line holds at the end of the run or, of locals, what the innermost frame has at the line's first step.
 */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { usableRustcs } from "../scripts/rust.mjs";
import { type FinishedProgram, type FinishOptions, finish } from "./support/finished-program.ts";
import { opened } from "./support/opened-trace.ts";
import { shown, shownPicture } from "./support/shown-value.ts";

const Folder = "tests/programs/step/values";

/** What differs from release to release is written for 1.63. */
const Annotated = "rustc 1.63.";
const rustcs = await usableRustcs();

/** By line: each global with its type and its value, or what the source says of them. */
interface Lines {
  readonly expected: string[];
  readonly found: string[];
}

function annotated(source: string, { values, memory }: FinishedProgram, notes: RegExp): Lines {
  const expected = readFileSync(source, "utf8")
    .split("\n")
    .flatMap((text, index) => {
      const note = notes.exec(text)?.[1];
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

async function globalsOf(
  name: string,
  options: FinishOptions = {},
  notes = /\/\/= (.*)$/,
): Promise<Lines> {
  const source = `${Folder}/${name}`;
  return annotated(source, await finish(source, options), notes);
}

describe("globals at the end of the run", () => {
  test("C", async () => {
    const { expected, found } = await globalsOf("c_types.c");
    expect(expected.length).toBeGreaterThan(50);
    expect(found).toEqual(expected);
  });

  test("classes", async () => {
    const { expected, found } = await globalsOf("cpp_classes.cpp", { cflags: ["-std=c++20"] });
    expect(expected.length).toBeGreaterThan(20);
    expect(found).toEqual(expected);
  });

  test("types of C++'s standard library", { timeout: 300_000 }, async () => {
    const { expected, found } = await globalsOf("cpp_types.cpp");
    expect(expected.length).toBeGreaterThan(20);
    expect(found).toEqual(expected);
  });

  test.for(rustcs.filter(({ version }) => version.startsWith(Annotated)))(
    "$version",
    async ({ path }) => {
      const options = { rustc: path };
      const { expected, found } = await globalsOf(
        "rust_types.rs",
        options,
        /\/\/=(?:1\.63)? (.*)$/,
      );
      expect(expected.length).toBeGreaterThan(40);
      expect(found).toEqual(expected);
    },
  );

  test.for(rustcs.filter(({ version }) => !version.startsWith(Annotated)))(
    "$version",
    async ({ path }) => {
      const { expected, found } = await globalsOf("rust_types.rs", { rustc: path });
      const older = found.map((line) => line.replaceAll("RcInner<", "RcBox<"));
      expect(older).toEqual(expected);
    },
  );
});

describe("locals", () => {
  test.for(["c_locals.c", "rust_locals.rs"])("%s", async (name) => {
    const source = `${Folder}/${name}`;
    const { trace } = await opened(source);
    const expected = readFileSync(source, "utf8")
      .split("\n")
      .flatMap((text, index) => {
        const variables = /\/\/= (.*)$/.exec(text)?.[1];
        return variables === undefined ? [] : [{ line: index + 1, variables }];
      });
    expect(expected.length).toBeGreaterThan(3);
    const found = expected.map(({ line }) => {
      const picture = trace.picture(trace.move(0, { to: "line", line }));
      const variables = (picture.frames[0]?.variables ?? []).map(
        (variable) =>
          `${variable.shadowed ? `(${variable.name})` : variable.name} ${shownPicture(variable.value)}`,
      );
      return { line, variables: variables.join("; ") };
    });
    expect(found).toEqual(expected);
  });
});
