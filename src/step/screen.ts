/**
 * The screen as text: a pure function of what it is about. Parts stand below each other where the terminal is narrow, and
 * otherwise with the memory at the right, which then has all the lines.
 */
import { widthOf } from "../picture/columns.ts";
import type { Picture } from "../picture/model.ts";
import { drawText, drawTextAfter, type TextLayout } from "../picture/text.ts";
import { frameTitle } from "../picture/wording.ts";
import type { Finding } from "./findings.ts";
import { Panes, type Style } from "./panes.ts";
import { currentPlace } from "./program.ts";
import type { Extent, State } from "./state.ts";
import { hints, viewLines, viewTitle } from "./views.ts";
import * as wording from "./wording.ts";

/** All that there is to show. */
export interface Scene {
  readonly picture: Picture;
  /** By the step before. */
  readonly printed: string;
  readonly findings: readonly Finding[];
  /** The report as text. */
  readonly report: string;
  /** Of the block that was asked for, as text. */
  readonly history: string;
  /** The run did not end by itself. */
  readonly stopped: boolean;
  /** An answer is taking its time. */
  readonly waiting: boolean;
  readonly readSource: (file: string) => string | undefined;
}

export interface Size {
  readonly columns: number;
  readonly rows: number;
}

/** Where things stood, so that they stay there. */
export interface Places {
  readonly file?: string;
  /** The uppermost line of the source that was seen. */
  readonly sourceTop?: number;
  readonly memory?: { readonly columns: number; readonly layout: TextLayout };
}

export interface Screen {
  /** As many as the terminal has, none longer than it is wide. */
  readonly lines: readonly string[];
  /** Where somebody types, from 0. */
  readonly cursor?: { readonly row: number; readonly column: number };
  readonly extent: Extent;
  readonly places: Places;
}

/** Less than this shows nothing that helps. */
export const Least: Size = { columns: 40, rows: 10 };
/** From here on source and memory stand side by side. */
const Beside: Size = { columns: 112, rows: 16 };
/** Of these the source has at most so many. */
const WidestSource = 100;
/** From here on output and findings stand side by side. */
const WideFoot = 70;

export function drawScreen(
  state: State,
  scene: Scene,
  size: Size,
  style: Style,
  places: Places = {},
): Screen {
  const { columns, rows } = size;
  const panes = new Panes(style);
  if (columns < Least.columns || rows < Least.rows) {
    const lines = wording.tooSmall(Least.columns, Least.rows);
    const shown = lines.slice(0, rows).map((line) => panes.fit(line, columns));
    return { lines: filled(shown, rows), extent: { top: 0, most: 0, page: rows }, places };
  }
  const hint = panes.dim(hints(state, columns, panes));
  if (state.view) {
    const { lines, extent } = drawView(
      state.view,
      scene,
      { columns, rows: rows - 1 },
      panes,
      style,
    );
    return { lines: [...lines, hint], extent, places };
  }
  const page = new Page(state, scene, style, panes, places).draw({ columns, rows: rows - 2 });
  const { foot, cursor } = drawFoot(state, scene, columns, panes);
  return {
    lines: [...page.lines, foot, hint],
    ...(cursor !== undefined && { cursor: { row: rows - 2, column: cursor } }),
    extent: page.extent,
    places: page.places,
  };
}

interface Part {
  readonly lines: readonly string[];
  readonly extent: Extent;
}
type PlacedPart = Part & { readonly places: Places };

/** What covers the screen. */
function drawView(
  { name, top }: NonNullable<State["view"]>,
  { picture, report, history }: Scene,
  { columns, rows }: Size,
  panes: Panes,
  style: Style,
): Part {
  const lines =
    name === "memory"
      ? linesOf(drawText(picture, { ...style, columns }))
      : viewLines(name, { output: picture.output, report, history }, columns, panes);
  const page = rows - 1;
  const extent = extentOf(top, lines.length, page);
  const rule = panes.rule(viewTitle(name), seen(extent, lines.length), columns);
  return { lines: [rule, ...filled(lines.slice(extent.top, extent.top + page), page)], extent };
}

class Page {
  readonly #state: State;
  readonly #scene: Scene;
  readonly #style: Style;
  readonly #panes: Panes;
  readonly #before: Places;

  constructor(state: State, scene: Scene, style: Style, panes: Panes, before: Places) {
    this.#state = state;
    this.#scene = scene;
    this.#style = style;
    this.#panes = panes;
    this.#before = before;
  }

  draw(size: Size): PlacedPart {
    return size.columns >= Beside.columns && size.rows >= Beside.rows
      ? this.#beside(size)
      : this.#below(size);
  }

  #beside({ columns, rows }: Size): PlacedPart {
    const left = Math.min(WidestSource, Math.floor((columns - 3) * 0.45));
    const foot = Math.max(3, Math.floor(rows / 6));
    const source = this.#source({ columns: left, rows: rows - 2 * foot });
    const parts = [
      ...source.lines,
      ...this.#output({ columns: left, rows: foot }),
      ...this.#findings({ columns: left, rows: foot }),
    ];
    const memory = this.#memory({ columns: columns - 3 - left, rows });
    const lines = parts.map((line, at) =>
      besideEachOther(line, left, this.#panes, memory.lines[at]),
    );
    return { lines, extent: memory.extent, places: { ...source.places, ...memory.places } };
  }

  #below({ columns, rows }: Size): PlacedPart {
    const content = rows - 3;
    const footRows = Math.max(1, Math.min(6, Math.round(content * 0.16)));
    const sourceRows = Math.max(1, Math.floor((content - footRows) * 0.38));
    const memoryRows = content - footRows - sourceRows;
    const source = this.#source({ columns, rows: sourceRows + 1 });
    const memory = this.#memory({ columns, rows: memoryRows + 1 });
    const foot = this.#foot({ columns, rows: footRows + 1 });
    return {
      lines: [...source.lines, ...memory.lines, ...foot],
      extent: memory.extent,
      places: { ...source.places, ...memory.places },
    };
  }

  #foot({ columns, rows }: Size): readonly string[] {
    if (columns < WideFoot) return this.#narrowFoot({ columns, rows });
    const left = Math.floor((columns - 3) / 2);
    const findings = this.#findings({ columns: columns - 3 - left, rows });
    return this.#output({ columns: left, rows }).map((line, at) =>
      besideEachOther(line, left, this.#panes, findings[at]),
    );
  }

  /** Findings have room only where they happen. */
  #narrowFoot({ columns, rows }: Size): readonly string[] {
    const { picture, findings } = this.#scene;
    const here = findings.filter(
      ({ number, step }) =>
        step === picture.step || picture.findings.some((each) => each.number === number),
    );
    if (here.length > 0) {
      const shown = this.#panes.findings(here, picture, columns, rows - 1);
      const rule = this.#panes.rule(wording.FINDINGS_TITLE, "", columns);
      return [rule, ...filled(shown, rows - 1)];
    }
    const note = findings.length === 0 ? "" : wording.findingsCount(findings.length);
    return this.#output({ columns, rows }, note);
  }

  #source({ columns, rows }: Size): { lines: readonly string[]; places: Places } {
    const { picture, readSource } = this.#scene;
    const file = currentPlace(picture)?.file;
    const text = file === undefined ? undefined : readSource(file);
    const { file: shownFile, sourceTop = 0 } = this.#before;
    const top = file === shownFile ? sourceTop : 0;
    const room = { columns, rows: rows - 1 };
    const { lines, top: sourceNow } = this.#panes.source(picture, text, room, top);
    const title = file ?? shownFile ?? picture.program;
    const rule = this.#panes.rule(title, "", columns);
    return {
      lines: [rule, ...filled(lines, rows - 1)],
      places: { file: title, sourceTop: sourceNow },
    };
  }

  #memory({ columns, rows }: Size): PlacedPart {
    const { memory } = this.#before;
    const previous = memory?.columns === columns ? memory.layout : undefined;
    const { picture } = this.#scene;
    const options = { ...this.#style, columns, stackHeight: rows - 1 };
    const { text, layout } = drawTextAfter(previous, picture, options);
    const all = linesOf(text);
    const extent = extentOf(this.#state.top, all.length, rows - 1);
    const rule = this.#panes.rule(wording.MEMORY_TITLE, seen(extent, all.length), columns);
    const shown = all.slice(extent.top, extent.top + rows - 1);
    const places = { memory: { columns, layout } };
    return { lines: [rule, ...filled(shown, rows - 1)], extent, places };
  }

  #output({ columns, rows }: Size, note = ""): readonly string[] {
    const { picture, printed } = this.#scene;
    const shown = this.#panes.output(picture.output, printed, columns, rows - 1);
    const rule = this.#panes.rule(wording.OUTPUT_TITLE, note, columns);
    return [rule, ...filled(shown, rows - 1)];
  }

  #findings({ columns, rows }: Size): readonly string[] {
    const { picture, findings } = this.#scene;
    const shown = this.#panes.findings(findings, picture, columns, rows - 1);
    const count = findings.length > rows - 1 ? wording.findingsCount(findings.length) : "";
    const rule = this.#panes.rule(wording.FINDINGS_TITLE, count, columns);
    return [rule, ...filled(shown, rows - 1)];
  }
}

/** The line above the hints: where one is, or what is being typed. */
function drawFoot(
  { prompt, message }: State,
  { picture, stopped, waiting }: Scene,
  columns: number,
  panes: Panes,
): { foot: string; cursor?: number } {
  if (prompt !== undefined) {
    const { forwards, backwards = forwards } = wording.PROMPTS[prompt.name];
    const before = panes.fit(prompt.direction === 1 ? forwards : backwards, columns);
    // Of a long text the end is seen, where one types.
    const room = columns - widthOf(before) - 1;
    let shown = panes.plain(prompt.text);
    while (widthOf(shown) > room) shown = shown.slice(1);
    return { foot: `${before}${shown}`, cursor: widthOf(before) + widthOf(shown) };
  }
  const { step, steps, ended } = picture;
  const place = currentPlace(picture);
  const facts = [
    wording.stepOf(step, steps),
    ...(waiting ? [wording.WORKING] : []),
    ...(ended === undefined ? [] : [ended]),
    ...(place === undefined ? [] : [frameTitle(place)]),
    ...(stopped ? [wording.STOPPED] : []),
  ];
  return { foot: panes.status(facts, message, columns) };
}

function linesOf(drawing: string): readonly string[] {
  return drawing.trimEnd().split("\n");
}

function extentOf(wanted: number, all: number, page: number): Extent {
  const most = Math.max(0, all - page);
  return { top: Math.min(wanted, most), most, page };
}

/** Which part of it is seen, where that is not all. */
function seen({ top, most, page }: Extent, all: number): string {
  return most === 0 ? "" : wording.shownLines(top + 1, Math.min(all, top + page), all);
}

function filled(lines: readonly string[], rows: number): readonly string[] {
  const shown = lines.slice(0, rows);
  return [...shown, ...Array.from({ length: rows - shown.length }, () => "")];
}

function besideEachOther(left: string, columns: number, panes: Panes, right = ""): string {
  return `${left}${" ".repeat(Math.max(0, columns - widthOf(left)))}${panes.between}${right}`;
}
