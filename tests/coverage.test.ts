/** docs/coverage.md: what a cell of Redzone's column claims, the test program that it links to expects. */
import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readAnnotations } from "./harness/annotations.ts";

const page = readFileSync(new URL("../docs/coverage.md", import.meta.url), "utf8");
const lines = page.split("\n");

/** `[label]: ../tests/programs/…`, and where that is from the project's folder. */
const programs = new Map(
  [...page.matchAll(/^\[([^\]^]+)\]: \.\.\/(tests\/programs\/\S+)$/gm)].map(
    ([, label, path]) => [label!, path!] as const,
  ),
);

/** Rows of the tables that have a column for Redzone, which is the last. */
const rows = lines.filter((line) => /^\| (?!-|Mistake|What)/.test(line)).map(cellsOf);

function cellsOf(line: string): readonly string[] {
  return line
    .slice(1, -1)
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim());
}

/** `[InvalidRead][label]`: the kind that is claimed, and of which program. */
function claimsOf(cell: string) {
  return [...cell.matchAll(/\[([^\]^]+)\]\[([^\]]+)\]/g)].map(([, claim, label]) => ({
    claim: claim!,
    label: label!,
  }));
}

describe("the table of coverage", () => {
  it("has rows and programs", () => {
    expect(rows.length).toBeGreaterThan(80);
    expect(programs.size).toBeGreaterThan(70);
  });

  it("says of each mistake whether it is found, and shows it or says why not", () => {
    const wrong = rows.filter((cells) => {
      const redzone = cells.at(-1)!;
      const missed = /^(–|partly)/.test(redzone);
      return missed ? !redzone.includes("[^") : claimsOf(redzone).length === 0;
    });
    expect(wrong).toEqual([]);
  });

  it.each(
    rows.flatMap((cells) => claimsOf(cells.at(-1)!).map((claim) => ({ ...claim, row: cells[0]! }))),
  )("$row: $claim, $label", ({ claim, label }) => {
    const path = programs.get(label)!;
    expect(path, `[${label}]: …`).toBeDefined();
    const { expectations } = readAnnotations(readFileSync(path, "utf8"));
    const kinds = expectations.map(({ kind }) => kind as string);
    if (claim === "no report") {
      expect(path).toMatch(/^tests\/programs\/pass\//);
      expect(kinds).toEqual([]);
    } else {
      expect(path).toMatch(/^tests\/programs\/fail\//);
      expect(kinds).toContain(claim);
    }
  });

  it("marks the other tools' cells in one way", () => {
    const cells = rows.flatMap((each) => each.slice(1, -1));
    expect(cells.filter((cell) => !/^(✓|–|partly|error)( ?\[\^[a-z-]+\])?$/.test(cell))).toEqual(
      [],
    );
  });

  it("has no link and no note that nothing refers to, and none that is missing", () => {
    const used = new Set(
      rows.flatMap((cells) => claimsOf(cells.at(-1)!).map((each) => each.label)),
    );
    expect([...programs.keys()].filter((label) => !used.has(label))).toEqual([]);
    const defined = [...page.matchAll(/^\[\^([a-z-]+)\]: /gm)].map(([, name]) => name!);
    const referred = [...page.matchAll(/\[\^([a-z-]+)\](?!: )/g)].map(([, name]) => name!);
    expect([...new Set(referred)].sort()).toEqual(defined.sort());
    const inPage = [...page.matchAll(/\]\((?!https:)([^)#]+)\)/g)].map(([, path]) => path!);
    expect(
      inPage.filter((path) => !existsSync(new URL(`../docs/${path}`, import.meta.url))),
    ).toEqual([]);
  });

  it("is at most 100 columns wide", () => {
    expect(lines.filter((line) => line.length > 100)).toEqual([]);
  });
});

it("is linked by the readme", () => {
  expect(readFileSync(new URL("../README.md", import.meta.url), "utf8")).toContain(
    "(docs/coverage.md)",
  );
});
