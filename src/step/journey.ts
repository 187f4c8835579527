/** From what is asked for to a step. */
import type { Picture } from "../picture/model.ts";
import { NoSuchStep } from "../trace/failures.ts";
import type { Move } from "../trace/move.ts";
import type { Findings } from "./findings.ts";
import { currentPlace, type SteppedProgram } from "./program.ts";
import type { Ask } from "./prompt.ts";
import { NO_CURRENT_LINE, NO_FINDING, noBlock, noVariable } from "./wording.ts";

/** What is asked for is a step. */
export type Journey = Exclude<Ask, { kind: "history" }>;

/**
 * @param pictureAt of the step that one is at: it knows the current line
 * @throws NoSuchStep
 */
export async function stepAsked(
  ask: Journey,
  from: number,
  program: SteppedProgram,
  findings: Findings,
  pictureAt: () => Promise<Picture>,
): Promise<number> {
  switch (ask.kind) {
    case "move":
      return program.move(from, ask.move);
    case "write":
      return program.move(from, toWrite(ask, await pictureAt()));
    case "finding":
      return nextFinding(ask, from, program, findings);
    case "line":
      return program.move(
        from,
        ask.file === undefined ? await inThisFile(ask, pictureAt) : toLine(ask),
      );
  }
}

type LineAsk = Extract<Ask, { kind: "line" }>;

async function inThisFile(ask: LineAsk, pictureAt: () => Promise<Picture>): Promise<Move> {
  const place = currentPlace(await pictureAt());
  const { file } = place ?? {};
  return toLine({
    ...ask,
    ...(file !== undefined && { file }),
    ...(ask.line === undefined && place?.line !== undefined && { line: place.line }),
  });
}

function toLine({ file, line, direction }: LineAsk): Move {
  if (line === undefined) throw new NoSuchStep(NO_CURRENT_LINE);
  return { to: "line", ...(file !== undefined && { file }), line, direction };
}

function toWrite({ to, direction }: Extract<Ask, { kind: "write" }>, picture: Picture): Move {
  if ("address" in to) return { to: "write", ...to, direction };
  if ("variable" in to)
    return { to: "change", variable: variableId(to.variable, picture), direction };
  const block = picture.blocks.find(({ number }) => number === to.block);
  if (block === undefined) throw new NoSuchStep(noBlock(to.block));
  return { to: "write", address: block.address + to.offset, direction };
}

/** The innermost variable of that name. */
function variableId(name: string, { frames, globals }: Picture): string {
  const all = [...frames.flatMap(({ variables }) => variables), ...globals];
  const named = all.filter((variable) => variable.name === name);
  const found = named.find(({ shadowed }) => !shadowed) ?? named[0];
  if (found === undefined) throw new NoSuchStep(noVariable(name));
  return found.id;
}

async function nextFinding(
  { direction, orEnd }: Extract<Ask, { kind: "finding" }>,
  from: number,
  program: SteppedProgram,
  findings: Findings,
): Promise<number> {
  await findings.locateAll();
  const steps = findings.inOrder.flatMap(({ step = from }) =>
    direction * (step - from) > 0 ? [step] : [],
  );
  const nearest = direction === 1 ? Math.min(...steps) : Math.max(...steps);
  if (Number.isFinite(nearest)) return nearest;
  if (!orEnd) throw new NoSuchStep(NO_FINDING[direction]);
  return program.move(from, { to: direction === 1 ? "end" : "start" });
}
