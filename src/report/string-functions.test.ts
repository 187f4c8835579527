import { expect, test } from "vitest";
import { calledStringFunction } from "./string-functions.ts";

/** Frames as `strchrnul strchr main*`, innermost first; `*` marks user code. */
function called(stack: string): string | undefined {
  const frames = stack
    .split(" ")
    .map((name) => ({ function: name.replace("*", ""), library: !name.endsWith("*") }));
  const found = calledStringFunction(frames);
  return found && [found.called, ...found.callers].map((frame) => frame.function).join(" ");
}

test.each([
  ["strlen main*", "strlen main"],
  ["strchrnul strchr strstr main*", "strstr main"],
  ["threebyte_memmem memmem main*", "memmem main"],
  ["__memrchr main*", "memrchr main"],
  ["memchr strnlen strndup main*", "strnlen strndup main"],
  ["memchr strnlen printf_core vfprintf printf main*", "strnlen printf_core vfprintf printf main"],
  ["strcmp compare* bsearch main*", "strcmp compare bsearch main"],
])("%s is shown as %s", (stack, shown) => {
  expect(called(stack)).toBe(shown);
});

test("a stack that begins elsewhere has none, nor has one in a program's own function of such a name", () => {
  expect(called("printf_core vfprintf printf main*")).toBeUndefined();
  expect(called("strlen* main*")).toBeUndefined();
  expect(called("compare* qsort main*")).toBeUndefined();
  expect(calledStringFunction([])).toBeUndefined();
});
