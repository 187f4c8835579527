/** A block's history as a person reads it: a line for each event, the first words of which say where. */
import { createColors } from "picocolors";
import type { BlockEvent, BlockHistory } from "./history.ts";
import type { Place } from "./model.ts";
import { grouped, inBytes } from "./wording.ts";

/** @returns lines, each with its line feed */
export function drawHistory(history: BlockHistory, color: boolean): string {
  const { program, block, size, type, events, moreWrites = 0 } = history;
  const { bold, dim, red } = createColors(color);
  const of = type === undefined ? "" : `, ${type}`;
  const title = bold(`Block #${block} of ${program}: ${inBytes(size)}${of}`);
  const rows = events.map((event) => ({
    step: `step ${event.step}`,
    place: placeOf(event.place),
    words: WORDS[event.kind](event as never),
    isBad: Bad.has(event.kind),
  }));
  const widest = (texts: readonly string[]) => Math.max(0, ...texts.map(({ length }) => length));
  const steps = widest(rows.map(({ step }) => step));
  const places = widest(rows.map(({ place }) => place));
  const lines = rows.map(
    ({ step, place, words, isBad }) =>
      `  ${dim(step.padStart(steps))}  ${place.padEnd(places)}  ${isBad ? red(words) : words}`,
  );
  const more = moreWrites === 0 ? [] : [`  … ${grouped(moreWrites)} more writes`];
  return [title, ...lines, ...more].map((line) => `${line.trimEnd()}\n`).join("");
}

function placeOf(place: Place | undefined): string {
  if (place === undefined) return "";
  const { function: name, file, line } = place;
  const short = file?.replace(/^.*[/\\]/, "");
  return short === undefined ? name : `${short}:${line ?? "?"} ${name}`;
}

const Bad: ReadonlySet<BlockEvent["kind"]> = new Set(["misused", "lost"]);

const WORDS: {
  readonly [Kind in BlockEvent["kind"]]: (event: Extract<BlockEvent, { kind: Kind }>) => string;
} = {
  allocated: () => "allocated",
  written: ({ first, bytes: count, again }) => {
    const which = count === 1 ? `byte ${first}` : `bytes ${first} to ${first + count - 1}`;
    const times = again && `, by ${grouped(again.count + 1)} steps up to ${again.until}`;
    return `${which} written${times ?? ""}`;
  },
  reached: ({ by }) => `reached by ${listed(by)}`,
  lost: ({ from }) =>
    from.length === 0
      ? "lost: nobody kept the pointer"
      : `lost: the last pointer to it was in ${listed(from)}`,
  freed: () => "freed",
  misused: ({ finding, title }) => `finding ${finding}: ${title}`,
  left: ({ held }) => HELD[held],
};

const HELD = {
  reachable: "the run ended: still reachable, and not freed",
  possible: "the run ended: possibly lost, and not freed",
  indirect: "the run ended: lost with the block that points to it",
  lost: "the run ended: lost",
} as const;

function listed(names: readonly string[]): string {
  const last = names.at(-1) ?? "";
  return names.length < 2 ? last : `${names.slice(0, -1).join(", ")} and ${last}`;
}
