/**
 * Values of Rust that are no longer there: moved to another owner, or dropped. Memory does not say so, for nobody clears a variable
 * that was moved from. But a block of a Box, a Vec or a String has one owner: where two of them point to it, the one that was written last
 * has it, and the others were moved from. And an owner whose block was freed has been dropped, or given to somebody who was.
 *
 * All this is what safe Rust promises. Where a raw pointer leads to the block, two owners may have been made of it, and nothing is said.
 */
import type {
  Arrow,
  Picture,
  PictureMember,
  PictureValue,
  PictureVariable,
} from "../picture/model.ts";

/** Types of the standard library that own their block alone. */
const Unique = /^(?:Box|Vec|String|VecDeque|BinaryHeap|CString|OsString|PathBuf)\b/;
const Raw = /^\*(?:mut|const) /;
/** And with others. */
const Shared = /^(?:Rc|Arc)\b/;

/** A pointer that owns a block. */
interface Owner {
  readonly block: number;
  /** Where the pointer lies. */
  readonly address: number;
}

/** For each block that seems to have several owners, where these are. */
export function disputedOwners(picture: Picture): readonly (readonly number[])[] {
  if (picture.language !== "rust") return [];
  const byBlock = new Map<number, number[]>();
  const raw = rawlyPointedTo(picture);
  for (const { block, address } of ownersIn(picture)) {
    if (raw.has(block)) continue;
    const others = byBlock.get(block);
    if (others) others.push(address);
    else byBlock.set(block, [address]);
  }
  return [...byBlock.values()].filter(({ length }) => length > 1);
}

/**
 * The picture with what was moved and dropped as such.
 * @param moved the addresses of the pointers in values that were moved from
 */
export function withoutMoved(picture: Picture, moved: ReadonlySet<number>): Picture {
  if (picture.language !== "rust") return picture;
  const { arrows } = picture;
  const raw = rawlyPointedTo(picture);
  const isDropped = (arrow: Arrow | undefined) =>
    arrow?.to === "block" &&
    arrow.target === "freed" &&
    arrow.offset === 0 &&
    !raw.has(arrow.block);
  const shown = (value: PictureValue): PictureValue => {
    const isOwner = Unique.test(value.type) || Shared.test(value.type);
    const pointer = isOwner ? ownPointer(value) : undefined;
    const { type, changed } = value;
    const gone = (text: string): PictureValue => {
      return { kind: "text", type, text, not: "owned", ...(changed && { changed }) };
    };
    if (pointer?.address !== undefined && moved.has(pointer.address)) return gone("moved");
    if (pointer !== undefined && isDropped(arrows[pointer.arrow])) return gone("dropped");
    switch (value.kind) {
      case "members":
        return { ...value, members: value.members.map(member) };
      case "elements":
        return { ...value, elements: value.elements.map(shown) };
      default:
        return value;
    }
  };
  const member = (each: PictureMember): PictureMember => ({ ...each, value: shown(each.value) });
  const variable = (each: PictureVariable): PictureVariable => ({
    ...each,
    value: shown(each.value),
  });
  return {
    ...picture,
    frames: picture.frames.map((frame) => ({
      ...frame,
      variables: frame.variables.map(variable),
    })),
    globals: picture.globals.map(variable),
    blocks: picture.blocks.map((block) =>
      block.state === "live" ? { ...block, value: shown(block.value) } : block,
    ),
  };
}

/** Blocks that a raw pointer leads to which is not an owner's own. */
function rawlyPointedTo({ frames, globals, blocks, arrows }: Picture): ReadonlySet<number> {
  const found = new Set<number>();
  const walk = (value: PictureValue): void => {
    if (value.kind === "pointer") {
      const arrow = arrows[value.arrow];
      if (Raw.test(value.type) && arrow?.to === "block") found.add(arrow.block);
      return;
    }
    const own = Unique.test(value.type) || Shared.test(value.type) ? ownPointer(value) : undefined;
    if (value.kind === "members") {
      for (const each of value.members) if (each.value !== own) walk(each.value);
    }
    if (value.kind === "elements") for (const each of value.elements) walk(each);
  };
  for (const { variables } of frames) for (const { value } of variables) walk(value);
  for (const { value } of globals) walk(value);
  for (const { value } of blocks) walk(value);
  return found;
}

/** The pointer by which an owner owns: its first one, not one of what it holds. */
function ownPointer(value: PictureValue): Extract<PictureValue, { kind: "pointer" }> | undefined {
  if (value.kind === "pointer") return value;
  if (value.kind !== "members") return undefined;
  const first = value.members.find((each) => each.value.kind === "pointer")?.value;
  return first?.kind === "pointer" ? first : undefined;
}

function ownersIn({ frames, globals, blocks, arrows }: Picture): readonly Owner[] {
  const found: Owner[] = [];
  /** How many elements of a block there are, by the Vec that owns it: what lies behind them was taken out. */
  const lengths = new Map<number, number>();
  const walk = (value: PictureValue, length = Number.POSITIVE_INFINITY): void => {
    const pointer = Unique.test(value.type) ? ownPointer(value) : undefined;
    const arrow = pointer && arrows[pointer.arrow];
    if (pointer?.address !== undefined && arrow?.to === "block" && arrow.target === "live") {
      found.push({ block: arrow.block, address: pointer.address });
      const count = lengthOf(value);
      if (count !== undefined) lengths.set(arrow.block, count);
    }
    if (value.kind === "members") for (const each of value.members) walk(each.value);
    if (value.kind === "elements") for (const each of value.elements.slice(0, length)) walk(each);
  };
  for (const { variables } of frames) for (const { value } of variables) walk(value);
  for (const { value } of globals) walk(value);
  for (const { number, state, value } of blocks) {
    if (state === "live") walk(value, lengths.get(number));
  }
  return found;
}

function lengthOf(value: PictureValue): number | undefined {
  if (value.kind !== "members") return undefined;
  const length = value.members.find(({ name }) => name === "len")?.value;
  return length?.kind === "text" && length.not === undefined ? Number(length.text) : undefined;
}
