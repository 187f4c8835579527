/** What the report found, each with the step in which it happens. */
import type { Report } from "../report/model.ts";
import { lostBlocks } from "../report/wording.ts";
import { NoSuchStep } from "../trace/trace.ts";
import type { SteppedProgram } from "./program.ts";

export interface Finding {
  /** Its number in the report. */
  readonly number: number;
  readonly title: string;
  /** Absent when it belongs to no step that can be looked at. */
  readonly step?: number;
}

/** Of leaks those that the report shows by itself; in the order in which they happen. */
export async function findingsOf(program: SteppedProgram): Promise<readonly Finding[]> {
  const found = await Promise.all(
    titles(program.report).map(async ({ number, title }): Promise<Finding> => {
      const step = await stepOf(program, number);
      return { number, title, ...(step !== undefined && { step }) };
    }),
  );
  const when = ({ step }: Finding) => step ?? Number.POSITIVE_INFINITY;
  return found.toSorted((a, b) => Math.sign(when(a) - when(b)) || a.number - b.number);
}

function titles({ errors, leaks }: Report): { number: number; title: string }[] {
  return [
    ...errors.map(({ title }, at) => ({ number: at + 1, title })),
    ...leaks.flatMap((leak, at) =>
      leak.kind === "Leak_DefinitelyLost" || leak.kind === "Leak_PossiblyLost"
        ? [{ number: errors.length + at + 1, title: lostBlocks(leak) }]
        : [],
    ),
  ];
}

async function stepOf(program: SteppedProgram, finding: number): Promise<number | undefined> {
  try {
    return await program.move(1, { to: "finding", finding });
  } catch (error) {
    if (error instanceof NoSuchStep) return undefined;
    throw error;
  }
}
