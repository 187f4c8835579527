/**
 * A check in a worker thread of its own: a program needs a stack that is larger than the main thread
 * has, and its input and output block.
 */
import { Worker } from "node:worker_threads";
import { WarmUp, WarmUpLong, type WorkerOutcome, type WorkerRequest } from "./request.ts";

/**
 * The engine's stack. So large that it is never what ends: 2 KiB for each of the calls that there can be
 * (`MostCalls`), and frames were measured to take 64 to 782 bytes (docs/architecture.md). What is not touched costs
 * nothing.
 */
export const StackMegabytes = 1024;
/** How long after the program's time is up the worker may take to say so. */
const GraceMilliseconds = 3000;

/** The program's run, or its replay, begins or ends (only told with a time limit); or the outcome. */
export type WorkerMessage = "started" | "ended" | WorkerOutcome;

/** How long a compiler will be busy: as with C or Rust, one second or two, or as with C++. */
export type CompilerWork = "short" | "long";

/** The worker, loading while the program is still being compiled. */
export interface PreparedWorker {
  /** To be called when a compiler will be busy for a while: until then, the worker rehearses. */
  warmUp(work: CompilerWork): void;
  run(request: WorkerRequest): Promise<WorkerOutcome>;
  /** When there is nothing to run after all. */
  discard(): void;
}

export function prepareWorker(): PreparedWorker {
  const worker = new Worker(threadFile("worker-thread.js"), {
    resourceLimits: { stackSizeMb: StackMegabytes },
    // The program's stdin is read with system calls; the worker must not touch the stream.
    stdin: false,
  });
  return {
    warmUp: (work) => worker.postMessage(work === "long" ? WarmUpLong : WarmUp),
    run: (request) => answer(worker, request),
    discard: () => void worker.terminate(),
  };
}

export function runInWorker(request: WorkerRequest): Promise<WorkerOutcome> {
  return prepareWorker().run(request);
}

/**
 * What a thread starts with, by its name. It is found from the command and the library, too, of which this module is a part when
 * they are built.
 */
export function threadFile(name: string): URL {
  // Node 20 runs no TypeScript: from the sources (in tests) the built thread is used.
  const built = import.meta.url.endsWith(".ts") ? "../../dist/check/" : "../check/";
  return new URL(`${built}${name}`, import.meta.url);
}

async function answer(worker: Worker, request: WorkerRequest): Promise<WorkerOutcome> {
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise<WorkerOutcome>((resolve, reject) => {
      const stopTimer = () => clearTimeout(timer);
      worker.on("message", (message: WorkerMessage) => {
        if (message === "started") startTimer();
        else if (message === "ended") stopTimer();
        else resolve(message);
      });
      worker.once("error", reject);
      worker.once("exit", (code) => reject(new Error(`the worker ended with status ${code}`)));
      worker.postMessage(request);
      // The worker ends the program itself; this is for one that waits in a system call.
      const startTimer = () => {
        const patience = (request.timeout ?? 0) * 1000 + GraceMilliseconds;
        const refused = "does not react to its time limit";
        timer = setTimeout(() => resolve({ refused }), patience);
      };
    });
  } finally {
    clearTimeout(timer);
    // Takes a while; the report need not wait for it.
    void worker.terminate();
  }
}
