import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { Refusal } from "./refusal.ts";
import * as values from "./values.ts";

const refusal = (message: RegExp) =>
  expect.objectContaining({ name: "Refusal", status: 2, message: expect.stringMatching(message) });

function refused(act: () => unknown, message: RegExp): void {
  let thrown: unknown;
  try {
    act();
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toBeInstanceOf(Refusal);
  expect(thrown).toEqual(refusal(message));
}

describe("memorySize", () => {
  it.each([
    ["65536", 65_536],
    ["64k", 65_536],
    ["64m", 64 * 2 ** 20],
    ["64M", 64 * 2 ** 20],
    ["64MB", 64 * 2 ** 20],
    ["64MiB", 64 * 2 ** 20],
    ["1g", 2 ** 30],
    ["1.5 GiB", 1.5 * 2 ** 30],
    ["100b", 100],
    ["1760m", 1760 * 2 ** 20],
  ])("%s is %d bytes", (text, bytes) => {
    expect(values.memorySize("--max-memory", text)).toBe(bytes);
  });
  it.each(["", "0", "m", "-1", "1t", "64 m m", "1e3", "0x10", "0.2", "NaN", "Infinity"])(
    "refuses %j",
    (text) => {
      refused(() => values.memorySize("--max-memory", text), /^--max-memory=.*: expected a size/);
    },
  );
  it("refuses what the shadow leaves no room for", () => {
    refused(() => values.memorySize("--max-memory", "1761m"), /at most 1760m/);
  });
});

describe("seconds", () => {
  it.each([
    ["10", 10],
    ["0.5", 0.5],
    [".5", 0.5],
    ["3.", 3],
  ])("%s", (text, value) => {
    expect(values.seconds("--timeout", text)).toBe(value);
  });
  it.each(["0", "-1", "", ".", "1s", "1e3", "Infinity", "2000001"])("refuses %j", (text) => {
    refused(() => values.seconds("--timeout", text), /^--timeout=/);
  });
});

describe("wholeNumber", () => {
  it("takes the ends of its range", () => {
    expect(values.wholeNumber("--n", "0", 0, 255)).toBe(0);
    expect(values.wholeNumber("--n", "255", 0, 255)).toBe(255);
  });
  it.each(["256", "-1", "1.0", "", "1e2", "9999999999999999"])("refuses %j", (text) => {
    refused(() => values.wholeNumber("--n", text, 0, 255), /a whole number from 0 to 255$/);
  });
  it("has no upper end when none is given", () => {
    refused(() => values.wholeNumber("--n", "0", 1, Number.POSITIVE_INFINITY), /at least 1$/);
  });
});

describe("leakKinds", () => {
  it("knows all, none and lists, in the report's order", () => {
    expect(values.leakKinds("--k", "all")).toHaveLength(4);
    expect(values.leakKinds("--k", "none")).toEqual([]);
    expect(values.leakKinds("--k", "reachable,definite,definite")).toEqual([
      "definite",
      "reachable",
    ]);
  });
  it.each(["", "definite,", "some", "all,definite"])("refuses %j", (text) => {
    refused(() => values.leakKinds("--k", text), /expected all, none, or some of definite,/);
  });
});

describe("reportTarget", () => {
  it.each([
    ["text", { format: "text", to: "stderr" }],
    ["json:-", { format: "json", to: "stdout" }],
    ["json:a/b.json", { format: "json", to: { file: "a/b.json" } }],
    ["json:C:\\r.json", { format: "json", to: { file: "C:\\r.json" } }],
  ])("%s", (text, target) => {
    expect(values.reportTarget("--report", text)).toEqual(target);
  });
  it.each(["", "xml", "json:", ":file", "toString"])("refuses %j", (text) => {
    refused(() => values.reportTarget("--report", text), /expected text or json/);
  });
});

it("takes NAME=VALUE only", () => {
  expect(values.environmentEntry("--env", "A=b=c")).toBe("A=b=c");
  expect(values.environmentEntry("--env", "A=")).toBe("A=");
  for (const text of ["A", "=b", ""]) {
    refused(() => values.environmentEntry("--env", text), /expected NAME=VALUE/);
  }
});

it("takes folders that are there, under another name or their own", () => {
  const folder = mkdtempSync(join(tmpdir(), "redzone-values-"));
  const file = join(folder, "file");
  writeFileSync(file, "");
  const take = (text: string) => values.sharedDirectory("--dir", text);
  expect(take(folder)).toEqual({ host: folder, guest: folder });
  expect(take(`${folder}::/data`)).toEqual({ host: folder, guest: "/data" });
  refused(() => take(file), /is not a folder$/);
  refused(() => take(`${folder}/none`), /no such file or folder$/);
  for (const text of ["", "::/data", `${folder}::`, `${folder}::/a::/b`]) {
    refused(() => take(text), /expected HOST or HOST::GUEST$/);
  }
  rmSync(folder, { recursive: true });
});

it("reads suppressions, and says in which line of which file they are wrong", () => {
  const folder = mkdtempSync(join(tmpdir(), "redzone-values-"));
  const file = (text: string) => {
    writeFileSync(join(folder, "x.supp"), text);
    return join(folder, "x.supp");
  };
  const take = (path: string) => values.suppressionFile("--suppressions", path);
  expect(take(file("{\nname\nMemcheck:Cond\nfun:f\n}\n"))).toMatchObject([{ kind: "Cond" }]);
  expect(take(file("# nothing yet\n"))).toEqual([]);
  refused(
    () => take(file("\n{\nname\nMemcheck:Con\nfun:f\n}\n")),
    /x\.supp:4: there is no kind named 'Con' for Memcheck$/,
  );
  refused(() => take(`${folder}/none`), /^--suppressions=.*none: no such file or folder$/);
  refused(() => take(folder), /it is a folder$/);
  rmSync(folder, { recursive: true });
});

it("lists the choices of an option", () => {
  expect(values.oneOf("--color", "never", ["auto", "never"])).toBe("never");
  refused(
    () => values.oneOf("--color", "red", ["a", "b", "c"]),
    /^--color=red: expected a, b or c$/,
  );
});
