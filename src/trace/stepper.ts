/**
 * One run of a module that logs its steps: the log is emptied when it is full, and the program is held at the steps that
 * somebody wants to look at. While it is held, the machine is as it is at that moment; then the run goes on or is given up.
 */
import type { Hooks } from "../instrument/abi.ts";
import type { Instrumented } from "../instrument/rewrite.ts";
import type { Ending } from "../runtime/facts.ts";
import type { Host } from "../runtime/host/host.ts";
import { Machine, type MachineOptions } from "../runtime/machine.ts";
import { StepEntryBytes, StepLogEntries } from "../shadow/layout.ts";

export interface StepVisitor {
  /** The first step that is wanted, behind those that were; none: the run is not held again. */
  readonly next: (after: number) => number | undefined;
  /** The program is held before `step`, with its calls below `csp`. @returns whether to go on */
  readonly visit: (step: number, csp: number) => boolean;
  /** Told each full log before it is emptied, and the last one at the end of the run. */
  readonly flushed?: (entries: Uint32Array) => void;
}

/** How a run with steps came to its end; "held" when the visitor gave it up. */
export type SteppedEnding = Ending | { readonly kind: "held" };

/** Thrown through the program when nothing more of it is wanted. */
class Held extends Error {
  override readonly name = "Held";
}

export class Stepper {
  readonly machine: Machine;
  readonly #words: Uint32Array;
  readonly #position: number;
  readonly #log: number;
  /** Steps in logs that were emptied. */
  #before = 0;
  #visitor: StepVisitor | undefined;

  /** @throws as Machine does */
  constructor(instrumented: Instrumented, host: Host, options: MachineOptions) {
    const { steps } = instrumented.plan.layout;
    if (steps === undefined) throw new RangeError("the module does not log its steps");
    this.machine = new Machine(instrumented, host, {
      ...options,
      watchHooks: (hooks, calls) => {
        const watched = options.watchHooks?.(hooks, calls) ?? hooks;
        return { ...watched, step: (csp) => this.#stop(csp >>> 0) } satisfies Hooks;
      },
    });
    this.#words = new Uint32Array(this.machine.memory.bytes.buffer);
    this.#position = steps.position >>> 2;
    this.#log = steps.log;
    this.#words[this.#position] = this.#log;
  }

  /** The step that is running, 0 before the first one. */
  get step(): number {
    return this.#before + this.#logged;
  }

  /** csp of the first call. */
  get outermost(): number {
    return this.machine.calls.base;
  }

  /** Runs the program, once. */
  run(visitor: StepVisitor): SteppedEnding {
    this.#visitor = visitor;
    this.#setLimit();
    try {
      return this.machine.run();
    } catch (error) {
      if (error instanceof Held) return { kind: "held" };
      throw error;
    } finally {
      visitor.flushed?.(this.#entries());
    }
  }

  get #logged(): number {
    return (this.#words[this.#position]! - this.#log) / StepEntryBytes;
  }

  #entries(): Uint32Array {
    return this.#words.subarray(this.#log >>> 2, (this.#log >>> 2) + 2 * this.#logged);
  }

  #setLimit(): void {
    const next = this.#visitor?.next(this.step) ?? Number.POSITIVE_INFINITY;
    const entries = Math.max(1, Math.min(StepLogEntries, next - this.#before));
    this.#words[this.#position + 1] = this.#log + entries * StepEntryBytes;
  }

  #stop(csp: number): void {
    const visitor = this.#visitor;
    if (visitor === undefined) return;
    const { step } = this;
    if (visitor.next(step - 1) === step && !visitor.visit(step, csp)) throw new Held();
    if (this.#logged === StepLogEntries) {
      visitor.flushed?.(this.#entries());
      this.#before += StepLogEntries;
      this.#words[this.#position] = this.#log;
    }
    this.#setLimit();
  }
}
