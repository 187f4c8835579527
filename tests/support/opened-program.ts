/** Programs opened for time travel as the command line says, each once for all that is asked of it in a row. */
import type { RemoteTrace } from "../../src/check/trace-worker.ts";
import { type Invocation, readCommandLine } from "../../src/cli/command-line.ts";
import { openProgramTrace } from "../../src/cli/picture.ts";
import { splitWords } from "../../src/compile/shell-words.ts";

export type TraceInvocation = Extract<Invocation, { readonly command: "picture" | "history" }>;

/** @param words those behind `redzone`, or the line of them */
export function traceInvocation(words: string | readonly string[]): TraceInvocation {
  const invocation = readCommandLine(typeof words === "string" ? splitWords(words) : words);
  if (invocation.command === "picture" || invocation.command === "history") return invocation;
  throw new Error(`nothing to look at: ${words}`);
}

/** To be closed at the end of its scope. @throws Error when it does not compile */
export async function opened(invocation: TraceInvocation): Promise<RemoteTrace & Disposable> {
  const { program, args, options } = invocation;
  const trace = await openProgramTrace(program, args, options, {});
  if (trace === undefined) throw new Error(`${program} does not compile`);
  return { ...trace, [Symbol.dispose]: () => trace.close() };
}

/** Keeps the program that was asked for last. */
export class OpenedProgram implements Disposable {
  #key = "";
  #trace: RemoteTrace | undefined;

  async of(invocation: TraceInvocation): Promise<RemoteTrace> {
    const { program, args, options } = invocation;
    const { cflags, rustflags, optimisation, libraries } = options;
    const key = JSON.stringify([program, args, cflags, rustflags, optimisation, libraries]);
    if (this.#trace === undefined || key !== this.#key) {
      this[Symbol.dispose]();
      this.#trace = await opened(invocation);
      this.#key = key;
    }
    return this.#trace;
  }

  [Symbol.dispose](): void {
    this.#trace?.close();
    this.#trace = undefined;
  }
}
