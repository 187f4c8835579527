import { expect, it } from "vitest";
import { runClangJob } from "./clang-run.ts";
import { OutputPath } from "./virtual-files.ts";

function run(source: string, flags: readonly string[] = []) {
  return runClangJob({
    arguments: [...flags, "/program.c", "-o", OutputPath],
    tree: { "program.c": source },
    compilerFlags: [],
    spelled: new Map(),
  });
}

it("compiles and links", async () => {
  const answer = await run("int main(void) { return 0; }");
  expect(answer).toMatchObject({ kind: "linked", messages: "" });
});

it("shows what a flag of the user's makes the compiler print, which is no object", async () => {
  const answer = await run("int main(void) { return 0; }", ["-Xclang", "-ast-dump"]);
  expect(answer.kind).toBe("rejected");
  expect(answer.messages).toContain("FunctionDecl");
});

it("takes time in proportion to the object, whatever number of relocations it has", async () => {
  const table = (entries: number) =>
    `int a; int *table[] = { ${"&a, ".repeat(entries)} }; int main(void) { return !table[a]; }`;
  const seconds = async (entries: number) => {
    const started = performance.now();
    expect((await run(table(entries))).kind).toBe("linked");
    return (performance.now() - started) / 1000;
  };
  await seconds(1);
  // 60,000 copies of the object would be 15 GB.
  expect(await seconds(60_000)).toBeLessThan(20 * ((await seconds(6_000)) + 0.2));
}, 120_000);
