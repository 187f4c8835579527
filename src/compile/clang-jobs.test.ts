import { expect, it } from "vitest";
import { readDriverPlan } from "./clang-jobs.ts";

it("reads the jobs and keeps the driver's own messages", () => {
  const plan = readDriverPlan(
    [
      "clang: warning: argument unused during compilation: '-static-pie'",
      "clang version 22.1.0 (https://example.org 9560ae0f)",
      "Target: wasm32-unknown-wasip1",
      "Thread model: posix",
      "InstalledDir: ",
      "Build config: +assertions",
      " (in-process)",
      ' "" "clang" "-cc1" "-D" "S=\\"a b\\"" "-D" "EMPTY=" "-o" "/tmp/list-1.o" "list.c"',
      ' "wasm-ld" "-m" "wasm32" "/tmp/list-1.o" ""',
      "",
    ].join("\n"),
  );
  expect(plan.jobs).toEqual([
    ["clang", "-cc1", "-D", 'S="a b"', "-D", "EMPTY=", "-o", "/tmp/list-1.o", "list.c"],
    ["wasm-ld", "-m", "wasm32", "/tmp/list-1.o", ""],
  ]);
  expect(plan.messages).toBe("clang: warning: argument unused during compilation: '-static-pie'\n");
});

it("has no jobs after an error", () => {
  const plan = readDriverPlan("clang: error: no such file or directory: 'x.c'\n");
  expect(plan).toEqual({
    jobs: [],
    messages: "clang: error: no such file or directory: 'x.c'\n",
  });
});
