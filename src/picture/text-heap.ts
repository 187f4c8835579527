/** The heap's side of a page: blocks at their places and the arrows between them. */
import { cut, widthOf } from "./columns.ts";
import type { Metrics } from "./forest.ts";
import { East, North, South, West } from "./glyphs.ts";
import type { Group, Link, Spot } from "./groups.ts";
import { lineWidth } from "./lines.ts";
import type { MoreBlocks } from "./model.ts";
import { isPointer, type Phrases, words } from "./phrases.ts";
import type { Place } from "./places.ts";
import type { Shape } from "./shapes.ts";
import type { Sheet } from "./sheet.ts";
import { blocksCutOff, moreBlocks } from "./wording.ts";

/** A box is not made wider than this for its type. */
const CaptionWidth = 30;

/** Columns. */
export function textMetrics(phrases: Phrases): Metrics {
  return {
    width(shape, drawn) {
      const label = shape.label.reduce((sum, { text }) => sum + widthOf(text), 0);
      if (shape.kind === "row") {
        const cells = shape.cells.map((cell) => phrases.width(cell, drawn) + 1);
        return label + 2 + cells.reduce((sum, width) => sum + width, 0);
      }
      const lines = shape.lines.map((line) => lineWidth(line, phrases, drawn));
      const caption = Math.min(CaptionWidth, widthOf(shape.caption));
      return Math.max(label + caption + 2, ...lines) + 4;
    },
    // `─▶ `, `─┬─▶ `, and behind a box a column for each arrow that turns down.
    gap: (shape, branches) => (shape.kind === "box" ? branches + 3 : branches > 1 ? 5 : 3),
    above: (shape, captioned) => (shape.kind === "box" || captioned ? 1 : 0),
    below: (shape) => (shape.kind === "box" ? shape.lines.length + 1 : 1),
  };
}

export class HeapText {
  readonly #sheet: Sheet;
  readonly #metrics: Metrics;
  /** Its first column. */
  readonly #x: number;

  constructor(sheet: Sheet, metrics: Metrics, x: number) {
    this.#sheet = sheet;
    this.#metrics = metrics;
    this.#x = x;
  }

  draw(group: Group, { line, captioned }: Place): void {
    const [root, ...rest] = group.spots;
    const spots = [{ ...root!, captioned: root!.captioned && captioned }, ...rest];
    for (const spot of spots) this.#block(spot, group, line);
    const nets = new Map(spots.map(({ tree }) => [tree, this.#sheet.newNet()]));
    for (const link of group.links) this.#link(link, group, line, nets.get(link.from.tree)!);
  }

  /** What there is besides, a line each. */
  more(y: number, cutOff: number, more: readonly MoreBlocks[]): void {
    const { phrases, columns } = this.#sheet;
    const room = columns - this.#x;
    const lines = more.map((each) => moreBlocks(each));
    if (cutOff > 0) lines.unshift([blocksCutOff(cutOff), blocksCutOff(cutOff)]);
    for (const [i, [long, short]] of lines.entries()) {
      const line = `${phrases.glyphs.ellipsis} ${phrases.clean(widthOf(long) + 4 > room ? short : long)}`;
      this.note(y + i, line);
    }
  }

  note(y: number, text: string): void {
    const { canvas, columns, phrases } = this.#sheet;
    canvas.write(this.#x, y, words(cut(text, columns - this.#x, phrases.glyphs.ellipsis), "dim"));
  }

  #block(spot: Spot, group: Group, line: number): void {
    const { canvas, phrases } = this.#sheet;
    const { shape } = spot.tree;
    const [x, y] = [this.#x + spot.x, line + spot.y];
    if (shape.kind === "box") {
      this.#box(shape, x, y);
      return;
    }
    if (spot.captioned) {
      const room = this.#captionEnd(spot, group) - x;
      canvas.write(x, y - 1, words(cut(shape.caption, room, phrases.glyphs.ellipsis), "dim"));
    }
    const { dotted, lines } = phrases.glyphs;
    const [open, between, close] = shape.freed
      ? [dotted.down, dotted.down, dotted.down]
      : ["[", lines[North + South]!, "]"];
    let column = canvas.writeAll(x, y, shape.label) + 1;
    for (const [i, cell] of shape.cells.entries()) {
      column = canvas.write(column, y, words(i === 0 ? open : between));
      column = this.#sheet.write(column, y, cell, shape.freed);
    }
    canvas.write(column, y, words(close));
  }

  /** A caption may reach as far as the next one in its line. */
  #captionEnd(spot: Spot, group: Group): number {
    const next = group.spots.filter(
      ({ captioned, x, y }) => captioned && y === spot.y && x > spot.x,
    );
    return Math.min(this.#sheet.columns, ...next.map(({ x }) => this.#x + x - 1));
  }

  #box(shape: Extract<Shape, { kind: "box" }>, x: number, y: number): void {
    const { canvas, phrases, drawn } = this.#sheet;
    const { dotted, lines, ellipsis } = phrases.glyphs;
    const width = this.#metrics.width(shape, drawn);
    const across = (shape.freed ? dotted.across : lines[East + West]!).repeat(width - 2);
    canvas.write(x, y - 1, words(lines[East + South]! + across + lines[South + West]!));
    const start = canvas.writeAll(x + 1, y - 1, [words(" "), ...shape.label, words(" ")]);
    const caption = cut(shape.caption, x + width - 2 - start, ellipsis);
    canvas.writeAll(start, y - 1, [words(caption, "dim"), words(" ")]);
    for (const [i, line] of shape.lines.entries()) {
      const leaving = line.pieces.filter(isPointer).find((piece) => drawn.has(piece));
      const down = shape.freed ? dotted.down : lines[North + South]!;
      this.#sheet.writeLine(x, y + i, width, line, { down, dim: shape.freed, leaving });
    }
    const bottom = lines[North + East]! + across + lines[North + West]!;
    canvas.write(x, y + shape.lines.length, words(bottom));
  }

  /** @param rowNet the number of all lines that come out of the block, where it is a row */
  #link(
    { from, to, line, piece, back }: Link,
    group: Group,
    rootLine: number,
    rowNet: number,
  ): void {
    const { canvas, phrases, drawn } = this.#sheet;
    const { head, headBack } = phrases.glyphs;
    const { shape } = from.tree;
    const tone = this.#sheet.toneOf(piece);
    const y = rootLine + from.y + line;
    const end = this.#x + from.x + this.#metrics.width(shape, drawn);
    const target = { x: this.#x + to.x - 2, y: rootLine + to.y };
    const isRow = shape.kind === "row";
    const siblings = group.links.filter((other) => other.from === from);
    // Out of a row goes one line that branches. Of a box's lines later ones turn down further left, so that they do not cross the earlier.
    const track = isRow
      ? end + 1
      : end + siblings.length - siblings.findIndex((other) => other.piece === piece);
    const net = isRow ? rowNet : this.#sheet.newNet();
    canvas.path(
      [
        [end, y],
        [track, y],
        [track, target.y],
        [target.x - 1, target.y],
      ],
      net,
      tone,
    );
    canvas.write(target.x, target.y, words(head, tone));
    if (back !== undefined) canvas.write(end, y, words(headBack, tone));
  }
}
