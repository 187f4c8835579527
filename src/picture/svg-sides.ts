/** The two sides of an SVG picture: frames and blocks, and the dots from which arrows start. */
import { cut, widthOf } from "./columns.ts";
import type { Metrics } from "./forest.ts";
import { type Line, lineWidth } from "./lines.ts";
import {
  isPointer,
  type Phrases,
  type Piece,
  type PointerPiece,
  type Words,
  words,
} from "./phrases.ts";
import type { Shape } from "./shapes.ts";
import type { StackLine } from "./stack.ts";
import {
  atColumn,
  atLine,
  element,
  LineHeight,
  type Looks,
  rectangle,
  SmallScale,
  textAt,
  widthInPixels,
} from "./svg-page.ts";

/** Columns beside what stands in a cell, both sides together. */
const CellPadding = 1.6;
/** Columns; longer types are cut. */
const LongestType = 24;
/** Pixels: a cell that has its field's name over the value. */
const NamedCell = 38;
const NameLine = 13;
const DotRadius = 3.6;
/** Pixels between a frame's line and the white of its value. */
const ValueInset = 2;

/** Pixels. */
export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Where an arrow starts, in pixels. */
export interface Dot {
  readonly piece: PointerPiece;
  readonly x: number;
  readonly y: number;
  /** Nothing stands between it and the right border of what it stands in. */
  readonly isLast: boolean;
  /** The right border of the box that it stands in; none in a cell. */
  readonly edge?: number;
  /** The lower border of what it stands in. */
  readonly bottom: number;
  /** The block that holds it; none for a variable's. */
  readonly holder?: number;
}

type DotPlace = Omit<Dot, "piece" | "x" | "y">;

/** The pointers that `drawn` has are dots; all others say where they lead. */
export function svgMetrics(phrases: Phrases, drawn: ReadonlySet<PointerPiece>): Metrics {
  return {
    width(shape) {
      const heading = labelColumns(shape) + SmallScale * (1 + widthOf(typeOf(shape)));
      if (shape.kind === "row") {
        const cells = shape.cells.map((_, i) => cellColumns(shape, i, phrases, drawn));
        return Math.max(
          heading,
          cells.reduce((sum, width) => sum + width, 0),
        );
      }
      return Math.max(
        heading + 2,
        ...shape.lines.map((line) => lineWidth(line, phrases, drawn) + 2),
      );
    },
    gap: () => 5,
    above: () => 1,
    below(shape) {
      if (shape.kind === "box") return shape.lines.length;
      return hasNames(shape) ? NamedCell / LineHeight : 1;
    },
  };
}

export class SvgSides {
  /** In the order in which they are drawn. */
  readonly parts: string[] = [];
  /** The last column that anything takes. */
  columns = 0;
  readonly dots: Dot[] = [];
  readonly areas = new Map<number, Area>();
  readonly #phrases: Phrases;
  readonly #drawn: ReadonlySet<PointerPiece>;
  readonly #metrics: Metrics;

  constructor(phrases: Phrases, drawn: ReadonlySet<PointerPiece>) {
    this.#phrases = phrases;
    this.#drawn = drawn;
    this.#metrics = svgMetrics(phrases, drawn);
  }

  stack(lines: readonly StackLine[], columns: number): void {
    const right = atColumn(columns);
    for (const [y, each] of lines.entries()) {
      switch (each.kind) {
        case "heading":
          this.text(0, y, each.text, "title");
          break;
        case "title": {
          const rest = lines.slice(y + 1).findIndex(({ kind }) => kind !== "line");
          const height = (rest + 1) * LineHeight;
          const looks = each.running ? "running" : "frame";
          // A box without a title needs no line for it.
          const top = each.text === "" ? LineHeight - 2 * ValueInset : 0;
          const width = right - atColumn(0);
          this.parts.push(rectangle(atColumn(0), atLine(y) + top, width, height - top, looks));
          const title = cut(each.text, columns - 2, this.#phrases.glyphs.ellipsis);
          this.text(1, y, title, each.running ? "title" : "plain");
          break;
        }
        case "more":
          this.text(1, y, each.text, "dim");
          break;
        case "line":
          this.#line(each.line, 1, y, right, true);
      }
    }
  }

  /** @param column of the left border; `line`: of the cells, or of the first field */
  block(number: number, shape: Shape, column: number, line: number): void {
    const x = atColumn(column);
    const y = atLine(line);
    this.#reach(column + this.#metrics.width(shape, this.#drawn));
    const width = atColumn(column + this.#metrics.width(shape, this.#drawn)) - x;
    const looks = shape.freed ? "freed" : "cell";
    if (shape.kind === "box") {
      const area = { x, y: y - LineHeight, width, height: (shape.lines.length + 1) * LineHeight };
      this.areas.set(number, area);
      this.parts.push(rectangle(area.x, area.y, width, area.height, looks));
      this.#heading(shape, column + 1, line - 1);
      for (const [i, each] of shape.lines.entries()) {
        this.#line(each, column + 1, line + i, x + width, false, number);
      }
      return;
    }
    const height = hasNames(shape) ? NamedCell : LineHeight;
    const cells = shape.cells.map((_, i) => cellColumns(shape, i, this.#phrases, this.#drawn));
    const whole = cells.reduce((sum, columns) => sum + columns, 0);
    this.areas.set(number, { x, y, width: atColumn(whole) - atColumn(0), height });
    this.#heading(shape, column, line - 1);
    let start = column;
    for (const [i, cell] of shape.cells.entries()) {
      const cellX = atColumn(start);
      this.parts.push(rectangle(cellX, y, atColumn(start + cells[i]!) - cellX, height, looks));
      const name = shape.names[i] ?? "";
      const inside = start + CellPadding / 2;
      if (hasNames(shape)) this.parts.push(textAt(atColumn(inside), y - 5, name, "dim small"));
      const valueY = y + (hasNames(shape) ? NameLine : 0);
      const isLast = i === shape.cells.length - 1;
      this.#pieces(cell, atColumn(inside), valueY, { isLast, bottom: y + height, holder: number });
      start += cells[i]!;
    }
  }

  text(column: number, line: number, text: string, looks: Looks): void {
    this.#reach(column + widthOf(text));
    this.parts.push(textAt(atColumn(column), atLine(line), text, looks));
  }

  #reach(column: number): void {
    this.columns = Math.max(this.columns, column);
  }

  #heading(shape: Shape, column: number, line: number): void {
    let x = atColumn(column);
    for (const { text, tone } of shape.label) {
      this.parts.push(textAt(x, atLine(line) + 3, text, tone));
      x += widthInPixels(text);
    }
    x += widthInPixels(" ") * SmallScale;
    this.parts.push(textAt(x, atLine(line) + 3, typeOf(shape), "dim small"));
  }

  #line(
    { nameAt, valueAt, name, pieces, changed }: Line,
    column: number,
    line: number,
    right: number,
    framed: boolean,
    holder?: number,
  ): void {
    const y = atLine(line);
    if (changed) this.parts.push(textAt(atColumn(column + nameAt) - 8, y, "*", "changed"));
    this.text(column + nameAt, line, name, changed ? "changed" : "plain");
    const x = atColumn(column + valueAt);
    if (framed && pieces.length > 0) {
      const left = x - ValueInset * 2;
      const [width, height] = [right - left - ValueInset * 2, LineHeight - 2 * ValueInset];
      this.parts.push(rectangle(left, y + ValueInset, width, height, "cell"));
    }
    const bottom = y + LineHeight;
    const at = { isLast: true, edge: right, bottom, ...(holder !== undefined && { holder }) };
    this.#pieces(pieces, x, y, at);
  }

  #pieces(pieces: readonly Piece[], x: number, y: number, at: DotPlace): void {
    let start = x;
    for (const [i, piece] of pieces.entries()) {
      const [shown = words("")] = this.#phrases.resolve([piece], this.#drawn);
      if (isPointer(piece) && this.#drawn.has(piece)) {
        const isLast = at.isLast && i === pieces.length - 1;
        const dot = { ...at, piece, y: y + LineHeight / 2, isLast };
        start = this.#dot(dot, start, y, shown);
      } else {
        this.parts.push(textAt(start, y, shown.text, shown.tone));
        start += widthInPixels(shown.text);
      }
    }
  }

  /** Behind what else is to be said about the pointer, so that its arrow crosses no text. @returns where it ends */
  #dot(dot: Omit<Dot, "x">, start: number, y: number, { text, tone }: Words): number {
    const { dot: sign, broken } = this.#phrases.glyphs;
    const isBroken = text.includes(sign + broken);
    const besides = text.replace(sign + (isBroken ? broken : ""), "");
    this.parts.push(textAt(start, y, besides, tone));
    const x = start + widthInPixels(besides) + widthInPixels(sign) / 2;
    const looks = isBroken ? "hollow" : "dot";
    this.parts.push(element("circle", { cx: x, cy: dot.y, r: DotRadius, class: looks }));
    this.dots.push({ ...dot, x });
    return start + widthInPixels(text);
  }
}

function typeOf(shape: Shape): string {
  return cut(shape.type, LongestType, "…");
}

function labelColumns(shape: Shape): number {
  return shape.label.reduce((sum, { text }) => sum + widthOf(text), 0);
}

function hasNames(shape: Extract<Shape, { kind: "row" }>): boolean {
  return shape.names.some((name) => name !== "");
}

function cellColumns(
  shape: Extract<Shape, { kind: "row" }>,
  i: number,
  phrases: Phrases,
  drawn: ReadonlySet<PointerPiece>,
): number {
  const name = SmallScale * widthOf(shape.names[i] ?? "");
  return CellPadding + Math.max(name, phrases.width(shape.cells[i]!, drawn));
}
