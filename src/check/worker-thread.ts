/** The worker's side of worker.ts: one request, one outcome; before it, perhaps, a rehearsal. */
import { readFileSync } from "node:fs";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { parentPort } from "node:worker_threads";
import { Cache, cacheFolder, cacheKey } from "../cache/cache.ts";
import { EngineHintFlags } from "../instrument/engine-hints.ts";
import { createHost, DirectoryError } from "../runtime/host/node-host.ts";
import { processInput, processOutput } from "../runtime/host/process-streams.ts";
import { SpillFile } from "../runtime/recording/spill-file.ts";
import { check } from "./check.ts";
import { type Rehearsal, rehearse } from "./rehearsal.ts";
import { type CheckOutcome, type CheckRequest, WarmUp } from "./request.ts";
import type { Keep } from "./run-program.ts";

/** Frames that the engine names when it stops the program: enough to see what recurses. */
Error.stackTraceLimit = 200;

function answer(request: CheckRequest): CheckOutcome {
  try {
    const host = createHost({
      args: [request.program, ...request.args],
      env: Object.fromEntries(request.env.map(splitVariable)),
      directories: request.directories,
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
        keep: keepInCache(),
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

/** Redzone itself is part of the key: this file is all of what rewrites. */
function keepInCache(): Keep {
  const cache = new Cache(cacheFolder());
  const self = readFileSync(new URL(import.meta.url));
  return (inputs, make) => {
    const key = cacheKey([self, ...inputs]);
    const known = cache.get(key);
    if (known !== undefined) return known;
    const made = make();
    cache.put(key, made);
    return made;
  };
}

function splitVariable(text: string): [string, string] {
  const at = text.indexOf("=");
  return at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at + 1)];
}

/**
 * V8 can interrupt a program at the head of each loop and function; node:vm is the one way to ask
 * for that and go on afterwards, with everything that the run has found so far.
 */
function runWithin(seconds: number, run: () => void): boolean {
  try {
    runInNewContext("run()", { run }, { timeout: Math.max(1, Math.round(seconds * 1000)) });
    return true;
  } catch (error) {
    // The error is of the new context: no instance of our Error.
    const { code } = error as { code?: unknown };
    if (code === "ERR_SCRIPT_EXECUTION_TIMEOUT") return false;
    throw error;
  }
}

/**
 * They change nothing but how fast the program is. Only for the V8 that they were tried with (Node 20's):
 * another might not know them, and says so on stderr.
 */
function setEngineFlags(): void {
  if (!process.versions.v8.startsWith("11.3.")) return;
  for (const flag of EngineHintFlags) setFlagsFromString(flag);
}

/** The main thread watches over the run too, and over nothing else. */
function watched(timeout: number, run: () => void): boolean {
  parentPort?.postMessage("started");
  try {
    return runWithin(timeout, run);
  } finally {
    parentPort?.postMessage("ended");
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
