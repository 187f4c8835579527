/**
 * The blocks of one tree, placed relative to its root: columns to the right, lines down. A block's line is that of its cells, or of the first field of
 * a box; what belongs to it reaches above that and below.
 */
import type { Forest, Metrics, Tree } from "./forest.ts";
import type { PointerPiece } from "./phrases.ts";
import type { Shape } from "./shapes.ts";

/** A block at its place. */
export interface Spot {
  readonly tree: Tree;
  readonly x: number;
  readonly y: number;
  /** Its type stands above it; a box says its own. */
  readonly captioned: boolean;
}

/** A drawn arrow between two blocks. */
export interface Link {
  readonly from: Spot;
  readonly to: Spot;
  /** From this line of `from`. */
  readonly line: number;
  readonly piece: PointerPiece;
  readonly back: PointerPiece | undefined;
}

/** A tree with its places relative to the root's. */
export interface Group {
  readonly root: Tree;
  /** Parents before their children. */
  readonly spots: readonly Spot[];
  readonly links: readonly Link[];
  /** Lines that it takes above the root's line, and from that line on. */
  readonly above: number;
  readonly below: number;
  /** Lines above, when the root's type is left out. */
  readonly aboveBare: number;
  /** It goes on with what had no room behind the group before it, or is another one of the same type. */
  readonly continues: boolean;
}

/** @param wished blocks that have a place of their own, not just below the one before them */
export function groupsOf(
  forest: Forest,
  metrics: Metrics,
  wished: ReadonlySet<number>,
): readonly Group[] {
  return forest.trees.map(({ root, continues: goesOn }, i) => {
    const last = forest.trees[i - 1]?.root.shape;
    const before = goesOn || !wished.has(root.block.number) ? last?.caption : undefined;
    const continues = goesOn || (root.shape.kind === "row" && before === root.shape.caption);
    const captioned = isCaptioned(root.shape, before);
    const bare = new Grouping(metrics, forest.drawn).put(root, 0, 0, false);
    const grouping = new Grouping(metrics, forest.drawn);
    const { above, below } = grouping.put(root, 0, 0, captioned);
    const { spots, links } = grouping;
    return { root, spots, links, above, below, aboveBare: bare.above, continues };
  });
}

/** Once for equal ones; and a string in quotes says itself what it is. */
function isCaptioned(shape: Shape, before: string | undefined): boolean {
  return shape.kind === "row" && shape.caption !== before;
}

class Grouping {
  readonly spots: Spot[] = [];
  readonly links: Link[] = [];
  readonly #metrics: Metrics;
  readonly #drawn: ReadonlySet<PointerPiece>;

  constructor(metrics: Metrics, drawn: ReadonlySet<PointerPiece>) {
    this.#metrics = metrics;
    this.#drawn = drawn;
  }

  put(
    tree: Tree,
    x: number,
    y: number,
    captioned: boolean,
  ): { spot: Spot; above: number; below: number } {
    const { shape, children } = tree;
    const spot = { tree, x, y, captioned };
    this.spots.push(spot);
    let above = this.#metrics.above(shape, captioned);
    let below = this.#metrics.below(shape);
    const behind =
      x + this.#metrics.width(shape, this.#drawn) + this.#metrics.gap(shape, children.length);
    let caption = shape.caption;
    let free = Number.NEGATIVE_INFINITY;
    for (const child of children) {
      const named = isCaptioned(child.tree.shape, caption) && !isString(child.tree.shape);
      caption = child.tree.shape.caption;
      // How far the child reaches up is known only when it has been put somewhere: so put it, and move it down.
      const firstSpot = this.spots.length;
      const firstLink = this.links.length;
      const room = this.put(child.tree, behind, y, named);
      const line = Math.max(child.line, free + room.above);
      const moved = this.#moveDown(firstSpot, firstLink, line);
      this.links.push({
        from: spot,
        to: moved ?? room.spot,
        line: child.line,
        piece: child.piece,
        back: child.back,
      });
      above = Math.max(above, room.above - line);
      free = line + room.below;
    }
    below = Math.max(below, free);
    return { spot, above, below };
  }

  /** All that was put since then. */
  #moveDown(firstSpot: number, firstLink: number, lines: number): Spot | undefined {
    if (lines === 0) return undefined;
    const moved = new Map<Spot, Spot>();
    for (let i = firstSpot; i < this.spots.length; i++) {
      const spot = this.spots[i]!;
      this.spots[i] = { ...spot, y: spot.y + lines };
      moved.set(spot, this.spots[i]!);
    }
    for (let i = firstLink; i < this.links.length; i++) {
      const link = this.links[i]!;
      this.links[i] = { ...link, from: moved.get(link.from)!, to: moved.get(link.to)! };
    }
    return this.spots[firstSpot];
  }
}

function isString(shape: Shape): boolean {
  return shape.kind === "row" && /^(const )?char\b/.test(shape.caption);
}
