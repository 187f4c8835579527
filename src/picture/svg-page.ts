/** SVG as text: elements with escaped attributes, positions, and the looks of everything. All numbers in pixels, unless they are columns or lines. */
import { widthOf } from "./columns.ts";
import type { Tone } from "./phrases.ts";

/** Of 14 pixels' monospaced type, which all fonts of the list below have. */
const ColumnWidth = 8.43;
export const LineHeight = 24;
const Margin = 14;
/** From a line's top to its letters' foot. */
const Baseline = 17;
/** The looks `small`, compared with the usual. */
export const SmallScale = 0.8;

/** The middle of the arrowhead's back is drawn over the end of its line. */
const HeadLength = 9;

export const atColumn = (column: number): number => Margin + column * ColumnWidth;
export const atLine = (line: number): number => Margin + line * LineHeight;
export const pageSize = (
  columns: number,
  lines: number,
): readonly [width: number, height: number] => [
  Math.ceil(2 * Margin + columns * ColumnWidth),
  Math.ceil(2 * Margin + lines * LineHeight),
];

/** How a text looks, `small` besides its tone. */
export type Looks = Tone | `${Tone} small`;

export function element(
  name: string,
  attributes: Readonly<Record<string, string | number>>,
  ...content: readonly string[]
): string {
  const written = Object.entries(attributes)
    .map(
      ([key, value]) => ` ${key}="${typeof value === "number" ? rounded(value) : escaped(value)}"`,
    )
    .join("");
  const inside = content.join("\n");
  return inside === "" ? `<${name}${written}/>` : `<${name}${written}>${inside}</${name}>`;
}

/** In the line that begins at `y`. Spaces are kept by moving the text: not every program that shows SVG keeps those at its start. */
export function textAt(x: number, y: number, text: string, looks: Looks): string {
  const shown = text.trimStart();
  const start = x + (text.length - shown.length) * ColumnWidth;
  if (shown === "") return "";
  return element("text", { x: start, y: y + Baseline, class: looks }, escaped(shown));
}

export function rectangle(
  x: number,
  y: number,
  width: number,
  height: number,
  looks: string,
): string {
  return element("rect", { x, y, width, height, rx: 2, class: looks });
}

/** Pixels. */
export function widthInPixels(text: string): number {
  return widthOf(text) * ColumnWidth;
}

/** A program's strings hold anything; XML 1.0 does not allow all of it. */
export function escaped(text: string): string {
  return text
    .replace(/[^\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "\ufffd")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

/** Coordinates are given to a tenth of a pixel. */
export function rounded(value: number): string {
  return String(Math.round(value * 10) / 10);
}

/** Every colour differs from the others in lightness, and goes with a word, a mark or a pattern. `id`: what all names begin with. */
export function stylesAndPatterns(id: string): string {
  const rules = {
    text: "font:14px 'DejaVu Sans Mono',Menlo,Consolas,ui-monospace,monospace;fill:#1b1b1b",
    ".small": "font-size:11px",
    ".dim": "fill:#666",
    ".title": "font-weight:bold",
    ".changed": "font-weight:bold;fill:#7a3e00",
    ".bad": "font-weight:bold;fill:#a40000",
    ".frame": "fill:#f3f3ef;stroke:#555",
    ".running": "fill:#e7ecf5;stroke:#333",
    ".cell": "fill:#fff;stroke:#777",
    ".freed": `fill:url(#${id}-hatch);stroke:#777;stroke-dasharray:3 3`,
    ".arrow": "fill:none;stroke:#1b1b1b;stroke-width:1.4",
    ".dangling": "stroke:#a40000;stroke-dasharray:5 4",
    ".stale": "stroke:#999;stroke-dasharray:2 4",
    ".dot": "fill:#1b1b1b",
    ".hollow": "fill:#fff;stroke:#a40000;stroke-width:1.6",
  };
  const style = Object.entries(rules).map(([what, how]) => `#${id} ${what}{${how}}`);
  const head = (name: string, fill: string) =>
    element(
      "marker",
      {
        id: `${id}-${name}`,
        viewBox: "0 0 10 10",
        refX: HeadLength,
        refY: 5,
        markerWidth: 7,
        markerHeight: 7,
        orient: "auto",
      },
      element("path", { d: "M0 1 10 5 0 9z", fill }),
    );
  const hatch = element(
    "pattern",
    {
      id: `${id}-hatch`,
      width: 6,
      height: 6,
      patternUnits: "userSpaceOnUse",
      patternTransform: "rotate(45)",
    },
    element("rect", { width: 6, height: 6, fill: "#fff" }),
    element("path", { d: "M0 0V6", stroke: "#ddd", "stroke-width": 3 }),
  );
  return [
    element("style", {}, style.join("\n")),
    element(
      "defs",
      {},
      head("arrow", "#1b1b1b"),
      head("dangling", "#a40000"),
      head("stale", "#999"),
      hatch,
    ),
  ].join("\n");
}
