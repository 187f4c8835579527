/**
 * Programs that others ship as WebAssembly, in their own glue: rewritten they do what they do plain, byte for byte, and nothing is
 * reported of them. One more: a script in tests/javascript/ whose output is the same in every run.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";

const Scripts = fileURLToPath(new URL("javascript/", import.meta.url));
const Main = fileURLToPath(new URL("../dist/cli/main.js", import.meta.url));
const Minutes = 60_000;

/** What is too long with V bits, which cost some six times the time of plain code in a module that runs once. */
const OnlyAddresses: ReadonlySet<string> = new Set(["clang.mjs", "esbuild.mjs"]);
/** Of the largest programs: more than usual. */
const MaxMemory = "--max-memory=1g";

async function run(words: readonly string[]) {
  const child = spawn(process.execPath, words);
  child.stdin.end();
  const [stdout, stderr, [status]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, "close"),
  ]);
  return { stdout, stderr, status };
}

const scripts = readdirSync(Scripts).filter((name) => name.endsWith(".mjs"));

describe("the same, rewritten", () => {
  test.each(scripts)(
    "%s",
    async (name) => {
      const script = join(Scripts, name);
      const [title] = /(?<=\/\*\* ).*(?= \*\/)/.exec(readFileSync(script, "utf8")) ?? [];
      expect(title).toBeDefined();
      const plain = await run([script]);
      expect(plain).toMatchObject({ status: 0 });
      const checked = await run([Main, "node", "-q", MaxMemory, script]);
      expect(checked).toEqual(plain);
      if (OnlyAddresses.has(name)) return;
      // What JavaScript writes is not seen: what is reported then need not be true, but all else has to be.
      const all = await run([Main, "node", "--check=all", "--error-exitcode=0", MaxMemory, script]);
      expect(all).toMatchObject({ stdout: plain.stdout, status: 0 });
    },
    10 * Minutes,
  );
});
