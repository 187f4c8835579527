/**
 * Modules that Redzone did not compile, in tests/fixtures/foreign/: what the pages show of them, the command prints, and the
 * status is that of what it says.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { Folder } from "./cli/redzone.ts";
import { isBlessing } from "./harness/blessing.ts";
import { commandLinesIn, withTranscripts } from "./harness/transcripts.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const pages = ["docs/foreign-modules.md", "tests/fixtures/foreign/reports.md"];

/** What its report, or its complaint, says of how the command ended. */
function expectedStatus(line: string, stderr: string): number {
  if (stderr.startsWith("redzone: ")) return line.includes("--invoke") ? 2 : 4;
  if (line.includes("-q ")) return stderr === "" ? 0 : 1;
  return stderr.includes("ERROR SUMMARY: 0 errors") ? 0 : 1;
}

test.each(pages)(
  "%s",
  async (path) => {
    const page = readFileSync(path, "utf8");
    const lines = commandLinesIn(page, ["run"]);
    expect(lines.length).toBeGreaterThan(3);
    const printed = new Map<string, string>();
    using folder = new Folder();
    for (const line of lines) {
      const { status, stdout, stderr } = await folder.redzone(line.split(" "), { cwd: root });
      expect(status, line).toBe(expectedStatus(line, stderr));
      printed.set(line, stdout + stderr);
    }
    const now = withTranscripts(page, printed);
    if (isBlessing()) writeFileSync(path, now);
    else expect(now).toBe(page);
  },
  300_000,
);
