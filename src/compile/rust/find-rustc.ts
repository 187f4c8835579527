/**
 * Which rustc makes WebAssembly programs here. Not each one can: the standard library for the target is
 * a part of its own, and a rustc without it may well be the first on PATH. So each is asked where it keeps its
 * libraries, and the first that has what is needed is taken.
 */
import { execFile } from "node:child_process";
import { readdirSync, realpathSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { basename, delimiter, dirname, join } from "node:path";
import { promisify } from "node:util";

/** The one target under the names it had: the older until 1.77, the newer from then on. */
export const TARGETS = ["wasm32-wasip1", "wasm32-wasi"] as const;
export type RustTarget = (typeof TARGETS)[number];

export interface Rustc {
  readonly path: string;
  readonly target: RustTarget;
  /** The folder of its libraries. */
  readonly sysroot: string;
  /** Changes when it is replaced by another one. */
  readonly identity: string;
}

export interface RustcWishes {
  /** `--rustc`. */
  readonly option?: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** The first rustc that can be used; undefined: there is none. */
export async function findRustc(wishes: RustcWishes): Promise<Rustc | undefined> {
  for await (const rustc of usableRustcs(wishes)) return rustc;
  return undefined;
}

/** All that can be used, in the order in which they are preferred. */
export async function* usableRustcs(wishes: RustcWishes): AsyncGenerator<Rustc, void> {
  const asked = new Set<string>();
  for (const path of candidates(wishes)) {
    const real = quietly(() => realpathSync(path)) ?? path;
    const isRustup = /^rustup(?:\.exe)?$/.test(basename(real));
    if (isRustup ? !hasToolchain(wishes) : asked.has(real)) continue;
    const found = usable(path, (await sysrootOf(path, real, isRustup)) ?? "");
    if (found === undefined) continue;
    asked.add(real);
    yield found;
  }
}

/** The places in their order: what is wished for, PATH, rustup's toolchains, the distributions'. */
function* candidates({ option, environment }: RustcWishes): Generator<string> {
  const executable = process.platform === "win32" ? "rustc.exe" : "rustc";
  if (option !== undefined) yield option;
  if (environment.REDZONE_RUSTC) yield environment.REDZONE_RUSTC;
  for (const folder of (environment.PATH ?? "").split(delimiter)) {
    if (folder !== "") yield* existing(join(folder, executable));
  }
  const toolchains = toolchainsIn(environment);
  for (const toolchain of namesIn(toolchains).sort(byPreference)) {
    yield* existing(join(toolchains, toolchain, "bin", executable));
  }
  for (const folder of ["/usr/bin", "/usr/local/bin", "/opt/homebrew/bin"]) {
    yield* existing(join(folder, executable));
  }
  // Debian and Ubuntu have several versions side by side: /usr/lib/rust-1.85.
  for (const name of namesIn("/usr/lib")
    .filter((each) => each.startsWith("rust-"))
    .sort(byPreference)) {
    yield* existing(join("/usr/lib", name, "bin", executable));
  }
}

/** Channels before versions, and newer versions before older ones. */
function byPreference(a: string, b: string): number {
  const rank = (name: string) =>
    ["stable", "beta", "nightly"].findIndex((each) => name.startsWith(each)) >>> 0;
  return rank(a) - rank(b) || b.localeCompare(a, "en", { numeric: true });
}

/** Starting a rustc to ask it takes longer than all else here: so it is done only where its folder does not tell. */
async function sysrootOf(
  path: string,
  real: string,
  isRustup: boolean,
): Promise<string | undefined> {
  const above = dirname(dirname(real));
  if (!isRustup && namesIn(join(above, "lib", "rustlib")).length > 0) return above;
  return ask(path, "--print", "sysroot");
}

/** Whether one of rustup's toolchains can be used: else rustup, which stands for one of them, need not be asked. */
function hasToolchain({ environment }: RustcWishes): boolean {
  const toolchains = toolchainsIn(environment);
  return namesIn(toolchains).some((name) => targetOf(join(toolchains, name)) !== undefined);
}

function toolchainsIn(environment: RustcWishes["environment"]): string {
  return join(environment.RUSTUP_HOME || join(homedir(), ".rustup"), "toolchains");
}

function usable(path: string, sysroot: string): Rustc | undefined {
  const target = targetOf(sysroot);
  const file = quietly(() => statSync(path));
  if (target === undefined || file === undefined) return undefined;
  const identity = [path, file.size, file.mtimeMs, sysroot, librariesOf(sysroot, target)].join(" ");
  return { path, target, sysroot, identity };
}

function targetOf(sysroot: string): RustTarget | undefined {
  return TARGETS.find((target) => librariesOf(sysroot, target).length > 0);
}

/** The standard library: a hash in its name tells it from that of another version. */
function librariesOf(sysroot: string, target: RustTarget): readonly string[] {
  const libraries = namesIn(join(sysroot, "lib", "rustlib", target, "lib"));
  return libraries.filter((name) => /^libstd-.*\.rlib$/.test(name));
}

/** What `rustc --version` prints: `rustc 1.63.0`. */
export async function versionOf({ path }: Rustc): Promise<string> {
  return (await ask(path, "--version")) ?? "";
}

async function ask(path: string, ...words: string[]): Promise<string | undefined> {
  try {
    const { stdout } = await promisify(execFile)(path, words);
    return stdout.trim();
  } catch {
    return undefined; // not there, or a rustup without this toolchain
  }
}

/** Of the many ways to get one, those that this system has. */
export function howToInstallRustc({ environment }: RustcWishes): string {
  const folders = (environment.PATH ?? "").split(delimiter);
  const hasRustup = folders.some((folder) =>
    namesIn(folder).some((name) => /^rustup(\.exe)?$/.test(name)),
  );
  const ways = [
    ...(hasRustup ? ["rustup target add wasm32-wasip1"] : []),
    ...(namesIn("/etc").includes("debian_version")
      ? ["apt install rustc libstd-rust-dev-wasm32 lld"]
      : []),
  ];
  const commands =
    ways.length > 0 ? ways : ["rustup (https://rustup.rs), then rustup target add wasm32-wasip1"];
  return `there is no rustc here that has a standard library for ${TARGETS[0]}; to get one: ${commands.join(", or ")}`;
}

/** @param linker what it asks for */
export function howToInstallLinker({ path }: Rustc, linker: string): string {
  return `${path} finds no linker ${linker}; to get one: apt install lld, or what your system calls LLVM's linker`;
}

function namesIn(folder: string): string[] {
  return quietly(() => readdirSync(folder)) ?? [];
}

function existing(path: string): string[] {
  return quietly(() => realpathSync(path)) === undefined ? [] : [path];
}

function quietly<T>(ask: () => T): T | undefined {
  try {
    return ask();
  } catch {
    return undefined;
  }
}
