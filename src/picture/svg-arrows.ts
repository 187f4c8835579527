/** Arrows as curves that keep off the text: to a block behind their own to its left side, to all others around what is in the way. */
import { element, LineHeight, rounded } from "./svg-page.ts";
import type { Area, Dot } from "./svg-sides.ts";

/** Pixels that curves bulge. */
const Bulge = 40;
const SmallBulge = 26;
/** Between two arrow heads at the same side of a block. */
const HeadDistance = 9;
/** From the middle of a line to below its letters; from a block to the gap below it. */
const BelowText = 10;
const BelowBlock = 6;
/** Of a corner. */
const Corner = 6;

/** How an arrow looks, by its class; each has a head of its own. */
export type ArrowLooks = "arrow" | "dangling" | "stale";

/**
 * @param to the block, without its heading
 * @param way "front": nothing stands between the dot and the block; "row": the block starts a row below
 * @param before how many arrows have reached that side of the block already
 */
export function arrow(
  dot: Dot,
  to: Area,
  way: "front" | "row" | "around",
  before: number,
  looks: ArrowLooks,
  id: string,
): string {
  const ways = { front: forwards, row: toNextRow, around };
  return element("path", {
    class: looks === "arrow" ? looks : `arrow ${looks}`,
    d: ways[way](dot, to, before),
    "marker-end": `url(#${id}-${looks})`,
  });
}

function forwards({ x, y, isLast, edge }: Dot, to: Area): string {
  const endY = entryOf(to);
  // Text behind the dot is underlined, cells behind it are passed below.
  if (!isLast && edge !== undefined) {
    const lane = y + BelowText;
    const reach = (to.x - edge) / 2;
    const start = path`M${[x, y]}Q${[x, lane]} ${[x + Corner, lane]}L${[edge, lane]}`;
    return start + path`C${[edge + reach, lane]} ${[to.x - reach, endY]} ${[to.x, endY]}`;
  }
  const reach = Math.max(SmallBulge, (to.x - x) / 2);
  const first = isLast ? ([x + reach, y] as const) : ([x, y + SmallBulge] as const);
  return path`M${[x, y]}C${first} ${[to.x - reach, endY]} ${[to.x, endY]}`;
}

/** Through the gap between the two rows to the left. */
function toNextRow({ x, y, bottom }: Dot, to: Area): string {
  const lane = bottom + BelowBlock;
  const left = to.x - 2 * Corner;
  const endY = entryOf(to);
  const down = path`M${[x, y]}L${[x, lane - Corner]}Q${[x, lane]} ${[x - Corner, lane]}`;
  const back = path`L${[left, lane]}Q${[left - Corner, lane]} ${[left - Corner, lane + Corner]}`;
  return (
    down +
    back +
    path`L${[left - Corner, endY - Corner]}Q${[left - Corner, endY]} ${[left, endY]}L${[to.x, endY]}`
  );
}

/** From below, or from above to what stands further down. */
function around({ x, y, holder }: Dot, to: Area, before: number): string {
  const across = Math.min(to.width - 6, 12 + before * HeadDistance);
  const fromLeft = x < to.x + to.width / 2;
  // An arrow back to its own block needs some width.
  const isOwn = x > to.x && x < to.x + to.width && y < to.y + to.height;
  const endX = fromLeft !== isOwn ? to.x + across : to.x + to.width - across;
  const isBelow = to.y > y + Bulge;
  const endY = isBelow ? to.y : to.y + to.height;
  const bulge = isBelow ? -Bulge : isOwn ? SmallBulge : Bulge;
  const first =
    holder === undefined ? ([(x + endX) / 2, y] as const) : ([x, y + Math.abs(bulge)] as const);
  return path`M${[x, y]}C${first} ${[endX, endY + bulge]} ${[endX, endY]}`;
}

/** Of a box beside its first field. */
function entryOf(to: Area): number {
  return to.y + Math.min(to.height / 2, 1.5 * LineHeight);
}

function path(
  words: TemplateStringsArray,
  ...points: readonly (readonly [number, number])[]
): string {
  return String.raw({ raw: words }, ...points.map((point) => point.map(rounded).join(" ")));
}
