/** What the commands have in common before the program runs: it is compiled, and a request made of the options. */
import type { CheckRequest } from "../check/request.ts";
import { compile } from "../compile/compile.ts";
import { withoutColours } from "../compile/diagnostics.ts";
import { languageOf } from "../compile/languages.ts";
import type { CompileResult, OnWork } from "../compile/result.ts";
import type { ProgramOptions } from "./options.ts";
import { ExitStatus, Refusal, systemReason } from "./refusal.ts";

export type Compilation = Extract<CompileResult, { kind: "compiled" | "rejected" }>;

/**
 * @param onWork told when a compiler is going to work for seconds
 * @throws Refusal
 */
export async function compileSource(
  path: string,
  options: ProgramOptions,
  onWork: OnWork = () => {},
): Promise<Compilation> {
  const { optimisation, cflags, rustflags, rustc } = options;
  const wishes = {
    optimisation,
    cflags,
    rustflags,
    ...(rustc !== undefined && { rustc }),
    onWork,
  };
  const result = await compile(path, wishes).catch((error: unknown) => {
    if (error instanceof Error && "code" in error) {
      throw new Refusal(ExitStatus.cannotGoOn, `${path}: ${systemReason(error)}`);
    }
    throw error;
  });
  switch (result.kind) {
    case "compiled":
    case "rejected":
      return result;
    case "no-program": {
      const flags = languageOf(path) === "rust" ? "--rustflags" : "--cflags";
      const sentence = `${flags} asks the compiler for something else than a program`;
      throw new Refusal(ExitStatus.commandLine, sentence);
    }
    case "no-compiler":
      throw new Refusal(ExitStatus.cannotGoOn, `${path}: ${result.reason}`);
    case "broken": {
      process.stderr.write(withoutColours(result.messages));
      const sentence = `${path}: the compiler broke down: ${result.reason}`;
      throw new Refusal(ExitStatus.cannotGoOn, sentence);
    }
  }
}

/** What the program options ask of a check. */
export function requestOf(
  module: Uint8Array,
  program: string,
  args: readonly string[],
  options: ProgramOptions,
): CheckRequest {
  return {
    module,
    program,
    args,
    env: options.env,
    directories: options.dir,
    maxMemory: options.maxMemory,
    exitOnFirstError: false,
    definedness: options.check === "all",
    trackOrigins: options.trackOrigins === "yes",
    errorsForLeakKinds: [],
    suppressions: options.suppressions,
    ...(options.invoke !== undefined && { invoke: options.invoke }),
    ...(options.timeout !== undefined && { timeout: options.timeout }),
    ...(options.failAlloc !== undefined && { failAllocation: options.failAlloc }),
  };
}

/** https://no-color.org: any value but the empty one counts. */
export function coloured(
  { color }: Pick<ProgramOptions, "color">,
  to: "stdout" | "stderr" | object = "stderr",
): boolean {
  if (color !== "auto") return color === "always";
  return typeof to === "string" && process[to].isTTY === true && !process.env.NO_COLOR;
}
