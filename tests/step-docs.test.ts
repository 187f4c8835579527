/** docs/stepping.md has the keys that there are, in the help's words. */
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { KEYS } from "../src/step/keys.ts";
import { keyNames } from "../src/step/views.ts";

it("lists every key", () => {
  const page = readFileSync(new URL("../docs/stepping.md", import.meta.url), "utf8");
  const rows = [...page.matchAll(/^\| (`.*) \|$/gm)].map(([, row]) =>
    row!
      .replaceAll("`", "")
      .split("|")
      .map((cell) => cell.trim()),
  );
  expect(rows).toEqual(
    KEYS.map(({ forwards, backwards = [], help }) => [
      keyNames(forwards, "unicode"),
      keyNames(backwards, "unicode"),
      help,
    ]),
  );
});
