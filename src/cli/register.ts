/**
 * `node --import redzone/register app.js`: every WebAssembly module that the program instantiates is checked; what was found
 * stands on stderr when the program has ended, and a program that would have exited with 0 exits with 1 when there is any.
 * `redzone node` is the same with options.
 *
 * This file is bundled, behind a line that keeps the engine's `WebAssembly` for all that is in the bundle (scripts/build.mjs):
 * else Redzone would check its own modules.
 */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { startAssistant } from "../check/assistant.ts";
import { checkedWebAssembly } from "../embed/namespace.ts";
import { Session } from "../embed/session.ts";
import type { Report } from "../report/model.ts";
import { renderText } from "../report/text.ts";
import { processOutput } from "../runtime/host/process-streams.ts";
import { readSessionOptions } from "./node-options.ts";

const Stderr = 2;
/** Characters of a digest that tell modules apart. */
const ShownDigest = 8;

const { errorExitcode, quiet, color, ...options } = readSessionOptions(process.env);
const session = new Session({
  ...options,
  assist: startAssistant,
  // Where the bytes came from nobody tells.
  nameOf: (bytes) =>
    `wasm-${createHash("sha256").update(bytes).digest("hex").slice(0, ShownDigest)}`,
  onRefused: (name, reason) => {
    write(`redzone: ${name} is not checked: ${reason}\n`);
  },
});
globalThis.WebAssembly = checkedWebAssembly(session);

process.on("exit", (code) => {
  const reports = session.reports();
  const found = reports.filter(({ errors }) => errors.length > 0);
  for (const report of found) {
    const text = renderText(report, {
      leakCheck: "impossible",
      showLeakKinds: [],
      quiet,
      // Undefined where it is no terminal, which the colours' package takes for a question to itself.
      color: color ?? (process.stderr.isTTY === true && !process.env.NO_COLOR),
      readSource,
    });
    write(text);
  }
  if (!quiet && reports.length > 0) write(summaryOf(reports));
  if (found.length > 0 && code === 0) process.exitCode = errorExitcode;
});

/** What was checked, and of what else nobody hears: modules without errors have no report that says how far they were checked. */
function summaryOf(reports: readonly Report[]): string {
  const errors = reports.reduce((sum, { summary }) => sum + summary.errors, 0);
  const silent = reports.filter((each) => each.errors.length === 0);
  const notes = silent.flatMap(({ program, notes = [] }) =>
    notes.map(({ message }) => `${program}: ${message}`),
  );
  const count = `${reports.length} ${reports.length === 1 ? "module" : "modules"} checked`;
  const lines = [`${count}, ${errors} ${errors === 1 ? "error" : "errors"}`, ...new Set(notes)];
  return lines.map((line) => `redzone: ${line}\n`).join("");
}

/**
 * All of it, however long the reader takes: the program may have made stderr one that does not block. Whether anybody reads it
 * changes nothing for the program.
 */
function write(text: string): void {
  try {
    processOutput(Stderr).write(new TextEncoder().encode(text));
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code !== "EPIPE" && code !== "EIO") throw error;
  }
}

function readSource(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
