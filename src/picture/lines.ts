/** Names and values one below the other, as in a frame or a box: what does not fit beside its name gets lines of its own. */
import { cut, widthOf } from "./columns.ts";
import type { PictureMember, PictureValue } from "./model.ts";
import { changedInside, type Phrases, type Piece, type PointerPiece, words } from "./phrases.ts";
import { more } from "./wording.ts";

export interface Line {
  /** Columns before the name, and before the value. */
  readonly nameAt: number;
  readonly valueAt: number;
  readonly name: string;
  readonly pieces: readonly Piece[];
  /** New, or of another value; where only parts of the value are, they are marked themselves. */
  readonly changed: boolean;
}

export interface Named {
  readonly name: string;
  readonly value: PictureValue;
  readonly changed?: boolean;
  /** A variable's id: it tells which other variables need no frame before their names. */
  readonly id?: string;
}

/** Between a name and its value. */
const NameGap = 2;
const Indent = 2;
/** Elements of an array that get lines of their own. */
const MostElements = 8;
/** No structure is opened deeper than this. */
const Deepest = 3;
/** Columns, wide enough for whatever could still fit somewhere. */
export const Boundless = 200;

/**
 * @param room columns for names and values
 * @param most lines, the last of which counts what is left out
 * @param unlisted what is there and not in `named`
 */
export function linesOf(
  named: readonly Named[],
  phrases: Phrases,
  room: number,
  most: number,
  unlisted = 0,
): readonly Line[] {
  const groups = linesBelow(named, 0, phrases, room);
  const lines: Line[] = [];
  for (const [i, group] of groups.entries()) {
    if (lines.length + group.length > most && i > 0) {
      return [...lines, countLine(named.length - i + unlisted, 0, phrases)];
    }
    lines.push(...group.slice(0, most));
  }
  return unlisted > 0 ? [...lines, countLine(unlisted, 0, phrases)] : lines;
}

/** The lines of each; values stand one below the other. */
function linesBelow(
  named: readonly Named[],
  depth: number,
  phrases: Phrases,
  room: number,
): readonly (readonly Line[])[] {
  const nameAt = Indent * depth;
  const longest = Math.floor((room - nameAt) / 2);
  const names = named.map(({ name }) => cut(phrases.clean(name), longest, phrases.glyphs.ellipsis));
  const valueAt = nameAt + Math.max(0, ...names.map(widthOf)) + NameGap;
  return named.map((each, i) => {
    const { value, changed = false, id } = each;
    const marked = (changed || (value.changed ?? false)) && !changedInside(value);
    const { changed: _, ...unmarked } = value;
    const shown = marked ? unmarked : value;
    const left = Math.max(1, room - valueAt);
    const line = { nameAt, valueAt, name: names[i]!, changed: marked };
    const whole = phrases.inline(shown, Boundless, id);
    const parts = depth < Deepest ? partsToShow(unwrapped(value), phrases) : [];
    // Of several pointers in one line none can have an arrow.
    const arrows = whole.filter((piece) => phrases.leadsToBlock(piece)).length;
    const fits = phrases.width(whole) <= left && !isHollow(unwrapped(value), phrases);
    if (parts.length === 0 || (fits && arrows < 2)) {
      return [{ ...line, pieces: phrases.inline(shown, left, id) }];
    }
    return [...opened(line, unwrapped(value), parts, depth + 1, phrases, room, id)];
  });
}

/** A header and the parts below it. */
function opened(
  header: Omit<Line, "pieces">,
  value: PictureValue,
  parts: readonly PictureMember[],
  depth: number,
  phrases: Phrases,
  room: number,
  id: string | undefined,
): readonly Line[] {
  const head = value.kind === "members" ? (value.head ?? "") : "";
  const listed = value.kind === "elements" ? parts.slice(0, MostElements) : parts;
  const named = listed.map(({ name = "", value: part }) => ({
    name,
    value: part,
    ...(id !== undefined && { id }),
  }));
  const hidden = value.kind === "elements" ? value.count - listed.length : 0;
  return [
    { ...header, pieces: head === "" ? [] : [words(phrases.clean(head))] },
    ...linesBelow(named, depth, phrases, room).flat(),
    ...(hidden > 0 ? [countLine(hidden, depth, phrases)] : []),
  ];
}

function countLine(count: number, depth: number, phrases: Phrases): Line {
  const nameAt = Indent * depth;
  const name = `${phrases.glyphs.ellipsis} ${more(count)}`;
  return { nameAt, valueAt: nameAt + widthOf(name), name, pieces: [], changed: false };
}

/** Columns. */
export function lineWidth(
  { valueAt, pieces }: Line,
  phrases: Phrases,
  drawn?: ReadonlySet<PointerPiece>,
): number {
  return valueAt + phrases.width(pieces, drawn);
}

/** Of pointers those that lead to blocks: a hash table is mostly empty. To say that there is one more would take a line, too. */
function partsToShow(value: PictureValue, phrases: Phrases): readonly PictureMember[] {
  if (value.kind !== "elements") return partsOf(value);
  const all = value.elements.map((element, i) => ({ name: `[${i}]`, value: element }));
  const pointers = all.filter(({ value: element }) =>
    phrases.inline(element, Boundless).some((piece) => phrases.leadsToBlock(piece)),
  );
  if (pointers.length === 0) return partsOf(value);
  return value.count === pointers.length + 1 ? all : pointers;
}

/** What can be opened, with names: fields, and elements that have fields or elements themselves. */
export function partsOf(value: PictureValue): readonly PictureMember[] {
  if (value.kind === "members") return value.text === undefined ? value.members : [];
  if (value.kind !== "elements" || value.text !== undefined) return [];
  if (!value.elements.some((element) => hasParts(unwrapped(element)))) return [];
  return value.elements.map((element, i) => ({ name: `[${i}]`, value: element }));
}

/** Whether not even the first element fits into a line, however long: a line would only say how many there are. */
export function isHollow(value: PictureValue, phrases: Phrases): boolean {
  if (value.kind !== "elements" || value.text !== undefined || value.count < 2) return false;
  return phrases.cells(value.elements, value.count, Boundless, 2).length === 1;
}

/** Strings with their lengths among them, which are not opened but need room, and the rows of a grid. */
function hasParts(value: PictureValue): boolean {
  if (value.kind === "members") return value.members.length > 0;
  return value.kind === "elements" && value.text === undefined && value.elements.length > 0;
}

/** A type that is just what it holds (Box, unique_ptr) is shown as that. */
export function unwrapped(value: PictureValue): PictureValue {
  if (value.kind !== "members" || value.head !== undefined || value.text !== undefined)
    return value;
  const only = value.members.length === 1 ? value.members[0] : undefined;
  return only === undefined || only.name !== undefined ? value : unwrapped(only.value);
}
