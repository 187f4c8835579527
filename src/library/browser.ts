/**
 * `import { open } from "redzone/browser"`: the same for a WebAssembly module in a browser, or wherever there is no Node. The program runs in
 * the thread that calls this, which has to be a worker when the program runs for long, or calls itself deeply.
 */
import { openTrace } from "../check/open-trace.ts";
import { createPlainHost } from "../runtime/host/shim-host.ts";
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

/**
 * @param module a WASI program with debug information
 * @throws ProgramRefused when it cannot be checked
 */
export async function open(module: Uint8Array, options: RunOptions = {}): Promise<OpenedProgram> {
  const { name = "program.wasm", args = [], env = {} } = options;
  const input = inputOf(options.stdin);
  let read = 0;
  const outcome = openTrace(
    {
      module,
      program: name,
      args,
      env: Object.entries(env).map(([key, value]) => `${key}=${value}`),
      directories: [],
      maxMemory: options.maxMemory ?? UsualMemory,
      exitOnFirstError: false,
      definedness: options.definedness ?? true,
      trackOrigins: true,
      errorsForLeakKinds: ["definite", "possible"],
      libraries: options.libraries ?? false,
    },
    {
      host: (printed) =>
        createPlainHost({
          args: [name, ...args],
          env,
          stdin: {
            read: (most) => {
              const bytes = input.subarray(read, read + most);
              read += bytes.length;
              return bytes;
            },
          },
          stdout: { kind: "terminal", write: printed },
          stderr: { kind: "terminal", write: printed },
        }),
    },
  );
  if ("refused" in outcome) throw new ProgramRefused(`${name}: ${outcome.refused}`);
  const { trace, report } = outcome;
  return {
    report,
    steps: trace.steps,
    last: trace.last,
    state: async (step, wanted) => trace.picture(step, wanted),
    picture: async (step, drawing) => draw(trace.picture(step, drawing), drawing),
    move: async (from, move) => trace.move(from, move),
    output: async (step) => trace.output(step),
    history: async (block) => trace.history(block),
    blockOfFinding: async (finding) => trace.blockOfFinding(finding),
    close: () => {},
  };
}
