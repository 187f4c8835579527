/**
 * A rustc that makes WebAssembly programs, for the tests. Where there is none it is installed if that is possible:
 * by rustup, or from Debian's packages. Elsewhere what needs it is left out, with the reason.
 */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { aptGet } from "./native-clang.mjs";

const Packages = ["rustc", "cargo", "libstd-rust-dev-wasm32", "lld"];

/** A command that cannot reach its server may wait for very long. */
const Patience = 120_000;

/** The rustc that `redzone run` takes here, after a build. */
export async function usableRustc() {
  const { findRustc } = await import("../dist/compile/rust/find-rustc.js");
  return findRustc({ environment: process.env });
}

/** All of them, with what they say of their version, in the order in which they are tried. */
export async function usableRustcs() {
  const { usableRustcs: all, versionOf } = await import("../dist/compile/rust/find-rustc.js");
  const found = [];
  for await (const rustc of all({ environment: process.env })) {
    found.push({ ...rustc, version: await versionOf(rustc) });
  }
  return found;
}

/** The cargo that belongs to a rustc. @param {{ path: string }} rustc */
export function cargoOf({ path }) {
  const cargo = join(dirname(path), "cargo");
  return existsSync(cargo) ? cargo : undefined;
}

/** Says what it does. */
export async function installRust() {
  if ((await usableRustc()) !== undefined) return;
  if (spawnSync("rustup", ["--version"], { stdio: "ignore" }).error === undefined) {
    console.log("redzone: rustup target add wasm32-wasip1 …");
    spawnSync("rustup", ["target", "add", "wasm32-wasip1"], { stdio: "ignore", timeout: Patience });
    if ((await usableRustc()) !== undefined) return;
  }
  const wanted = Packages.join(" ");
  if (process.getuid?.() === 0 && existsSync("/usr/bin/apt-get")) {
    console.log(`redzone: installing ${wanted} (about 500 MB, once) …`);
    aptGet("update");
    aptGet("install", "--yes", "--no-install-recommends", ...Packages);
  }
  if ((await usableRustc()) !== undefined) return;
  console.log(
    `redzone: no rustc for WebAssembly: Rust is not tested. Debian's packages: ${wanted}`,
  );
}
