/**
 * Which block stands behind which. A drawing can show every arrow only of a tree, so one of the pointers that lead to a block is
 * chosen to be drawn, and the block stands behind the one that holds it: chains become rows, trees branch, an array of pointers has
 * its targets one below the other. All other pointers name the block.
 *
 * From step to step a block keeps the place it has: it stays where it stands as long as the pointer that is drawn to it is there, and
 * at the left as long as a variable points to it.
 */
import type { Picture, PictureBlock } from "./model.ts";
import type { Phrases, PointerPiece } from "./phrases.ts";
import { type Shape, sourcesOf } from "./shapes.ts";

export interface Tree {
  readonly block: PictureBlock;
  readonly shape: Shape;
  /** In the order of the pointers. */
  readonly children: readonly Branch[];
}
export interface Branch {
  readonly tree: Tree;
  readonly piece: PointerPiece;
  /** The line of the parent's shape that holds the pointer. */
  readonly line: number;
  /** The child's own pointer back to the start of its parent, when it can be drawn along with the other. */
  readonly back: PointerPiece | undefined;
}

/** How much room things take; each way of drawing has its own. Columns and lines. */
export interface Metrics {
  width(shape: Shape, drawn: ReadonlySet<PointerPiece>): number;
  /** Between a block and the one behind it. `branches`: how many stand behind it. */
  gap(shape: Shape, branches: number): number;
  /** Lines above that of the cells, or of the first field. `captioned`: with the type there. */
  above(shape: Shape, captioned: boolean): number;
  /** Lines from there on. */
  below(shape: Shape): number;
}

/** What stood behind what; a drawing hands it out for the next one. */
export interface Planted {
  /** Of each block; undefined for those at the left. */
  readonly parents: ReadonlyMap<number, number | undefined>;
  /** The oldest block that points to each one, itself left out. */
  readonly holders: ReadonlyMap<number, number>;
}

export interface Forest {
  /** Those that go on with what had no room behind another one follow it. */
  readonly trees: readonly { readonly root: Tree; readonly continues: boolean }[];
  readonly drawn: ReadonlySet<PointerPiece>;
  readonly planted: Planted;
}

/** After so many no pointer is thought to be drawn before it is, and nothing sticks out. */
const HopefulRounds = 8;

export interface Site {
  readonly picture: Picture;
  readonly phrases: Phrases;
  readonly shapes: ReadonlyMap<number, Shape>;
  /** The blocks that variables point to, in the order in which the variables stand. */
  readonly order: readonly number[];
  readonly metrics: Metrics;
  /** How wide a tree may get. */
  readonly limit: number;
  readonly previous: Planted | undefined;
}

export function plant(site: Site): Forest {
  // A tree turns out too wide when a pointer that was thought to be drawn is not: then the block that sticks out starts a row.
  const apart = new Set<number>();
  for (let round = 1; ; round++) {
    const forest = new Planting(site, apart, round < HopefulRounds).run();
    const tooWide = forest.trees.flatMap(({ root }) => sticksOut(root, 0, site, forest.drawn));
    if (tooWide.length === 0) return forest;
    for (const number of tooWide) apart.add(number);
  }
}

function sticksOut(
  tree: Tree,
  x: number,
  site: Site,
  drawn: ReadonlySet<PointerPiece>,
): readonly number[] {
  const end = x + site.metrics.width(tree.shape, drawn);
  if (x > 0 && end > site.limit) return [tree.block.number];
  const behind = end + site.metrics.gap(tree.shape, tree.children.length);
  return tree.children.flatMap((child) => sticksOut(child.tree, behind, site, drawn));
}

interface Edge {
  readonly piece: PointerPiece;
  readonly line: number;
  readonly to: number;
}

class Planting {
  readonly #blocks: ReadonlyMap<number, PictureBlock>;
  readonly #edges = new Map<number, readonly Edge[]>();
  readonly #holders = new Map<number, number>();
  readonly #placed = new Set<number>();
  readonly #drawn = new Set<PointerPiece>();
  readonly #parents = new Map<number, number | undefined>();
  readonly #site: Site;
  readonly #order: ReadonlySet<number>;
  /** Blocks that have to start a row. */
  readonly #apart: ReadonlySet<number>;
  /** Are pointers thought to be drawn before they are? */
  readonly #hope: boolean;
  /** Blocks whose place is known: behind this one, or (undefined) at the left. */
  readonly #kept = new Map<number, number | undefined>();

  constructor(site: Site, apart: ReadonlySet<number>, hope: boolean) {
    this.#site = site;
    this.#apart = apart;
    this.#hope = hope;
    const { picture, previous } = site;
    this.#blocks = new Map(picture.blocks.map((block) => [block.number, block]));
    this.#order = new Set(site.order.filter((number) => this.#blocks.has(number)));
    for (const { number, state } of picture.blocks) {
      // What is in a freed block means nothing any more.
      this.#edges.set(number, state === "freed" ? [] : this.#edgesOf(number));
    }
    for (const [from, edges] of this.#edges) {
      for (const { to } of edges) {
        if (to !== from) this.#holders.set(to, Math.min(from, this.#holders.get(to) ?? from));
      }
    }
    for (const [number, parent] of previous?.parents ?? []) this.#keep(number, parent);
  }

  run(): Forest {
    const trees: { root: Tree; continues: boolean }[] = [];
    for (const start of this.#starts()) {
      const waiting = [start];
      for (let number = waiting.pop(); number !== undefined; number = waiting.pop()) {
        if (this.#placed.has(number)) continue;
        const root = this.#grow(number, 0);
        trees.push({ root, continues: number !== start });
        waiting.push(...this.#leftBehind(root).toReversed());
      }
    }
    const planted = { parents: this.#parents, holders: this.#holders };
    return { trees, drawn: this.#drawn, planted };
  }

  /** Every block, those first that nothing but a variable leads to: a list starts at its head, whichever variable is declared first. */
  #starts(): readonly number[] {
    const isStart = (number: number) =>
      this.#kept.has(number) ? this.#kept.get(number) === undefined : !this.#holders.has(number);
    const order = [...this.#order];
    const all = [...this.#blocks.keys()];
    const reserved = (number: number) => this.#kept.get(number) !== undefined;
    return [
      ...order.filter(isStart),
      ...order.filter((number) => !reserved(number)),
      ...all.filter(isStart),
      ...all.filter((number) => !reserved(number)),
      ...all,
    ];
  }

  #edgesOf(number: number): readonly Edge[] {
    return sourcesOf(this.#site.shapes.get(number)!).flatMap(({ piece, line }) => {
      const arrow = this.#site.phrases.arrow(piece);
      if (arrow.to !== "block" || arrow.target === "outside") return [];
      return this.#blocks.has(arrow.block) ? [{ piece, line, to: arrow.block }] : [];
    });
  }

  #keep(number: number, parent: number | undefined): void {
    if (!this.#blocks.has(number) || this.#apart.has(number)) return;
    if (parent === undefined) {
      const freed = this.#blocks.get(number)!.state === "freed";
      const held = this.#order.has(number) && !this.#isHeldByOlder(number);
      if (freed || held) this.#kept.set(number, undefined);
    } else if (this.#edges.get(parent)?.some(({ to }) => to === number)) {
      this.#kept.set(number, parent);
    }
  }

  /** The newcomer moves to what is there already: a new node goes to its list, not the list to the new node. */
  #isHeldByOlder(number: number): boolean {
    const holder = this.#holders.get(number) ?? number;
    return holder < number && this.#site.previous?.holders.get(number) !== holder;
  }

  /** May the block stand behind this one? */
  #isFree(number: number, parent: number): boolean {
    if (this.#placed.has(number) || this.#apart.has(number)) return false;
    return !this.#kept.has(number) || this.#kept.get(number) === parent;
  }

  #grow(number: number, x: number, from?: number): Tree {
    this.#placed.add(number);
    this.#parents.set(number, from);
    const block = this.#blocks.get(number)!;
    const shape = this.#site.shapes.get(number)!;
    const wanted = this.#edges.get(number)!.filter(({ to }) => this.#isFree(to, number));
    const back = this.#backEdge(number, from);
    const thought = this.#thought(...wanted, ...(back ? [back] : []));
    const behind =
      x + this.#site.metrics.width(shape, thought) + this.#site.metrics.gap(shape, wanted.length);
    const children: Branch[] = [];
    for (const { piece, line, to } of wanted) {
      if (!this.#isFree(to, number)) continue;
      if (behind + this.#widthBehind(to, number) > this.#site.limit) continue;
      this.#drawn.add(piece);
      const tree = this.#grow(to, behind, number);
      children.push({ tree, piece, line, back: undefined });
    }
    return { block, shape, children: children.map((child) => this.#back(child, number, children)) };
  }

  /** With all pointers named but the one that leads back. */
  #widthBehind(number: number, parent: number): number {
    const back = this.#backEdge(number, parent);
    const shape = this.#site.shapes.get(number)!;
    return this.#site.metrics.width(shape, this.#thought(...(back ? [back] : [])));
  }

  #thought(...edges: readonly Edge[]): ReadonlySet<PointerPiece> {
    return new Set(this.#hope ? edges.map(({ piece }) => piece) : []);
  }

  /** A row's pointer to the start of the block before it. */
  #backEdge(number: number, parent: number | undefined): Edge | undefined {
    if (this.#site.shapes.get(number)!.kind !== "row") return undefined;
    return this.#edges.get(number)!.find(({ piece, to }) => {
      const arrow = this.#site.phrases.arrow(piece);
      return to === parent && arrow.to === "block" && arrow.offset === 0;
    });
  }

  /** Only between two that stand alone in a line one knows whose the line is. */
  #back(child: Branch, parent: number, siblings: readonly Branch[]): Branch {
    const back = this.#backEdge(child.tree.block.number, parent);
    if (siblings.length !== 1 || back === undefined) return child;
    this.#drawn.add(back.piece);
    return { ...child, back: back.piece };
  }

  /** What the blocks of a tree point to and could not be put behind them; variables' blocks have places of their own. */
  #leftBehind(tree: Tree): readonly number[] {
    const { number } = tree.block;
    const own = this.#edges
      .get(number)!
      .map(({ to }) => to)
      .filter((to) => !this.#placed.has(to) && !this.#order.has(to))
      .filter((to) => !this.#kept.has(to) || this.#kept.get(to) === number);
    return [...own, ...tree.children.flatMap((child) => this.#leftBehind(child.tree))];
  }
}
