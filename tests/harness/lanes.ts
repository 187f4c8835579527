/**
 * Two lanes in which programs are compiled and checked, side by side. Each is one long-lived thread:
 * the embedded clang takes 3 s to load and 0.3 s for a small program when it is loaded.
 */
import { once } from "node:events";
import { setTimeout } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import type { CheckRequest } from "../../src/check/request.ts";
import type { CompilerDiagnostic } from "../../src/compile/diagnostics.ts";
import type { OptimisationLevel } from "../../src/compile/result.ts";
import type { Report } from "../../src/report/model.ts";

export interface Job {
  /** The source's path, and what the report calls the program. */
  readonly program: string;
  readonly optimisation: OptimisationLevel;
  readonly cflags: readonly string[];
  readonly rustflags?: readonly string[];
  readonly rustc?: string;
  readonly request: Omit<CheckRequest, "module" | "program">;
  readonly stdin: string;
  /** Run it unchecked as well. */
  readonly plain: boolean;
}

/** For a program that a test makes: no input, all of its addresses and values checked, and no second run. */
export const GENERATED: Pick<Job, "request" | "stdin" | "plain"> = {
  request: {
    args: [],
    env: [],
    directories: [],
    maxMemory: 64 * 2 ** 20,
    exitOnFirstError: false,
    errorsForLeakKinds: [],
    definedness: true,
    trackOrigins: false,
  },
  stdin: "",
  plain: false,
};

export interface Checked {
  readonly report: Report;
  readonly stdout: string;
  /** As it was compiled. */
  readonly source: string;
  readonly plain?: { readonly exit: number; readonly stdout: string };
}
/** A source that does not compile. */
export interface Rejected {
  readonly rejected: readonly CompilerDiagnostic[];
  readonly messages: string;
}
export type JobResult = Checked | Rejected | { readonly failure: string };

/** How long a program may take, compiling included: on a busy machine C++ takes a minute. */
const Patience = 240_000;
/** As in check/worker.ts. */
const StackMegabytes = 1024;

export class Lanes {
  readonly #idle: Lane[];
  readonly #waiting: ((lane: Lane) => void)[] = [];

  constructor(count: number) {
    this.#idle = Array.from({ length: count }, () => new Lane());
  }

  /** @throws Error when the program does not compile, cannot be checked, or takes for ever. */
  async run(job: Job): Promise<Checked> {
    const result = await this.#carryOut(job);
    if ("rejected" in result) throw new Error(`${job.program}: rejected: ${result.messages}`);
    return result;
  }

  /** @throws Error when the program does compile. */
  async rejection(job: Job): Promise<Rejected> {
    const result = await this.#carryOut(job);
    if ("rejected" in result) return result;
    throw new Error(`${job.program}: it compiles`);
  }

  async #carryOut(job: Job): Promise<Checked | Rejected> {
    const lane =
      this.#idle.pop() ?? (await new Promise<Lane>((resolve) => this.#waiting.push(resolve)));
    try {
      const result = await lane.run(job);
      if ("failure" in result) throw new Error(`${job.program}: ${result.failure}`);
      return result;
    } finally {
      const next = this.#waiting.shift();
      if (next) next(lane);
      else this.#idle.push(lane);
    }
  }

  async close(): Promise<void> {
    await Promise.all(this.#idle.map((lane) => lane.close()));
  }
}

class Lane {
  /** Started by the first job, and anew after one that broke it. */
  #worker: Worker | undefined;

  async run(job: Job): Promise<JobResult> {
    this.#worker ??= new Worker(new URL("./lane-thread.mjs", import.meta.url), {
      resourceLimits: { stackSizeMb: StackMegabytes },
    });
    const answered = new AbortController();
    const { signal } = answered;
    try {
      const worker = this.#worker;
      const ended = once(worker, "exit", { signal }).then(() => "the lane's thread ended");
      const late = setTimeout(Patience, "it does not end", { signal });
      const answer = once(worker, "message", { signal });
      worker.postMessage(job);
      const first = await Promise.race([answer, ended, late]);
      if (typeof first !== "string") return first[0] as JobResult;
      await this.close();
      return { failure: first };
    } catch (error) {
      await this.close();
      return { failure: String(error) };
    } finally {
      answered.abort();
    }
  }

  async close(): Promise<void> {
    await this.#worker?.terminate();
    this.#worker = undefined;
  }
}
