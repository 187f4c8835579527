/** The assistant's side of assistant.ts: of each job it does as much as it is left; before the first one, perhaps, a rehearsal. */
import { parentPort } from "node:worker_threads";
import { carryOut } from "../instrument/rewriting-job.ts";
import { type AssistantMessage, type AssistantTask, Counter } from "./assistant.ts";
import { type Rehearsal, rehearseRewriting } from "./rehearsal.ts";
import { WarmUp } from "./request.ts";

function work({ job, counter, port }: AssistantTask): void {
  const counts = new Int32Array(counter);
  const send = (message: AssistantMessage) => {
    port.postMessage(message, typeof message === "string" ? [] : [message]);
    Atomics.add(counts, Counter.sent, 1);
    Atomics.notify(counts, Counter.sent);
  };
  try {
    carryOut(job, () => Atomics.add(counts, Counter.next, 1), send);
  } catch {
    // Whoever waits finds out what is wrong, and says it.
    send("failed");
  }
}

let rehearsal: Rehearsal | undefined;

parentPort?.on("message", (message: AssistantTask | typeof WarmUp) => {
  if (message === WarmUp) {
    rehearsal ??= rehearseRewriting();
  } else {
    rehearsal?.stop();
    work(message);
  }
});
