/**
 * The embedded clang, in a thread of its own: its parser recurses as deeply as the source is nested,
 * and the main thread's stack of about 1 MB ends at a chain of 2,000 `else if`. Ending the thread
 * also gives its 300 MB back before the program is run.
 */
import { setFlagsFromString } from "node:v8";
import { parentPort, workerData } from "node:worker_threads";
import { type ClangJob, runClangJob } from "./clang-run.ts";

/**
 * How much of a wasm function V8 executes, roughly in bytes of its code, before it optimises it. clang runs for
 * seconds and is a hundred megabytes of functions, of which many come to V8's usual 1.8 MB but few pay for being
 * optimised: it takes as much time as clang itself (docs/architecture.md).
 */
const PatientBudget = 200_000_000;
const UsualBudget = 1_800_000;

/** Holds for modules that are compiled from now on, in any thread. Only for the V8 that it was tried with (Node 20's). */
function setTieringBudget(bytes: number): void {
  if (process.versions.v8.startsWith("11.3.")) setFlagsFromString(`--wasm-tiering-budget=${bytes}`);
}

setTieringBudget(PatientBudget);
const answer = await runClangJob(workerData as ClangJob);
// The user's program is another matter.
setTieringBudget(UsualBudget);
parentPort?.postMessage(answer);
