/** The README's report is what the command prints, its table has every option, and the page on JSON every field. */
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { usableRustc } from "../scripts/rust.mjs";
import { Folder } from "./cli/redzone.ts";

const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");

it("shows a real report", async () => {
  const [, source = "", report = ""] =
    /```c\n(.*?)```.*?`redzone run squares\.c` prints:\n\n```\n(.*?)```/s.exec(readme) ?? [];
  using folder = new Folder({ "squares.c": source });
  const { stdout, stderr } = await folder.redzone(["run", "squares.c"]);
  expect(stdout + stderr).toBe(report);
});

it.skipIf((await usableRustc()) === undefined)("shows a real report about Rust", async () => {
  const [, source = "", report = ""] =
    /```rust\n(.*?)```.*?`redzone run family\.rs` prints:\n\n```\n(.*?)```/s.exec(readme) ?? [];
  using folder = new Folder({ "family.rs": source });
  const { stdout, stderr } = await folder.redzone(["run", "family.rs"]);
  // How many functions of std there are between depends on the version.
  const stable = (text: string) => text.replace(/… \d+ frames/g, "… frames");
  expect(stable(stdout + stderr)).toBe(stable(report));
});

it("lists every option", async () => {
  using folder = new Folder();
  const { stdout } = await folder.redzone(["run", "--help"]);
  const options = [...stdout.matchAll(/^ {2}(?:-\w, )?(--[a-z-]+)/gm)].map(([, name]) => name!);
  expect(options.length).toBeGreaterThan(10);
  const listed = [...readme.matchAll(/^\| .*?(--[a-z-]+)/gm)].map(([, name]) => name!);
  expect(options.filter((name) => name !== "--help" && !listed.includes(name))).toEqual([]);
});

it("describes every field of the JSON report", () => {
  const read = (path: string) => readFileSync(new URL(path, import.meta.url), "utf8");
  const declared = read("../src/report/model.ts").matchAll(/readonly (\w+)\??:/g);
  const rows = [...read("../docs/json-report.md").matchAll(/^\| (`.*?) \|/gm)];
  const described = rows.flatMap(([, cell]) => [...cell!.matchAll(/(\w+)(?=[.`])/g)]);
  const names = (matches: Iterable<RegExpExecArray>) =>
    [...new Set([...matches].map(([, name]) => name!))].toSorted();
  expect(names(described)).toEqual(names(declared));
});
