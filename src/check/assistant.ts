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
import { type PortionMade, type Together, unpackPortion } from "../instrument/portions.ts";
import type { Assistants, RewritingJob } from "../instrument/rewriting-job.ts";
import { WarmUp } from "./request.ts";
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

/** A portion as packPortion packs it, or what comes in place of all further ones. */
export type AssistantMessage = ArrayBuffer | "failed";

/** Milliseconds without a word after which nobody waits for it any more. */
const Patience = 20_000;

/** From how many bytes of code on: below that a thread that is started cold is no help. */
const LeastForNewThread = 1 << 21;
const LeastForPrepared = 1 << 15;

/** One for each module that is large. */
export const newAssistants: Assistants = {
  least: LeastForNewThread,
  start(job) {
    const worker = thread();
    return assign(worker, job, () => void worker.terminate());
  },
};

/** One that is there before there is something to do. Until then it rehearses. */
export function prepareAssistant(): Assistants {
  const worker = thread();
  worker.postMessage(WarmUp);
  return { least: LeastForPrepared, start: (job) => assign(worker, job, () => {}) };
}

function thread(): Worker {
  // `redzone node` has its hook in these options: it is for threads of the user's.
  const { NODE_OPTIONS: _, ...env } = process.env;
  const worker = new Worker(threadFile("assistant-thread.js"), { env, execArgv: [] });
  // Its last word is on a port of its own; the process need not wait for it.
  worker.unref();
  worker.on("error", () => {});
  return worker;
}

/** The assistant works as long as there are portions. */
function assign(worker: Worker, job: RewritingJob, done: () => void): Together {
  const counter = new SharedArrayBuffer(CounterBytes);
  const counts = new Int32Array(counter);
  const { port1, port2 } = new MessageChannel();
  const message: AssistantTask = { job, counter, port: port2 };
  worker.postMessage(message, [port2]);
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
          made.push(unpackPortion(received.message));
        }
      }
      port1.close();
      done();
      return made;
    },
  };
}
