/** Rust on the command line: what the compiler says, what is missing, and cargo. */
import { spawnSync } from "node:child_process";
import { chmodSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { cargoOf, usableRustc } from "../../scripts/rust.mjs";
import type { Report } from "../../src/report/model.ts";
import { Folder } from "./redzone.ts";

const rustc = await usableRustc();
const cargo = rustc && cargoOf(rustc);

const Moved = `fn main() {
    let names = vec![String::from("a")];
    drop(names);
    println!("{:?}", names);
}
`;

describe.skipIf(rustc === undefined)("a source in Rust", () => {
  test("that does not compile: rustc's own words, status 3, and the diagnostics as data", async () => {
    using folder = new Folder({ "moved.rs": Moved });
    const rejected = await folder.redzone(["run", "--report=json:-", "moved.rs"]);
    expect(rejected.status).toBe(3);
    expect(rejected.stderr).toMatch(
      /^error\[E0382\]: borrow of moved value: `names`\n --> moved\.rs:4:22\n/,
    );
    expect(rejected.stderr).toContain("aborting due to previous error");
    const { compile } = JSON.parse(rejected.stdout) as Report;
    expect(compile).toEqual({
      ok: false,
      diagnostics: [
        {
          code: "E0382",
          severity: "error",
          file: "moved.rs",
          line: 4,
          column: 22,
          message: "borrow of moved value: `names`",
        },
      ],
    });
    const coloured = await folder.redzone(["run", "--color=always", "moved.rs"]);
    expect(coloured.stderr).toContain("\u001b[0m\u001b[1m\u001b[38;5;9merror[E0382]");
  });

  test("is compiled again when a file that it brings in has changed, and not otherwise", async () => {
    using folder = new Folder({
      "main.rs":
        'mod part;\nfn main() {\n    println!("{} {}", part::NUMBER, include_str!("text"));\n}\n',
      "part.rs": "pub const NUMBER: i32 = 1;\n",
      text: "one",
      // Notes that it compiles.
      rustc: `#!/bin/sh\ncase "$1" in --print) ;; *) echo >> calls;; esac\nexec ${rustc?.path} "$@"\n`,
    });
    chmodSync(`${folder.path}/rustc`, 0o755);
    const env = { REDZONE_CACHE: `${folder.path}/cache`, REDZONE_RUSTC: `${folder.path}/rustc` };
    const printed = async () => {
      const { stdout } = await folder.redzone(["run", "-q", "main.rs"], { env });
      return [stdout, readFileSync(`${folder.path}/calls`, "utf8").length];
    };
    expect(await printed()).toEqual(["1 one\n", 1]);
    expect(await printed()).toEqual(["1 one\n", 1]);
    folder.write("part.rs", "pub const NUMBER: i32 = 2;\n");
    expect(await printed()).toEqual(["2 one\n", 2]);
    folder.write("text", "two");
    expect(await printed()).toEqual(["2 two\n", 3]);
    expect(await printed()).toEqual(["2 two\n", 3]);
  });

  test("gets the user's flags, and an edition of today unless these say otherwise", async () => {
    using folder = new Folder({
      "async.rs": 'fn main() {\n    let async = 2;\n    println!("{}", async);\n}\n',
      "cfg.rs": '#[cfg(loud)]\nfn main() {\n    println!("LOUD");\n}\n',
    });
    const today = await folder.redzone(["run", "async.rs"]);
    expect(today).toMatchObject({
      status: 3,
      stderr: expect.stringContaining("expected identifier"),
    });
    const then = await folder.redzone(["run", "--rustflags=--edition=2015", "async.rs"]);
    expect(then).toMatchObject({ status: 0, stdout: "2\n" });
    const loud = await folder.redzone(["run", "--rustflags=--cfg loud", "cfg.rs"]);
    expect(loud).toMatchObject({ status: 0, stdout: "LOUD\n" });
    const library = await folder.redzone([
      "run",
      "--rustflags=--crate-type=lib --cfg loud",
      "cfg.rs",
    ]);
    expect(library).toMatchObject({
      status: 2,
      stderr: expect.stringContaining(
        "--rustflags asks the compiler for something else than a program",
      ),
    });
  });

  test("is compiled by another rustc than the one asked for only with a word about it", async () => {
    using folder = new Folder({ "hello.rs": 'fn main() {\n    println!("hello");\n}\n' });
    const words = ["run", "-q", "--rustc=nowhere/rustc", "hello.rs"];
    expect(await folder.redzone(words)).toMatchObject({
      status: 0,
      stdout: "hello\n",
      stderr: `redzone: nowhere/rustc has no standard library for WebAssembly, or cannot be started; ${rustc?.path} compiles instead\n`,
    });
  });

  test("a panic keeps its message, and is status 101", async () => {
    using folder = new Folder({
      "panic.rs": 'fn main() {\n    let _kept = Box::new(1);\n    panic!("no more");\n}\n',
    });
    const panicked = await folder.redzone(["run", "panic.rs"]);
    expect(panicked.status).toBe(101);
    expect(panicked.stderr).toContain("no more");
    expect(panicked.stderr).toContain("by panic::main (panic.rs:3)");
    expect(panicked.stderr).toContain("Leaks were not judged: a program that panics here");
  });
});

const Crate = fileURLToPath(new URL("../../examples/cargo/", import.meta.url));
const Main = fileURLToPath(new URL("../../dist/cli/main.js", import.meta.url));

/** `cargo` with Redzone as the runner of WebAssembly programs, as the README tells. */
function runCargo(folder: Folder, command: "run" | "test", ...words: readonly string[]) {
  const target = rustc!.target;
  const runner = `CARGO_TARGET_${target.toUpperCase().replaceAll("-", "_")}_RUNNER`;
  const { status, stdout, stderr } = spawnSync(
    cargo!,
    [command, "--offline", "--target", target, ...words],
    {
      cwd: Crate,
      encoding: "utf8",
      env: {
        ...process.env,
        PATH: `${dirname(rustc!.path)}:${process.env.PATH}`,
        RUSTC: rustc!.path,
        CARGO_TARGET_DIR: folder.path,
        [runner]: `${process.execPath} ${Main} run --leak-check=full --`,
      },
    },
  );
  return { status, stdout, stderr };
}

describe.skipIf(cargo === undefined)("cargo", () => {
  test("run checks the program", () => {
    using folder = new Folder();
    const ran = runCargo(folder, "run", "--quiet");
    expect(ran).toMatchObject({ status: 0, stdout: "Intro, Outro\n" });
    expect(ran.stderr).toContain("All heap blocks were freed -- no leaks are possible");
  });

  test("test checks every test, and tells which one leaks", () => {
    using folder = new Folder();
    const ran = runCargo(folder, "test", "--quiet", "--lib");
    expect(ran.status).not.toBe(0);
    expect(ran.stdout).toContain("test result: ok. 3 passed");
    expect(ran.stderr).toContain("In the test tests::a_playlist_can_be_repeated");
    expect(ran.stderr).toContain("It is in a cycle of blocks that own each other");
    expect(ran.stderr).toContain("ERROR SUMMARY: 1 errors from 1 contexts");
    const clean = runCargo(folder, "test", "--quiet", "--lib", "--", "--skip", "repeated");
    expect(clean).toMatchObject({ status: 0 });
    expect(clean.stderr).toContain("ERROR SUMMARY: 0 errors from 0 contexts");
  });
});
