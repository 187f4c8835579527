/**
 * C and C++: with the embedded clang or, when the same was compiled before, from the cache: then clang,
 * 100 MB of it, is not even loaded.
 */
import { readFileSync, realpathSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { type Cache, cacheKey } from "../cache/cache.ts";
import { type ClangFlags, readClangFlags, slashed } from "./clang-flags.ts";
import type { ClangAnswer, ClangJob } from "./clang-run.ts";
import { readDiagnostics } from "./diagnostics.ts";
import { ExceptionFlags, withExceptions } from "./exceptions.ts";
import { gatherSources, type SourceFile, type SourceReader } from "./includes.ts";
import { type Kept, pack, unpack } from "./kept.ts";
import { languageOf } from "./languages.ts";
import { PromptFlags, withPrompt } from "./prompt.ts";
import { RedzoneFlags, withRedzones } from "./redzones.ts";
import type { CompileResult, OnWork, OptimisationLevel } from "./result.ts";
import { layOutFiles, OutputPath, type VirtualFiles } from "./virtual-files.ts";

/** Counts changes of what is kept, and of how it was made where the key does not show it. */
const CacheFormat = "redzone-compiled/7";

/** What each is for: lines and names of the user's own code; messages that the terminal's user reads. */
const CommonFlags = [
  "-g",
  "-fcolor-diagnostics",
  "-Wl,--color-diagnostics",
  // setjmp and longjmp by exceptions; without this, setjmp.h refuses to be included.
  "-mllvm",
  "-wasm-enable-sjlj",
  ...RedzoneFlags,
];

/** Room for deep recursion (the default is 64 KiB), and raw names, which symbols/ makes readable. */
const ProgramFlags = [
  ...CommonFlags,
  "-Wl,-z,stack-size=8388608",
  "-Wl,-no-demangle",
  // Tells the checker where the program's data ends.
  "-Wl,--export=__heap_base",
  // The address of errno, which a failing malloc has to set.
  "-Wl,--export-if-defined=errno",
  "-lsetjmp",
  // What the sysroot keeps in libraries of their own, and refuses without being asked: clock(), signal()
  // with raise(), getpid(), mmap() of files, and long doubles in printf and scanf.
  "-D_WASI_EMULATED_PROCESS_CLOCKS",
  "-lwasi-emulated-process-clocks",
  "-D_WASI_EMULATED_SIGNAL",
  "-lwasi-emulated-signal",
  "-D_WASI_EMULATED_GETPID",
  "-lwasi-emulated-getpid",
  "-D_WASI_EMULATED_MMAN",
  "-lwasi-emulated-mman",
  "-lc-printscan-long-double",
  ...PromptFlags,
];

/** One object of all that is given: the C part of a program in another language. */
const ObjectFlags = [...CommonFlags, "-nostdlib", "-Wl,--relocatable"];

/**
 * For programs with a source in C++. What `clang++` would link; that driver is not used because it takes
 * every `.c` file for C++, too.
 */
const CxxFlags = [...ExceptionFlags, "-lc++", "-lc++abi"];

/**
 * Without optimisation memcpy is called, as it is written: memcpy and memmove become the same instruction
 * otherwise, and only one of them may be given overlapping memory. The price is that the compiler does not
 * warn of sizes that are too large for memcpy. With optimisation this would cost too much: `memcpy(&bits, &number, 4)`
 * has to be a register's copy.
 */
const UnoptimisedFlags = ["-fno-builtin-memcpy", "-fno-builtin-mempcpy"];

export interface ClangOptions {
  readonly optimisation: OptimisationLevel;
  /** The user's own, after ours: flags, further sources, objects. */
  readonly flags: readonly string[];
  readonly cache: Cache;
  /** Who runs clang: a thread that ends with the job, unless a caller has one that is warm. */
  readonly clang?: (job: ClangJob) => Promise<ClangAnswer>;
  /** As in CompileOptions. */
  readonly onWork?: OnWork;
}

/** @param source path as typed: so it appears in messages and in the report. */
export async function compileWithClang(
  source: string,
  options: ClangOptions,
): Promise<CompileResult> {
  const typed = slashed(source);
  const flags = readClangFlags(options.flags);
  if (flags.stopsEarly) return { kind: "no-program" };
  const cxx = hasCxx([typed, ...inputsOf(flags)]);
  return runClang([typed], flags, [...ProgramFlags, ...(cxx ? CxxFlags : [])], options);
}

function hasCxx(paths: readonly string[]): boolean {
  return paths.some((path) => languageOf(path) === "c++");
}

/** Whether flags name something to compile or to link. */
export function namesInputs(flags: readonly string[]): boolean {
  return inputsOf(readClangFlags(flags)).length > 0;
}

/**
 * All sources and objects that the flags name, as one object for a program in another language. C++ is not among
 * them: its library is not linked there.
 * @returns `module` is the object
 */
export async function compileObject(options: ClangOptions): Promise<CompileResult> {
  const flags = readClangFlags(options.flags);
  if (flags.stopsEarly) return { kind: "no-program" };
  const cxx = inputsOf(flags).find((path) => languageOf(path) === "c++");
  if (cxx !== undefined) {
    return {
      kind: "no-compiler",
      reason: `${cxx}: a Rust program can be linked with C, not with C++`,
    };
  }
  return runClang([], flags, ObjectFlags, options);
}

function inputsOf({ words }: ClangFlags): readonly string[] {
  return words.flatMap((word) => ("input" in word ? [word.input] : []));
}

async function runClang(
  sources: readonly string[],
  flags: ClangFlags,
  common: readonly string[],
  options: ClangOptions,
): Promise<CompileResult> {
  const files = gatherSources(
    {
      sources: [...sources, ...inputsOf(flags)],
      preincluded: flags.preincluded,
      search: flags.search,
    },
    diskReader,
  );
  const unoptimised = options.optimisation === "0" ? UnoptimisedFlags : [];
  const ours = [...common, ...unoptimised, `-O${options.optimisation}`];
  const { cache } = options;
  const key = compilationKey([...sources, ...ours, ...options.flags], files);
  const kept = cache.get(key);
  if (kept !== undefined) return compiled(unpack(kept));

  options.onWork?.(hasCxx([...sources, ...inputsOf(flags)]) ? "long" : "short");
  const clang = options.clang ?? clangInThread;
  const answer = await clang(clangJob(sources, ours, flags, layOutFiles(files)));
  switch (answer.kind) {
    case "linked":
      cache.put(key, pack(answer));
      return compiled(answer);
    case "rejected":
      return { ...answer, diagnostics: readDiagnostics(answer.messages) };
    case "no-program":
    case "broken":
      return answer;
  }
}

const diskReader: SourceReader = {
  read(path) {
    try {
      return { identity: realpathSync(path), contents: readFileSync(path) };
    } catch {
      return undefined; // also for a folder of that name
    }
  },
};

function clangJob(
  sources: readonly string[],
  ours: readonly string[],
  flags: ClangFlags,
  files: VirtualFiles,
): ClangJob {
  const spelled = new Map<string, string>();
  const input = (path: string) => {
    const neutral = files.neutralPath(path);
    if (neutral === undefined) return path; // clang says that it is not there
    // For cc1 a leading "-" would be a flag.
    spelled.set(neutral, path.startsWith("-") ? `./${path}` : path);
    return neutral;
  };
  const users = flags.words.map((word) => ("flag" in word ? word.flag : input(word.input)));
  return {
    arguments: [...ours, ...sources.map(input), ...users, "-o", OutputPath],
    tree: withExceptions(withRedzones(withPrompt(files.tree))),
    compilerFlags: files.compilerFlags,
    spelled,
  };
}

function clangInThread(job: ClangJob): Promise<ClangAnswer> {
  // Node 20 runs no TypeScript: from the sources (in tests) the built thread is used.
  const thread = import.meta.url.endsWith(".ts")
    ? new URL("../../dist/compile/clang-thread.js", import.meta.url)
    : new URL("../compile/clang-thread.js", import.meta.url);
  const worker = new Worker(thread, { workerData: job, resourceLimits: { stackSizeMb: 64 } });
  return new Promise((resolve) => {
    worker.once("message", (answer: ClangAnswer) => {
      resolve(answer);
      void worker.terminate();
    });
    const broken = (reason: string) => resolve({ kind: "broken", reason, messages: "" });
    worker.once("error", (error) => broken(error.message));
    worker.once("exit", (code) => broken(`its thread ended with status ${code}`));
  });
}

function compilationKey(words: readonly string[], files: readonly SourceFile[]): string {
  const parts: (string | Uint8Array)[] = [CacheFormat, clangVersion(), ...words];
  for (const file of files) parts.push("file", ...file.names, file.contents);
  return cacheKey(parts);
}

/** The package's version, without loading it. */
function clangVersion(): string {
  const entry = createRequire(import.meta.url).resolve("@yowasp/clang");
  const manifest = JSON.parse(readFileSync(join(entry, "..", "..", "package.json"), "utf8"));
  return String(manifest.version);
}

function compiled({ module, messages }: Kept): CompileResult {
  return { kind: "compiled", module, messages, diagnostics: readDiagnostics(messages) };
}
