/** The characters that drawings are made of, in two sets; nothing else decides between them. */

export type Charset = "unicode" | "ascii";

/** A line leaves its cell by these sides; added up they are an index into `Glyphs.lines`. */
export const North = 1;
export const East = 2;
export const South = 4;
export const West = 8;

export interface Glyphs {
  /** Where an arrow starts. */
  readonly dot: string;
  readonly head: string;
  readonly headBack: string;
  /** Through an arrow to what is no longer there. */
  readonly broken: string;
  readonly null: string;
  readonly ellipsis: string;
  readonly lines: string;
  /** The border of a freed block. */
  readonly dotted: { readonly across: string; readonly down: string };
}

export const GLYPHS: Readonly<Record<Charset, Glyphs>> = {
  unicode: {
    dot: "●",
    head: "▶",
    headBack: "◀",
    broken: "╳",
    null: "∅",
    ellipsis: "…",
    lines: " │─└││┌├─┘─┴┐┤┬┼",
    dotted: { across: "╌", down: "┊" },
  },
  ascii: {
    dot: "o",
    head: ">",
    headBack: "<",
    broken: "x",
    null: "null",
    ellipsis: "...",
    lines: " |-+||++-+-+++++",
    dotted: { across: ".", down: ":" },
  },
};

/** Stands before what is not as it was at the step before. */
export const ChangedMark = "*";
