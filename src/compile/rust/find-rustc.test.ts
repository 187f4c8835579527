import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
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
  writeFileSync(
    whole,
    `#!/bin/sh\ncase "$1" in --print) echo "${sysroot}";; -vV) echo "rustc 1.80.0 of ${path}";; esac\n`,
  );
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

  test("rustup's toolchains are looked through, the stable one first and newer ones before older", async () => {
    for (const name of ["1.70.0-x", "nightly-x", "1.9.0-x"]) {
      rustc(`rustup/toolchains/${name}/bin/rustc`, "wasm32-wasip1");
    }
    const environment = { PATH: "", RUSTUP_HOME: join(folder, "rustup") };
    const inToolchain = (name: string) => `rustup/toolchains/${name}/bin/rustc wasm32-wasip1`;
    expect(await found(environment)).toBe(inToolchain("nightly-x"));
    rmSync(join(folder, "rustup/toolchains/nightly-x"), { recursive: true });
    expect(await found(environment)).toBe(inToolchain("1.70.0-x"));
    rustc("rustup/toolchains/stable-x/bin/rustc", "wasm32-wasip1");
    expect(await found(environment)).toBe(inToolchain("stable-x"));
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
