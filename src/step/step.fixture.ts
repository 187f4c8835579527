/** A program of ten steps, whose answers come when a test lets them. */
import { type BlockHistory, HistorySchema } from "../picture/history.ts";
import type { Picture } from "../picture/model.ts";
import {
  block,
  changed,
  dangling,
  frame,
  picture,
  struct,
  to,
} from "../picture/picture.fixture.ts";
import type { Report } from "../report/model.ts";
import { NoSuchStep } from "../trace/failures.ts";
import type { Move } from "../trace/move.ts";
import type { SteppedProgram } from "./program.ts";

export const Source = `#include "list.h"

int main(void) {
  struct node *list = NULL;
  for (int i = 1; i <= 3; i++) {
    list = push(list, 10 * i);
  }
  print(list);
  drop(list);
\treturn sum(list) /* of a list that is no longer there, as the report will say in so many words */;
}
`;

export const Title = "Invalid read of size 4";

/** Memory at a step: ten of them, and the end. */
export function pictureAt(step: number, output = "10\n20\n"): Picture {
  const steps = 10;
  if (step > steps)
    return picture({ step, steps, output, ended: "The program exited with status 7." });
  const place = { function: "main", file: "list.c", line: step };
  const gone = step === 10;
  return picture({
    step,
    steps,
    output,
    place,
    findings: gone ? [{ number: 1, title: Title }] : [],
    frames: [frame(1, "main", { list: gone ? dangling(2) : changed(to(2)), i: step }, step)],
    blocks: [
      block(1, "struct node", struct({ value: 10, next: "?" })),
      block(2, "struct node", struct({ value: 20, next: to(1) }), gone ? { state: "freed" } : {}),
    ],
  });
}

export const report: Report = {
  schema: "redzone-report/1",
  program: "list.c",
  exit: { code: 7 },
  errors: [{ kind: "InvalidRead", title: Title, count: 1, stack: [] }],
  leaks: [
    { kind: "Leak_StillReachable", bytes: 5, blocks: 1, stack: [] },
    { kind: "Leak_DefinitelyLost", bytes: 16, blocks: 1, stack: [] },
  ],
  summary: {
    errors: 2,
    contexts: 2,
    suppressed: 0,
    heap: { allocs: 3, frees: 1, bytesAllocated: 37, inUseBytes: 21, inUseBlocks: 2 },
    leak: {
      definite: { bytes: 16, blocks: 1 },
      indirect: { bytes: 0, blocks: 0 },
      possible: { bytes: 0, blocks: 0 },
      reachable: { bytes: 5, blocks: 1 },
    },
  },
};

export class FakeProgram implements SteppedProgram {
  readonly report = report;
  steps = 10;
  readonly last = 11;
  /** What was asked, in order. */
  readonly asked: string[] = [];
  /** Pictures wait for this. */
  gate: Promise<void> = Promise.resolve();
  /** A picture of this step cannot be made. */
  broken: { readonly step: number; readonly error: Error } | undefined;

  async move(from: number, move: Move): Promise<number> {
    if (move.to === "finding") {
      this.asked.push(`finding ${move.finding}`);
      const step = [10, 11, 4][move.finding - 1];
      if (step === undefined) throw new NoSuchStep(`there is no finding ${move.finding}`);
      return step;
    }
    const { to: where, ...more } = move;
    this.asked.push(`${where} ${JSON.stringify(more)} from ${from}`);
    switch (move.to) {
      case "next":
      case "over":
        if (from === this.last) throw new NoSuchStep("this is the end of the run");
        return from + 1;
      case "back":
        return from - 1;
      case "start":
        return 1;
      case "end":
        return this.last;
      case "step":
        return move.step;
      default:
        return from;
    }
  }

  async picture(step: number, options?: { readonly open?: boolean }): Promise<Picture> {
    this.asked.push(`picture ${step}${options?.open ? " open" : ""}`);
    await this.gate;
    if (this.broken?.step === step) throw this.broken.error;
    return pictureAt(step);
  }

  async history(number: number): Promise<BlockHistory> {
    if (number > 2) throw new NoSuchStep(`there is no block ${number}: they go from 1 to 2`);
    const place = { function: "push", file: "list.c", line: 2 };
    const events = [{ kind: "allocated", step: 2, place } as const];
    return { schema: HistorySchema, program: "list.c", block: number, size: 8, events };
  }

  async output(step: number): Promise<string> {
    return step === 7 ? "20\n" : "";
  }
}
