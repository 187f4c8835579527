/** Where the trees of blocks stand, one below the other: beside the variables that point to them, and in each step where they stood before. */
import type { Planted } from "./forest.ts";
import type { Group } from "./groups.ts";

/** Where blocks stood: an earlier drawing's, so that they stay there in the next one. */
export interface Layout {
  readonly planted: Planted;
  /** Of each block at the left of the heap; lines count from the top of the drawing. */
  readonly lines: ReadonlyMap<number, number>;
}

export interface Place {
  /** The root's. */
  readonly line: number;
  /** Whether there is room for the root's type above it. */
  readonly captioned: boolean;
}

/**
 * Where each group stands: on the line where its root stood before, otherwise beside the variable that points to it, or below that.
 *
 * @param wishes the lines of the variables, by the number of the block that they point to
 * @param top the first line that may be used
 * @param space empty lines between two groups
 */
export function placesOf(
  groups: readonly Group[],
  wishes: ReadonlyMap<number, number>,
  top: number,
  space: number,
  previous?: ReadonlyMap<number, number>,
): ReadonlyMap<Group, Place> {
  const column = new Column(top);
  for (const { group, line } of stoodBefore(groups, previous)) column.putBack(group, line);
  for (const { group, before, wish } of inOrder(groups, wishes)) {
    if (!column.places.has(group)) column.put(group, wish ?? column.below(before), before, space);
  }
  return column.places;
}

/** Those first that variables point to, in the order of these; each is followed by those that go on with it. */
function inOrder(
  groups: readonly Group[],
  wishes: ReadonlyMap<number, number>,
): readonly { readonly group: Group; readonly before?: Group; readonly wish?: number }[] {
  let family = Number.POSITIVE_INFINITY;
  const members = groups.map((group, i) => {
    const wish = wishes.get(group.root.block.number);
    const before = group.continues ? groups[i - 1] : undefined;
    if (before === undefined) family = wish ?? Number.POSITIVE_INFINITY;
    return { group, family, ...(before && { before }), ...(wish !== undefined && { wish }) };
  });
  return members.sort((a, b) => (a.family === b.family ? 0 : a.family - b.family));
}

/** From top to bottom, with the lines where they stood; of two that stood in the same line the one whose root it was comes first. */
function stoodBefore(
  groups: readonly Group[],
  previous: ReadonlyMap<number, number> | undefined,
): readonly { readonly group: Group; readonly line: number }[] {
  const stood = groups.flatMap((group) => {
    const own = previous?.has(group.root.block.number) ?? false;
    // What has become part of this group leaves its place to it.
    const lines = group.spots.map(({ tree }) => previous?.get(tree.block.number));
    const known = lines.filter((line) => line !== undefined);
    return known.length === 0 ? [] : [{ group, line: Math.min(...known), own }];
  });
  return stood.sort((a, b) => a.line - b.line || Number(b.own) - Number(a.own));
}

interface Taken {
  readonly group: Group;
  /** Lines, the last one not included. */
  readonly from: number;
  readonly to: number;
}

class Column {
  readonly places = new Map<Group, Place>();
  readonly #top: number;
  /** From top to bottom. */
  readonly #taken: Taken[] = [];

  constructor(top: number) {
    this.#top = top;
  }

  /** The first line that is free below this group, or below all. */
  below(group: Group | undefined): number {
    const taken = this.#taken.find((other) => other.group === group) ?? this.#taken.at(-1);
    return taken?.to ?? this.#top;
  }

  /** At that very line, if need be without its type; elsewhere only when the line is taken. */
  putBack(group: Group, line: number): void {
    const to = line + group.below;
    const captioned = this.#isFree(line - group.above, to);
    if (captioned || this.#isFree(line - group.aboveBare, to)) this.#take(group, line, captioned);
    else this.put(group, line, undefined, 0);
  }

  /** At the first line from `wish` on where it has room. @param before a group to which it needs no distance */
  put(group: Group, wish: number, before: Group | undefined, space: number): void {
    const height = group.above + group.below;
    let from = Math.max(this.#top, wish - group.above);
    for (const other of this.#taken) {
      const distance = other.group === before ? 0 : space;
      const isFree = from + height + space <= other.from || from >= other.to + distance;
      if (!isFree) from = other.to + distance;
    }
    this.#take(group, from + group.above, true);
  }

  #isFree(from: number, to: number): boolean {
    return from >= this.#top && this.#taken.every((other) => to <= other.from || from >= other.to);
  }

  #take(group: Group, line: number, captioned: boolean): void {
    this.places.set(group, { line, captioned });
    const from = line - (captioned ? group.above : group.aboveBare);
    this.#taken.push({ group, from, to: line + group.below });
    this.#taken.sort((a, b) => a.from - b.from);
  }
}
