import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { findRustc, howToInstallRustc } from "./find-rustc.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "redzone-test-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A program that answers as rustc does, of a toolchain with the standard libraries of these targets. */
function rustc(path: string, ...targets: string[]): string {
  const whole = join(folder, path);
  const sysroot = join(folder, `${path}-sysroot`);
  mkdirSync(join(whole, ".."), { recursive: true });
  writeFileSync(whole, `#!/bin/sh\n[ "$1" = --print ] && echo "${sysroot}"\n`);
  chmodSync(whole, 0o755);
  for (const target of targets) {
    const libraries = join(sysroot, "lib/rustlib", target, "lib");
    mkdirSync(libraries, { recursive: true });
    writeFileSync(join(libraries, "libstd-0123456789abcdef.rlib"), "");
  }
  return whole;
}

async function found(environment: Record<string, string>, option?: string) {
  const here = { RUSTUP_HOME: join(folder, "no-rustup"), ...environment };
  const rustc = await findRustc({ environment: here, ...(option && { option }) });
  return rustc && `${rustc.path.slice(folder.length + 1)} ${rustc.target}`;
}

// A shell script stands for rustc.
describe.skipIf(process.platform === "win32")("the first rustc with the library is taken:", () => {
  test("the option, then the variable, then PATH", async () => {
    const option = rustc("a/rustc", "wasm32-wasip1");
    const REDZONE_RUSTC = rustc("b/rustc", "wasm32-wasip1");
    rustc("c/rustc", "wasm32-wasip1");
    const PATH = join(folder, "c");
    expect(await found({ REDZONE_RUSTC, PATH }, option)).toBe("a/rustc wasm32-wasip1");
    expect(await found({ REDZONE_RUSTC, PATH })).toBe("b/rustc wasm32-wasip1");
    expect(await found({ PATH })).toBe("c/rustc wasm32-wasip1");
  });

  test("one without the library is passed over, wherever it stands", async () => {
    const option = rustc("a/rustc");
    rustc("b/rustc", "x86_64-unknown-linux-gnu", "wasm32-unknown-unknown");
    rustc("c/rustc", "wasm32-wasi");
    const PATH = [join(folder, "b"), join(folder, "nowhere"), join(folder, "c")].join(":");
    expect(await found({ PATH }, option)).toBe("c/rustc wasm32-wasi");
    expect(await found({ PATH }, join(folder, "not-there"))).toBe("c/rustc wasm32-wasi");
  });

  test("the target's newer name goes before its older one", async () => {
    rustc("a/rustc", "wasm32-wasi", "wasm32-wasip1");
    expect(await found({ PATH: join(folder, "a") })).toBe("a/rustc wasm32-wasip1");
  });

  /** As they are installed: the libraries beside the program. */
  function toolchain(path: string, ...targets: string[]): void {
    const bin = join(folder, path, "bin");
    mkdirSync(bin, { recursive: true });
    writeFileSync(join(bin, "rustc"), "");
    for (const target of targets) {
      const libraries = join(folder, path, "lib/rustlib", target, "lib");
      mkdirSync(libraries, { recursive: true });
      writeFileSync(join(libraries, "libstd-0123456789abcdef.rlib"), "");
    }
  }

  test("rustup's toolchains are looked through, channels first and newer ones before older", async () => {
    const toolchains = "rustup/toolchains";
    for (const name of ["1.70.0-x", "nightly-x", "1.9.0-x"]) {
      toolchain(`${toolchains}/${name}`, "wasm32-wasip1");
    }
    const environment = { PATH: "", RUSTUP_HOME: join(folder, "rustup") };
    const inToolchain = (name: string) => `${toolchains}/${name}/bin/rustc wasm32-wasip1`;
    expect(await found(environment)).toBe(inToolchain("nightly-x"));
    rmSync(join(folder, toolchains, "nightly-x"), { recursive: true });
    expect(await found(environment)).toBe(inToolchain("1.70.0-x"));
    toolchain(`${toolchains}/stable-x`, "wasm32-wasip1");
    expect(await found(environment)).toBe(inToolchain("stable-x"));
  });

  test("rustup says which of its toolchains is meant, and is not asked when it has none that can be used", async () => {
    const asked = join(folder, "asked");
    const rustup = join(folder, "bin/rustup");
    mkdirSync(join(folder, "bin"));
    const answer = join(folder, "rustup/toolchains/1.80.0-x");
    writeFileSync(rustup, `#!/bin/sh\necho >> ${asked}\necho ${answer}\n`);
    chmodSync(rustup, 0o755);
    symlinkSync(rustup, join(folder, "bin/rustc"));
    const environment = { PATH: join(folder, "bin"), RUSTUP_HOME: join(folder, "rustup") };

    toolchain("rustup/toolchains/stable-x");
    toolchain("usr", "wasm32-wasi");
    const PATH = [environment.PATH, join(folder, "usr/bin")].join(":");
    expect(await found({ ...environment, PATH })).toBe("usr/bin/rustc wasm32-wasi");
    expect(existsSync(asked)).toBe(false);

    toolchain("rustup/toolchains/stable-x", "wasm32-wasip1");
    toolchain("rustup/toolchains/1.80.0-x", "wasm32-wasip1");
    expect(await found(environment)).toBe("bin/rustc wasm32-wasip1");
    expect(existsSync(asked)).toBe(true);
  });

  test("a link to a rustc is as good as the rustc", async () => {
    const first = rustc("a/rustc", "wasm32-wasip1");
    mkdirSync(join(folder, "b"));
    symlinkSync(first, join(folder, "b/rustc"));
    const PATH = [join(folder, "b"), join(folder, "a")].join(":");
    expect(await found({ PATH })).toBe("b/rustc wasm32-wasip1");
  });
});

test("what to install depends on what is there", () => {
  const bin = join(folder, "bin");
  mkdirSync(bin);
  writeFileSync(join(bin, "rustup"), "");
  expect(howToInstallRustc({ environment: { PATH: bin } })).toContain(
    "to get one: rustup target add wasm32-wasip1",
  );
  expect(howToInstallRustc({ environment: { PATH: "" } })).not.toContain("get one: rustup target");
});
