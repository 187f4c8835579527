/** Compiles src/check/rehearsal.c to src/check/rehearsal-program.ts: `node scripts/rehearsal.mjs`, after a build. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync } from "node:zlib";
import { Cache } from "../dist/cache/cache.js";
import { compile } from "../dist/compile/compile.js";

process.chdir(fileURLToPath(new URL("../src/check", import.meta.url)));
const folder = mkdtempSync(join(tmpdir(), "redzone-rehearsal-"));
try {
  const cache = new Cache(folder);
  const result = await compile("rehearsal.c", { optimisation: "0", cflags: [], cache });
  if (result.kind !== "compiled") throw new Error(`rehearsal.c: ${result.kind}`);
  const lines = [
    "/** rehearsal.c, compiled, compressed with Brotli, in base64; made by scripts/rehearsal.mjs. */",
    "export const RehearsalProgram =",
    `  "${brotliCompressSync(result.module).toString("base64")}";`,
    "",
  ];
  writeFileSync("rehearsal-program.ts", lines.join("\n"));
} finally {
  rmSync(folder, { recursive: true });
}
