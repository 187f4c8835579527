/**
 * A picture in characters: the stack at the left, the heap at the right, arrows between them in a channel of a few columns. An arrow that would have
 * to cross another one is not drawn; its pointer names the block instead. On a narrow page the heap stands below the stack.
 */
import { createColors } from "picocolors";
import { Canvas } from "./canvas.ts";
import { type Forest, type Metrics, plant } from "./forest.ts";
import type { Charset } from "./glyphs.ts";
import { type Group, groupsOf } from "./groups.ts";
import type { Picture } from "./model.ts";
import { withTypesOpened } from "./opened.ts";
import { Phrases, type Tone, words } from "./phrases.ts";
import { type Layout, type Place, placesOf } from "./places.ts";
import { shapeOf } from "./shapes.ts";
import { Sheet } from "./sheet.ts";
import { stackLines } from "./stack.ts";
import { HeapText, textMetrics } from "./text-heap.ts";
import { StackText, type Start } from "./text-stack.ts";
import { HeapTitle, NoBlocks } from "./wording.ts";

export interface TextOptions {
  /** Columns of the page, 20 at least. */
  readonly columns: number;
  readonly charset: Charset;
  readonly color: boolean;
  /** Lines at most, from 8. When it is not said, the heap takes 50 and the stack what it needs, 200 at most. */
  readonly height?: number;
  /** Of these the stack's at most, where all of it is to be seen at once and the heap may be scrolled. */
  readonly stackHeight?: number;
}

/** To be given to the drawing of the next step, or of the one before: blocks keep their places. */
export interface TextLayout extends Layout {
  /** The stack does not get narrower. */
  readonly stackWidth: number;
}

export interface TextDrawing {
  /** Lines, each with its line feed. */
  readonly text: string;
  readonly layout: TextLayout;
}

/** No drawing is longer, whatever is in the picture. */
const MostLines = 200;
/** More of the heap is no picture any more, but a wall. */
const HeapLines = 50;
/** Columns from which stack and heap stand side by side. */
const SideBySide = 60;
/** Of these the stack takes at most. */
const StackShare = 0.43;
const NarrowestStack = 24;
const FewestColumns = 20;
const Channel = 7;
/** The heap's at least, below the stack. */
const FewestHeapLines = 6;

export function drawText(picture: Picture, options: TextOptions): string {
  return drawTextAfter(undefined, picture, options).text;
}

/** @param previous the layout of a drawing with the same number of columns */
export function drawTextAfter(
  previous: TextLayout | undefined,
  given: Picture,
  options: TextOptions,
): TextDrawing {
  const picture = withTypesOpened(given);
  const { charset, color } = options;
  const columns = Math.max(FewestColumns, options.columns);
  const height = Math.min(options.height ?? MostLines, MostLines);
  const phrases = new Phrases(picture, charset);
  const sheet = new Sheet(new Canvas(columns, phrases.glyphs), phrases, columns);

  const beside = columns >= SideBySide;
  const widest = beside ? Math.floor(columns * StackShare) : columns;
  const stackHeight = Math.min(height, options.stackHeight ?? height);
  const frames = stackLines(
    picture,
    phrases,
    widest - 4,
    beside ? stackHeight : Math.min(stackHeight, height - FewestHeapLines),
  );
  const stack = new StackText(sheet, frames);
  const wanted = Math.max(stack.naturalWidth, NarrowestStack, previous?.stackWidth ?? 0);
  const stackWidth = Math.min(widest, wanted);
  const heapX = beside ? stackWidth + Channel : 0;
  const heapY = beside ? 0 : frames.length + 1;

  const room = columns - heapX;
  const metrics = textMetrics(phrases);
  const forest = plant({
    picture,
    phrases,
    shapes: new Map(picture.blocks.map((block) => [block.number, shapeOf(block, phrases, room)])),
    order: stack.pointers.map(({ block }) => block),
    metrics,
    limit: room,
    previous: previous?.planted,
  });
  for (const piece of forest.drawn) sheet.drawn.add(piece);
  const heapHeight = options.height === undefined ? Math.min(height, heapY + HeapLines) : height;
  const last = heapHeight - picture.moreBlocks.length - 1;
  const starts = beside ? stack.starts : [];
  const places = placesIn(last, forest, metrics, starts, heapY + 1, previous);

  const heap = new HeapText(sheet, metrics, heapX);
  sheet.canvas.write(heapX, heapY, words(HeapTitle, "title"));
  const shown = [...places].filter(([{ below }, { line }]) => line + below <= last);
  for (const [group, place] of shown) heap.draw(group, place);
  const lines = new Map(shown.map(([{ root }, { line }]) => [root.block.number, line]));
  if (beside) stack.route(lines, stackWidth, heapX);
  stack.draw(stackWidth);
  const bottom = Math.max(heapY + 1, ...shown.map(([{ below }, { line }]) => line + below));
  const cutOff = picture.blocks.length - shown.flatMap(([{ spots }]) => spots).length;
  if (picture.blocks.length + picture.moreBlocks.length === 0) heap.note(bottom, NoBlocks);
  heap.more(bottom, cutOff, picture.moreBlocks);
  return {
    text: sheet.canvas.toString(painter(color), height),
    layout: { planted: forest.planted, lines, stackWidth },
  };
}

/** Places beside the variables where they end above `last`, otherwise without gaps. */
function placesIn(
  last: number,
  forest: Forest,
  metrics: Metrics,
  starts: readonly Start[],
  top: number,
  previous: Layout | undefined,
): ReadonlyMap<Group, Place> {
  // More than these cannot be seen.
  const trees = forest.trees.slice(0, MostLines);
  // Of several variables the uppermost has the block beside it.
  const wishes = new Map(starts.toReversed().map(({ block, y }) => [block, y]));
  const stood = previous?.lines ?? new Map<number, number>();
  const loose = groupsOf(
    { ...forest, trees },
    metrics,
    new Set([...wishes.keys(), ...stood.keys()]),
  );
  const places = placesOf(loose, wishes, top, 1, stood);
  if ([...places].every(([{ below }, { line }]) => line + below <= last)) return places;
  return placesOf(groupsOf({ ...forest, trees }, metrics, new Set()), new Map(), top, 0);
}

function painter(color: boolean): (text: string, tone: Tone) => string {
  const { bold, dim, red, yellow } = createColors(color);
  const paint: Record<Tone, (text: string) => string> = {
    plain: String,
    dim,
    title: bold,
    changed: (text) => bold(yellow(text)),
    bad: red,
  };
  return (text, tone) => paint[tone](text);
}
