/**
 * The line that writes in a step. A step begins with a line; but where calls end in it, the lines that made them go on in the same step
 * (`p[0] = length(s)`, of which length's last line is the step).
 */
import type { CodeOffset } from "../bytes/brand.ts";
import { frameShape } from "../instrument/frame.ts";
import { OperandProvenance } from "../instrument/provenance.ts";
import { InstructionCursor } from "../wasm/instructions.ts";
import { Op } from "../wasm/opcodes.ts";
import type { StepPlace, StepPlaces } from "./places.ts";
import { callsAt, MostCalls, type ReachParts } from "./reachability.ts";
import type { TracedRun } from "./run.ts";

const Calling = /^(return_)?call/;

/**
 * For each of these steps the only line that can write in it.
 * @param steps 1 … the number of steps
 * @returns undefined for a step in which several lines can, or so many calls end that it is not looked
 */
export function writingLines(
  steps: readonly number[],
  parts: ReachParts,
): ReadonlyMap<number, StepPlace | undefined> {
  const { run, places } = parts;
  const own = (step: number) => places.at(run.log.placeAt(step));
  const lines = new Map<number, StepPlace | undefined>(steps.map((step) => [step, own(step)]));
  const unclear = new Map<number, number>();
  for (const step of steps) {
    const ended = callsEndedIn(step, run, places);
    if (ended > MostCalls) lines.set(step, undefined);
    else if (ended > 0) unclear.set(step, ended);
  }
  if (unclear.size === 0) return lines;
  const moments = [...unclear.keys()].toSorted((a, b) => a - b);
  run.visit(moments, (moment) => {
    const { step } = moment;
    const calls = callsAt(moment, parts).slice(0, (unclear.get(step) ?? 0) + 1);
    const writing = calls.flatMap((call, at) => {
      const site = call.site as CodeOffset;
      // Behind a call that it has made, or from the step's beginning on.
      const from = at > 0 ? site + 1 : site;
      return canWriteToHeap(site, from, parts) ? (places.around(site) ?? []) : [];
    });
    const [first = own(step), ...others] = writing;
    lines.set(step, others.every((line) => isSameLine(line, first)) ? first : undefined);
  });
  return lines;
}

/** Whether the line around `site` may, from `from` on, write to a block: not by what goes to a constant address, or into its own frame. */
function canWriteToHeap(site: CodeOffset, from: number, { run, places }: ReachParts): boolean {
  const line = places.lineAround(site);
  if (line === undefined) return false;
  const { body, end } = line;
  const stack = run.instrumented.plan.stack?.global;
  const { sets } = frameShape(body, stack, "code");
  const operands = new OperandProvenance(stack);
  operands.enter((local) => sets.get(local) ?? 0);
  const cursor = new InstructionCursor(body.code, "code", body.offset);
  for (let moved = false; cursor.next() && body.offset + cursor.start < end; ) {
    const isBehind = body.offset + cursor.start >= from;
    if (isBehind && writesToHeap(cursor, operands)) return true;
    follow(cursor, operands, moved);
    moved ||= cursor.opcode === Op.globalSet && cursor.a === stack;
  }
  return false;
}

function writesToHeap({ row }: InstructionCursor, operands: OperandProvenance): boolean {
  const { memory, name } = row;
  switch (memory.kind) {
    case "store":
      return operands.peek(1).kind === "unknown";
    case "atomic":
      return true;
    case "bulk":
      return memory.writes;
    default:
      return Calling.test(name);
  }
}

/** What lies on the operand stack behind an instruction, as far as it is asked for here. */
function follow(
  { opcode, row, a }: InstructionCursor,
  operands: OperandProvenance,
  moved: boolean,
) {
  if (opcode === Op.localGet) operands.localGet(a);
  else if (opcode === Op.localSet || opcode === Op.localTee)
    operands.localSet(a, opcode === Op.localTee);
  else if (opcode === Op.globalGet) operands.globalGet(a, moved);
  else if (opcode === Op.globalSet) operands.pop(1);
  else if (row.contextual) operands.control();
  else operands.fixed(row, a);
}

/** How many calls that are live in a step are over when the next one begins. */
function callsEndedIn(step: number, { log, steps }: TracedRun, places: StepPlaces): number {
  const depth = log.depthAt(step);
  if (step >= steps) return depth + 1;
  // A call that begins has its caller behind it.
  const { isEntry } = places.at(log.placeAt(step + 1));
  return depth - (log.depthAt(step + 1) - (isEntry ? 1 : 0));
}

function isSameLine(a: StepPlace, b: StepPlace): boolean {
  return a.line === b.line && a.file === b.file && a.function === b.function;
}
