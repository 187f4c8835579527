/** The README's report is what the command prints, and its table has every option. */
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { Folder } from "./cli/redzone.ts";

const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");

it("shows a real report", async () => {
  const [, source = "", report = ""] =
    /```c\n(.*?)```.*?`redzone run squares\.c` prints:\n\n```\n(.*?)```/s.exec(readme) ?? [];
  using folder = new Folder({ "squares.c": source });
  const { stdout, stderr } = await folder.redzone(["run", "squares.c"]);
  expect(stdout + stderr).toBe(report);
});

it("lists every option", async () => {
  using folder = new Folder();
  const { stdout } = await folder.redzone(["run", "--help"]);
  const options = [...stdout.matchAll(/^ {2}(?:-\w, )?(--[a-z-]+)/gm)].map(([, name]) => name!);
  expect(options.length).toBeGreaterThan(10);
  const listed = [...readme.matchAll(/^\| .*?(--[a-z-]+)/gm)].map(([, name]) => name!);
  expect(options.filter((name) => name !== "--help" && !listed.includes(name))).toEqual([]);
});
