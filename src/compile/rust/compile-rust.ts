/** Rust, with the machine's rustc or, when the same was compiled before, from the cache. */
import { spawn } from "node:child_process";
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { type Cache, cacheKey } from "../../cache/cache.ts";
import { pack, unpack } from "../kept.ts";
import type { CompileResult, OnWork, OptimisationLevel } from "../result.ts";
import { KeptPrograms, readDependencies } from "./dependencies.ts";
import {
  findRustc,
  howToInstallLinker,
  howToInstallRustc,
  type Rustc,
  type RustcWishes,
} from "./find-rustc.ts";
import { readRustcMessages } from "./messages.ts";

export interface RustOptions {
  readonly optimisation: OptimisationLevel;
  /** The user's own, after ours. */
  readonly flags: readonly string[];
  /** An object to be linked with the program. */
  readonly object?: Uint8Array;
  /** The rustc to ask first. */
  readonly rustc?: string;
  readonly cache: Cache;
  /** As in CompileOptions. */
  readonly onWork?: OnWork;
}

/**
 * What each is for: lines and names of the user's own code; raw names, which symbols/ makes readable; the
 * stack of a native main thread (the target's own is 1 MiB); where the program's data ends.
 */
const OurFlags = [
  "-g",
  "-Clink-arg=--no-demangle",
  "-Clink-arg=-zstack-size=8388608",
  "-Clink-arg=--export=__heap_base",
];

/** Without cargo nobody says which one; rustc's own answer is that of 2015. */
const Edition = "--edition=2021";

/** The binary format's first four bytes (WebAssembly Core Specification 5.5.16): a library has others. */
const Magic = Buffer.from("\0asm");
const NoModule = Buffer.alloc(0);

/** The user named one, and another compiles: that must not go unsaid. */
function passedOver({ option, environment }: RustcWishes, { path }: Rustc): string {
  const wished = option ?? environment.REDZONE_RUSTC;
  if (!wished || wished === path) return "";
  return `redzone: ${wished} has no standard library for WebAssembly, or cannot be started; ${path} compiles instead\n`;
}

/** @param source path as typed: so it appears in messages and in the report. */
export async function compileWithRustc(
  source: string,
  options: RustOptions,
): Promise<CompileResult> {
  const wishes = { ...(options.rustc && { option: options.rustc }), environment: process.env };
  const rustc = await findRustc(wishes);
  if (rustc === undefined) return { kind: "no-compiler", reason: howToInstallRustc(wishes) };
  const result = await compileWith(rustc, source, options);
  return "messages" in result
    ? { ...result, messages: passedOver(wishes, rustc) + result.messages }
    : result;
}

async function compileWith(
  rustc: Rustc,
  source: string,
  options: RustOptions,
): Promise<CompileResult> {
  const { flags, object, optimisation, cache } = options;
  const words = [
    `--target=${rustc.target}`,
    ...(flags.some((flag) => flag.startsWith("--edition")) ? [] : [Edition]),
    `-Copt-level=${optimisation}`,
    ...OurFlags,
    ...flags,
    source,
  ];
  const inputs = filesNamedIn(flags);
  const known = [rustc.identity, process.cwd(), ...words];
  if (object !== undefined) known.push(cacheKey(["object", object]));
  const programs = inputs && new KeptPrograms(cache, known);
  const kept = programs?.get();
  if (kept !== undefined) return compiled(unpack(kept));

  options.onWork?.("short");
  const folder = mkdtempSync(join(tmpdir(), "redzone-rustc-"));
  try {
    const output = join(folder, "program.wasm");
    const list = join(folder, "program.d");
    // What rustc makes on the way goes there, too: else it lies where rustc runs, under the source's name.
    const emit = [`--emit=link=${output},dep-info=${list}`, `--out-dir=${folder}`];
    if (object !== undefined) {
      const path = join(folder, "object.o");
      writeFileSync(path, object);
      emit.push(`-Clink-arg=${path}`);
    }
    let run = await runRustc(rustc, [...words, ...emit]);
    const missing = missingLinker(run.printed);
    if (missing !== undefined) {
      const linker = linkerOfLlvm();
      if (linker === undefined)
        return { kind: "no-compiler", reason: howToInstallLinker(rustc, missing) };
      run = await runRustc(rustc, [`-Clinker=${linker}`, ...words, ...emit]);
    }
    const { printed: messages, end } = run;
    if (typeof end === "string") {
      return { kind: "broken", reason: end, messages: readRustcMessages(messages).rendered };
    }
    if (end !== 0) {
      const { rendered, diagnostics } = readRustcMessages(messages);
      return { kind: "rejected", messages: rendered, diagnostics };
    }
    const made = { module: existsSync(output) ? readFileSync(output) : NoModule, messages };
    if (!made.module.subarray(0, Magic.length).equals(Magic)) return { kind: "no-program" };
    const { files, variables } = readDependencies(readFileSync(list, "utf8"));
    programs?.put({ files: [...files, ...(inputs ?? [])], variables }, pack(made));
    return compiled(made);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function compiled({ module, messages }: { module: Uint8Array; messages: string }): CompileResult {
  const { rendered, diagnostics } = readRustcMessages(messages);
  return { kind: "compiled", module, messages: rendered, diagnostics };
}

const NoLinker = /^linker `([^`]+)` not found$/;

/** The linker that rustc did not find, if that is what it says. */
function missingLinker(printed: string): string | undefined {
  for (const { message } of readRustcMessages(printed).diagnostics) {
    const linker = NoLinker.exec(message)?.[1];
    if (linker !== undefined) return linker;
  }
  return undefined;
}

/** rustup's toolchains have a linker of their own; distributions have LLVM's, under LLVM's name for it. */
function linkerOfLlvm(): string | undefined {
  const names = (process.env.PATH ?? "").split(delimiter).flatMap((folder) => {
    try {
      return readdirSync(folder);
    } catch {
      return [];
    }
  });
  return names
    .filter((name) => /^wasm-ld(?:-\d+)?(?:\.exe)?$/.test(name))
    .sort((a, b) => a.length - b.length || b.localeCompare(a))[0];
}

interface RustcRun {
  /** What it wrote to stderr. */
  readonly printed: string;
  /** Its exit status, or what it died of. */
  readonly end: number | string;
}

function runRustc({ path }: Rustc, words: readonly string[]): Promise<RustcRun> {
  const format = ["--error-format=json", "--json=diagnostic-rendered-ansi"];
  const child = spawn(path, [...words, ...format], { stdio: ["ignore", "inherit", "pipe"] });
  const chunks: Buffer[] = [];
  child.stderr.on("data", (chunk: Buffer) => void chunks.push(chunk));
  return new Promise((resolve) => {
    const ended = (end: number | string) =>
      resolve({ printed: Buffer.concat(chunks).toString(), end });
    child.once("error", (error) => ended(error.message));
    child.once("close", (status, signal) => ended(status ?? `it ended by ${signal}`));
  });
}

/**
 * The files that flags name, such as `--extern helper=libhelper.rlib` or `-Clink-arg=owner.o`: they go into the program,
 * and rustc does not list them. Undefined when flags name folders in which it looks: then nobody knows.
 */
function filesNamedIn(flags: readonly string[]): readonly string[] | undefined {
  if (flags.some((flag) => /^-[Ll]/.test(flag))) return undefined;
  const names = flags.flatMap((flag) => [flag, ...flag.split("=").slice(-1)]);
  return [...new Set(names)].filter((name) => statSync(name, { throwIfNoEntry: false })?.isFile());
}
