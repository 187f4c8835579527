/** The worker's side of worker.ts: one request, one outcome; before it, perhaps, a rehearsal. */
import { parentPort } from "node:worker_threads";
import { DirectoryError } from "../runtime/host/node-host.ts";
import { processInput, processOutput } from "../runtime/host/process-streams.ts";
import { sourceOf } from "../runtime/host/streams.ts";
import { SpillFile } from "../runtime/recording/spill-file.ts";
import { startAssistant } from "./assistant.ts";
import { check } from "./check.ts";
import { KeptOutput } from "./kept-output.ts";
import { type Rehearsal, rehearse } from "./rehearsal.ts";
import {
  WarmUp,
  WarmUpLong,
  type WarmUpMessage,
  type WorkerOutcome,
  type WorkerRequest,
} from "./request.ts";
import { hostOf, keepInCache, setEngineFlags, watched } from "./thread.ts";

/** Frames that the engine names when it stops the program: enough to see what recurses. */
Error.stackTraceLimit = 200;

function answer(request: WorkerRequest): WorkerOutcome {
  try {
    const { input, keepOutput } = request;
    const kept = keepOutput && { stdout: new KeptOutput(), stderr: new KeptOutput() };
    const { stdout, stderr } = kept || { stdout: processOutput(1), stderr: processOutput(2) };
    const stdin = input === undefined ? processInput() : sourceOf(input);
    const host = hostOf(request, { stdin, stdout, stderr });
    const spill = new SpillFile();
    const { timeout } = request;
    try {
      const outcome = check(request, {
        host,
        spill,
        keep: keepInCache(import.meta.url),
        assist: startAssistant,
        ...(timeout !== undefined && { withinTime: (run) => watched(timeout, run) }),
      });
      if ("refused" in outcome || !kept) return outcome;
      return { ...outcome, printed: { stdout: kept.stdout.take(), stderr: kept.stderr.take() } };
    } finally {
      host.close();
      spill.close();
    }
  } catch (error) {
    if (error instanceof DirectoryError) return { refused: `--dir=${error.message}` };
    throw error;
  }
}

let rehearsal: Rehearsal | undefined;

parentPort?.on("message", (message: WorkerRequest | WarmUpMessage) => {
  setEngineFlags();
  if (message === WarmUp || message === WarmUpLong) {
    rehearsal ??= rehearse(message === WarmUp ? "short" : "long");
  } else {
    rehearsal?.stop();
    parentPort?.postMessage(answer(message));
  }
});
