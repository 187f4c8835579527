/** The assistant's side of assistant.ts: one job, of which it does as much as it is left. */
import { workerData } from "node:worker_threads";
import { carryOut } from "../instrument/rewriting-job.ts";
import { type AssistantMessage, type AssistantTask, Counter } from "./assistant.ts";

const { job, counter, port } = workerData as AssistantTask;
const counts = new Int32Array(counter);

function send(message: AssistantMessage): void {
  port.postMessage(message, buffersOf(message));
  Atomics.add(counts, Counter.sent, 1);
  Atomics.notify(counts, Counter.sent);
}

/** What changes hands. */
function buffersOf(message: AssistantMessage): ArrayBuffer[] {
  if (message === "failed") return [];
  const { code, atOnce, hints } = message.bodies;
  return [code.buffer, atOnce.buffer, hints.buffer];
}

try {
  carryOut(job, () => Atomics.add(counts, Counter.next, 1), send);
} catch {
  // Whoever waits finds out what is wrong, and says it.
  send("failed");
}
