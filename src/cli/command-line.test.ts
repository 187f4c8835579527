import { describe, expect, it, vi } from "vitest";
import { readCommandLine } from "./command-line.ts";

/** The words of a shell line without quotes. */
function read(line: string) {
  const invocation = readCommandLine(line.split(" ").filter((word) => word !== ""));
  if (invocation.command !== "run") throw new Error("not a run");
  return invocation;
}
const optionsOf = (line: string) => read(`run ${line} list.c`).options;
const refused = (line: string, message: RegExp) =>
  expect(() => read(line)).toThrow(
    expect.objectContaining({ status: 2, message: expect.stringMatching(message) }),
  );

describe("PROGRAM and ARGS", () => {
  it.each<[string, string, string[]]>([
    ["run list.c", "list.c", []],
    ["run list.c a b", "list.c", ["a", "b"]],
    ["run -q list.c -q --color=red -- x", "list.c", ["-q", "--color=red", "--", "x"]],
    ["run -- list.c a", "list.c", ["a"]],
    ["run list.c -- a -- b", "list.c", ["a", "--", "b"]],
    ["run -- list.c -- a", "list.c", ["a"]],
    ["run list.c -- -- a", "list.c", ["--", "a"]],
    ["run -- -odd.c", "-odd.c", []],
    ["run list.c --help", "list.c", ["--help"]],
    ["run list.c --version", "list.c", ["--version"]],
  ])("%s", (line, program, args) => {
    expect(read(line)).toMatchObject({ program, args });
  });
});

describe("options", () => {
  it("have the contract's defaults", () => {
    expect(optionsOf("")).toEqual({
      leakCheck: "full",
      showLeakKinds: ["definite", "possible"],
      errorsForLeakKinds: ["definite", "possible"],
      errorExitcode: 1,
      exitOnFirstError: false,
      check: "all",
      trackOrigins: "yes",
      report: [],
      cflags: [],
      rustflags: [],
      optimisation: "0",
      dir: [],
      env: [],
      maxMemory: 512 * 2 ** 20,
      suppressions: [],
      genSuppressions: "no",
      quiet: false,
      picture: false,
      color: "auto",
    });
  });

  it("take their values after = or as the next word", () => {
    expect(
      optionsOf(
        "--timeout=5 --fail-alloc 3 -O2 --leak-check=yes -q --check addresses --track-origins=no",
      ),
    ).toMatchObject({
      timeout: 5,
      failAlloc: 3,
      optimisation: "2",
      check: "addresses",
      trackOrigins: "no",
      leakCheck: "yes",
      quiet: true,
    });
  });

  it("add up where they may be repeated", () => {
    const { report, env, cflags } = optionsOf(
      "--report text --report=json:- --env A=1 --env B= --cflags=-Wall --cflags=-lm",
    );
    expect(report.map(({ format }) => format)).toEqual(["text", "json"]);
    expect(env).toEqual(["A=1", "B="]);
    expect(cflags).toEqual(["-Wall", "-lm"]);
    expect(optionsOf("").report).toEqual([]);
  });

  it("count the last time where they may not", () => {
    expect(optionsOf("--show-leak-kinds=all --show-leak-kinds=none").showLeakKinds).toEqual([]);
  });

  it("split --cflags as a shell does", () => {
    const { command, ...invocation } = readCommandLine([
      "run",
      `--cflags=-DS='a b' -I "my headers"`,
      "list.c",
    ]);
    expect(command).toBe("run");
    expect(invocation).toMatchObject({ options: { cflags: ["-DS=a b", "-I", "my headers"] } });
    expect(() => readCommandLine(["run", "--cflags='x", "list.c"])).toThrow(/has no end/);
  });
});

describe("step", () => {
  const step = (line: string) => readCommandLine(["step", ...line.split(" ")]);

  it("begins at the start, or at the step that is named", () => {
    expect(step("list.c --ascii -- a b")).toMatchObject({
      command: "step",
      program: "list.c",
      args: ["a", "b"],
      options: { ascii: true, open: false, libraries: false, target: { kind: "start" } },
    });
    expect(step("list.c --finding 2")).toMatchObject({
      options: { target: { kind: "finding", finding: 2 } },
    });
    expect(() => step("list.c --finding 2 --step 3")).toThrow(/^one step can be shown at a time/);
  });
});

describe("refusals", () => {
  it.each<[string, RegExp]>([
    ["", /^no program given/],
    ["run", /^no program given/],
    ["run -q", /^no program given/],
    ["list.c", /^unknown command 'list.c'; to check a program: redzone run list.c$/],
    ["run --zzzz list.c", /^unknown option '--zzzz'$/],
    ["run --quit list.c", /^unknown option '--quit' \(Did you mean --quiet\?\)$/],
    ["run -O3 list.c", /^-O3: expected -O0, -O1 or -O2$/],
    ["run --timeout", /^option '--timeout <SECONDS>' argument missing$/],
    ["run --color=blue list.c", /^--color=blue: expected auto, always or never$/],
    ["run --gen-suppressions=yes list.c", /^--gen-suppressions=yes: expected no or all$/],
  ])("%s", (line, message) => {
    refused(line, message);
  });
});

it.each(["--help", "run --help", "step --help", "--version"])(
  "%s prints and runs nothing",
  (line) => {
    const write = vi.spyOn(process.stdout, "write").mockReturnValue(true);
    try {
      expect(readCommandLine(line.split(" "))).toEqual({ command: "none" });
      const printed = write.mock.calls.map(([text]) => String(text)).join("");
      expect(printed).toMatch(line === "--version" ? /^\d+\.\d+\.\d+\n$/ : /^Usage: redzone/);
      for (const row of printed.split("\n")) expect(row.length).toBeLessThanOrEqual(80);
    } finally {
      write.mockRestore();
    }
  },
);
