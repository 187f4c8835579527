/** A thread that runs one program unchecked: the program's stack is the thread's. */
import { parentPort, workerData } from "node:worker_threads";
import { runUnchecked, standIn } from "../harness/unchecked.mjs";

const { module, args, directories } = workerData;
const job = { program: "plain.wasm", stdin: "", request: { args, env: [], directories } };
parentPort?.postMessage(runUnchecked(module, standIn(job)));
