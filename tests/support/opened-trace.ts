/** A program opened for time travel in this thread, for tests: compiled, run once, and kept to be asked. */
import { openTrace } from "../../src/check/open-trace.ts";
import type { TraceRequest } from "../../src/check/trace-request.ts";
import { compile } from "../../src/compile/compile.ts";
import type { OptimisationLevel } from "../../src/compile/result.ts";
import type { Report } from "../../src/report/model.ts";
import { createHost } from "../../src/runtime/host/node-host.ts";
import type { Trace } from "../../src/trace/trace.ts";

export interface OpenOptions extends Partial<TraceRequest> {
  readonly optimisation?: OptimisationLevel;
  readonly cflags?: readonly string[];
  /** What it reads. */
  readonly stdin?: string;
}

export async function opened(
  source: string,
  { optimisation = "0", cflags = [], stdin = "", ...request }: OpenOptions = {},
): Promise<{ readonly trace: Trace; readonly report: Report }> {
  const compiled = await compile(source, { optimisation, cflags });
  if (compiled.kind !== "compiled") throw new Error(`${source} does not compile`);
  const whole: TraceRequest = {
    module: compiled.module,
    program: source,
    args: [],
    env: [],
    directories: [],
    maxMemory: 64 * 2 ** 20,
    exitOnFirstError: false,
    definedness: true,
    trackOrigins: false,
    errorsForLeakKinds: ["definite", "possible"],
    ...request,
  };
  const input = Buffer.from(stdin);
  let read = 0;
  const outcome = openTrace(whole, {
    host: (printed) =>
      createHost({
        args: [whole.program, ...whole.args],
        env: {},
        directories: [],
        stdin: {
          read: (max) => {
            const bytes = input.subarray(read, read + max);
            read += bytes.length;
            return bytes;
          },
        },
        stdout: { kind: "terminal", write: printed },
        stderr: { kind: "terminal", write: printed },
      }),
  });
  if ("refused" in outcome) throw new Error(outcome.refused);
  return outcome;
}
