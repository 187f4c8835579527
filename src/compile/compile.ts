/** From a source to a WebAssembly module: by its language, to the compiler that knows it. */
import { readFileSync } from "node:fs";
import { Cache, cacheFolder } from "../cache/cache.ts";
import { compileObject, compileWithClang, namesInputs } from "./clang.ts";
import type { ClangAnswer, ClangJob } from "./clang-run.ts";
import { languageOf } from "./languages.ts";
import type { CompileResult, OnWork, OptimisationLevel } from "./result.ts";
import { compileWithRustc } from "./rust/compile-rust.ts";

export interface CompileOptions {
  readonly optimisation: OptimisationLevel;
  /**
   * The user's own for clang, after ours: flags, further sources, objects. With a source in Rust: the sources
   * in C, and the objects, that are linked with it.
   */
  readonly cflags: readonly string[];
  /** The user's own for rustc, after ours. */
  readonly rustflags?: readonly string[];
  /** The rustc that the user asks for. */
  readonly rustc?: string;
  /** Where compiled programs are kept; the user's cache folder if absent. */
  readonly cache?: Cache;
  /** Who runs clang: a thread that ends with the job, unless a caller has one that is warm. */
  readonly clang?: (job: ClangJob) => Promise<ClangAnswer>;
  /** Called when the program is not kept, so that a compiler is going to work for seconds: once for each. */
  readonly onWork?: OnWork;
}

/**
 * @param source path as typed: so it appears in messages and in the report.
 * @throws the system's error when `source` cannot be read.
 */
export async function compile(source: string, options: CompileOptions): Promise<CompileResult> {
  readFileSync(source); // a reason, if it cannot be read, is better than "no such file"
  const { optimisation, cflags, rustflags = [], rustc, clang, onWork } = options;
  const cache = options.cache ?? new Cache(cacheFolder());
  const common = { optimisation, cache, ...(onWork && { onWork }) };
  const forClang = { ...common, flags: cflags, ...(clang && { clang }) };
  if (languageOf(source) !== "rust") return compileWithClang(source, forClang);

  const forRustc = { ...common, flags: rustflags, ...(rustc && { rustc }) };
  if (!namesInputs(cflags)) return compileWithRustc(source, forRustc);
  const object = await compileObject(forClang);
  if (object.kind !== "compiled") return object;
  const program = await compileWithRustc(source, { ...forRustc, object: object.module });
  return "diagnostics" in program
    ? {
        ...program,
        messages: object.messages + program.messages,
        diagnostics: [...object.diagnostics, ...program.diagnostics],
      }
    : program;
}
