/**
 * The embedded clang, in a thread of its own: its parser recurses as deeply as the source is nested,
 * and the main thread's stack of about 1 MB ends at a chain of 2,000 `else if`. Ending the thread
 * also gives its 300 MB back before the program is run.
 */
import { parentPort, workerData } from "node:worker_threads";
import { type ClangJob, runClangJob } from "./clang-run.ts";

parentPort?.postMessage(await runClangJob(workerData as ClangJob));
