/**
 * Compiles src/check/rehearsal.c and rehearsal.cpp to what is TypeScript beside them: `node scripts/rehearsal.mjs`, after a build.
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync } from "node:zlib";
import { Cache } from "../dist/cache/cache.js";
import { compile } from "../dist/compile/compile.js";
import { decodeModule } from "../dist/wasm/decode.js";
import { encodeModule } from "../dist/wasm/encode.js";

process.chdir(fileURLToPath(new URL("../src/check", import.meta.url)));
const folder = mkdtempSync(join(tmpdir(), "redzone-rehearsal-"));
try {
  const cache = new Cache(folder);
  const program = await compiled("rehearsal.c", cache);
  write("rehearsal-program.ts", "RehearsalProgram", "rehearsal.c, compiled", program);
  const large = decodeModule(await compiled("rehearsal.cpp", cache), "rehearsal.cpp");
  const code = encodeModule({ ...large, customs: [] });
  const what = "rehearsal.cpp, compiled, without names and debug information";
  write("rehearsal-code.ts", "RehearsalCode", what, code);
} finally {
  rmSync(folder, { recursive: true });
}

/** @param {string} source @param {Cache} cache */
async function compiled(source, cache) {
  const result = await compile(source, { optimisation: "0", cflags: [], cache });
  if (result.kind !== "compiled") throw new Error(`${source}: ${result.kind}`);
  return result.module;
}

/** @param {string} file @param {string} name @param {string} what @param {Uint8Array} module */
function write(file, name, what, module) {
  const lines = [
    `/** ${what}, compressed with Brotli, in base64; made by scripts/rehearsal.mjs. */`,
    `export const ${name} =`,
    `  "${brotliCompressSync(module).toString("base64")}";`,
    "",
  ];
  writeFileSync(file, lines.join("\n"));
}
