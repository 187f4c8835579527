/** docs/c-and-rust.md: its programs expect what its table claims, and what it shows is what the command prints. */
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { usableRustc } from "../scripts/rust.mjs";
import { readAnnotations } from "./harness/annotations.ts";
import { normalise } from "./harness/normalise.ts";
import { programsIn } from "./harness/programs.ts";

const page = readFileSync(new URL("../docs/c-and-rust.md", import.meta.url), "utf8");
const command = fileURLToPath(new URL("../dist/cli/main.js", import.meta.url));
const rustc = await usableRustc();

/** `[c-leak]: ../examples/c/leak.c`, and where that is from the project's folder. */
const programs = new Map(
  [...page.matchAll(/^\[([\w-]+)\]: \.\.\/(examples\/\S+)$/gm)].map(
    ([, label, path]) => [label!, path!] as const,
  ),
);

/** The table's rows: what is done, the two columns with programs that do it, the two with mistakes. */
const rows = page
  .split("\n")
  .filter((line) => /^\| (?!Operation)/.test(line))
  .map((line) => line.slice(1, -1).split("|"));

function linksOf(cell: string) {
  return [...cell.matchAll(/\[([^\]]+)\]\[([\w-]+)\]/g)].map(([, text, label]) => ({
    text: text!,
    path: programs.get(label!)!,
  }));
}

function expectedOf(path: string): readonly string[] {
  const { expectations, rejections } = readAnnotations(readFileSync(path, "utf8"));
  return [...expectations.map(({ kind }) => kind), ...rejections.map(({ code }) => code)];
}

describe("the table of C and Rust", () => {
  it("has rows, each of two languages", () => {
    expect(rows.length).toBeGreaterThan(10);
    for (const [, inC = "", inRust = "", wrongInC = "", wrongInRust = ""] of rows) {
      for (const { path } of [...linksOf(inC), ...linksOf(wrongInC)]) {
        expect(path).toMatch(/^examples\/c\/\w+\.c$/);
      }
      for (const { path } of [...linksOf(inRust), ...linksOf(wrongInRust)]) {
        expect(path).toMatch(/^examples\/rust\/\w+\.rs$/);
      }
      expect(linksOf(inC)).not.toEqual([]);
      expect(linksOf(inRust)).not.toEqual([]);
    }
  });

  it("links to programs that are right, by their names", () => {
    for (const { text, path } of rows.flatMap((row) => row.slice(1, 3).flatMap(linksOf))) {
      expect(path).toContain(`/${text}.`);
      expect(expectedOf(path), path).toEqual([]);
    }
  });

  const claims = rows.flatMap((row) => row.slice(3).flatMap(linksOf));
  it.each(claims.filter(({ path }) => !path.endsWith("_fixed.rs")))(
    "$path: $text",
    ({ text, path }) => expect(expectedOf(path)).toContain(text),
  );

  it("leaves no program of examples/rust out", () => {
    const linked = new Set(rows.flatMap((row) => row.flatMap(linksOf)).map(({ path }) => path));
    const inRust = programsIn("examples").filter((path) => path.startsWith("examples/rust/"));
    expect([...inRust, ...programs.values()].filter((path) => !linked.has(path))).toEqual([]);
    expect([...linked].filter((path) => !existsSync(path))).toEqual([]);
  });
});

/** What stands under `$ redzone run FILE`; a line `…` stands for some that are left out. */
const shown = [...page.matchAll(/^```\n\$ redzone run (\S+)\n(.*?)^```$/gms)].map(
  ([, path, text]) => ({ path: path!, pieces: text!.split(/^…\n/m) }),
);

const kept = new Map<string, string>();
function printed(path: string): string {
  let text = kept.get(path);
  if (text === undefined) {
    text = spawnSync(process.execPath, [command, "run", path], { encoding: "utf8" }).stderr;
    kept.set(path, text);
  }
  return text;
}

const canCompile = ({ path }: { path: string }) => path.endsWith(".c") || rustc !== undefined;

it("shows what is printed, in many places", () => {
  expect(shown.length).toBeGreaterThan(10);
});

it.each(shown.filter(canCompile))("$path prints what is shown", { timeout: 120_000 }, (each) => {
  let rest = normalise(printed(each.path));
  for (const piece of each.pieces.map(normalise)) {
    expect(rest).toContain(piece);
    rest = rest.slice(rest.indexOf(piece) + piece.length);
  }
});

it("is linked by the readme", () => {
  const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
  expect(readme).toContain("(docs/c-and-rust.md)");
});
