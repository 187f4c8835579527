/**
 * `import { open } from "redzone"`: a program, compiled where it is a source, run once, and open to be looked at. It runs in a worker with a
 * large stack; close it when it is no longer needed.
 *
 *     const program = await open("list.c");
 *     const { steps, report } = program;
 *     console.log(await program.picture(steps));
 *     program.close();
 */
import { readFileSync } from "node:fs";
import type { SharedDirectory } from "../check/request.ts";
import { openTraceInWorker } from "../check/trace-worker.ts";
import { compile } from "../compile/compile.ts";
import { withoutColours } from "../compile/diagnostics.ts";
import { languageOf } from "../compile/languages.ts";
import {
  draw,
  inputOf,
  type OpenedProgram,
  ProgramRefused,
  type RunOptions,
  UsualMemory,
} from "./opened.ts";

export type * from "./opened.ts";
export { NoSuchStep, ProgramRefused, ReplayFailed } from "./opened.ts";

export interface OpenOptions extends RunOptions {
  /** Folders that the program may see. */
  readonly directories?: readonly SharedDirectory[];
  /** Seconds after which the run is stopped: its steps up to then can be looked at. None if absent. */
  readonly timeout?: number;
  /** Of a source: how it is optimised; 0 if absent, which is what steps are made for. */
  readonly optimisation?: 0 | 1 | 2;
  /** Of a source: further flags for clang. */
  readonly cflags?: readonly string[];
  /** Of a source in Rust: further flags for rustc. */
  readonly rustflags?: readonly string[];
  /** Of a source in Rust: the compiler to try first. */
  readonly rustc?: string;
}

/**
 * @param program the path of a `.c`, `.cpp`, `.rs` or `.wasm` file, or a WebAssembly module
 * @throws ProgramRefused when it does not compile (the message is the compiler's) or cannot be checked
 * @throws the system's error when the file cannot be read
 */
export async function open(
  program: string | Uint8Array,
  options: OpenOptions = {},
): Promise<OpenedProgram> {
  const name = options.name ?? (typeof program === "string" ? program : "program.wasm");
  const module = typeof program === "string" ? await moduleOf(program, options) : program;
  const { timeout } = options;
  const trace = await openTraceInWorker({
    module,
    program: name,
    args: options.args ?? [],
    env: Object.entries(options.env ?? {}).map(([key, value]) => `${key}=${value}`),
    directories: options.directories ?? [],
    maxMemory: options.maxMemory ?? UsualMemory,
    exitOnFirstError: false,
    definedness: options.definedness ?? true,
    trackOrigins: true,
    errorsForLeakKinds: ["definite", "possible"],
    libraries: options.libraries ?? false,
    input: inputOf(options.stdin),
    ...(timeout !== undefined && { timeout }),
  });
  if ("refused" in trace) throw new ProgramRefused(`${name}: ${trace.refused}`);
  const { report, steps, last, move, output, history, blockOfFinding, close } = trace;
  return {
    report,
    steps,
    last,
    move,
    output,
    history,
    blockOfFinding,
    close,
    state: trace.picture,
    picture: async (step, drawing) => draw(await trace.picture(step, drawing), drawing),
  };
}

async function moduleOf(path: string, options: OpenOptions): Promise<Uint8Array> {
  if (languageOf(path) === undefined) return readFileSync(path);
  const { optimisation = 0, cflags = [], rustflags = [], rustc } = options;
  const compiled = await compile(path, {
    optimisation: `${optimisation}`,
    cflags,
    rustflags,
    ...(rustc !== undefined && { rustc }),
  });
  switch (compiled.kind) {
    case "compiled":
      return compiled.module;
    case "no-program":
      throw new ProgramRefused(`${path}: the flags ask the compiler for something else`);
    case "no-compiler":
      throw new ProgramRefused(`${path}: ${compiled.reason}`);
    case "rejected":
    case "broken":
      throw new ProgramRefused(withoutColours(compiled.messages).trimEnd());
  }
}
