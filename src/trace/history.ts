/**
 * The history of a block: what the log knows (when it came and went), and what has to be looked for in the run: who wrote to it, who
 * pointed to it, and when the last pointer was gone.
 */
import type { BlockEvent, BlockHistory } from "../picture/history.ts";
import { HistorySchema } from "../picture/history.ts";
import type { Picture, PictureValue, Place } from "../picture/model.ts";
import type { StackNamer } from "../report/stacks.ts";
import type { RawStack } from "../runtime/facts.ts";
import type { LeakKind } from "../shadow/leaks.ts";
import { kindAt, type LossParts, lossOf, placeOfLoss } from "./loss.ts";
import type { StepPlace } from "./places.ts";
import { placeOfStack } from "./stack-places.ts";
import { writingLines } from "./step-lines.ts";
import type { UserBlocks } from "./user-blocks.ts";

/** Writes that are told one by one. */
const MostWrites = 50;
/** Of a larger block, so many bytes are compared from step to step. */
const MostCompared = 4096;

export interface HistoryParts extends LossParts {
  readonly program: string;
  readonly blocks: UserBlocks;
  readonly namer: StackNamer;
  readonly picture: (step: number) => Picture;
  /** Findings that have to do with a block, by its BlockId: number, title and step of each. */
  readonly misuses: (id: number) => readonly Misuse[];
}

export interface Misuse {
  readonly finding: number;
  readonly title: string;
  /** With whose line it happened. */
  readonly step: number;
  /** In which it happened: that, or one of a function that the line has called before. */
  readonly within: number;
}

/** @param number of the block, which there is */
export function historyOf(number: number, parts: HistoryParts): BlockHistory {
  const { program, run, blocks, last } = parts;
  const id = blocks.idOf(number);
  if (id === undefined) throw new RangeError(`there is no block ${number}`);
  const { allocated, freed, size } = run.blocks.at(id);
  const at = placer(parts);
  const loss = lossOf(id, parts);
  const writes = writesTo(id, parts, loss);
  const told = writes.slice(0, MostWrites);
  const lines = writingLines(
    [allocated, ...told.map(({ step }) => step)].filter((step) => step >= 1 && step <= run.steps),
    parts,
  );
  const writing = (step: number) => {
    const line = lines.get(step);
    return { step, ...(line && { place: shown(line) }) };
  };
  const called = (step: number, stack: RawStack) => {
    const place = placeOfStack(stack, parts.namer);
    return place?.line === undefined ? at(step) : { step, place };
  };
  const events: BlockEvent[] = [
    { kind: "allocated", ...called(allocated, run.stackOf(id)) },
    ...told.map((write) => ({ ...write, ...writing(write.step) })),
    ...parts.misuses(id).map(({ step, within, finding, title }) => ({
      kind: "misused" as const,
      finding,
      title,
      ...at(step),
      step: within,
    })),
    ...(freed === undefined
      ? []
      : [{ kind: "freed" as const, ...called(freed, run.freeStackOf(id)) }]),
  ];
  const holders = (step: number) => holdersOf(parts.picture(step), number);
  const first = holders(Math.min(allocated + 1, last));
  if (first.length > 0) events.push({ kind: "reached", by: first, ...writing(allocated) });
  if (loss !== undefined) {
    const place = placeOfLoss(id, loss, parts);
    const from = loss > allocated ? holders(loss) : [];
    events.push({ kind: "lost", from, step: loss, ...(place && { place: shown(place) }) });
  }
  if (freed === undefined && run.hasEnd) {
    let kind: LeakKind = "definite";
    run.visit([last], (moment) => {
      kind = kindAt(id, moment, parts);
    });
    events.push({ kind: "left", held: HELD_AT_END[kind], step: last });
  }
  const typeAt = (step: number) =>
    parts.picture(Math.min(Math.max(step, 1), last)).blocks.find((block) => block.number === number)
      ?.type;
  // The longer it was used, the more is known of it; of a lost block, nothing any more.
  const type = typeAt(loss ?? freed ?? last) ?? typeAt(allocated + 1);
  return {
    schema: HistorySchema,
    program,
    block: number,
    size,
    ...(type !== undefined && { type }),
    events: events.toSorted((a, b) => a.step - b.step || Rank[a.kind] - Rank[b.kind]),
    ...(writes.length > MostWrites && { moreWrites: writes.length - MostWrites }),
  };
}

const HELD_AT_END = {
  definite: "lost",
  indirect: "indirect",
  possible: "possible",
  reachable: "reachable",
} as const satisfies Record<LeakKind, string>;

/** What happens in one step is told in this order. */
const Rank = {
  allocated: 0,
  written: 1,
  reached: 2,
  misused: 3,
  freed: 4,
  lost: 5,
  left: 6,
} as const satisfies Record<BlockEvent["kind"], number>;

function placer({ places, run }: Pick<HistoryParts, "places" | "run">) {
  return (step: number): { readonly step: number; readonly place?: Place } => {
    if (step < 1 || step > run.steps) return { step };
    return { step, place: shown(places.at(run.log.placeAt(step))) };
  };
}

function shown({ function: name, file, line }: StepPlace): Place {
  return { function: name, file, line };
}

type Write = Omit<Extract<BlockEvent, { readonly kind: "written" }>, "place">;

/**
 * Every step of the block's life after which its bytes, or their definedness, are not what they were; a loop's, which write one
 * behind the other, as one.
 * @param loss the step after which nobody can write to it any more
 */
function writesTo(
  id: number,
  { run, last }: HistoryParts,
  loss: number | undefined,
): readonly Write[] {
  const {
    allocated,
    freed = loss === undefined ? last : loss + 1,
    address,
    size,
  } = run.blocks.at(id);
  const length = Math.min(size, MostCompared);
  const from = Math.max(1, allocated + 1);
  const to = Math.min(freed, last);
  if (to < from || length === 0) return [];
  const writes: Write[] = [];
  const bytes = new Uint8Array(length);
  let undefinedBits: Uint8Array | undefined;
  // What it holds when it is new, it was given by whoever allocated it.
  run.visit(range(from, to), ({ machine, step }) => {
    const now = machine.memory.bytes.subarray(address, address + length);
    const bits = machine.memory.definedness?.undefinedBits(address, length);
    let [first, end] = [-1, -1];
    for (let at = 0; at < length; at++) {
      if (now[at] === bytes[at] && (bits?.[at] ?? 0) === (undefinedBits?.[at] ?? 0)) continue;
      if (first < 0) first = at;
      end = at + 1;
    }
    if (first < 0) return;
    if (step > from || (bits === undefined && machine.memory.definedness !== undefined)) {
      const write: Write = { kind: "written", step: step - 1, first, bytes: end - first };
      const before = writes.at(-1);
      const both = before && joined(before, write, run);
      if (both === undefined) writes.push(write);
      else writes[writes.length - 1] = both;
    }
    bytes.set(now);
    undefinedBits = bits;
  });
  return writes;
}

/** Two writes of one line to bytes that touch, as one. */
function joined(before: Write, write: Write, { log }: HistoryParts["run"]): Write | undefined {
  const { step, first, bytes } = before;
  const [start, end] = [
    Math.min(first, write.first),
    Math.max(first + bytes, write.first + write.bytes),
  ];
  const touch = end - start <= bytes + write.bytes;
  if (!touch || step < 1 || log.placeAt(step) !== log.placeAt(write.step)) return undefined;
  const again = { count: (before.again?.count ?? 0) + 1, until: write.step };
  return { kind: "written", step, first: start, bytes: end - start, again };
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, at) => from + at);
}

/** The variables and blocks of a picture that hold a pointer to a block, as a reader calls them. */
export function holdersOf(picture: Picture, number: number): string[] {
  const leads = (value: PictureValue): boolean => {
    switch (value.kind) {
      case "pointer": {
        const arrow = picture.arrows[value.arrow];
        return arrow?.to === "block" && arrow.block === number;
      }
      case "members":
        return value.members.some((member) => leads(member.value));
      case "elements":
        return value.elements.some(leads);
      case "text":
        return false;
    }
  };
  const named = [
    ...picture.frames.flatMap((frame) =>
      frame.variables.map(({ name, value }) => ({ name: `${name} (${frame.function})`, value })),
    ),
    ...picture.globals.map(({ name, value }) => ({ name, value })),
    // What is lost itself holds nothing.
    ...picture.blocks
      .filter(({ held }) => held === "reachable" || held === "possible")
      .map((block) => ({ name: `block ${block.number}`, value: block.value })),
  ];
  return named.filter(({ value }) => leads(value)).map(({ name }) => name);
}
