/**
 * What each block looks like before it has a place: a row of cells where all of it fits into one line, as `[30|●]`, otherwise a box
 * with a line for each field.
 */
import { widthOf } from "./columns.ts";
import { ChangedMark } from "./glyphs.ts";
import { Boundless, isHollow, type Line, linesOf, partsOf, unwrapped } from "./lines.ts";
import type { PictureBlock, PictureValue } from "./model.ts";
import {
  changedInside,
  isPointer,
  type Phrases,
  type Piece,
  type PointerPiece,
  type Words,
  words,
} from "./phrases.ts";
import { BLOCK_STATES, inBytes, stateOf } from "./wording.ts";

/** A structure of more fields, or of wider ones, is easier to read line by line. */
const RowFields = 5;
const RowWidth = 40;
/** Of a box. */
const BoxLines = 24;

interface ShapeCommon {
  /** `#3`, `*#3 freed`. */
  readonly label: readonly Words[];
  readonly type: string;
  /** The type, and with a row the names of its fields. */
  readonly caption: string;
  readonly freed: boolean;
}
export type Shape = ShapeCommon &
  (({ readonly kind: "row" } & Row) | { readonly kind: "box"; readonly lines: readonly Line[] });

interface Row {
  readonly cells: readonly (readonly Piece[])[];
  /** Of the fields in the cells; none of an array. */
  readonly names: readonly string[];
}

/** @param room the columns that a block may take at most */
export function shapeOf(block: PictureBlock, phrases: Phrases, room: number): Shape {
  // Of a new block everything is new: its number says it once.
  const value = unwrapped(block.changed === "allocated" ? settled(block.value) : block.value);
  const common = { label: labelOf(block), freed: block.state === "freed" };
  const type = block.type === undefined ? inBytes(block.size) : phrases.clean(block.type);
  const label = widthOf(common.label.map(({ text }) => text).join(""));
  const row = rowOf(value, phrases, room - label - 3);
  if (row) {
    const names = row.names.some((name) => name !== "") ? ` [${row.names.join("|")}]` : "";
    return { ...common, kind: "row", type, caption: type + names, ...row };
  }
  const parts = partsOf(value).map(({ name = "", value: part }) => ({ name, value: part }));
  const head = value.kind === "members" && value.head !== undefined ? ` ${value.head}` : "";
  // Two borders with a space beside each.
  const unlisted = value.kind === "elements" ? value.count - parts.length : 0;
  const lines = linesOf(parts, phrases, room - 4, BoxLines, unlisted);
  const caption = type + phrases.clean(head);
  return { ...common, kind: "box", type: caption, caption, lines };
}

/** The pointers from which lines can lead: of a row all, of a line that has several none, for nobody could tell them apart. */
export function sourcesOf(
  shape: Shape,
): readonly { readonly piece: PointerPiece; readonly line: number }[] {
  if (shape.kind === "row") {
    const pieces = shape.cells.flat().filter(isPointer);
    return pieces.map((piece) => ({ piece, line: 0 }));
  }
  return shape.lines.flatMap(({ pieces }, line) => {
    const pointers = pieces.filter(isPointer);
    return pointers.length === 1 ? [{ piece: pointers[0]!, line }] : [];
  });
}

function labelOf(block: PictureBlock): readonly Words[] {
  const { number, changed, value } = block;
  const { word } = BLOCK_STATES[stateOf(block)];
  const told = changed === "written" && (value.changed || changedInside(value));
  const mark = changed !== undefined && !told ? [words(ChangedMark, "changed")] : [];
  return [
    ...mark,
    words(`#${number}`, mark.length > 0 ? "changed" : "title"),
    ...(word === "" ? [] : [words(` ${word}`, word === "freed" ? "dim" : "bad")]),
  ];
}

/** Undefined where a box shows more. */
function rowOf(value: PictureValue, phrases: Phrases, room: number): Row | undefined {
  const parts = partsOf(value);
  const cells = cellsOf(value, phrases, parts.length > 0 ? Boundless : room);
  if (parts.length === 0) return { cells, names: [] };
  if (isHollow(value, phrases)) return undefined;
  const isStruct = value.kind === "members" && value.head === undefined;
  const width = cells.reduce((sum, cell) => sum + phrases.width(cell) + 1, 0);
  if (width > (isStruct ? Math.min(RowWidth, room) : room)) return undefined;
  if (isStruct && parts.length > RowFields) return undefined;
  return { cells, names: isStruct ? parts.map(({ name = "" }) => phrases.clean(name)) : [] };
}

function cellsOf(value: PictureValue, phrases: Phrases, room: number): Row["cells"] {
  if (value.kind === "elements" && value.text === undefined) {
    return phrases.cells(value.elements, value.count, room, 1);
  }
  const isStruct = value.kind === "members" && value.head === undefined && value.text === undefined;
  if (isStruct && value.members.length > 0) {
    return value.members.map((member) => phrases.inline(member.value, room));
  }
  return [phrases.inline(value, room)];
}

/** Without marks. */
function settled(value: PictureValue): PictureValue {
  const { changed: _, ...rest } = value;
  if (rest.kind === "members") {
    const members = rest.members.map((member) => ({ ...member, value: settled(member.value) }));
    return { ...rest, members };
  }
  if (rest.kind === "elements") return { ...rest, elements: rest.elements.map(settled) };
  return rest;
}
