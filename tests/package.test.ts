/**
 * The package as its users get it: packed, installed in an empty folder outside of the project, and used there, from the command line,
 * from code and by a bundler.
 */
import { execFile } from "node:child_process";
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, posix } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { checkPackage, createPackageFromTarballData } from "@arethetypeswrong/core";
import { publint } from "publint";
import { rolldown } from "rolldown";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));
const modules = join(root, "node_modules");
const folder = mkdtempSync(join(tmpdir(), "redzone-package-"));
const user = join(folder, "user");
const installed = join(user, "node_modules/redzone");
const execute = promisify(execFile);
const quiet = ["--no-audit", "--no-fund", "--no-update-notifier", "--loglevel=error"];

const Hello = `#include <stdio.h>
int main(void) { puts("hello"); return 0; }
`;

let tarball: string;

beforeAll(async () => {
  const { stdout } = await npm(root, ["pack", "--json", "--pack-destination", folder]);
  tarball = join(folder, JSON.parse(stdout)[0].filename);
  mkdirSync(user);
  writeFileSync(join(user, "package.json"), JSON.stringify({ type: "module", private: true }));
  await npm(user, ["install", "--prefer-offline", "--fetch-retries=0", tarball]).catch(
    // Without a network: what it depends on comes from the project's own installation.
    linkDependencies,
  );
}, 150_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function npm(cwd: string, words: readonly string[]) {
  return execute("npm", [...words, ...quiet], { cwd, timeout: 60_000 });
}

async function linkDependencies(failure: unknown): Promise<void> {
  const { stderr = "" } = failure as { stderr?: string };
  if (!/ENOTFOUND|EAI_AGAIN|ECONN|ETIMEDOUT|ENETUNREACH|network/.test(stderr)) throw failure;
  mkdirSync(installed, { recursive: true });
  await execute("tar", ["xzf", tarball, "--strip-components=1", "-C", installed]);
  const { bin, dependencies } = JSON.parse(readFileSync(join(installed, "package.json"), "utf8"));
  for (const name of Object.keys(dependencies)) {
    const link = join(user, "node_modules", name);
    mkdirSync(posix.dirname(link), { recursive: true });
    symlinkSync(join(modules, name), link);
  }
  mkdirSync(join(user, "node_modules/.bin"));
  symlinkSync(join(installed, bin.redzone), join(user, "node_modules/.bin/redzone"));
}

describe("what is published", () => {
  const filesOf = (path: string) =>
    readdirSync(path, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => posix.relative(path, posix.join(entry.parentPath, entry.name)));

  it("is what its entries need, pages to read, and nothing else", () => {
    const packed = filesOf(installed).filter((path) => path.startsWith("dist/"));
    const { bin, exports } = JSON.parse(readFileSync(join(installed, "package.json"), "utf8"));
    const needed = new Set<string>();
    const need = (path: string) => {
      if (needed.has(path)) return;
      needed.add(path);
      const text = readFileSync(join(installed, path), "utf8");
      const beside = (to: string) => posix.join(posix.dirname(path), to);
      for (const [, to = ""] of text.matchAll(
        /^(?:import|export)\b[^;]*?\bfrom ["'](\.[^"']+)["']/gm,
      )) {
        need(path.endsWith(".d.ts") ? beside(to).replace(/\.[jt]s$/, ".d.ts") : beside(to));
      }
      // Threads are started by their path; it is made of two parts.
      for (const [, name] of text.matchAll(/threadFile\("([\w-]+\.js)"\)/g)) {
        need(`dist/check/${name}`);
      }
      for (const [, to = ""] of text.matchAll(/new URL\("(\.\.\/(?:compile|cli)\/[^"]+\.js)"/g)) {
        need(beside(to));
      }
    };
    for (const entry of Object.values<string | Record<string, string>>(exports)) {
      const files = typeof entry === "string" ? [entry] : Object.values(entry);
      for (const file of files) if (file !== "./package.json") need(posix.normalize(file));
    }
    need(posix.normalize(bin.redzone));
    expect(packed.toSorted()).toEqual([...needed].toSorted());

    const others = filesOf(installed).filter((path) => !path.startsWith("dist/"));
    const pages = others.filter((path) => !/^docs\/[\w-]+\.md$/.test(path));
    expect(pages.toSorted()).toEqual(["CHANGELOG.md", "LICENSE", "README.md", "package.json"]);
  });

  it("is found well made by the tools for that", async () => {
    const data = new Uint8Array(readFileSync(tarball));
    const { messages } = await publint({ pack: { tarball: data.slice().buffer }, strict: true });
    expect(messages).toEqual([]);
    const analysis = await checkPackage(createPackageFromTarballData(data));
    if (!analysis.types) throw new Error("the package has no types");
    // There is only an ES module: from CommonJS it is had by import(), or by require() from Node 20.19 on.
    const problems = analysis.problems.filter(({ kind }) => kind !== "CJSResolvesToESM");
    // For resolution "node10", which knows no exports, from before there was Node 12.
    expect(problems.filter((each) => !isOfNode10(each))).toEqual([]);
  });

  const isOfNode10 = (problem: object) =>
    "resolutionKind" in problem && problem.resolutionKind === "node10";

  it("could be published as it is", async () => {
    const words = ["publish", "--dry-run", "--json", "--loglevel=warn"];
    const { stdout, stderr } = await execute("npm", words, { cwd: root, timeout: 60_000 });
    expect(stdout).toContain('"name": "redzone"');
    // Nothing in package.json has to be put right; that nobody is logged in here is another matter.
    const warnings = stderr.match(/^npm warn publish .*$/gm) ?? [];
    expect(warnings.filter((line) => !line.includes("to be logged in"))).toEqual([]);
  });
});

it("has a command that works", async () => {
  writeFileSync(join(user, "hello.c"), Hello);
  const { stdout, stderr } = await npm(user, [
    "exec",
    "--offline",
    "--",
    "redzone",
    "run",
    "hello.c",
  ]);
  expect(stdout).toBe("hello\n");
  expect(stderr).toContain("ERROR SUMMARY: 0 errors");
});

it("does what its page says", async () => {
  const page = readFileSync(join(installed, "docs/library.md"), "utf8");
  const [, source = ""] = /```c\n(.*?)```/s.exec(page) ?? [];
  writeFileSync(join(user, "squares.c"), source);
  const examples = [...page.matchAll(/```js\n(.*?)```\n\nprints\n\n```\n(.*?)```/gs)];
  expect(examples.length).toBe(2);
  for (const [, code = "", printed] of examples) {
    writeFileSync(join(user, "example.js"), code);
    const { stdout } = await execute(process.execPath, ["example.js"], { cwd: user });
    expect(stdout).toBe(printed);
  }
});

it.each([
  { module: "node16", moduleResolution: "node16" },
  { module: "esnext", moduleResolution: "bundler" },
])("has types for $moduleResolution, of its own only", async (resolution) => {
  const code = `
    import { check, formatReport, open, type CheckOptions, type ReportedError } from "redzone";
    import { check as checkModule } from "redzone/browser";
    const options: CheckOptions = { optimisation: 2, directories: [{ host: ".", guest: "/" }] };
    const { report, stdout } = await check("list.c", options);
    export const errors: readonly ReportedError[] = report.errors;
    export const text: string = formatReport(report, { color: true }) + stdout.text;
    const program = await open("list.c");
    export const name: string | undefined = (await program.state(1)).frames[0]?.function;
    export const exit: number | undefined = await checkModule(new Uint8Array()).then(
      ({ report: { exit } }) => (exit && "code" in exit ? exit.code : undefined),
    );
    // @ts-expect-error: what is misspelt is told
    await check("list.c", { optimization: 2 });
  `;
  writeFileSync(join(user, "user.ts"), code);
  // Neither Node's types nor the web's have to be there.
  const common = { strict: true, target: "es2022", lib: ["es2022"], types: [], noEmit: true };
  const config = { compilerOptions: { ...common, ...resolution }, files: ["user.ts"] };
  writeFileSync(join(user, "tsconfig.json"), JSON.stringify(config));
  const compiler = join(modules, "typescript/bin/tsc");
  const told = await execute(process.execPath, [compiler, "-p", user]).catch((error) => error);
  expect(told.stdout).toBe("");
});

it("makes one file for a browser", async () => {
  writeFileSync(join(user, "web.js"), `export { check } from "redzone/browser";\n`);
  const bundle = await rolldown({ input: join(user, "web.js"), cwd: user, platform: "browser" });
  const { output } = await bundle.generate({ format: "esm" });
  expect(output).toHaveLength(1);
  expect(output[0].imports).toEqual([]);
  expect(output[0].exports).toEqual(["check"]);
});

it("loads and starts nothing when it is imported", async () => {
  const code = readFileSync(join(installed, "dist/library/node.js"), "utf8");
  const imported = [...code.matchAll(/^(?:import|export)\b.*?\bfrom "(.*?)";$/gm)];
  expect(imported.length).toBeGreaterThan(0);
  expect(imported.filter(([, name = ""]) => !name.startsWith("node:"))).toEqual([]);
  const idle = `
    await import("redzone");
    const busy = process.getActiveResourcesInfo();
    console.log(busy.filter((kind) => /Worker|MessagePort|Process|Timeout/.test(kind)).length);
  `;
  writeFileSync(join(user, "idle.js"), idle);
  const { stdout } = await execute(process.execPath, ["idle.js"], { cwd: user });
  expect(stdout).toBe("0\n");
});
