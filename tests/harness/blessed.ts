/** The report that a program is expected to give, in a file beside it. */
import { readFileSync, writeFileSync } from "node:fs";
import { isBlessing } from "./blessing.ts";
import { normalise } from "./normalise.ts";

export function blessedPath(program: string): string {
  return program.replace(/\.\w+$/, ".report");
}

/**
 * The blessed text and the present one, to be compared. With BLESS=1 the present one is written
 * first, so that they agree.
 * @throws Error when blessing in CI, or when there is no blessed report
 */
export function blessed(program: string, text: string): { expected: string; actual: string } {
  const path = blessedPath(program);
  const actual = normalise(text);
  if (isBlessing()) writeFileSync(path, actual);
  try {
    return { expected: readFileSync(path, "utf8"), actual };
  } catch {
    throw new Error(`no ${path}: look at the report, then run BLESS=1 npm test\n\n${actual}`);
  }
}
