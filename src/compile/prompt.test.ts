import { readFileSync } from "node:fs";
import { runLLVM } from "@yowasp/clang";
import { expect, it } from "vitest";
import { readDriverPlan } from "./clang-jobs.ts";
import type { Tree } from "./virtual-files.ts";

/**
 * The recipe of prompt-object.ts: after a change of prompt.c, or of the embedded clang,
 *
 *     npx vitest run src/compile/prompt.test.ts -u
 *
 * and a new `CacheFormat` in compile.ts. Without -g: what has debug information is the user's code.
 */
it("is linked as the embedded clang compiles it", async () => {
  const object = await compiled(
    ["-Oz", "-fno-ident", "-Wall", "-Wextra", "-Werror"],
    readFileSync(new URL("prompt.c", import.meta.url), "utf8"),
  );
  expect(Buffer.from(object).includes(".debug_")).toBe(false);
  await expect(
    [
      "/** prompt.c, compiled, in base64; made by prompt.test.ts. */",
      "export const PromptObject =",
      `  "${Buffer.from(object).toString("base64")}";`,
      "",
    ].join("\n"),
  ).toMatchFileSnapshot("prompt-object.ts");
});

async function compiled(flags: readonly string[], source: string): Promise<Uint8Array> {
  const tree = { "prompt.c": source };
  const driver = await run(["clang", "-###", ...flags, "-c", "prompt.c", "-o", "prompt.o"], tree);
  const [job = []] = readDriverPlan(driver.printed).jobs;
  const { left, printed } = await run([...job], tree);
  const object = left?.["prompt.o"];
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
