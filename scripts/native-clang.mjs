/**
 * The machine's own clang with a C library for wasm32-wasi. Whole code bases are compiled with it: the
 * embedded clang takes ten minutes for SQLite, this one half a minute. Debian has all of it in
 * packages; elsewhere what needs it is left out, with the reason.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Debian 12's newest. Before version 17 clang knows no function for some of the marks of redzones. */
export const NativeClang = "clang-19";
export const WasiTarget = "--target=wasm32-wasi";
const Packages = ["clang-19", "lld-19", "wasi-libc", "libclang-rt-19-dev-wasm32"];

/** @returns {string | undefined} why it cannot be used here */
export function missingNativeClang() {
  const folder = mkdtempSync(join(tmpdir(), "redzone-clang-"));
  try {
    // Linked, too: the linker, the C library and the compiler's runtime are packages of their own.
    const source = join(folder, "a.c");
    writeFileSync(source, '#include <stdio.h>\nint main(void) { return puts(""); }\n');
    const { error, status } = spawnSync(NativeClang, [WasiTarget, source, "-o", join(folder, "a")]);
    if (error) return `no ${NativeClang} on this machine`;
    return status === 0
      ? undefined
      : `${NativeClang} makes no programs for wasm32-wasi on this machine`;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Installs what is missing where that is possible, with root on Debian; otherwise says what is missing. */
export function installNativeClang() {
  const missing = missingNativeClang();
  if (missing === undefined) return;
  const wanted = Packages.join(" ");
  if (process.getuid?.() === 0 && existsSync("/usr/bin/apt-get")) {
    console.log(`redzone: installing ${wanted} (about 250 MB, once) …`);
    aptGet("update");
    aptGet("install", "--yes", "--no-install-recommends", ...Packages);
  }
  const still = missingNativeClang();
  if (still === undefined) return;
  console.log(`redzone: ${still}: real code is not tested. Debian's packages: ${wanted}`);
}

/** @param {readonly string[]} words */
export function aptGet(...words) {
  spawnSync("apt-get", ["-qq", ...words], {
    stdio: ["ignore", "ignore", "inherit"],
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
  });
}
