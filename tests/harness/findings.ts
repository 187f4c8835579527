/** What a report found, held against what a program's annotations promise. */
import type { Report, ReportedFrame } from "../../src/report/model.ts";
import type { Expectation, FindingKind } from "./annotations.ts";

interface Finding {
  readonly kind: FindingKind;
  /** Of the innermost frame in the program itself; a finding without one fails every test. */
  readonly line?: number;
  /** Leaks only. */
  readonly blocks?: number;
}

/** @returns one sentence for each difference; none when the report is as promised */
export function differences(report: Report, expected: readonly Expectation[]): readonly string[] {
  const found = findingsOf(report);
  const sameAs = (a: Finding) => (b: Finding) => a.kind === b.kind && a.line === b.line;
  const missing = expected
    .filter((each) => !found.some(sameAs(each)))
    .map((each) => `not found: ${shown(each)}`);
  const extra = found
    .filter((each) => !expected.some(sameAs(each)))
    .map((each) => `not annotated: ${shown(each)}`);
  const miscounted = expected.flatMap((each) => {
    if (each.blocks === undefined) return [];
    const blocks = found.filter(sameAs(each)).reduce((sum, leak) => sum + (leak.blocks ?? 0), 0);
    return blocks === 0 || blocks === each.blocks
      ? []
      : [`${shown(each)}: annotated as ${each.blocks} blocks, found ${blocks}`];
  });
  return [...missing, ...extra, ...miscounted];
}

function findingsOf({ program, errors, leaks }: Report): readonly Finding[] {
  return [
    ...errors.map(({ kind, stack }) => ({ kind, ...lineOf(stack, program) })),
    ...leaks.map(({ kind, blocks, stack }) => ({ kind, blocks, ...lineOf(stack, program) })),
  ];
}

/** A program may have parts in other files; what has no frame in the program itself is seen all the same. */
function lineOf(stack: readonly ReportedFrame[], program: string): { readonly line?: number } {
  const inProgram = stack.find((frame) => frame.file === program);
  const line = (inProgram ?? stack.find((frame) => frame.file !== undefined))?.line;
  return line === undefined ? {} : { line };
}

function shown({ kind, line }: Finding): string {
  return `${kind} ${line === undefined ? "outside the program" : `at line ${line}`}`;
}
