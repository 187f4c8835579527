import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { checkReportFile, writeReportFile } from "./report-files.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "redzone-report-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it("replaces a report and leaves nothing else behind", () => {
  const file = join(folder, "r.json");
  writeReportFile(file, "old");
  writeReportFile(file, "new");
  expect(readFileSync(file, "utf8")).toBe("new");
  expect(readdirSync(folder)).toEqual(["r.json"]);
});

it("writes through a symbolic link", () => {
  writeFileSync(join(folder, "real"), "old");
  symlinkSync("real", join(folder, "link"));
  writeReportFile(join(folder, "link"), "new");
  expect(lstatSync(join(folder, "link")).isSymbolicLink()).toBe(true);
  expect(readFileSync(join(folder, "real"), "utf8")).toBe("new");
});

it.skipIf(process.platform === "win32")("does not replace a device", () => {
  writeReportFile("/dev/null", "text");
  expect(lstatSync("/dev/null").isCharacterDevice()).toBe(true);
});

it("refuses a folder, and a folder that is not there", () => {
  mkdirSync(join(folder, "sub"));
  expect(() => checkReportFile(join(folder, "sub"))).toThrow(/sub: it is a folder$/);
  expect(() => checkReportFile(join(folder, "none", "r"))).toThrow(/folder does not exist$/);
  expect(() => checkReportFile(join(folder, "r.json"))).not.toThrow();
  expect(() => writeReportFile(join(folder, "none", "r"), "x")).toThrow(
    expect.objectContaining({ status: 4, message: expect.stringMatching(/cannot be written/) }),
  );
});
