import { readFileSync } from "node:fs";
import { runLLVM } from "@yowasp/clang";
import { expect, it } from "vitest";
import { readDriverPlan } from "./clang-jobs.ts";
import type { Tree } from "./virtual-files.ts";

/**
 * The recipe of prompt-object.ts, redzones-object.ts and exceptions-object.ts: after a change of their sources, or of the embedded clang,
 *
 *     npx vitest run src/compile/objects.test.ts -u
 *
 * and a new `CacheFormat` in compile.ts. Without -g: what has debug information is the user's code.
 */
it.each([
  ["prompt.c", "PromptObject", ["-fno-builtin"]],
  ["redzones.c", "RedzonesObject", ["-fno-builtin"]],
  [
    "exceptions.cpp",
    "ExceptionsObject",
    ["-std=c++20", "-fwasm-exceptions", "-mllvm", "-wasm-use-legacy-eh"],
  ],
])("%s is linked as the embedded clang compiles it", async (file, constant, flags) => {
  const object = await compiled(
    ["-Oz", "-fno-ident", ...flags, "-Wall", "-Wextra", "-Werror"],
    file,
    readFileSync(new URL(file, import.meta.url), "utf8"),
  );
  expect(Buffer.from(object).includes(".debug_")).toBe(false);
  await expect(
    [
      `/** ${file}, compiled, in base64; made by objects.test.ts. */`,
      `export const ${constant} =`,
      `  "${Buffer.from(object).toString("base64")}";`,
      "",
    ].join("\n"),
  ).toMatchFileSnapshot(file.replace(/\.\w+$/, "-object.ts"));
});

async function compiled(
  flags: readonly string[],
  file: string,
  source: string,
): Promise<Uint8Array> {
  const tree = { [file]: source };
  const driver = await run(["clang", "-###", ...flags, "-c", file, "-o", "object.o"], tree);
  const [job = []] = readDriverPlan(driver.printed).jobs;
  const { left, printed } = await run([...job], tree);
  const object = left?.["object.o"];
  if (!(object instanceof Uint8Array)) throw new Error(`no object: ${printed}`);
  return object;
}

async function run(words: string[], tree: Tree) {
  const chunks: Uint8Array[] = [];
  const print = (bytes: Uint8Array | null) => void (bytes !== null && chunks.push(bytes.slice()));
  const printed = () => Buffer.concat(chunks).toString();
  const options = { stdout: print, stderr: print, fetchProgress() {}, decodeASCII: false };
  try {
    return { left: await runLLVM(words, tree, options), printed: printed() };
  } catch (error) {
    throw new Error(printed(), { cause: error });
  }
}
