/** `import … from "redzone"`, as its users have it: in Node, and where there is nothing but the web's own objects. */
import { join, relative } from "node:path";
import { createContext, runInContext } from "node:vm";
import { rolldown } from "rolldown";
import { describe, expect, it } from "vitest";
import { compile } from "../src/compile/compile.ts";
import { check as checkInBrowser, open as openInBrowser } from "../src/library/browser.ts";
import { check, formatReport, NoSuchStep, open, ProgramRefused } from "../src/library/node.ts";
import { Folder } from "./cli/redzone.ts";

const Example = "examples/c/linked_list_forgot_free.c";

async function moduleOf(path: string): Promise<Uint8Array> {
  const compiled = await compile(path, { optimisation: "0", cflags: [] });
  if (compiled.kind !== "compiled") throw new Error("the example does not compile");
  return compiled.module;
}

describe("check", () => {
  it("reports what the command does, as data and as its text", async () => {
    using folder = new Folder();
    // Nothing is lost in it: lines that lose something are searched only while there is time.
    const example = "examples/c/heap_overflow.c";
    const { stdout, stderr } = await folder.redzone(["run", example], {
      cwd: relative(folder.path, "."),
    });
    const checked = await check(example);
    expect(checked.stdout).toMatchObject({ text: stdout, complete: true });
    expect(checked.report).toMatchObject({ exit: { code: 0 }, compile: { ok: true } });
    // The command says besides how to see a picture of it.
    expect(stderr.replace(/^ *Picture: .*\n/gm, "")).toBe(formatReport(checked.report));
    expect(JSON.parse(formatReport(checked.report, { format: "json" }))).toEqual(checked.report);
  });

  it("takes a module, here and in a browser", async () => {
    const module = await moduleOf("tests/trace/echo.c");
    const options = { stdin: "one\ntwo\n", args: ["x"], env: { A: "b" } };
    const here = await check(module, options);
    expect(here.stdout.text).toBe("x b\n1: one\n2: two\n");
    expect(await checkInBrowser(module, options)).toEqual(here);
  });

  it("says what does not compile, and that it cannot be run", async () => {
    using folder = new Folder({ "wrong.c": "int main(void) { return x; }\n" });
    const { report, messages, stdout } = await check(join(folder.path, "wrong.c"));
    expect(report.compile).toMatchObject({
      ok: false,
      diagnostics: [{ severity: "error", line: 1 }],
    });
    expect(report.exit).toBeUndefined();
    expect(messages).toContain("use of undeclared identifier 'x'");
    expect(stdout.bytes).toHaveLength(0);
  });

  it("looks for what the options ask, and no more", async () => {
    const leaks = await check(Example, { errorsForLeakKinds: [] });
    expect(leaks.report.summary.errors).toBe(0);
    const { report } = await check(Example, { generateSuppressions: true });
    const suppressions = report.leaks.map(({ suppression }) => suppression).join("");
    const hidden = await check(Example, { suppressions });
    expect(hidden.report.leaks).toEqual([]);
    const failing = await check(Example, { failAllocation: 1 });
    expect(failing.report.exit).toEqual({ code: 1 });
  });

  it("calls an export of a module without main", async () => {
    const module = "tests/fixtures/foreign/arithmetic.wasm";
    const { report } = await check(module, { invoke: "add", args: ["2", "40"] });
    expect(report.exit).toEqual({ code: 0, results: ["42"] });
    await expect(check(module, { invoke: "add" })).rejects.toThrow(/takes 2 arguments, not 0/);
  });

  it("stops a program that does not end", async () => {
    using folder = new Folder({ "loop.c": "int main(void) { for (;;) ; }\n" });
    const { report } = await check(join(folder.path, "loop.c"), { timeout: 0.2 });
    expect(report.exit).toEqual({ trap: "timeout" });
  });

  it("refuses values that cannot be before anything is compiled", async () => {
    await expect(check("no_such_file.c", { maxMemory: 2 ** 32 })).rejects.toThrow(RangeError);
    await expect(check("no_such_file.c", { suppressions: "{" })).rejects.toThrow(/line 1: /);
    await expect(check("no_such_file.c")).rejects.toThrow(/ENOENT/);
    const noModule = new Uint8Array([1, 2, 3]);
    await expect(check(noModule, { name: "x.wasm" })).rejects.toThrow(ProgramRefused);
    await expect(checkInBrowser(noModule)).rejects.toThrow(/^program\.wasm: /);
  });
});

it("opens a source, shows any step, forwards and backwards", async () => {
  const program = await open(Example);
  try {
    const { steps, last, report } = program;
    expect(last).toBe(steps + 1);
    expect(report.leaks.length).toBeGreaterThan(0);
    const state = await program.state(steps);
    expect(state).toMatchObject({ schema: "redzone-picture/1", step: steps, language: "c" });
    expect(await program.state(1)).toMatchObject({ step: 1, output: "" });
    expect(await program.picture(steps)).toContain("Stack");
    expect(await program.picture(steps, { format: "svg" })).toMatch(/^<svg /);
    const leak = report.errors.length + 1;
    const block = await program.blockOfFinding(leak);
    const { events } = await program.history(block);
    expect(events.map(({ kind }) => kind)).toContain("lost");
    const lostAt = await program.move(1, { to: "finding", finding: leak });
    expect((await program.state(lostAt)).step).toBe(lostAt);
    await expect(program.state(last + 1)).rejects.toThrow(NoSuchStep);
    await expect(program.history(1000)).rejects.toThrow(NoSuchStep);
  } finally {
    program.close();
  }
});

it("says why a program is refused", async () => {
  const noModule = new Uint8Array([1, 2, 3]);
  await expect(open(noModule, { name: "x.wasm" })).rejects.toThrow(ProgramRefused);
  await expect(openInBrowser(noModule, { name: "x.wasm" })).rejects.toThrow(/^x\.wasm: /);
  await expect(open("tests/trace/no_such_file.c")).rejects.toThrow(/ENOENT/);
});

it("gives the program its input, and keeps what it prints", async () => {
  const module = await moduleOf("tests/trace/echo.c");
  for (const opener of [open, openInBrowser]) {
    const program = await opener(module, { stdin: "one\ntwo\n", args: ["x"], env: { A: "b" } });
    const { output } = await program.state(program.last);
    expect(output).toBe("x b\n1: one\n2: two\n");
    program.close();
  }
});

it("needs nothing but what a browser has", async () => {
  const bundle = await rolldown({ input: "src/library/browser.ts", platform: "browser" });
  const { output } = await bundle.generate({ format: "iife", name: "redzone" });
  const [{ code, imports }] = output;
  expect(imports).toEqual([]);
  const web = {
    WebAssembly,
    TextDecoder,
    TextEncoder,
    performance,
    crypto,
    URL,
    module: await moduleOf(Example),
  };
  const script = `${code}
    redzone.open(module, { name: "list.c" }).then(async (program) => [
      program.steps,
      await program.picture(program.steps),
      (await program.state(program.last)).ended,
      (await redzone.check(module)).report.leaks.length,
    ])`;
  const [steps, drawing, ended, leaks] = await runInContext(script, createContext(web));
  expect(steps).toBeGreaterThan(10);
  expect(drawing).toContain("Heap");
  expect(ended).toBe("The program exited with status 0.");
  expect(leaks).toBe(2);
});
