import { expect, test } from "vitest";
import { readRustcMessages } from "./messages.ts";

const span = (fields: object) => ({
  file_name: "list.rs",
  line_start: 7,
  column_start: 5,
  is_primary: true,
  expansion: null,
  ...fields,
});
const line = (fields: object) =>
  `${JSON.stringify({ message: "m", code: null, level: "error", spans: [], rendered: null, ...fields })}\n`;

test("a diagnostic has rustc's code, place and words, and is shown as rustc renders it", () => {
  const printed = line({
    message: "borrow of moved value: `v`",
    code: { code: "E0382", explanation: null },
    spans: [span({ is_primary: false, line_start: 3 }), span({})],
    rendered: "\u001b[31merror[E0382]\u001b[0m: borrow of moved value: `v`\n",
  });
  expect(readRustcMessages(printed)).toEqual({
    rendered: "\u001b[31merror[E0382]\u001b[0m: borrow of moved value: `v`\n",
    diagnostics: [
      {
        code: "E0382",
        severity: "error",
        file: "list.rs",
        line: 7,
        column: 5,
        message: "borrow of moved value: `v`",
      },
    ],
  });
});

test("what a macro of std made is at the line of its call; what was given to it, where that stands", () => {
  const inside = span({ file_name: "<::core::panicking::panic macros>", line_start: 1 });
  const twice = { ...inside, expansion: { span: { ...inside, expansion: { span: span({}) } } } };
  const at = (each: object) => readRustcMessages(line({ spans: [each] })).diagnostics;
  expect(at(twice)).toMatchObject([{ file: "list.rs", line: 7 }]);
  const given = span({ line_start: 9, expansion: { span: span({ line_start: 8 }) } });
  expect(at(given)).toMatchObject([{ file: "list.rs", line: 9 }]);
});

test("levels, and what has no place", () => {
  const printed =
    line({ level: "warning", code: { code: "unused_variables" } }) +
    line({ level: "note" }) +
    line({ level: "error: internal compiler error" }) +
    line({ message: "linking with `rust-lld` failed: exit status: 1" });
  expect(readRustcMessages(printed).diagnostics).toEqual([
    { code: "unused_variables", severity: "warning", message: "m" },
    { severity: "note", message: "m" },
    { severity: "error", message: "m" },
    { severity: "error", message: "linking with `rust-lld` failed: exit status: 1" },
  ]);
});

test("rustc's count of its own diagnostics is shown, and is none", () => {
  const counts = [
    "aborting due to previous error",
    "aborting due to 2 previous errors; 1 warning emitted",
    "1 warning emitted",
    "For more information about this error, try `rustc --explain E0382`.",
  ];
  const printed = counts.map((message) => line({ message, rendered: `${message}\n` })).join("");
  expect(readRustcMessages(printed)).toEqual({
    rendered: counts.map((message) => `${message}\n`).join(""),
    diagnostics: [],
  });
});

test("lines that are no diagnostics stay", () => {
  const printed = "thread 'rustc' panicked\n{ not JSON\n{}\n";
  expect(readRustcMessages(printed)).toEqual({ rendered: printed, diagnostics: [] });
});
