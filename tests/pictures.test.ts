/**
 * Pictures and histories in the docs and of the examples: what the pages show is what the command prints, 80 columns wide.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { historyOf } from "../src/cli/history.ts";
import { pictureOf } from "../src/cli/picture.ts";
import { isBlessing } from "./harness/blessing.ts";
import { pagesIn } from "./harness/programs.ts";
import { commandLinesIn, withTranscripts } from "./harness/transcripts.ts";
import { OpenedProgram, traceInvocation } from "./support/opened-program.ts";

const Columns = 80;
const pages = ["README.md", ...pagesIn("docs"), ...pagesIn("examples")].map(
  (path) => [path, commandLinesIn(readFileSync(path, "utf8"), ["picture", "history"])] as const,
);

async function printedBy(line: string, program: OpenedProgram): Promise<string> {
  const invocation = traceInvocation(line);
  const trace = await program.of(invocation);
  if (invocation.command === "history") {
    return historyOf(trace, { ...invocation.options, color: "never" });
  }
  return pictureOf(trace, { columns: Columns, ...invocation.options, color: "never" });
}

describe("pages with pictures", () => {
  test.each(pages.filter(([, lines]) => lines.length > 0))(
    "%s",
    async (path, lines) => {
      using program = new OpenedProgram();
      const printed = new Map<string, string>();
      for (const line of lines) {
        const text = await printedBy(line, program).catch((error: unknown) => {
          throw new Error(`${line}: ${error}`);
        });
        printed.set(line, text);
      }
      const page = readFileSync(path, "utf8");
      const now = withTranscripts(page, printed);
      if (isBlessing()) writeFileSync(path, now);
      else expect(now).toBe(page);
    },
    300_000,
  );
});
