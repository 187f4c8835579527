/**
 * `import { check, open } from "redzone/browser"`: the same for a WebAssembly module in a browser, or wherever there is no Node. The
 * program runs in the thread that calls this, which has to be a worker when the program runs for long, or calls itself deeply.
 */
import { check as checkModule } from "../check/check.ts";
import { KeptOutput } from "../check/kept-output.ts";
import { openTrace } from "../check/open-trace.ts";
import { createPlainHost } from "../runtime/host/shim-host.ts";
import { type ByteSink, sourceOf } from "../runtime/host/streams.ts";
import type { CheckedProgram } from "./checked.ts";
import { draw, type OpenedProgram, type RunOptions } from "./opened.ts";
import type { FindingOptions, ProgramOptions } from "./options.ts";
import { ProgramRefused } from "./refused.ts";
import { askedOf, checkedProgram, inputOf } from "./requests.ts";

export type * from "../report/model.ts";
export type { CheckedProgram, Output } from "./checked.ts";
export { type FormatOptions, formatReport } from "./format.ts";
export type * from "./opened.ts";
export { NoSuchStep, ReplayFailed } from "./opened.ts";
export type { FindingOptions, LeakKind, ProgramOptions } from "./options.ts";
export { ProgramRefused } from "./refused.ts";

export interface CheckOptions extends ProgramOptions, FindingOptions {}

const UsualName = "program.wasm";

/**
 * @param module a WASI program
 * @throws ProgramRefused when it cannot be checked
 * @throws RangeError for an option's value that cannot be
 */
export async function check(
  module: Uint8Array,
  options: CheckOptions = {},
): Promise<CheckedProgram> {
  const { name = UsualName } = options;
  const kept = { stdout: new KeptOutput(), stderr: new KeptOutput() };
  const host = hostOf(name, options, kept);
  const outcome = checkModule({ ...askedOf(name, options), module }, { host });
  if ("refused" in outcome) throw new ProgramRefused(`${name}: ${outcome.refused}`);
  const printed = { stdout: kept.stdout.take(), stderr: kept.stderr.take() };
  return checkedProgram(outcome.report, printed, "");
}

/**
 * @param module a WASI program with debug information
 * @throws ProgramRefused when it cannot be checked
 * @throws RangeError for an option's value that cannot be
 */
export async function open(module: Uint8Array, options: RunOptions = {}): Promise<OpenedProgram> {
  const { name = UsualName, libraries = false } = options;
  const outcome = openTrace(
    { ...askedOf(name, options), module, libraries },
    {
      host: (printed) => {
        const stream: ByteSink = { kind: "terminal", write: printed };
        return hostOf(name, options, { stdout: stream, stderr: stream });
      },
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

function hostOf(
  name: string,
  options: ProgramOptions,
  streams: { readonly stdout: ByteSink; readonly stderr: ByteSink },
) {
  const { args = [], env = {} } = options;
  return createPlainHost({
    args: [name, ...args],
    env,
    stdin: sourceOf(inputOf(options)),
    ...streams,
  });
}
