/** The left side of a drawing, globals and frames, line by line from top to bottom: `main` first, the innermost call last, as calls grow. */
import { widthOf } from "./columns.ts";
import { type Line, linesOf } from "./lines.ts";
import type { Picture, PictureFrame, PictureVariable } from "./model.ts";
import type { Phrases } from "./phrases.ts";
import { frameTitle, GlobalsTitle, moreCalls, StackTitle, shortFrameTitle } from "./wording.ts";

export type StackLine =
  /** Over a box, or over all of them. */
  | { readonly kind: "heading"; readonly text: string }
  /** The upper border of a frame; of one in a box of several, the lower border of that before it. */
  | {
      readonly kind: "title";
      readonly text: string;
      readonly first: boolean;
      readonly running: boolean;
    }
  | { readonly kind: "line"; readonly line: Line }
  /** What is not shown. `inside`: of a box, not above it. */
  | { readonly kind: "more"; readonly text: string; readonly inside: boolean }
  | { readonly kind: "end" };

/** Of globals, and of a frame's variables; more are counted. */
const MostLines = 60;

/**
 * @param room columns inside a box
 * @param height lines at most: outer frames lose their variables first, then they are only counted
 */
export function stackLines(
  { globals, frames, moreFrames = 0 }: Picture,
  phrases: Phrases,
  room: number,
  height: number,
): readonly StackLine[] {
  const globalLines = globalsBox(globals, phrases, room, Math.ceil(height / 4));
  const left = height - globalLines.length - 1;
  // A count, a title, and a border below.
  const most = Math.max(3, Math.min(MostLines, left - 3));
  const opened = frames.map(({ variables }) => variableLines(variables, phrases, room, most));
  const whole = frames.length;
  const choices = [
    ...frames.map((_, i) => ({ shown: whole, open: whole - i })),
    ...frames.map((_, i) => ({ shown: whole - i, open: 1 })),
  ];
  const drawings = choices.map(({ shown, open }) => () => {
    const own = frames.slice(0, shown);
    const hidden = shown < whole ? own.at(-1)!.number - 1 : moreFrames;
    return framesBox(own, opened.slice(0, open), hidden, phrases, room - 2);
  });
  const lines = drawings.find((draw) => draw().length <= left) ?? drawings.at(-1);
  return [...globalLines, { kind: "heading", text: StackTitle }, ...(lines?.() ?? [])];
}

function globalsBox(
  globals: readonly PictureVariable[],
  phrases: Phrases,
  room: number,
  most: number,
): readonly StackLine[] {
  if (globals.length === 0) return [];
  return [
    { kind: "heading", text: GlobalsTitle },
    { kind: "title", text: "", first: true, running: false },
    ...variableLines(globals, phrases, room, Math.min(MostLines, most)),
    { kind: "end" },
  ];
}

/**
 * @param frames innermost first, with the lines of the variables of as many as are to show them
 * @param hidden calls outside the last frame
 */
function framesBox(
  frames: readonly PictureFrame[],
  opened: readonly (readonly StackLine[])[],
  hidden: number,
  phrases: Phrases,
  titleRoom: number,
): readonly StackLine[] {
  const lines: StackLine[] = [];
  const count = (calls: number, inner: PictureFrame, outer: PictureFrame | undefined) => {
    if (calls <= 0) return;
    const text = `${phrases.glyphs.ellipsis} ${phrases.clean(moreCalls(calls, inner, outer))}`;
    lines.push({ kind: "more", text, inside: outer !== undefined });
  };
  for (let i = frames.length - 1; i >= 0; i--) {
    const frame = frames[i]!;
    const outer = frames[i + 1];
    count(outer ? frame.number - outer.number - 1 : hidden, frame, outer);
    const [long, short] = [frameTitle(frame), shortFrameTitle(frame)].map((each) =>
      phrases.clean(each),
    );
    const text = widthOf(long!) <= titleRoom ? long! : short!;
    lines.push({ kind: "title", text, first: outer === undefined, running: i === 0 });
    lines.push(...(opened[i] ?? []));
  }
  return frames.length === 0 ? [] : [...lines, { kind: "end" }];
}

function variableLines(
  all: readonly PictureVariable[],
  phrases: Phrases,
  room: number,
  most: number,
): readonly StackLine[] {
  const named = all.map(({ id, value, changed, ...variable }) => ({
    id,
    name: nameOf(variable),
    value,
    ...(changed && { changed }),
  }));
  return linesOf(named, phrases, room, most).map((line) => ({ kind: "line", line }));
}

/** One that cannot be named at this place, because an inner one has its name, stands in parentheses. */
function nameOf({
  name,
  ...variable
}: Pick<PictureVariable, "name" | "static" | "shadowed">): string {
  const whole = variable.static ? `static ${name}` : name;
  return variable.shadowed ? `(${whole})` : whole;
}
