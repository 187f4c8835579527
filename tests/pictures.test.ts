/**
 * Pictures and histories in the docs and of the examples: what the pages show is what the command prints, 80 columns wide.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { usableRustcs } from "../scripts/rust.mjs";
import { historyOf } from "../src/cli/history.ts";
import { pictureOf } from "../src/cli/picture.ts";
import { isBlessing } from "./harness/blessing.ts";
import { pagesIn } from "./harness/programs.ts";
import { commandLinesIn, withTranscripts } from "./harness/transcripts.ts";
import { OpenedProgram, type TraceInvocation, traceInvocation } from "./support/opened-program.ts";

const Columns = 80;
/** Names in Rust's library change from one version to the next: pages are blessed with this one, and with another not looked at. */
const BlessedRustc = "rustc 1.63.";
const rustc = (await usableRustcs()).find(({ version }) => version.startsWith(BlessedRustc));
const pages = ["README.md", ...pagesIn("docs"), ...pagesIn("examples")].map(
  (path) => [path, commandLinesIn(readFileSync(path, "utf8"), ["picture", "history"])] as const,
);

function isRust(line: string): boolean {
  return traceInvocation(line).program.endsWith(".rs");
}

function withRustc(invocation: TraceInvocation): TraceInvocation {
  const { options } = invocation;
  if (rustc === undefined || !invocation.program.endsWith(".rs")) return invocation;
  return { ...invocation, options: { ...options, rustc: rustc.path } } as TraceInvocation;
}

async function printedBy(line: string, program: OpenedProgram): Promise<string> {
  const invocation = withRustc(traceInvocation(line));
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
      for (const line of lines.filter((each) => rustc !== undefined || !isRust(each))) {
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
