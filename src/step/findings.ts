/**
 * What the report found, each with the step in which it happens. Of an error it is known; of a leak it is searched, in replays that may
 * take a while: so leaks are searched one by one, while nobody asks for anything else, or when somebody wants to go there.
 */
import type { Report } from "../report/model.ts";
import { lostBlocks } from "../report/wording.ts";
import type { SteppedProgram } from "./program.ts";

export interface Finding {
  /** Its number in the report. */
  readonly number: number;
  readonly title: string;
  /** Absent when it is not known, or no step that can be looked at. */
  readonly step?: number;
}

/** Without being asked for, a search may have so many steps to replay, and take so many milliseconds: keys wait for it. */
const Unasked = { steps: 300_000, time: 200 };
/** Milliseconds that searches may take when they are. */
const Patience = 10_000;

export class Findings {
  readonly #program: SteppedProgram;
  readonly #titles: readonly Omit<Finding, "step">[];
  /** By number: those that were looked for. */
  readonly #steps = new Map<number, number | undefined>();
  #inOrder: readonly Finding[] = [];
  #isSlow: boolean;

  /** Of leaks those that the report shows by itself. */
  constructor(program: SteppedProgram) {
    this.#program = program;
    this.#titles = titles(program.report);
    this.#isSlow = program.steps > Unasked.steps;
  }

  /** In the order in which they happen; last those of which that is not known. */
  get inOrder(): readonly Finding[] {
    return this.#inOrder;
  }

  /** Those whose steps need no search. */
  async locateErrors(): Promise<void> {
    const errors = this.#program.report.errors.length;
    await Promise.all(this.#titles.map(({ number }) => number <= errors && this.#locate(number)));
    this.#sort();
  }

  /** One more, unless that would take too long. @returns whether there was one */
  async locateOne(): Promise<boolean> {
    const next = this.#next();
    if (next === undefined || this.#isSlow) return false;
    const start = performance.now();
    await this.#locate(next);
    this.#isSlow = performance.now() - start > Unasked.time;
    this.#sort();
    return true;
  }

  /** All of them, as far as there is time. */
  async locateAll(): Promise<void> {
    const start = performance.now();
    for (let next = this.#next(); next !== undefined; next = this.#next()) {
      await this.#locate(next);
      if (performance.now() - start > Patience) break;
    }
    this.#sort();
  }

  #next(): number | undefined {
    return this.#titles.find(({ number }) => !this.#steps.has(number))?.number;
  }

  async #locate(finding: number): Promise<void> {
    // One that is nowhere, and one whose replay fails, can still be read.
    const step = this.#program.move(1, { to: "finding", finding }).catch(() => undefined);
    this.#steps.set(finding, undefined);
    this.#steps.set(finding, await step);
  }

  #sort(): void {
    const found = this.#titles.map((title): Finding => {
      const step = this.#steps.get(title.number);
      return step === undefined ? title : { ...title, step };
    });
    const when = ({ step }: Finding) => step ?? Number.MAX_SAFE_INTEGER;
    this.#inOrder = found.toSorted((a, b) => when(a) - when(b) || a.number - b.number);
  }
}

function titles({ errors, leaks }: Report): Omit<Finding, "step">[] {
  return [
    ...errors.map(({ title }, at) => ({ number: at + 1, title })),
    ...leaks.flatMap((leak, at) =>
      leak.kind === "Leak_DefinitelyLost" || leak.kind === "Leak_PossiblyLost"
        ? [{ number: errors.length + at + 1, title: lostBlocks(leak) }]
        : [],
    ),
  ];
}
