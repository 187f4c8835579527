/**
 * Values as text in one line: pieces of it, because a pointer's text depends on what becomes of its arrow. Drawn, it is a dot from
 * which a line leads away (`●`); not drawn, it names where it leads (`●▶#3`).
 */
import { cut, harmless, widthOf } from "./columns.ts";
import { ChangedMark, type Charset, GLYPHS, type Glyphs } from "./glyphs.ts";
import type { Arrow, Picture, PictureBlock, PictureMember, PictureValue } from "./model.ts";
import { ConstantTarget, DeadFrame, Gone, more, OutsideBlock, PastEnd } from "./wording.ts";

/** What a text says by its looks as well as by its words. */
export type Tone = "plain" | "dim" | "title" | "changed" | "bad";

export interface Words {
  readonly text: string;
  readonly tone: Tone;
}
/** Each is one of its own, also where two have the same arrow: one may be drawn and the other not. */
export interface PointerPiece {
  readonly arrow: number;
  readonly changed: boolean;
  /** Whose variable it is: a function's name, "" for blocks and globals. Names of its own frame are not qualified. */
  readonly frame: string;
  /** Columns that the name of its target may take with the dot. */
  readonly room: number;
}
export type Piece = Words | PointerPiece;

export const words = (text: string, tone: Tone = "plain"): Words => ({ text, tone });
export const isPointer = (piece: Piece): piece is PointerPiece => "arrow" in piece;

/** Columns that any target's name may have: `●╳▶#12345`. */
const ShortestName = 9;
/** Of strings that pointers lead to. */
const LongestConstant = 20;

/** Values of one picture in the words of one character set. */
export class Phrases {
  readonly glyphs: Glyphs;
  readonly #charset: Charset;
  readonly #arrows: readonly Arrow[];
  readonly #blocks: ReadonlyMap<number, PictureBlock>;
  readonly #variables: ReadonlyMap<string, { name: string; frame: string; value: PictureValue }>;
  /** The frame, a function's name, whose variables are being worded. */
  #frame = "";

  constructor(picture: Picture, charset: Charset) {
    this.#charset = charset;
    this.glyphs = GLYPHS[charset];
    this.#arrows = picture.arrows;
    this.#blocks = new Map(picture.blocks.map((block) => [block.number, block]));
    const places = [
      { function: "", variables: picture.globals },
      ...picture.frames.map(({ number, function: name, variables }) => ({
        // Two calls of one function are told apart by their numbers.
        function: picture.frames.some((other) => other.function === name && other.number !== number)
          ? `${shortName(name)}(${number})`
          : shortName(name),
        variables,
      })),
    ];
    this.#variables = new Map(
      places.flatMap(({ function: frame, variables }) =>
        variables.map(({ id, name, value }) => [id, { name, frame, value }] as const),
      ),
    );
  }

  arrow(piece: PointerPiece): Arrow {
    return this.#arrows[piece.arrow] ?? { to: "undefined" };
  }

  leadsToBlock(piece: Piece): boolean {
    return isPointer(piece) && this.arrow(piece).to === "block";
  }

  clean(text: string): string {
    return harmless(text, this.#charset);
  }

  /**
   * At most `room` columns with all arrows named, as far as that is possible.
   *
   * @param owner the id of the variable that it belongs to: others of the same frame need no frame before their names
   */
  inline(value: PictureValue, room: number, owner = ""): readonly Piece[] {
    this.#frame = this.#variables.get(owner)?.frame ?? "";
    return this.#value(value, room, false);
  }

  width(pieces: readonly Piece[], drawn?: ReadonlySet<PointerPiece>): number {
    return this.resolve(pieces, drawn).reduce((sum, { text }) => sum + widthOf(text), 0);
  }

  /** @param drawn the pointers from which a line leads away */
  resolve(pieces: readonly Piece[], drawn?: ReadonlySet<PointerPiece>): readonly Words[] {
    return pieces.map((piece) =>
      isPointer(piece) ? this.#pointer(piece, drawn?.has(piece) ?? false) : piece,
    );
  }

  #pointer(piece: PointerPiece, drawn: boolean): Words {
    const { text, broken } = this.#reference(piece, drawn);
    const whole = piece.changed ? ChangedMark + text : text;
    const shown = cut(whole, Math.max(piece.room, ShortestName), this.glyphs.ellipsis);
    return words(shown, broken ? "bad" : piece.changed ? "changed" : "plain");
  }

  #reference(piece: PointerPiece, drawn: boolean): { text: string; broken: boolean } {
    const arrow = this.arrow(piece);
    const { dot, head, broken, null: nothing, ellipsis } = this.glyphs;
    const to = (name: string) => ({ text: `${dot}${head}${this.clean(name)}`, broken: false });
    const notTo = (name: string) => ({
      text: dot + broken + head + this.clean(name),
      broken: true,
    });
    switch (arrow.to) {
      case "null":
        return { text: nothing, broken: false };
      case "undefined":
        return { text: "?", broken: true };
      case "block": {
        const { block, offset, target } = arrow;
        if (target === "outside") return to(`#${block}${this.#outside(block, offset)}`);
        const spot = this.#spot(
          this.#blocks.get(block)?.value,
          offset,
          this.#blocks.get(block)?.size,
        );
        if (drawn)
          return {
            text: dot + (target === "freed" ? broken : "") + spot,
            broken: target === "freed",
          };
        return target === "freed" ? notTo(`#${block}${spot}`) : to(`#${block}${spot}`);
      }
      case "variable": {
        const { name, frame, value } = this.#variables.get(arrow.variable) ?? {};
        const outer =
          frame === undefined || frame === "" || frame === piece.frame ? "" : `${frame}.`;
        return to(`${outer}${name ?? arrow.variable}${this.#spot(value, arrow.offset)}`);
      }
      case "dead frame":
        return notTo(arrow.variable === undefined ? DeadFrame : `${arrow.variable} ${Gone}`);
      case "function":
        return to(arrow.name.endsWith(")") ? arrow.name : `${arrow.name}()`);
      case "constant":
        return { text: dot + head + this.#constant(arrow.text), broken: false };
      case "more":
        return { text: dot + head + ellipsis, broken: false };
      case "elsewhere":
        // Not known to be wrong: it may be the library's memory.
        return to(`0x${arrow.address.toString(16)}`);
    }
  }

  #leadsToConstant(value: PictureValue): boolean {
    return value.kind === "pointer" && this.#arrows[value.arrow]?.to === "constant";
  }

  #constant(text: string | undefined): string {
    return text === undefined ? ConstantTarget : this.#string(text, LongestConstant, "plain").text;
  }

  /** Where in a block or variable: `[2]` of an array whose elements' size is known, else bytes. */
  #spot(value: PictureValue | undefined, offset: number, size?: number): string {
    if (offset === 0) return "";
    if (value?.kind === "elements" && size !== undefined && value.count > 0) {
      const element = size / value.count;
      if (Number.isInteger(offset / element)) return `[${offset / element}]`;
    }
    return `+${offset}`;
  }

  #outside(number: number, offset: number): string {
    if (offset === this.#blocks.get(number)?.size) return ` ${PastEnd}`;
    return `${offset < 0 ? "" : "+"}${offset} ${OutsideBlock}`;
  }

  #value(value: PictureValue, room: number, nested: boolean): readonly Piece[] {
    const mark = value.changed && !changedInside(value) ? [words(ChangedMark, "changed")] : [];
    const tone: Tone = mark.length > 0 ? "changed" : "plain";
    const left = room - mark.length;
    switch (value.kind) {
      case "text": {
        const text = cut(this.clean(value.text), left, this.glyphs.ellipsis);
        return [...mark, words(text, value.not === "defined" ? "bad" : value.not ? "dim" : tone)];
      }
      case "pointer":
        return [
          {
            arrow: value.arrow,
            changed: mark.length > 0,
            frame: this.#frame,
            room: left + mark.length,
          },
        ];
      case "elements":
        if (value.text !== undefined) return [...mark, this.#string(value.text, left, tone)];
        return [...mark, ...this.#elements(value.elements, value.count, left)];
      case "members":
        return [...mark, ...this.#members(value, left, nested, tone)];
    }
  }

  /** With the closing quote kept where it is cut. */
  #string(text: string, room: number, tone: Tone): Words {
    const clean = this.clean(text);
    if (widthOf(clean) <= room || !clean.endsWith('"')) {
      return words(cut(clean, room, this.glyphs.ellipsis), tone);
    }
    return words(`${cut(clean.slice(0, -1), room - 1, this.glyphs.ellipsis)}"`, tone);
  }

  #elements(elements: readonly PictureValue[], count: number, room: number): readonly Piece[] {
    const cells = this.cells(elements, count, room - 2, 2);
    return [
      words("["),
      ...cells.flatMap((cell, i) => (i === 0 ? cell : [words(", "), ...cell])),
      words("]"),
    ];
  }

  /** As many elements as there is room for, and how many more there are. `between`: columns of what separates them. */
  cells(
    elements: readonly PictureValue[],
    count: number,
    room: number,
    between: number,
  ): readonly (readonly Piece[])[] {
    // Nothing of it is known but how much there is, which its type or size says better.
    if (count > 0 && elements.every(isUnreadable)) return [[words(this.glyphs.ellipsis, "dim")]];
    const cells: { pieces: readonly Piece[]; end: number }[] = [];
    let end = 0;
    for (const element of elements) {
      const pieces = this.#value(element, Math.max(8, room - end), true);
      end += this.width(pieces) + (cells.length === 0 ? 0 : between);
      if (end > room) break;
      cells.push({ pieces, end });
    }
    const rest = () =>
      words(cut(this.#more(count - cells.length), room, this.glyphs.ellipsis), "dim");
    if (cells.length === count) return cells.map(({ pieces }) => pieces);
    while (cells.length > 0 && cells.at(-1)!.end + between + this.width([rest()]) > room)
      cells.pop();
    return [...cells.map(({ pieces }) => pieces), [rest()]];
  }

  #more(count: number): string {
    return `${this.glyphs.ellipsis} ${more(count)}`;
  }

  #members(
    value: Extract<PictureValue, { kind: "members" }>,
    room: number,
    nested: boolean,
    tone: Tone,
  ): readonly Piece[] {
    const { head, text } = value;
    // A string's text says what a pointer to a constant would repeat.
    const members =
      text === undefined
        ? value.members
        : value.members.filter(({ value: part }) => !this.#leadsToConstant(part));
    const only = members.length === 1 ? members[0] : undefined;
    if (head === undefined && text === undefined && only && only.name === undefined) {
      return this.#value(only.value, room, nested);
    }
    if (text !== undefined) return this.#textWithMembers(text, members, room, tone);
    const lead = head === undefined ? [] : [words(this.clean(head), tone)];
    if (members.length === 0 && lead.length > 0) return lead;
    const tuple = members.every(({ name }) => name === undefined || isIndex(name));
    const bare = !nested && head === undefined && !tuple;
    const [open, between, close] = bare
      ? ["", " ", ""]
      : tuple
        ? ["(", ", ", ")"]
        : ["{", ", ", "}"];
    const left = room - this.width(lead) - open.length - close.length;
    return [...lead, words(open), ...this.#list(members, left, between), words(close)].filter(
      (piece) => isPointer(piece) || piece.text !== "",
    );
  }

  /** Its length and such have their room before the text has the rest. */
  #textWithMembers(
    text: string,
    members: readonly PictureMember[],
    room: number,
    tone: Tone,
  ): readonly Piece[] {
    if (members.length === 0) return [this.#string(text, room, tone)];
    const parts = this.#list(members, Math.floor(room / 2), " ");
    const left = Math.max(1, room - this.width(parts) - 1);
    return [this.#string(text, left, tone), words(" "), ...parts];
  }

  #list(members: readonly PictureMember[], room: number, between: string): readonly Piece[] {
    const { ellipsis } = this.glyphs;
    const pieces: Piece[] = [];
    let used = 0;
    for (const [i, { name, value }] of members.entries()) {
      const lead = i === 0 ? "" : between;
      const label = name === undefined || isIndex(name) ? "" : `${this.clean(name)} `;
      const reserve = i === members.length - 1 ? 0 : between.length + ellipsis.length;
      const left = room - used - lead.length - widthOf(label) - reserve;
      const item = [
        words(lead),
        words(label, "dim"),
        ...this.#value(value, Math.max(left, 1), true),
      ];
      const width = this.width(item);
      if (used + width + reserve > room) return [...pieces, words(lead + ellipsis, "dim")];
      pieces.push(...item);
      used += width;
    }
    return pieces;
  }
}

/** A function's name without its path and parameters. */
function shortName(name: string): string {
  return /([\w~]+)(?:<[^<>]*>)?(?:\([^()]*\))?$/.exec(name)?.[1] ?? name;
}

/** The field of a tuple: `0`, or `__0` as rustc has it for variants. */
function isIndex(name: string): boolean {
  return /^_*\d+$/.test(name);
}

function isUnreadable(value: PictureValue): boolean {
  return value.kind === "text" && value.not === "readable";
}

/** The mark stands at the innermost value that has changed. */
export function changedInside(value: PictureValue): boolean {
  const parts =
    value.kind === "members"
      ? value.members.map((member) => member.value)
      : value.kind === "elements"
        ? value.elements
        : [];
  return parts.some((part) => part.changed || changedInside(part));
}
