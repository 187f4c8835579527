/** The assistant's side of assistant.ts: one job, of which it does as much as it is left. */
import { workerData } from "node:worker_threads";
import { carryOut } from "../instrument/rewriting-job.ts";
import { type AssistantMessage, type AssistantTask, Counter } from "./assistant.ts";

const { job, counter, port } = workerData as AssistantTask;
const counts = new Int32Array(counter);

function send(message: AssistantMessage): void {
  port.postMessage(message, typeof message === "string" ? [] : [message]);
  Atomics.add(counts, Counter.sent, 1);
  Atomics.notify(counts, Counter.sent);
}

try {
  carryOut(job, () => Atomics.add(counts, Counter.next, 1), send);
} catch {
  // Whoever waits finds out what is wrong, and says it.
  send("failed");
}
