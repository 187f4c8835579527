/** `redzone step`: a program on the whole terminal, step by step. */
import { readFileSync } from "node:fs";
import { constants } from "node:os";
import type { RemoteTrace } from "../check/trace-worker.ts";
import { FORMATS } from "../report/formats.ts";
import type { Report } from "../report/model.ts";
import { Session, type SessionOptions } from "../step/session.ts";
import { type EndSignal, Terminal, type TerminalProcess } from "../step/terminal.ts";
import type { StepOptions } from "./command-line.ts";
import { coloured } from "./compilation.ts";
import { asRefusal, openProgramTrace, stepOf } from "./picture.ts";
import { ExitStatus, Refusal } from "./refusal.ts";

/**
 * @returns the exit status
 * @throws Refusal
 */
export async function step(
  path: string,
  args: readonly string[],
  options: StepOptions,
): Promise<number> {
  if (!process.stdin.isTTY || !process.stdout.isTTY || process.env.TERM === "dumb") {
    const sentence = "step needs a terminal that it can draw on; redzone picture draws one step";
    throw new Refusal(ExitStatus.commandLine, sentence);
  }
  const meanwhile = { reads: true, echo: true, interruptible: true };
  const trace = await openProgramTrace(path, args, options, meanwhile, () => {
    const sentence = `${path} runs to its end, or until Ctrl-C; then you can step through it`;
    process.stderr.write(`redzone: ${sentence}\n`);
  });
  if (trace === undefined) return ExitStatus.notCompiled;
  try {
    const begin = await stepOf(trace, options.target);
    return await stepThrough(trace, sessionOptions(trace, begin, options));
  } catch (error) {
    throw asRefusal(path, error);
  } finally {
    trace.close();
  }
}

function sessionOptions(trace: RemoteTrace, begin: number, options: StepOptions): SessionOptions {
  const { report } = trace;
  const readSource = keptSources();
  return {
    step: begin,
    open: options.open,
    charset: options.ascii ? "ascii" : "unicode",
    color: coloured(options, "stdout"),
    report: textOf(report, readSource),
    stopped: trace.last === trace.steps,
    readSource,
  };
}

function textOf(report: Report, readSource: SessionOptions["readSource"]): string {
  return FORMATS.text(report, {
    leakCheck: "full",
    showLeakKinds: ["definite", "possible"],
    quiet: false,
    color: false,
    readSource,
  });
}

/** @returns the exit status */
async function stepThrough(trace: RemoteTrace, options: SessionOptions): Promise<number> {
  let end: (signal: EndSignal) => void = () => {};
  const ended = new Promise<EndSignal>((resolve) => {
    end = resolve;
  });
  const terminal = new Terminal({ input: process.stdin, output: process.stdout }, system, {
    key: (key) => session.press(key),
    redraw: () => session.redraw(),
    end: (signal) => end(signal),
  });
  const session = new Session(trace, terminal, options);
  let signal: EndSignal | undefined;
  terminal.open();
  try {
    signal = await Promise.race([session.run().then(() => undefined), ended]);
  } finally {
    terminal.close();
  }
  return signal === undefined ? 0 : endBy(signal);
}

/** @returns the exit status that a shell shows for a process that this signal has ended */
function endBy(signal: EndSignal): number {
  // In an ordinary exit, Node would restore a terminal that is no longer there, and take that for an error of its own.
  if (signal === "SIGHUP") process.kill(process.pid, signal);
  return 128 + constants.signals[signal];
}

const system: TerminalProcess = {
  on: (event, listener) => process.on(event, listener),
  off: (event, listener) => process.off(event, listener),
  stop(which) {
    // Windows has no jobs.
    if (process.platform === "win32") return;
    if (which === "job") process.kill(0, "SIGTSTP");
    else process.kill(process.pid, "SIGSTOP");
  },
};

/** Each file is read once: what is shown does not change while one looks at it. */
function keptSources(): SessionOptions["readSource"] {
  const known = new Map<string, string | undefined>();
  return (file) => {
    if (!known.has(file)) known.set(file, readSource(file));
    return known.get(file);
  };
}

function readSource(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
