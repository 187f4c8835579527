/**
 * A run that was logged step by step, and can be run again up to any of them. This is all that time travel needs of the past: what
 * came in from outside (the recording), which line ran when (the log of steps), and when blocks came and went.
 */
import type { Instrumented } from "../instrument/rewrite.ts";
import type { Ending, RawStack } from "../runtime/facts.ts";
import type { Host } from "../runtime/host/host.ts";
import type { Machine, MachineOptions } from "../runtime/machine.ts";
import type { Recording } from "../runtime/recording/recording.ts";
import { ReplayDiverged, Replayer } from "../runtime/recording/replayer.ts";
import type { Subject } from "../runtime/recording/subject.ts";
import { StepLogEntries } from "../shadow/layout.ts";
import { BlockLog } from "./block-log.ts";
import { ReplayFailed } from "./failures.ts";
import { FreedBits } from "./freed-bits.ts";
import { OutputLog } from "./output-log.ts";
import { StepLog } from "./step-log.ts";
import { type SteppedEnding, Stepper, type StepVisitor } from "./stepper.ts";

/** The machine as it is before a step, or, at the run's end, after the last one. */
export interface Moment {
  readonly machine: Machine;
  /** 1 … the number of steps + 1. */
  readonly step: number;
  /** The calls that are live are those below it. */
  readonly csp: number;
  /** What of freed blocks was never set. */
  readonly freed: FreedBits;
}

export class TracedRun {
  readonly blocks = new BlockLog();
  readonly output = new OutputLog();
  /** By the order of the different errors: the step in which each first happened. */
  readonly errorSteps: number[] = [];
  readonly #subject: Subject;
  readonly #freshOptions: () => MachineOptions;
  readonly #places: () => number;
  #log: StepLog | undefined;
  #instrumented: Instrumented | undefined;
  #recording: Recording | undefined;
  #ending: Ending | undefined;
  /** Of a replay that is over, for the next one. */
  #usedMemory: WebAssembly.Memory | undefined;
  #step: () => number = () => 0;
  /** The stacks of all allocations and frees, by their number. */
  #stacks: ReadonlyMap<number, RawStack> = new Map();

  /**
   * @param subject what is run
   * @param places how many places there are where steps can be
   * @param freshOptions what each run of it needs of its own
   */
  constructor(subject: Subject, places: () => number, freshOptions: () => MachineOptions) {
    this.#subject = subject;
    this.#places = places;
    this.#freshOptions = freshOptions;
  }

  /** For FirstRunWatch: the run itself. */
  readonly first = (instrumented: Instrumented, host: Host, options: MachineOptions) => {
    const { machine, ending } = this.#logged(instrumented, host, options);
    if (ending.kind === "held") throw new Error("the first run was held");
    return { machine, ending };
  };

  /**
   * Logs a run that was recorded before, instead of the first one.
   * @param look at its end, if it comes to it
   * @returns whether it has no more than `mostSteps` steps: otherwise it was given up
   */
  logAgain(
    instrumented: Instrumented,
    recording: Recording,
    mostSteps: number,
    look: (end: Moment) => void,
  ): boolean {
    const replayer = new Replayer(recording, this.#subject);
    const freed = new FreedBits();
    const { machine, ending } = this.#logged(instrumented, replayer, this.#freshOptions(), {
      giveUpAt: mostSteps + 1,
      freed,
    });
    this.#recording = recording;
    if (ending.kind === "held") return false;
    look(this.#endOf(machine, freed));
    this.#usedMemory = machine.memory.giveBack();
    return true;
  }

  #logged(
    instrumented: Instrumented,
    host: Host,
    options: MachineOptions,
    { giveUpAt, freed }: { readonly giveUpAt?: number; readonly freed?: FreedBits } = {},
  ): { readonly machine: Machine; readonly ending: SteppedEnding } {
    const stepper: Stepper = new Stepper(instrumented, host, {
      ...options,
      isSuppressed: (error) => {
        this.errorSteps.push(stepper.step);
        return options.isSuppressed?.(error) ?? false;
      },
      watchHeap: (marks) => {
        const blocks = this.blocks.watch(marks, () => stepper.step);
        return freed?.watch(blocks, () => stepper.machine.memory) ?? blocks;
      },
    });
    this.#step = () => stepper.step;
    const { machine } = stepper;
    const log = new StepLog({
      outermost: stepper.outermost,
      places: this.#places(),
      load: (piece) => this.#entries(piece),
    });
    this.#log = log;
    const ending = stepper.run({
      next: () => giveUpAt,
      visit: () => false,
      flushed: (entries) => log.append(entries),
    });
    this.#instrumented = instrumented;
    if (ending.kind !== "held") this.#ending = ending;
    this.#stacks = new Map(
      [...this.blocks.stacks()].map((stack) => [stack, machine.stacks.stack(stack)]),
    );
    return { machine, ending };
  }

  readonly recorded = (recording: Recording): void => {
    this.#recording = recording;
  };

  /** For the host's output: printed in the step that is running. */
  print(bytes: Uint8Array): void {
    this.output.add(this.#step(), bytes);
  }

  get log(): StepLog {
    if (this.#log === undefined) throw new Error("the run has not begun yet");
    return this.#log;
  }

  get steps(): number {
    return this.log.length;
  }

  get ending(): Ending {
    return this.#known.ending;
  }

  get instrumented(): Instrumented {
    return this.#known.instrumented;
  }

  /** Whether it ran to an end of its own: otherwise there is nothing behind the last step. */
  get hasEnd(): boolean {
    const { ending } = this;
    return ending.kind !== "trap" || ending.trap !== "timeout";
  }

  /** Where a block was allocated. */
  stackOf(id: number): RawStack {
    return this.#stacks.get(this.blocks.at(id).stack) ?? [];
  }

  /** Where a block was freed; empty when it was not. */
  freeStackOf(id: number): RawStack {
    const { freeStack } = this.blocks.at(id);
    return (freeStack !== undefined && this.#stacks.get(freeStack)) || [];
  }

  /**
   * Runs the program again and holds it at each of these steps.
   * @param steps ascending, each once, 1 … `steps` + 1
   * @param options other ones than those of the run
   * @throws ReplayFailed when the program did something else this time
   */
  visit(
    steps: readonly number[],
    look: (moment: Moment) => void,
    options: Partial<MachineOptions> = {},
  ): void {
    if (steps.length === 0) return;
    const freed = new FreedBits();
    const stepper: Stepper = this.#replay({
      ...options,
      watchHeap: (marks) => freed.watch(marks, () => stepper.machine.memory),
    });
    const { machine } = stepper;
    const last = steps.at(-1) ?? 0;
    let at = 0;
    const visitor: StepVisitor = {
      next: (after) => {
        while (at < steps.length && steps[at]! <= after) at++;
        return steps[at];
      },
      visit: (step, csp) => {
        look({ machine, step, csp, freed });
        return step < last;
      },
    };
    const ending = this.#run(stepper, visitor);
    if (ending.kind !== "held") {
      if (last !== this.steps + 1) throw new ReplayFailed("the program ended before that step");
      look(this.#endOf(machine, freed));
    }
    this.#usedMemory = machine.memory.giveBack();
  }

  /**
   * The place where the innermost call is; at the end of a run that the engine stopped, that of the last step. At any other end the
   * innermost call has called an import, or there is none.
   */
  placeAt(step: number): number | undefined {
    if (step <= this.steps) return this.log.placeAt(step);
    return this.#wasStopped && this.steps > 0 ? this.log.placeAt(this.steps) : undefined;
  }

  /** The engine stops a program without telling in which call it was. */
  get #wasStopped(): boolean {
    const { kind } = this.ending;
    return kind === "trap" || kind === "panic";
  }

  #endOf(machine: Machine, freed: FreedBits): Moment {
    return { machine, step: this.steps + 1, csp: this.#cspAtEnd(machine), freed };
  }

  #cspAtEnd({ returned, calls, lastCsp }: Machine): number {
    if (returned || this.steps === 0) return calls.base;
    return this.#wasStopped ? this.log.cspAt(this.steps) : lastCsp;
  }

  /** The entries of one piece of the log, once more. */
  #entries(piece: number): Uint32Array {
    const stepper = this.#replay();
    const last = Math.min((piece + 1) * StepLogEntries, this.steps);
    let entries: Uint32Array | undefined;
    this.#run(stepper, {
      next: () => last,
      visit: () => false,
      // Of each full log; the last time is that of the piece.
      flushed: (flushed) => {
        entries = flushed.slice();
      },
    });
    if (entries === undefined) throw new ReplayFailed("the program ended before that step");
    this.#usedMemory = stepper.machine.memory.giveBack();
    return entries;
  }

  #replay(options: Partial<MachineOptions> = {}): Stepper {
    const { instrumented, recording } = this.#known;
    const usedMemory = this.#usedMemory;
    this.#usedMemory = undefined;
    return new Stepper(instrumented, new Replayer(recording, this.#subject), {
      ...this.#freshOptions(),
      ...options,
      ...(usedMemory && { usedMemory }),
    });
  }

  #run(stepper: Stepper, visitor: StepVisitor): SteppedEnding {
    try {
      return stepper.run(visitor);
    } catch (error) {
      if (!(error instanceof ReplayDiverged)) throw error;
      throw new ReplayFailed("run again, the program does something else", { cause: error });
    }
  }

  get #known() {
    const [instrumented, recording, ending] = [this.#instrumented, this.#recording, this.#ending];
    if (!instrumented || !recording || !ending) throw new Error("the run has not ended yet");
    return { instrumented, recording, ending };
  }
}
