/** Every word of a drawing that is not the program's own. */
import type { MoreBlocks, PictureBlock, PictureFrame, Place } from "./model.ts";

export const StackTitle = "Stack";
export const HeapTitle = "Heap";
export const GlobalsTitle = "Globals";
export const NoBlocks = "no blocks";
export const NoVariables = "no variables";
/** Of a pointer one past the end of its block. */
export const PastEnd = "end";
export const OutsideBlock = "outside";
export const Gone = "gone";
export const DeadFrame = "dead frame";
export const ConstantTarget = "constant";

/** `main (list.c:14)`. */
export function frameTitle({ function: name, file, line }: Place): string {
  if (file === undefined) return name;
  const short = file.slice(Math.max(file.lastIndexOf("/"), file.lastIndexOf("\\")) + 1);
  return `${name} (${short}${line === undefined ? "" : `:${line}`})`;
}

/** `main, line 14`, where there is no room for the file. */
export function shortFrameTitle({ function: name, line }: Place): string {
  return line === undefined ? name : `${name}, line ${line}`;
}

/** Between two frames, or outside the last one: `hidden` calls that are not shown. */
export function moreCalls(hidden: number, inner: PictureFrame, outer?: PictureFrame): string {
  const recursion = outer?.function === inner.function ? ` of ${inner.function}` : "";
  return `${grouped(hidden)} more ${hidden === 1 ? "call" : "calls"}${recursion}`;
}

/** Of elements, fields or variables. */
export const more = (count: number): string => `${grouped(count)} more`;
/** `9,990 more lost blocks of struct node, 159,840 bytes`, and the same without the bytes. */
export function moreBlocks({
  count,
  bytes,
  type,
  state,
  held,
}: MoreBlocks): readonly [long: string, short: string] {
  const what = BLOCK_STATES[stateOf({ state, ...(held !== undefined && { held }) })].word;
  const blocks = `${what === "" ? "" : `${what} `}${count === 1 ? "block" : "blocks"}`;
  const of = type === undefined ? "" : ` of ${type}`;
  const short = `${grouped(count)} more ${blocks}${of}`;
  return [`${short}, ${inBytes(bytes)}`, short];
}

/** Of blocks for which a drawing has no room. */
export const blocksCutOff = (count: number): string =>
  `${grouped(count)} more ${count === 1 ? "block" : "blocks"}`;

export const inBytes = (count: number): string =>
  `${grouped(count)} ${count === 1 ? "byte" : "bytes"}`;

type BlockState = "live" | "freed" | "possible" | "lost";

/** Blocks that only lost ones hold are as lost as these. */
export function stateOf({ state, held }: Pick<PictureBlock, "state" | "held">): BlockState {
  if (state === "freed") return "freed";
  if (held === "lost" || held === "indirect") return "lost";
  return held === "possible" ? "possible" : "live";
}

/** How a block is headed besides its number. */
export const BLOCK_STATES = {
  live: { word: "" },
  freed: { word: "freed" },
  possible: { word: "possibly lost" },
  lost: { word: "lost" },
} as const satisfies Record<BlockState, { readonly word: string }>;

export function grouped(number: number): string {
  return String(number).replace(/\B(?=(\d{3})+$)/g, ",");
}
