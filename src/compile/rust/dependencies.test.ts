import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Cache } from "../../cache/cache.ts";
import { KeptPrograms, readDependencies } from "./dependencies.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "redzone-test-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
  vi.unstubAllEnvs();
});

test("rustc's list of files and variables is understood", () => {
  const text = `/tmp/x/program.wasm: src/main.rs src/with\\ space.rs

/tmp/x/program.d: src/main.rs src/with\\ space.rs

src/main.rs:
src/with\\ space.rs:

# env-dep:GREETING=hello
# env-dep:NOT_SET
`;
  expect(readDependencies(text)).toEqual({
    files: ["src/main.rs", "src/with space.rs"],
    variables: ["GREETING", "NOT_SET"],
  });
});

test("a program is found again as long as all that it was made of is the same", () => {
  const file = join(folder, "main.rs");
  writeFileSync(file, "fn main() {}");
  const cache = new Cache(join(folder, "cache"));
  const programs = new KeptPrograms(cache, ["rustc 1.63.0", "main.rs"]);
  expect(programs.get()).toBeUndefined();
  const module = Buffer.from("module");
  programs.put({ files: [file], variables: ["GREETING"] }, module);
  expect(programs.get()).toEqual(module);

  expect(new KeptPrograms(cache, ["rustc 1.85.0", "main.rs"]).get()).toBeUndefined();
  vi.stubEnv("GREETING", "hello");
  expect(programs.get()).toBeUndefined();
  vi.unstubAllEnvs();
  expect(programs.get()).toEqual(module);
  writeFileSync(file, "fn main() { todo!() }");
  expect(programs.get()).toBeUndefined();
  rmSync(file);
  expect(programs.get()).toBeUndefined();
});
