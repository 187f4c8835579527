/** `import … from "redzone"`, as its users have it: in Node, and where there is nothing but the web's own objects. */
import { createContext, runInContext } from "node:vm";
import { rolldown } from "rolldown";
import { expect, it } from "vitest";
import { compile } from "../src/compile/compile.ts";
import { open as openInBrowser } from "../src/library/browser.ts";
import { NoSuchStep, open, ProgramRefused } from "../src/library/node.ts";

const Example = "examples/c/linked_list_forgot_free.c";

async function moduleOf(path: string): Promise<Uint8Array> {
  const compiled = await compile(path, { optimisation: "0", cflags: [] });
  if (compiled.kind !== "compiled") throw new Error("the example does not compile");
  return compiled.module;
}

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
    ])`;
  const [steps, drawing, ended] = await runInContext(script, createContext(web));
  expect(steps).toBeGreaterThan(10);
  expect(drawing).toContain("Heap");
  expect(ended).toBe("The program exited with status 0.");
});
