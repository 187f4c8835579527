import { expect, it } from "vitest";
import { readDiagnostics, withoutColours } from "./diagnostics.ts";

const esc = "\x1b";
const clang = `${esc}[1m../list.c:4:19: ${esc}[0m${esc}[0;1;35mwarning: ${esc}[0m${esc}[1mallocation of insufficient size '3' [-Walloc-size]${esc}[0m
    4 | ${esc}[0;34mint${esc}[0m main(){ return f(1); }
      | ${esc}[0;1;32m                  ^
${esc}[0mIn file included from list.c:1:
./x.h:2:8: fatal error: 'y.h' file not found
    2 | #include "y.h"
C:/src/z.c:9:1: error: unused variable 'a' [-Werror,-Wunused-variable]
list.c:1:5: note: declared here: really
1 warning and 2 errors generated.
`;

it("reads what clang says about places", () => {
  expect(readDiagnostics(clang)).toEqual([
    {
      severity: "warning",
      file: "../list.c",
      line: 4,
      column: 19,
      message: "allocation of insufficient size '3'",
      code: "-Walloc-size",
    },
    { severity: "error", file: "./x.h", line: 2, column: 8, message: "'y.h' file not found" },
    {
      severity: "error",
      file: "C:/src/z.c",
      line: 9,
      column: 1,
      message: "unused variable 'a'",
      code: "-Wunused-variable",
    },
    { severity: "note", file: "list.c", line: 1, column: 5, message: "declared here: really" },
  ]);
});

it("reads what the driver and the linker say", () => {
  expect(
    readDiagnostics(
      `wasm-ld: ${esc}[0;31merror: ${esc}[0m/tmp/list-62bf3f.o: undefined symbol: foo\n` +
        "clang: warning: argument unused during compilation: '-c' [-Wunused-command-line-argument]\n",
    ),
  ).toEqual([
    { severity: "error", message: "undefined symbol: foo" },
    {
      severity: "warning",
      message: "argument unused during compilation: '-c'",
      code: "-Wunused-command-line-argument",
    },
  ]);
});

it("takes colours away and nothing else", () => {
  expect(withoutColours(clang)).not.toContain(esc);
  expect(withoutColours("a [1m b\n")).toBe("a [1m b\n");
});
