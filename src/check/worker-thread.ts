/** The worker's side of worker.ts: one request, one outcome; before it, perhaps, a rehearsal. */
import { parentPort } from "node:worker_threads";
import { DirectoryError } from "../runtime/host/node-host.ts";
import { processInput, processOutput } from "../runtime/host/process-streams.ts";
import { SpillFile } from "../runtime/recording/spill-file.ts";
import { check } from "./check.ts";
import { type Rehearsal, rehearse } from "./rehearsal.ts";
import { type CheckOutcome, type CheckRequest, WarmUp } from "./request.ts";
import { hostOf, keepInCache, setEngineFlags, watched } from "./thread.ts";

/** Frames that the engine names when it stops the program: enough to see what recurses. */
Error.stackTraceLimit = 200;

function answer(request: CheckRequest): CheckOutcome {
  try {
    const host = hostOf(request, {
      stdin: processInput(),
      stdout: processOutput(1),
      stderr: processOutput(2),
    });
    const spill = new SpillFile();
    const { timeout } = request;
    try {
      return check(request, {
        host,
        spill,
        keep: keepInCache(import.meta.url),
        ...(timeout !== undefined && { withinTime: (run) => watched(timeout, run) }),
      });
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

parentPort?.on("message", (message: CheckRequest | typeof WarmUp) => {
  setEngineFlags();
  if (message === WarmUp) {
    rehearsal ??= rehearse();
  } else {
    rehearsal?.stop();
    parentPort?.postMessage(answer(message));
  }
});
