/** What of a picture is not what it was in the one before: marked, so that a drawing can show it. */
import type {
  Arrow,
  Picture,
  PictureBlock,
  PictureMember,
  PictureValue,
  PictureVariable,
} from "./model.ts";

/** `now` with its changes marked. @param before the picture of the step before */
export function markChanges(now: Picture, before: Picture): Picture {
  const known = new Map(
    [...before.frames.flatMap((frame) => frame.variables), ...before.globals].map((each) => [
      each.id,
      each,
    ]),
  );
  const changes = new Changes(now.arrows, before.arrows);
  // A call that has just begun: that all of its variables are new is to be seen anyway.
  const calls = new Set(before.frames.map(({ number, function: name }) => `${number} ${name}`));
  const marked = (variable: PictureVariable) => changes.variable(variable, known.get(variable.id));
  const blocks = new Map(before.blocks.map((block) => [block.number, block]));
  return {
    ...now,
    frames: now.frames.map((frame) =>
      calls.has(`${frame.number} ${frame.function}`)
        ? { ...frame, variables: frame.variables.map(marked) }
        : frame,
    ),
    globals: now.globals.map(marked),
    blocks: now.blocks.map((block) => changes.block(block, blocks.get(block.number))),
  };
}

class Changes {
  readonly #arrows: readonly Arrow[];
  readonly #before: readonly Arrow[];

  constructor(arrows: readonly Arrow[], before: readonly Arrow[]) {
    this.#arrows = arrows;
    this.#before = before;
  }

  variable(now: PictureVariable, before: PictureVariable | undefined): PictureVariable {
    // Not in scope before: it is shown for the first time, and nothing was written.
    if (before === undefined) return now;
    const value = this.#value(now.value, before.value);
    return value.changed ? { ...now, value, changed: true } : now;
  }

  block(now: PictureBlock, before: PictureBlock | undefined): PictureBlock {
    if (before === undefined || now.changed !== undefined) return now;
    // Its type is only a guess, which may have become better.
    if (now.type !== before.type) return now;
    const value = this.#value(now.value, before.value);
    return value.changed ? { ...now, value, changed: "written" } : now;
  }

  #value(now: PictureValue, before: PictureValue | undefined): PictureValue {
    if (before === undefined || now.kind !== before.kind) return { ...now, changed: true };
    switch (now.kind) {
      case "text":
        return marked(now, now.text !== (before as typeof now).text);
      case "pointer": {
        const [to, from] = [this.#arrows[now.arrow], this.#before[(before as typeof now).arrow]];
        return marked(now, !sameTarget(to, from));
      }
      case "elements": {
        const { elements: old, count } = before as typeof now;
        const elements = now.elements.map((each, at) => this.#value(each, old[at]));
        return marked({ ...now, elements }, count !== now.count || elements.some(isChanged));
      }
      case "members": {
        const { members: old, head, text, raw } = before as typeof now;
        if (head !== now.head) return { ...now, changed: true };
        const members = now.members.map(
          ({ name, value }, at): PictureMember => ({
            ...(name !== undefined && { name }),
            value: this.#value(value, old[at]?.value),
          }),
        );
        const isOther = text !== now.text || members.some(({ value }) => isChanged(value));
        const inside = now.raw && { raw: this.#value(now.raw, raw) };
        return marked({ ...now, members, ...inside }, isOther);
      }
    }
  }
}

function marked(value: PictureValue, isOther: boolean): PictureValue {
  return isOther ? { ...value, changed: true } : value;
}

function isChanged({ changed }: PictureValue): boolean {
  return changed ?? false;
}

/** Where a pointer leads; that its target has been freed since is no change of the pointer. */
function sameTarget(a: Arrow | undefined, b: Arrow | undefined): boolean {
  const withoutState = (arrow: Arrow | undefined) =>
    JSON.stringify(arrow?.to === "block" ? { ...arrow, target: undefined } : arrow);
  return withoutState(a) === withoutState(b);
}
