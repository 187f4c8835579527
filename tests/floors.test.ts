import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, expect, it } from "vitest";

const script = fileURLToPath(new URL("../scripts/floors.mjs", import.meta.url));
const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

const Page = `
| folder | what it holds | may import |
|---|---|---|
| \`bytes/\` | bytes | – |
| \`wasm/\` | modules | bytes |
| \`heap/\` | blocks | bytes |
| \`shadow/\` | bits | heap (types), wasm (opcodes) |
| \`compile/\` | clang | bytes |
| \`check/\` | all | all above but compile |
`;

/** What the check says about a project of these files. */
function check(files: Record<string, string>): { status: number | null; problems: string[] } {
  const root = mkdtempSync(join(tmpdir(), "redzone-floors-"));
  folders.push(root);
  for (const [path, text] of Object.entries({ "docs/architecture.md": Page, ...files })) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  const { status, stderr } = spawnSync(process.execPath, [script, root], { encoding: "utf8" });
  return { status, problems: stderr.split("\n").filter((line) => line !== "") };
}

const clean = { status: 0, problems: [] };

it("lets imports go down", () => {
  expect(
    check({
      "src/wasm/a.ts": 'import { x } from "../bytes/b.ts";\nimport fs from "node:fs";',
      "src/bytes/b.ts": "export const x = 1;",
      "src/shadow/s.ts":
        'import type { H } from "../heap/h.ts";\nimport { o } from "../wasm/opcodes.ts";',
      "src/check/c.ts": 'export { a } from "../wasm/a.ts";',
      "src/bytes/b.test.ts": 'import "../check/c.ts";',
    }),
  ).toEqual(clean);
});

it.each<[string, string, string, RegExp]>([
  ["up", "src/wasm/a.ts", 'import { x } from "../shadow/s.ts";', /wasm\/ may import only: bytes$/],
  ["sideways", "src/heap/a.ts", 'import "../wasm/m.ts";', /heap\/ may import only: bytes$/],
  ["up, as a type", "src/bytes/a.ts", 'import type { X } from "../wasm/x.ts";', /only: nothing$/],
  ["up, at run time", "src/wasm/a.ts", 'await import("../check/c.ts");', /wasm\/a.ts imports/],
  [
    "up, in many lines",
    "src/wasm/a.ts",
    'import {\n  x,\n} from "../heap/h.ts";',
    /imports src\/h/,
  ],
  ["up, handed on", "src/wasm/a.ts", 'export * from "../heap/h.ts";', /imports src\/heap\/h.ts/],
  ["more than types", "src/shadow/a.ts", 'import { x } from "../heap/h.ts";', /only: types$/],
  ["another file", "src/shadow/a.ts", 'import { x } from "../wasm/m.ts";', /only: opcodes$/],
  ["what is excepted", "src/check/a.ts", 'import "../compile/c.ts";', /src\/compile\/c.ts, but/],
  ["from an unknown floor", "src/misc/a.ts", 'import "../bytes/b.ts";', /has no floor misc\/$/],
])("refuses an import that goes %s", (_, path, text, problem) => {
  const { status, problems } = check({ [path]: text });
  expect(problems).toEqual([expect.stringMatching(problem)]);
  expect(status).toBe(1);
});

it("refuses a circle", () => {
  const { status, problems } = check({
    "src/wasm/a.ts": 'import "./b.ts";',
    "src/wasm/b.ts": 'import type { C } from "./c.ts";',
    "src/wasm/c.ts": 'import "./a.ts";',
  });
  expect(problems).toEqual(["a circle: wasm/a.ts → wasm/b.ts → wasm/c.ts → wasm/a.ts"]);
  expect(status).toBe(1);
});

it("refuses a page without a table", () => {
  expect(check({ "docs/architecture.md": "# Nothing", "src/a.ts": "" }).status).toBe(1);
});
