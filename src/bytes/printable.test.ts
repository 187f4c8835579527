import { expect, test } from "vitest";
import { printable, quoted } from "./printable.ts";

test("what a terminal would carry out is not shown to it", () => {
  expect(printable("ls\u001b[2J\n\u0007x\u009b1m")).toBe("ls\ufffd[2J\ufffd\ufffdx\ufffd1m");
  expect(printable("a\u202eb\u2066c")).toBe("a\ufffdb\ufffdc");
  expect(printable("größe<T>::operator “ ”()\u00a0")).toBe("größe<T>::operator “ ”()\u00a0");
});

test("a sentence quotes the beginning of a long name", () => {
  expect(quoted("short\n")).toBe("short\ufffd");
  expect(quoted("x".repeat(80))).toHaveLength(80);
  expect(quoted("x".repeat(60_000))).toBe(`${"x".repeat(80)}…`);
});
