/**
 * A picture as SVG that needs nothing else: what stands where is decided as for text, but every arrow to a block that is there is drawn, for curves may
 * cross where lines of characters may not.
 */
import { type Forest, plant } from "./forest.ts";
import { groupsOf } from "./groups.ts";
import { lineWidth } from "./lines.ts";
import type { Picture } from "./model.ts";
import { withTypesOpened } from "./opened.ts";
import { isPointer, Phrases, type Piece, type PointerPiece } from "./phrases.ts";
import { type Layout, placesOf } from "./places.ts";
import { type Shape, shapeOf } from "./shapes.ts";
import { type StackLine, stackLines } from "./stack.ts";
import { arrow } from "./svg-arrows.ts";
import { element, escaped, pageSize, stylesAndPatterns } from "./svg-page.ts";
import { SvgSides, svgMetrics } from "./svg-sides.ts";
import { blocksCutOff, HeapTitle, moreBlocks, NoBlocks } from "./wording.ts";
import { pictureInWords, titleInWords } from "./words.ts";

export interface SvgOptions {
  /** Columns of 8.4 pixels, 60 at least; 100 when it is not said. */
  readonly columns?: number;
  /** What all ids in it begin with: two drawings in one page need two. */
  readonly id?: string;
}

export interface SvgDrawing {
  readonly svg: string;
  readonly layout: Layout;
}

const UsualColumns = 100;
const FewestColumns = 60;
/** Of the columns the stack takes at most. */
const StackShare = 0.4;
const NarrowestStack = 22;
const Channel = 9;
/** Of the stack; more are counted. */
const MostLines = 200;
/** Rows of the heap; the blocks of more are counted. */
const MostTrees = 50;
/** Lines between two trees. */
const Space = 0.6;

export function drawSvg(picture: Picture, options: SvgOptions = {}): string {
  return drawSvgAfter(undefined, picture, options).svg;
}

/** @param previous the layout of an SVG drawing with the same number of columns */
export function drawSvgAfter(
  previous: Layout | undefined,
  given: Picture,
  options: SvgOptions = {},
): SvgDrawing {
  const picture = withTypesOpened(given);
  const { id = "redzone" } = options;
  const columns = Math.max(FewestColumns, options.columns ?? UsualColumns);
  const phrases = new Phrases(picture, "unicode");
  const widest = Math.floor(columns * StackShare);
  const lines = stackLines(picture, phrases, widest - 3, MostLines);
  const variables = lines.flatMap((line) => (line.kind === "line" ? line.line.pieces : []));
  const shapes = new Map(
    // The width is the stack's at its widest: a block looks the same at every step.
    picture.blocks.map((block) => [
      block.number,
      shapeOf(block, phrases, columns - widest - Channel),
    ]),
  );
  const drawn = new Set(
    [...variables, ...[...shapes.values()].flatMap(piecesOf)].filter(isPointer).filter((piece) => {
      const target = phrases.arrow(piece);
      return target.to === "block" && target.target !== "outside" && shapes.has(target.block);
    }),
  );
  const widths = lines.map((line) => columnsOf(line, phrases, drawn));
  const stackWidth = Math.min(widest, Math.max(NarrowestStack, ...widths));
  const heapColumn = stackWidth + Channel;

  const metrics = svgMetrics(phrases, drawn);
  const forest = plant({
    picture,
    phrases,
    shapes,
    order: variables.filter(isPointer).flatMap((piece) => blockOf(phrases, piece) ?? []),
    metrics,
    limit: columns - heapColumn,
    previous: previous?.planted,
  });
  const trees = forest.trees.slice(0, MostTrees);
  const groups = groupsOf({ ...forest, trees }, metrics, new Set(shapes.keys()));
  const places = placesOf(groups, wishesOf(lines, phrases), 1, Space, previous?.lines);

  const sides = new SvgSides(phrases, drawn);
  sides.stack(lines, stackWidth);
  sides.text(heapColumn, 0, HeapTitle, "title");
  for (const [{ spots }, { line }] of places) {
    for (const { tree, x, y } of spots) {
      sides.block(tree.block.number, tree.shape, heapColumn + x, line + y);
    }
  }
  let bottom = Math.max(1, ...[...places].map(([{ below }, { line }]) => line + below + Space));
  const { ellipsis } = phrases.glyphs;
  const cutOff = picture.blocks.length - sides.areas.size;
  const notes = [
    ...(cutOff > 0 ? [`${ellipsis} ${blocksCutOff(cutOff)}`] : []),
    ...(picture.blocks.length + picture.moreBlocks.length === 0 ? [NoBlocks] : []),
    ...picture.moreBlocks.map((each) => `${ellipsis} ${moreBlocks(each)[0]}`),
  ];
  for (const note of notes) sides.text(heapColumn, bottom++, note, "dim");
  const arrows = arrowsOf(sides, forest, shapes, phrases, id);
  const size = pageSize(sides.columns, Math.max(bottom, lines.length) + Space);
  return {
    svg: svgDocument(picture, id, size, [...sides.parts, ...arrows]),
    layout: {
      planted: forest.planted,
      lines: new Map([...places].map(([{ root }, { line }]) => [root.block.number, line])),
    },
  };
}

function arrowsOf(
  sides: SvgSides,
  forest: Forest,
  shapes: ReadonlyMap<number, Shape>,
  phrases: Phrases,
  id: string,
): readonly string[] {
  const { parents } = forest.planted;
  const reached = new Map<number, number>();
  return sides.dots.flatMap((dot) => {
    const target = phrases.arrow(dot.piece);
    const area = target.to === "block" ? sides.areas.get(target.block) : undefined;
    if (target.to !== "block" || area === undefined) return [];
    const { holder } = dot;
    const parent = parents.get(target.block);
    const isNext = parent === holder && (holder === undefined || forest.drawn.has(dot.piece));
    const isRow = parent === undefined && area.y > dot.bottom && area.x < dot.x;
    const before = reached.get(target.block) ?? 0;
    const way = isNext ? "front" : isRow ? "row" : "around";
    if (way === "around") reached.set(target.block, before + 1);
    const stale = holder !== undefined && shapes.get(holder)?.freed;
    const looks = stale ? "stale" : target.target === "freed" ? "dangling" : "arrow";
    return [arrow(dot, area, way, before, looks, id)];
  });
}

function svgDocument(
  picture: Picture,
  id: string,
  [width, height]: readonly [number, number],
  parts: readonly string[],
): string {
  const root = {
    xmlns: "http://www.w3.org/2000/svg",
    id,
    width,
    height,
    viewBox: `0 0 ${width} ${height}`,
    role: "img",
    "aria-labelledby": `${id}-title ${id}-desc`,
  };
  return `${element(
    "svg",
    root,
    element("title", { id: `${id}-title` }, escaped(titleInWords(picture))),
    element("desc", { id: `${id}-desc` }, escaped(pictureInWords(picture))),
    stylesAndPatterns(id),
    element("rect", { width, height, fill: "#fff" }),
    ...parts.filter((part) => part !== ""),
  )}\n`;
}

function piecesOf(shape: Shape): readonly Piece[] {
  return shape.kind === "row" ? shape.cells.flat() : shape.lines.flatMap(({ pieces }) => pieces);
}

function blockOf(phrases: Phrases, piece: PointerPiece): number | undefined {
  const target = phrases.arrow(piece);
  return target.to === "block" ? target.block : undefined;
}

function columnsOf(line: StackLine, phrases: Phrases, drawn: ReadonlySet<PointerPiece>): number {
  if (line.kind === "line") return lineWidth(line.line, phrases, drawn) + 3;
  return line.kind === "end" ? 0 : phrases.width([{ text: line.text, tone: "plain" }]) + 3;
}

/** The line of the uppermost variable that points to each block. */
function wishesOf(lines: readonly StackLine[], phrases: Phrases): ReadonlyMap<number, number> {
  const wishes = new Map<number, number>();
  for (const [y, line] of lines.entries()) {
    if (line.kind !== "line") continue;
    for (const piece of line.line.pieces) {
      const block = isPointer(piece) ? blockOf(phrases, piece) : undefined;
      if (block !== undefined && !wishes.has(block)) wishes.set(block, y);
    }
  }
  return wishes;
}
