/** The parts of the screen: each a rectangle of text, a string a line, none longer than its columns. */
import { createColors } from "picocolors";
import { cut, harmless, widthOf } from "../picture/columns.ts";
import { type Charset, GLYPHS } from "../picture/glyphs.ts";
import type { Picture } from "../picture/model.ts";
import type { Finding } from "./findings.ts";
import { currentPlace } from "./program.ts";
import * as wording from "./wording.ts";

export interface Style {
  readonly charset: Charset;
  readonly color: boolean;
}

/** Marks that say without colour what is told by colour, too. */
const MARKS = {
  unicode: { here: "▶", fresh: "▌", rule: "─", column: "│", separator: "·" },
  ascii: { here: ">", fresh: "|", rule: "-", column: "|", separator: "-" },
} as const satisfies Record<Charset, object>;

export class Panes {
  readonly charset: Charset;
  readonly #paint: ReturnType<typeof createColors>;

  constructor({ charset, color }: Style) {
    this.charset = charset;
    this.#paint = createColors(color);
  }

  /** ` list.c ──────── right ─`: above a part. */
  rule(title: string, right: string, columns: number): string {
    const { rule } = this.#marks;
    const name = ` ${this.fit(title, Math.max(0, columns - 4))} `;
    const room = columns - 2 - widthOf(name);
    const note = right === "" ? "" : ` ${this.plain(right)} `;
    const shown = widthOf(note) + 2 <= room ? note : "";
    const line = rule.repeat(Math.max(0, room - widthOf(shown) - (shown === "" ? 0 : 1)));
    const { dim, bold } = this.#paint;
    const tail = shown === "" ? "" : rule;
    return `${dim(rule.repeat(2))}${bold(name)}${dim(`${line}${shown}${tail}`)}`;
  }

  /** What stands between two parts that are side by side. */
  get between(): string {
    return ` ${this.#paint.dim(this.#marks.column)} `;
  }

  /** Harmless, and cut to the columns. */
  fit(text: string, columns: number): string {
    const { ellipsis } = GLYPHS[this.charset];
    return columns < ellipsis.length ? "" : cut(this.plain(text), columns, ellipsis);
  }

  plain(text: string): string {
    const dashes = this.charset === "ascii" ? text.replaceAll("–", "-").replaceAll("·", "-") : text;
    return harmless(dashes.replaceAll("\t", " ".repeat(TabWidth)), this.charset);
  }

  /**
   * A source text around its current line.
   * @param top the line that was uppermost before, from 1: the text stays where it is as long as the current line is seen
   */
  source(
    picture: Picture,
    text: string | undefined,
    size: { readonly columns: number; readonly rows: number },
    top: number,
  ): { readonly lines: readonly string[]; readonly top: number } {
    const { columns, rows } = size;
    const hint = (sentence: string) => ({ lines: [this.#dim(` ${sentence}`, columns)], top });
    const place = currentPlace(picture);
    if (place === undefined) return hint(picture.ended ?? "");
    const { file, line } = place;
    if (file === undefined || line === undefined) return hint(wording.NO_FILE);
    if (text === undefined) return hint(wording.noSource(file));
    const all = text.replace(/\n$/, "").split(/\r?\n/);
    const first = windowTop(line, all.length, rows, top);
    const width = String(Math.min(all.length, first + rows)).length + 1;
    const shown = all.slice(first - 1, first - 1 + rows);
    const lines = shown.map((code, at) => this.#sourceLine(first + at, code, line, width, columns));
    return { lines, top: first };
  }

  #sourceLine(number: number, code: string, here: number, width: number, columns: number): string {
    const { bold, dim, inverse } = this.#paint;
    const margin = `${String(number).padStart(width)}  `;
    const cutCode = this.fit(code, columns - margin.length - 2);
    if (number !== here) return `  ${dim(margin)}${cutCode}`;
    return bold(`${this.#marks.here} ${margin}${inverse(cutCode)}`);
  }

  /** The end of what was printed; the lines with what the step before printed are marked. */
  output(output: string, printed: string, columns: number, rows: number): readonly string[] {
    if (output === "") return [this.#dim(` ${wording.NOTHING_PRINTED}`, columns)];
    const lines = outputLines(output);
    const fresh = freshFrom(output, printed);
    return lines.slice(-rows).map(({ text, end }) => {
      const isFresh = end > fresh;
      const line = `${isFresh ? this.#marks.fresh : " "}${this.fit(text, columns - 1)}`;
      return isFresh ? this.#paint.green(line) : line;
    });
  }

  /** Findings around this step, those that happen in it marked. */
  findings(
    findings: readonly Finding[],
    picture: Picture,
    columns: number,
    rows: number,
  ): readonly string[] {
    if (findings.length === 0) return [this.#dim(` ${wording.NOTHING_FOUND}`, columns)];
    const { step } = picture;
    const here = new Set(picture.findings.map(({ number }) => number));
    const next = findings.findIndex(({ step: at = Number.POSITIVE_INFINITY }) => at >= step);
    const around = (next < 0 ? findings.length : next) - Math.floor((rows - 1) / 2);
    const first = Math.max(0, Math.min(around, findings.length - rows));
    return findings.slice(first, first + rows).map(({ number, title, step: at }) => {
      const happens = here.has(number) || at === step;
      const when = at === undefined ? "" : ` ${wording.happensAt(at)}`;
      const room = columns - widthOf(when);
      const text = this.fit(`${happens ? this.#marks.here : " "}${number} ${title}`, room);
      const gap = " ".repeat(Math.max(0, room - widthOf(text)));
      return happens
        ? this.#paint.red(`${text}${gap}${when}`)
        : `${text}${gap}${this.#paint.dim(when)}`;
    });
  }

  /** One line of several facts, as many of them as there is room for; a message rather than where one is. */
  status(facts: readonly string[], message: string | undefined, columns: number): string {
    const separator = ` ${this.#marks.separator} `;
    const room = columns - 1;
    let text = this.fit(facts[0] ?? "", room);
    for (const fact of message === undefined ? facts.slice(1) : [message]) {
      const left = room - widthOf(text) - separator.length;
      if (message !== undefined && left < widthOf(fact)) text = this.fit(message, room);
      else if (left >= LeastFact) text += separator + this.fit(fact, left);
    }
    const line = ` ${text}${" ".repeat(Math.max(0, room - widthOf(text)))}`;
    const { inverse, yellow } = this.#paint;
    return message === undefined ? inverse(line) : inverse(yellow(line));
  }

  dim(text: string): string {
    return this.#paint.dim(text);
  }

  #dim(text: string, columns: number): string {
    return this.#paint.dim(this.fit(text, columns));
  }

  get #marks() {
    return MARKS[this.charset];
  }
}

const TabWidth = 4;
/** Columns below which the beginning of a fact says nothing. */
const LeastFact = 12;

/** The uppermost line, from 1: so far from that of before as it takes to see the current line and those beside it. */
function windowTop(line: number, all: number, rows: number, before: number): number {
  const margin = Math.min(2, Math.floor((rows - 1) / 2));
  const nearest = Math.max(line + margin + 1 - rows, Math.min(before, line - margin));
  const isNear = before >= 1 && Math.abs(nearest - before) <= rows / 2;
  const top = isNear ? nearest : line - Math.floor((rows - 1) / 2);
  return Math.max(1, Math.min(top, all + 1 - rows));
}

/** With where each ends in the output. */
export function outputLines(output: string): readonly { text: string; end: number }[] {
  let end = 0;
  const lines = output.split("\n").map((text) => {
    end += text.length + 1;
    return { text: text.replace(/\r$/, ""), end };
  });
  if (output.endsWith("\n")) lines.pop();
  return lines;
}

/** Where in the output that begins which the step before printed. */
export function freshFrom(output: string, printed: string): number {
  return printed === "" ? Number.POSITIVE_INFINITY : Math.max(0, output.length - printed.length);
}
