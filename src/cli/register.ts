/**
 * `node --import redzone/register app.js`: every WebAssembly module that the program instantiates is checked; what was found
 * stands on stderr when the program has ended, and a program that would have exited with 0 exits with 1 when there is any.
 * `redzone node` is the same with options.
 *
 * This file is bundled, behind a line that keeps the engine's `WebAssembly` for all that is in the bundle (scripts/build.mjs):
 * else Redzone would check its own modules.
 */
import { createHash } from "node:crypto";
import { readFileSync, writeSync } from "node:fs";
import { checkedWebAssembly } from "../embed/namespace.ts";
import { Session } from "../embed/session.ts";
import { renderText } from "../report/text.ts";
import { readSessionOptions } from "./node-options.ts";

const Stderr = 2;
/** Characters of a digest that tell modules apart. */
const ShownDigest = 8;

const { errorExitcode, quiet, color, ...options } = readSessionOptions(process.env);
const session = new Session({
  ...options,
  // Where the bytes came from nobody tells.
  nameOf: (bytes) =>
    `wasm-${createHash("sha256").update(bytes).digest("hex").slice(0, ShownDigest)}`,
  onRefused: (name, reason) => {
    writeSync(Stderr, `redzone: ${name} is not checked: ${reason}\n`);
  },
});
globalThis.WebAssembly = checkedWebAssembly(session);

process.on("exit", (code) => {
  const found = session.reports().filter(({ errors }) => errors.length > 0);
  for (const report of found) {
    const text = renderText(report, {
      leakCheck: "impossible",
      showLeakKinds: [],
      quiet,
      color: color ?? (process.stderr.isTTY && !process.env.NO_COLOR),
      readSource,
    });
    writeSync(Stderr, text);
  }
  if (found.length > 0 && code === 0) process.exitCode = errorExitcode;
});

function readSource(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
