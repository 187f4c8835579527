/** What the stack's and the heap's side of a page share: the page itself, and which pointers have a line leading away from them. */
import type { Canvas } from "./canvas.ts";
import { cut } from "./columns.ts";
import { ChangedMark, East, North, South, West } from "./glyphs.ts";
import type { Line } from "./lines.ts";
import { type Phrases, type Piece, type PointerPiece, type Tone, words } from "./phrases.ts";

export interface LineLooks {
  /** What stands at the borders of the box. */
  readonly down: string;
  readonly dim: boolean;
  /** The pointer from which a line goes on to the right of the box. */
  readonly leaving: PointerPiece | undefined;
}

export class Sheet {
  readonly canvas: Canvas;
  readonly phrases: Phrases;
  readonly columns: number;
  /** Pointers with a line. */
  readonly drawn = new Set<PointerPiece>();
  readonly #netsTo = new Map<string, number>();
  #nets = 0;

  constructor(canvas: Canvas, phrases: Phrases, columns: number) {
    this.canvas = canvas;
    this.phrases = phrases;
    this.columns = columns;
  }

  /** A number for lines that join no others. */
  newNet(): number {
    return ++this.#nets;
  }

  /** Lines to the same byte may become one. */
  netTo(block: number, offset: number): number {
    const key = `${block}+${offset}`;
    const net = this.#netsTo.get(key) ?? this.newNet();
    this.#netsTo.set(key, net);
    return net;
  }

  /** @returns the column behind it */
  write(x: number, y: number, pieces: readonly Piece[], dim = false): number {
    const resolved = this.phrases.resolve(pieces, this.drawn);
    const shown = dim ? resolved.map(({ text }) => words(text, "dim")) : resolved;
    return this.canvas.writeAll(x, y, shown);
  }

  /** A name and a value between the borders of a box. */
  writeLine(x: number, y: number, width: number, line: Line, looks: LineLooks): void {
    const { lines, ellipsis } = this.phrases.glyphs;
    const { down, dim, leaving } = looks;
    const right = x + width - 1;
    this.canvas.write(x, y, words(down));
    this.canvas.write(right, y, words(down));
    if (line.changed) this.canvas.write(x + 1, y, words(ChangedMark, "changed"));
    const start = x + 2 + line.nameAt;
    const name = cut(line.name, right - 1 - start, ellipsis);
    this.canvas.write(start, y, words(name, dim ? "dim" : line.changed ? "changed" : "plain"));
    const end = this.write(x + 2 + line.valueAt, y, line.pieces, dim);
    if (leaving === undefined) return;
    const from = line.pieces.at(-1) === leaving ? end : end + 1;
    const tone = this.toneOf(leaving);
    this.canvas.write(from, y, words(lines[East + West]!.repeat(Math.max(0, right - from)), tone));
    this.canvas.write(right, y, words(lines[North + East + South + West]!, tone));
  }

  toneOf(piece: PointerPiece): Tone {
    const arrow = this.phrases.arrow(piece);
    if (arrow.to === "block" && arrow.target === "freed") return "bad";
    return piece.changed ? "changed" : "plain";
  }
}
