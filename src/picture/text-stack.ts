/** The stack's side of a page, and the arrows from it to the heap in a channel between the two. */
import { cut, widthOf } from "./columns.ts";
import { East, North, South, West } from "./glyphs.ts";
import { lineWidth } from "./lines.ts";
import { isPointer, type PointerPiece, words } from "./phrases.ts";
import type { Sheet } from "./sheet.ts";
import type { StackLine } from "./stack.ts";

/** A pointer that leads to a block; `y`: the line where it stands. */
export interface Start {
  readonly piece: PointerPiece;
  readonly block: number;
  readonly y: number;
}

export class StackText {
  readonly #sheet: Sheet;
  readonly #lines: readonly StackLine[];

  constructor(sheet: Sheet, lines: readonly StackLine[]) {
    this.#sheet = sheet;
    this.#lines = lines;
  }

  /** The columns that the widest line takes. */
  get naturalWidth(): number {
    return Math.max(
      ...this.#lines.map((line) => {
        if (line.kind === "line") {
          return lineWidth(line.line, this.#sheet.phrases) + 4;
        }
        return line.kind === "end" ? 0 : widthOf(line.text) + 6;
      }),
    );
  }

  /** All pointers to blocks, from top to bottom. */
  get pointers(): readonly Start[] {
    return this.#lines.flatMap((line, y) => {
      if (line.kind !== "line") return [];
      return line.line.pieces.filter(isPointer).flatMap((piece) => {
        const arrow = this.#sheet.phrases.arrow(piece);
        return arrow.to === "block" ? [{ piece, block: arrow.block, y }] : [];
      });
    });
  }

  /** Those that can be drawn: of two in one line nobody could tell whose the arrow is. */
  get starts(): readonly Start[] {
    const { pointers } = this;
    return pointers.filter(({ piece, y }) => {
      const arrow = this.#sheet.phrases.arrow(piece);
      const outside = arrow.to === "block" && arrow.target === "outside";
      return !outside && pointers.filter((other) => other.y === y).length === 1;
    });
  }

  /**
   * Draws arrows between the columns `from` and `to`, where no other one is in the way. Those that lead down are drawn from the top, those that lead
   * up from the bottom: so each leaves room for the next.
   *
   * @param lines where blocks stand
   */
  route(lines: ReadonlyMap<number, number>, from: number, to: number): void {
    const routes = this.starts.flatMap((start) => {
      const y = lines.get(start.block);
      return y === undefined ? [] : [{ start, y }];
    });
    const down = routes.filter(({ start, y }) => y >= start.y);
    const up = routes.filter(({ start, y }) => y < start.y).toReversed();
    for (const { start, y } of [...down, ...up]) this.#routeOne(start, y, from, to);
  }

  #routeOne({ piece, block, y: startY }: Start, y: number, from: number, to: number): void {
    const { canvas, phrases, drawn } = this.#sheet;
    const arrow = phrases.arrow(piece);
    const net = this.#sheet.netTo(block, arrow.to === "block" ? arrow.offset : 0);
    const tracks = Array.from({ length: to - 2 - from }, (_, i) => to - 3 - i).filter(
      (track) =>
        canvas.isFree(from, startY, track, startY, net) &&
        canvas.isFree(track, startY, track, y, net) &&
        canvas.isFree(track, y, to - 3, y, net),
    );
    // Where one to the same place passes, it joins that.
    const track = tracks.find((each) => canvas.isOf(each, startY, net)) ?? tracks[0];
    if (track === undefined) return;
    drawn.add(piece);
    const tone = this.#sheet.toneOf(piece);
    canvas.path(
      [
        [from, startY],
        [track, startY],
        [track, y],
        [to - 3, y],
      ],
      net,
      tone,
    );
    canvas.write(to - 2, y, words(phrases.glyphs.head, tone));
  }

  /** After `route`, which decides what lines lead out of it. */
  draw(width: number): void {
    const { canvas, phrases, drawn } = this.#sheet;
    const { lines, ellipsis } = phrases.glyphs;
    const across = lines[East + West]!.repeat(width - 2);
    const down = lines[North + South]!;
    for (const [y, each] of this.#lines.entries()) {
      switch (each.kind) {
        case "heading":
          canvas.write(0, y, words(each.text, "title"));
          break;
        case "title": {
          const left = each.first ? East + South : North + East + South;
          const right = each.first ? South + West : North + South + West;
          canvas.write(0, y, words(lines[left]! + across + lines[right]!));
          const title = cut(each.text, width - 5, ellipsis);
          if (title !== "")
            canvas.write(1, y, words(` ${title} `, each.running ? "title" : "plain"));
          break;
        }
        case "more":
          if (each.inside) {
            canvas.write(0, y, words(down));
            canvas.write(width - 1, y, words(down));
          }
          canvas.write(2, y, words(cut(each.text, width - 4, ellipsis), "dim"));
          break;
        case "line": {
          const { line } = each;
          const leaving = line.pieces.filter(isPointer).find((piece) => drawn.has(piece));
          this.#sheet.writeLine(0, y, width, line, { down, dim: false, leaving });
          break;
        }
        case "end":
          canvas.write(0, y, words(lines[North + East]! + across + lines[North + West]!));
      }
    }
  }
}
