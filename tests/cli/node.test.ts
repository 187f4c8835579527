/** `redzone node`: a script whose module does something wrong, and what becomes of its status and its report. */
import { describe, expect, test } from "vitest";
import wabt from "wabt";
import { Shapes } from "../../bench/generated.mjs";
import { Folder } from "./redzone.ts";

const { parseWat } = await wabt();
const module = parseWat(
  "heap.wat",
  `(module (memory (export "memory") 1)
    (func $malloc (export "malloc") (param i32) (result i32) (i32.load (i32.const 1024)))
    (func $free (export "free") (param i32))
    (func $put (export "put") (param i32) (i32.store8 (local.get 0) (i32.const 7))))`,
).toBinary({ write_debug_names: true }).buffer;

/** @param use what is done with the exports `malloc`, `free` and `put` */
function script(use: string): string {
  return `import { readFileSync } from "node:fs";
    const { instance } = await WebAssembly.instantiate(readFileSync(process.argv[2]));
    const { malloc, free, put, memory } = instance.exports;
    ${use}`;
}

function folderWith(use: string): Folder {
  return new Folder({ "heap.wasm": new Uint8Array(module.buffer), "app.mjs": script(use) });
}

describe("redzone node", () => {
  test("is silent about a program without mistakes, and ends as it does", async () => {
    using folder = folderWith(`const p = malloc(4); put(p + 3); free(p);
      console.log(new Uint8Array(memory.buffer, p, 4)[3], process.argv.slice(3)); process.exitCode = 5;`);
    const result = await folder.redzone(["node", "app.mjs", "heap.wasm", "--check", "x"]);
    expect(result).toEqual({
      status: 5,
      stdout: "7 [ '--check', 'x' ]\n",
      stderr: "redzone: 1 module checked, 0 errors\n",
    });
  });

  test("reports what a module does wrong", async () => {
    using folder = folderWith("const p = malloc(4); put(p + 4); console.log('done');");
    const { status, stdout, stderr } = await folder.redzone(["node", "app.mjs", "heap.wasm"]);
    expect([status, stdout]).toEqual([1, "done\n"]);
    expect(stderr).toMatch(/^Redzone: wasm-[0-9a-f]{8}\n\nInvalid write of size 1\n {3}at put/);
    expect(stderr).toContain("is 0 bytes after a block of size 4 alloc'd");
    expect(stderr).toMatch(/\nredzone: 1 module checked, 1 error\n$/);
    expect(stderr).toContain("Leaks were not judged: the program around the module");
    const quiet = await folder.redzone([
      "node",
      "-q",
      "--error-exitcode=9",
      "app.mjs",
      "heap.wasm",
    ]);
    expect([quiet.status, quiet.stderr.startsWith("Invalid write")]).toEqual([9, true]);
  });

  test("waits where stderr is full and does not block, and writes all of it", async () => {
    using folder = folderWith(`import { writeSync } from "node:fs";
      const p = malloc(4); put(p + 4);
      // To open it as a stream makes it one that does not block.
      process.stderr.on("error", () => {});
      const pause = () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);
      // Whoever is to read it keeps a part before anybody asks: full is what stays so.
      for (let full = 0; full < 3; ) {
        try { writeSync(2, "x".repeat(1000)); full = 0; } catch { full++; pause(); }
      }
      console.log("full");`);
    const { status, stdout, stderr } = await folder.redzone(["node", "app.mjs", "heap.wasm"], {
      errorsLater: 300,
    });
    expect([status, stdout]).toEqual([1, "full\n"]);
    expect(stderr).toMatch(/x\n?Redzone: wasm-/);
    expect(stderr).toMatch(/\nredzone: 1 module checked, 1 error\n$/);
  });

  test("also in processes and threads that the program starts", async () => {
    using folder = folderWith("const p = malloc(4); free(p); free(p);");
    folder.write(
      "parent.mjs",
      `import { spawnSync } from "node:child_process"; import { Worker } from "node:worker_threads";
      const { status } = spawnSync(process.execPath, ["app.mjs", "heap.wasm"], { stdio: "inherit" });
      const worker = new Worker("./app.mjs", { argv: ["heap.wasm"] });
      worker.on("exit", (code) => console.log(status, code));`,
    );
    const { status, stdout, stderr } = await folder.redzone(["node", "parent.mjs"]);
    expect([status, stdout]).toEqual([0, "1 1\n"]);
    expect(stderr.match(/double free/g)).toHaveLength(2);
  });

  test("takes a thread of its own for a large module, of which the program knows nothing", async () => {
    using folder = folderWith("");
    const hook = `import { isMainThread } from "node:worker_threads"; console.log(isMainThread);`;
    folder.write("hook.mjs", hook);
    folder.write("large.wasm", Shapes.functions!(120_000));
    const use = "readFileSync('large.wasm')), {}).exports; console.log('done');";
    folder.write(
      "large.mjs",
      `import { readFileSync } from "node:fs"; new WebAssembly.Instance(new WebAssembly.Module(${use}`,
    );
    const env = { NODE_OPTIONS: "--import=./hook.mjs" };
    const { stdout, stderr } = await folder.redzone(["node", "large.mjs"], { env });
    // Redzone's own process, the program's.
    expect(stdout).toBe("true\ntrue\ndone\n");
    expect(stderr).toMatch(/^redzone: 1 module checked, 0 errors\n/);
  });

  test("a script that is not there is node's matter", async () => {
    using folder = folderWith("");
    const { status, stderr } = await folder.redzone(["node", "none.mjs"]);
    expect(status).toBe(1);
    expect(stderr).toContain("Cannot find module");
  });
});
