/**
 * A page of characters, each with its looks. Lines are drawn from cell to cell and join where those of one net meet; lines of different nets never
 * touch each other or any text, which is what `isFree` is asked for before.
 */
import { characters, widthOf } from "./columns.ts";
import { East, type Glyphs, North, South, West } from "./glyphs.ts";
import type { Tone, Words } from "./phrases.ts";

interface Cell {
  /** "" behind a wide character. */
  readonly text: string;
  readonly tone: Tone;
  /** Sides, for a line. */
  readonly sides: number;
  readonly net: number;
}

export class Canvas {
  readonly #rows: (Cell | undefined)[][] = [];
  readonly #columns: number;
  readonly #glyphs: Glyphs;

  constructor(columns: number, glyphs: Glyphs) {
    this.#columns = columns;
    this.#glyphs = glyphs;
  }

  /** What would stand outside the page is left out. @returns the column behind the text */
  write(x: number, y: number, { text, tone }: Words): number {
    let column = x;
    for (const character of characters(text)) {
      const width = widthOf(character);
      if (width === 0) continue;
      if (column >= 0 && column + width <= this.#columns) {
        this.#set(column, y, { text: character, tone, sides: 0, net: 0 });
        if (width === 2) this.#set(column + 1, y, { text: "", tone, sides: 0, net: 0 });
      }
      column += width;
    }
    return column;
  }

  writeAll(x: number, y: number, pieces: readonly Words[]): number {
    return pieces.reduce((column, piece) => this.write(column, y, piece), x);
  }

  /** May a line of this net cross these cells, from one side to the other? Ends included. */
  isFree(x1: number, y1: number, x2: number, y2: number, net: number): boolean {
    for (let y = Math.min(y1, y2); y <= Math.max(y1, y2); y++) {
      for (let x = Math.min(x1, x2); x <= Math.max(x1, x2); x++) {
        const cell = this.#rows[y]?.[x];
        if (cell !== undefined && (cell.sides === 0 || cell.net !== net)) return false;
      }
    }
    return true;
  }

  isOf(x: number, y: number, net: number): boolean {
    const cell = this.#rows[y]?.[x];
    return cell !== undefined && cell.sides > 0 && cell.net === net;
  }

  /** Along these points, from left to right as a whole: it comes in at the left of the first and goes on at the right of the last. */
  path(points: readonly (readonly [x: number, y: number])[], net: number, tone: Tone): void {
    const cells = points.flatMap(([x, y], i) => {
      const next = points[i + 1];
      return next ? between([x, y], next) : [[x, y] as const];
    });
    for (const [i, [x, y]] of cells.entries()) {
      const sides = sideOf([x, y], cells[i - 1], West) | sideOf([x, y], cells[i + 1], East);
      this.#join(x, y, sides, net, tone);
    }
  }

  /**
   * @param paint gives a text the looks of a tone
   * @param height lines at most; the last one shows that there were more
   */
  toString(paint: (text: string, tone: Tone) => string, height: number): string {
    const lines = this.#rows.map((row) => rendered(row, paint));
    if (lines.length > height) lines.splice(height - 1, lines.length, this.#glyphs.ellipsis);
    return lines.map((line) => `${line}\n`).join("");
  }

  #join(x: number, y: number, side: number, net: number, tone: Tone): void {
    const sides = side | (this.#rows[y]?.[x]?.sides ?? 0);
    this.#set(x, y, { text: this.#glyphs.lines[sides]!, tone, sides, net });
  }

  #set(x: number, y: number, cell: Cell): void {
    if (x < 0 || x >= this.#columns || y < 0) return;
    while (this.#rows.length <= y) this.#rows.push([]);
    this.#rows[y]![x] = cell;
  }
}

function rendered(
  row: readonly (Cell | undefined)[],
  paint: (text: string, tone: Tone) => string,
): string {
  let line = "";
  let run = "";
  let tone: Tone = "plain";
  // Spaces, not yet written: none is to stand at the end of a line.
  let gap = "";
  for (let x = 0; x < row.length; x++) {
    const cell = row[x];
    if (cell === undefined || cell.text === " ") {
      gap += " ";
      continue;
    }
    if (cell.tone !== tone) {
      line += paint(run, tone);
      run = "";
      line += gap;
      gap = "";
      tone = cell.tone;
    }
    run += gap + cell.text;
    gap = "";
  }
  return line + paint(run, tone);
}

type Point = readonly [x: number, y: number];

/** The cells from one point to another in the same row or column, without the latter. */
function between([x1, y1]: Point, [x2, y2]: Point): readonly Point[] {
  const steps = Math.abs(x2 - x1) + Math.abs(y2 - y1);
  const [dx, dy] = [Math.sign(x2 - x1), Math.sign(y2 - y1)];
  return Array.from({ length: steps }, (_, i) => [x1 + i * dx, y1 + i * dy] as const);
}

function sideOf([x, y]: Point, neighbour: Point | undefined, none: number): number {
  if (neighbour === undefined) return none;
  if (neighbour[0] !== x) return neighbour[0] > x ? East : West;
  return neighbour[1] > y ? South : North;
}
