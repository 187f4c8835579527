/** What the threads have in common in which programs run: their surroundings on this machine. */
import { readFileSync } from "node:fs";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { parentPort } from "node:worker_threads";
import { Cache, cacheFolder, cacheKey } from "../cache/cache.ts";
import { EngineHintFlags } from "../instrument/engine-hints.ts";
import { createHost, type HostOptions, type NodeHost } from "../runtime/host/node-host.ts";
import type { CheckRequest } from "./request.ts";
import type { Keep } from "./run-program.ts";

/** The outside world as a request describes it. @throws DirectoryError */
export function hostOf(
  request: CheckRequest,
  streams: Pick<HostOptions, "stdin" | "stdout" | "stderr">,
): NodeHost {
  return createHost({
    args: [request.program, ...request.args],
    env: Object.fromEntries(request.env.map(splitVariable)),
    directories: request.directories,
    ...streams,
  });
}

function splitVariable(text: string): [string, string] {
  const at = text.indexOf("=");
  return at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at + 1)];
}

/**
 * Redzone itself is part of the key.
 * @param self the thread's file, which is all of what rewrites
 */
export function keepInCache(self: string): Keep {
  const cache = new Cache(cacheFolder());
  const code = readFileSync(new URL(self));
  return (inputs, make) => {
    const key = cacheKey([code, ...inputs]);
    const known = cache.get(key);
    if (known !== undefined) return known;
    const made = make();
    cache.put(key, made);
    return made;
  };
}

/**
 * V8 can interrupt a program at the head of each loop and function; node:vm is the one way to ask
 * for that and go on afterwards, with everything that the run has found so far.
 */
function runWithin(seconds: number, run: () => void, interruptible: boolean): boolean {
  const timeout = Math.max(1, Math.round(seconds * 1000));
  try {
    runInNewContext("run()", { run }, { timeout, breakOnSigint: interruptible });
    return true;
  } catch (error) {
    // The error is of the new context: no instance of our Error.
    const { code } = error as { code?: unknown };
    if (code === "ERR_SCRIPT_EXECUTION_TIMEOUT") return false;
    if (code === "ERR_SCRIPT_EXECUTION_INTERRUPTED") return false;
    throw error;
  }
}

/**
 * They change nothing but how fast the program is. Only for the V8 that they were tried with (Node 20's):
 * another might not know them, and says so on stderr.
 */
export function setEngineFlags(): void {
  if (!process.versions.v8.startsWith("11.3.")) return;
  for (const flag of EngineHintFlags) setFlagsFromString(flag);
}

/**
 * The main thread watches over the run too, and over nothing else.
 * @param interruptible Ctrl-C, too, is an end of its time
 */
export function watched(timeout: number, run: () => void, interruptible = false): boolean {
  parentPort?.postMessage("started");
  try {
    return runWithin(timeout, run, interruptible);
  } finally {
    parentPort?.postMessage("ended");
  }
}
