/** The worker's side of trace-worker.ts: opens one trace, and answers questions about it until it is ended. */
import { parentPort } from "node:worker_threads";
import { DirectoryError } from "../runtime/host/node-host.ts";
import { processInput, processOutput } from "../runtime/host/process-streams.ts";
import { type ByteSink, sourceOf } from "../runtime/host/streams.ts";
import { SpillFile } from "../runtime/recording/spill-file.ts";
import { answerCall } from "../trace/access.ts";
import { NoSuchStep, ReplayFailed } from "../trace/failures.ts";
import type { Trace } from "../trace/trace.ts";
import { openTrace } from "./open-trace.ts";
import { hostOf, keepInCache, setEngineFlags, watched } from "./thread.ts";
import type { TraceMessage, TraceQuestion, TraceRequest } from "./trace-request.ts";

/** Frames that the engine names when it stops the program: enough to see what recurses. */
Error.stackTraceLimit = 200;

let trace: Trace | undefined;

/** @param real where it is printed, too */
function sinkOf(real: ByteSink | undefined, printed: (bytes: Uint8Array) => void): ByteSink {
  // To a terminal C prints line by line: so what a step prints is seen at that step.
  if (real === undefined) return { kind: "terminal", write: printed };
  return {
    ...(real.kind && { kind: real.kind }),
    write: (bytes) => {
      real.write(bytes);
      printed(bytes);
    },
  };
}

function open(request: TraceRequest): TraceMessage {
  const spill = new SpillFile();
  const { timeout, interruptible } = request;
  try {
    const outcome = openTrace(request, {
      host: (printed) =>
        hostOf(request, {
          stdin: request.reads ? processInput() : sourceOf(request.input ?? new Uint8Array()),
          stdout: sinkOf(request.echo ? processOutput(1) : undefined, printed),
          stderr: sinkOf(request.echo ? processOutput(2) : undefined, printed),
        }),
      spill,
      keep: keepInCache(import.meta.url),
      ...(timeout !== undefined && { withinTime: (run) => watched(timeout, run, interruptible) }),
    });
    if ("refused" in outcome) return { opened: outcome };
    trace = outcome.trace;
    const { steps, last } = trace;
    return { opened: { report: outcome.report, steps, last } };
  } catch (error) {
    if (error instanceof DirectoryError) return { opened: { refused: `--dir=${error.message}` } };
    throw error;
  }
}

function answer({ question, ...call }: TraceQuestion): TraceMessage {
  if (trace === undefined) throw new Error("there is no trace yet");
  try {
    return { question, answer: answerCall(trace, call) };
  } catch (error) {
    if (error instanceof NoSuchStep) return { question, noSuchStep: error.message };
    if (error instanceof ReplayFailed) return { question, failed: error.message };
    throw error;
  }
}

parentPort?.on("message", (message: { readonly open: TraceRequest } | TraceQuestion) => {
  setEngineFlags();
  parentPort?.postMessage("open" in message ? open(message.open) : answer(message));
});
