/** A picture in sentences, for those who do not see it. */
import type { Arrow, Picture, PictureBlock, PictureValue, PictureVariable } from "./model.ts";
import { BLOCK_STATES, frameTitle, inBytes, moreBlocks, stateOf } from "./wording.ts";

/** A listener's patience has an end; the rest is counted. */
const MostBlocks = 50;
const MostParts = 12;

/** One line: where the run is. */
export function titleInWords({ program, step, steps, place, ended }: Picture): string {
  if (step > steps)
    return `Memory of ${program} at the end${ended === undefined ? "" : `: ${ended}`}`;
  const where = place === undefined ? "" : `, in ${frameTitle(place)}`;
  return `Memory of ${program} at step ${step} of ${steps}${where}`;
}

/** A sentence for each frame, from the outermost on, and for each block. */
export function pictureInWords(picture: Picture): string {
  const { frames, globals, blocks, moreBlocks: more, arrows } = picture;
  const sentences = [
    ...(globals.length === 0 ? [] : [`Globals: ${variables(globals, arrows)}.`]),
    ...frames
      .toReversed()
      .map((frame) => `${frameTitle(frame)}: ${variables(frame.variables, arrows)}.`),
    ...blocks
      .slice(0, MostBlocks)
      .map((block) => `${heading(block)}: ${value(block.value, arrows)}.`),
    ...(blocks.length > MostBlocks ? [`${blocks.length - MostBlocks} more blocks.`] : []),
    ...more.map((each) => `${moreBlocks(each)[0]}.`),
  ];
  return sentences.join("\n");
}

function heading(block: PictureBlock): string {
  const { word } = BLOCK_STATES[stateOf(block)];
  const state = word === "" ? "" : `, ${word}`;
  return `Block ${block.number}${state}, ${block.type ?? inBytes(block.size)}`;
}

function variables(all: readonly PictureVariable[], arrows: readonly Arrow[]): string {
  if (all.length === 0) return "no variables";
  return all.map(({ name, value: each }) => `${name} ${value(each, arrows)}`).join("; ");
}

function value(each: PictureValue, arrows: readonly Arrow[]): string {
  switch (each.kind) {
    case "text":
      return each.not === "defined" ? "undefined" : each.text;
    case "pointer":
      return target(arrows[each.arrow]);
    case "elements":
      return (
        each.text ??
        list(
          each.elements.map((one) => value(one, arrows)),
          each.count,
        )
      );
    case "members": {
      if (each.text !== undefined) return each.text;
      const members = each.members.map(({ name, value: one }) =>
        name === undefined ? value(one, arrows) : `${name} ${value(one, arrows)}`,
      );
      const parts = list(members, members.length);
      return each.head === undefined ? parts : `${each.head} ${parts}`.trimEnd();
    }
  }
}

function list(parts: readonly string[], count: number): string {
  const shown = parts.slice(0, MostParts);
  const rest = count - shown.length;
  return [...shown, ...(rest > 0 ? [`${rest} more`] : [])].join(", ");
}

function target(arrow: Arrow | undefined): string {
  switch (arrow?.to) {
    case undefined:
    case "undefined":
      return "undefined";
    case "null":
      return "null";
    case "block": {
      const { block, offset, target: state } = arrow;
      const at = offset === 0 ? "" : `, byte ${offset}`;
      if (state === "freed") return `dangles, points to freed block ${block}${at}`;
      if (state === "outside") return `points outside block ${block}${at}`;
      return `points to block ${block}${at}`;
    }
    case "variable":
      return `points to variable ${arrow.variable.slice(arrow.variable.indexOf(".") + 1)}`;
    case "dead frame":
      return `dangles, points to ${arrow.variable ?? "the frame"} of a call that has ended`;
    case "function":
      return `points to function ${arrow.name}`;
    case "constant":
      return arrow.text === undefined ? "points to a constant" : `points to constant ${arrow.text}`;
    case "more":
      return "points to a block that is not shown";
    case "elsewhere":
      return `points to address 0x${arrow.address.toString(16)}, where nothing is known`;
  }
}
