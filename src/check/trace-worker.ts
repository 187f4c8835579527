/** A trace in a worker thread of its own, as a check is (worker.ts), which lives on to be asked. */
import { Worker } from "node:worker_threads";
import type { BlockHistory } from "../picture/history.ts";
import type { Picture } from "../picture/model.ts";
import type { Report } from "../report/model.ts";
import type { TraceCallName, TraceCalls } from "../trace/access.ts";
import { NoSuchStep, ReplayFailed } from "../trace/failures.ts";
import type { Move } from "../trace/move.ts";
import type { PictureOptions } from "../trace/picture-options.ts";
import type { TraceMessage, TraceOpened, TraceRequest } from "./trace-request.ts";
import { StackMegabytes, threadFile } from "./worker.ts";

/**
 * A quarter of what V8 takes on its own. Pictures leave much behind that nobody needs any more: with less room for it a process with ten
 * million steps has 230 MB in place of 274, and is as fast.
 */
export const YoungMegabytes = 12;

/** A trace whose answers take a while. */
export interface RemoteTrace {
  readonly report: Report;
  /** How many steps there are. */
  readonly steps: number;
  /** The last one that can be looked at: the end of the run, if it had one. */
  readonly last: number;
  /** As in Trace, here and below. @throws NoSuchStep */
  move(from: number, move: Move): Promise<number>;
  /** @throws NoSuchStep @throws ReplayFailed */
  picture(step: number, options?: PictureOptions): Promise<Picture>;
  history(block: number): Promise<BlockHistory>;
  blockOfFinding(finding: number): Promise<number>;
  output(step: number): Promise<string>;
  close(): void;
}

/** @returns the trace, or why there is none, as the end of a sentence about the program */
export async function openTraceInWorker(
  request: TraceRequest,
): Promise<RemoteTrace | { readonly refused: string }> {
  const worker = new Worker(threadFile("trace-thread.js"), {
    resourceLimits: {
      stackSizeMb: StackMegabytes,
      maxYoungGenerationSizeMb: YoungMegabytes,
    },
    stdin: false,
  });
  const asked = new Map<number, (message: TraceMessage) => void>();
  const failures: ((error: Error) => void)[] = [];
  const fail = (error: Error) => {
    for (const each of failures.splice(0)) each(error);
  };
  worker.once("error", fail);
  worker.once("exit", (code) => fail(new Error(`the worker ended with status ${code}`)));
  const opened = new Promise<TraceOpened>((resolve, reject) => {
    failures.push(reject);
    worker.on("message", (message: TraceMessage) => {
      if (typeof message === "string") return;
      if ("opened" in message) resolve(message.opened);
      else asked.get(message.question)?.(message);
    });
  });
  worker.postMessage({ open: request });
  const outcome = await opened.catch((error: unknown) => {
    void worker.terminate();
    throw error;
  });
  if ("refused" in outcome) {
    void worker.terminate();
    return outcome;
  }

  let questions = 0;
  const ask = <Name extends TraceCallName>(
    call: Name,
    ask: TraceCalls[Name]["ask"],
  ): Promise<TraceCalls[Name]["answer"]> => {
    const question = ++questions;
    return new Promise((resolve, reject) => {
      failures.push(reject);
      asked.set(question, (message) => {
        asked.delete(question);
        failures.splice(failures.indexOf(reject), 1);
        if (typeof message === "string" || "opened" in message) return;
        if ("answer" in message) resolve(message.answer as TraceCalls[Name]["answer"]);
        else if ("noSuchStep" in message) reject(new NoSuchStep(message.noSuchStep));
        else reject(new ReplayFailed(message.failed));
      });
      worker.postMessage({ question, call, ask });
    });
  };
  return {
    ...outcome,
    move: (from, move) => ask("move", { from, move }),
    picture: (step, options) => ask("picture", { step, ...(options && { options }) }),
    history: (block) => ask("history", { block }),
    blockOfFinding: (finding) => ask("blockOfFinding", { finding }),
    output: (step) => ask("output", { step }),
    close: () => void worker.terminate(),
  };
}
