/**
 * A second thread for the rewriting of large modules (instrument/portions.ts). It is waited for without giving the event loop a turn, as
 * `new WebAssembly.Instance` has to be.
 */
import {
  MessageChannel,
  type MessagePort,
  receiveMessageOnPort,
  Worker,
} from "node:worker_threads";
import type { PortionMade, Together } from "../instrument/portions.ts";
import type { RewritingJob } from "../instrument/rewriting-job.ts";
import { threadFile } from "./worker.ts";

/** Words of the memory that both threads count in. */
export const Counter = {
  /** The number of the next portion. */
  next: 0,
  /** How many messages the assistant has sent. */
  sent: 1,
} as const;
const CounterBytes = 8;

/** What the assistant is given to do. */
export interface AssistantTask {
  readonly job: RewritingJob;
  readonly counter: SharedArrayBuffer;
  readonly port: MessagePort;
}

/** A portion, or what comes in place of all further ones. */
export type AssistantMessage = PortionMade | "failed";

/** Milliseconds without a word after which nobody waits for it any more. */
const Patience = 20_000;

/** Starts it. It works as long as there are portions, and ends. */
export function startAssistant(job: RewritingJob): Together | undefined {
  const counter = new SharedArrayBuffer(CounterBytes);
  const counts = new Int32Array(counter);
  const { port1, port2 } = new MessageChannel();
  const task: AssistantTask = { job, counter, port: port2 };
  const worker = threadWith(task);
  if (worker === undefined) return undefined;
  // Its last word is on the port; the process need not wait for it.
  worker.unref();
  worker.on("error", () => {});
  return {
    take: () => Atomics.add(counts, Counter.next, 1),
    others(portions) {
      const made: PortionMade[] = [];
      while (made.length < portions) {
        const sent = Atomics.load(counts, Counter.sent);
        const received = receiveMessageOnPort(port1) as { message: AssistantMessage } | undefined;
        if (received === undefined) {
          if (Atomics.wait(counts, Counter.sent, sent, Patience) === "timed-out") break;
        } else if (received.message === "failed") {
          break;
        } else {
          made.push(received.message);
        }
      }
      return made;
    },
    end() {
      port1.close();
      void worker.terminate();
    },
  };
}

/** Undefined where Node's permissions, or the system, allow no more threads: then one does it all. */
function threadWith(task: AssistantTask): Worker | undefined {
  // `redzone node` has its hook in these options: it is for threads of the user's.
  const { NODE_OPTIONS: _, ...env } = process.env;
  try {
    return new Worker(threadFile("assistant-thread.js"), {
      workerData: task,
      transferList: [task.port],
      env,
      execArgv: [],
    });
  } catch {
    return undefined;
  }
}
