/**
 * Types of Rust's standard library. The names of their private fields changed from release to release: those of 1.63 to
 * 1.97 are here. One more type: a row in `RustTypes`, by its path without arguments.
 */
import type { TypeRef } from "../dwarf/types.ts";
import { type Meaning, type Part, textAt } from "./part.ts";
import type { Member, Value } from "./value.ts";

type Read = (part: Part) => Meaning;

/**
 * Where types of std that have one thing in them are: Cell, NonNull, Rc, AtomicU8, and releases bring new ones. Not so
 * ranges: `5` is not `..5`.
 */
const Library = /^(?:core(?!::ops::range)|alloc|std)::/;

/**
 * What wraps one value, and adds nothing to it that can be seen, or has parts that say something to the compiler only: markers, an allocator
 * that is everybody's. undefined: the type is none of std's, or there is nothing to be left out.
 */
export function rustWrapper(family: string, part: Part): Read | undefined {
  if (!Library.test(family)) return undefined;
  if (part.isWrapper) return shownThrough;
  return part.hasEmptyFields ? withoutEmptyFields : undefined;
}

export const RustTypes: ReadonlyMap<string, Read> = new Map<string, Read>([
  ["alloc::vec::Vec", (part) => ({ members: vector(part) })],
  ["alloc::string::String", bytesOfText],
  ["std::ffi::os_str::OsString", bytesOfText],
  ["std::path::PathBuf", bytesOfText],
  ["alloc::collections::vec_deque::VecDeque", ring],
  ["core::cell::RefCell", refCell],
  ["alloc::rc::Weak", weak],
  ["alloc::sync::Weak", weak],
  ["std::collections::hash::map::HashMap", (part) => table(part.field("base", "table", "table"))],
  [
    "std::collections::hash::set::HashSet",
    (part) => table(part.field("base", "map", "table", "table")),
  ],
]);

/** References and boxes of what has no size of its own are a pointer and one word more: by the names of both. */
export const RustFatPointers: readonly (readonly [readonly [string, string], Read])[] = [
  [["data_ptr", "length"], slice],
  [["pointer", "vtable"], traitObject],
];

function shownThrough(part: Part): Meaning {
  return { members: [{ value: seenThrough(part.inner.value) }] };
}

function withoutEmptyFields(part: Part): Meaning {
  return { members: part.sized.map(([name, { value }]) => ({ name, value: seenThrough(value) })) };
}

/** A wrapper in a wrapper is as little to be seen as one. */
function seenThrough(value: Value): Value {
  if (value.kind !== "standard" || value.members.length !== 1) return value;
  const [{ name, value: inner }] = value.members as [Member];
  return name === undefined ? inner : value;
}

/** An empty one has no memory, and its pointer leads nowhere. */
function vector(part: Part): Member[] {
  const length = part.field("len");
  return withBuffer(part, part.argument(0), length.number, [{ name: "len", value: length.value }]);
}

/** The parts of a RawVec, which since 1.80 forgets what its elements are. */
function withBuffer(
  part: Part,
  element: TypeRef,
  count: number | undefined,
  others: readonly Member[],
): Member[] {
  const buffer = part.field("buf");
  const raw = buffer.has("inner") ? buffer.field("inner") : buffer;
  const capacity = raw.field("cap").unwrapped;
  const members = [...others, { name: "cap", value: capacity.value }];
  if (capacity.number === 0) return members;
  return [{ name: "ptr", value: raw.field("ptr").unwrapped.pointer(element, count) }, ...members];
}

/** What is a Vec of bytes inside. */
function bytesOfText(part: Part): Meaning {
  const bytes = part.unwrapped;
  const members = vector(bytes);
  const length = bytes.field("len").number;
  const pointer = members.find(({ name }) => name === "ptr")?.value;
  if (pointer === undefined) return length === 0 ? { members, text: "" } : { members };
  if (pointer.kind !== "pointer") return { members };
  return withText(members, textAt(part.place, pointer.target, length, { quoting: "rust" }));
}

function withText(members: readonly Member[], text: string | undefined): Meaning {
  return text === undefined ? { members } : { members, text };
}

/** The elements begin at `head`, behind which come `len`, round the end of the buffer to its start. */
function ring(part: Part): Meaning {
  const capacity = part.field("buf");
  const raw = capacity.has("inner") ? capacity.field("inner") : capacity;
  const slots = raw.field("cap").unwrapped.number;
  // Up to 1.66 `tail` was where they begin, and `head` where they end.
  const old = part.has("tail");
  const others = [
    { name: "head", value: part.field(old ? "tail" : "head").value },
    old
      ? { name: "end", value: part.field("head").value }
      : { name: "len", value: part.field("len").value },
  ];
  return { members: withBuffer(part, part.argument(0), slots, others) };
}

/** What Weak::new() makes points to the last address of all, where nothing is. */
const NoValue = 0xffffffff;

function weak(part: Part): Meaning {
  const { members } = shownThrough(part);
  const [{ value } = {}] = members;
  if (value?.kind !== "pointer" || value.target !== NoValue) return { members };
  const { type, address, size } = value;
  const empty = { type, size, ...(address !== undefined && { address }) };
  return { members: [{ value: { ...empty, kind: "scalar", text: "empty" } }] };
}

function refCell(part: Part): Meaning {
  const borrow = part.field("borrow").unwrapped;
  return {
    members: [
      { name: "borrow", value: borrowState(borrow) },
      { name: "value", value: seenThrough(part.field("value").value) },
    ],
  };
}

/** How many shared borrows there are; below 0: mutable ones. */
function borrowState(part: Part): Value {
  const { value } = part;
  if (value.kind !== "scalar") return value;
  const count = Number(value.text);
  const text =
    count === 0
      ? "not borrowed"
      : count < 0
        ? "mutably borrowed"
        : count === 1
          ? "1 borrow"
          : `${count} borrows`;
  return { ...value, text };
}

/** hashbrown's table: its buckets lie before what `ctrl` points to, the first one last. */
function table(inner: Part): Meaning {
  const items = inner.field("items");
  const length = { name: "len", value: items.value };
  const mask = inner.field("bucket_mask").number;
  return mask === 0
    ? { members: [length] }
    : { members: [{ name: "ctrl", value: inner.field("ctrl").unwrapped.value }, length] };
}

/** `&str`, `&[T]`, `Box<[T]>`, `*const Path` and the like; of an Rc of these it is the block with the counts in it. */
function slice(part: Part): Meaning {
  const length = part.field("length");
  const pointer = part.field("data_ptr");
  const { target, pointee } = pointer;
  const { number: count } = length;
  const name = part.fullName(part.plain);
  const isText =
    /^(?:&(?:mut )?|\*(?:const|mut) |alloc::boxed::Box<)(?:str|std::path::Path|std::ffi::os_str::OsStr)\b/.test(
      name,
    );
  const isElement = isText || name.includes(`[${part.fullName(pointee)}]`);
  const members = [
    { name: "ptr", value: pointer.pointer(pointee, isElement ? count : undefined) },
    { name: "len", value: length.value },
  ];
  if (!isText || target === undefined) return { members };
  return withText(members, textAt(part.place, target, count, { quoting: "rust" }));
}

/** `&dyn T`, `Box<dyn T>`: the table of its functions tells what it really is. */
function traitObject(part: Part): Meaning {
  const pointer = part.field("pointer");
  const table = part.field("vtable").target;
  const concrete = table === undefined ? undefined : part.typeOfTable(table);
  const pointee = part.withConcrete(pointer.pointee, concrete);
  // A closure without captures takes no room: there is no memory that it points to.
  const empty = pointee !== undefined && part.sizeOf(pointee) === 0;
  return { members: [{ value: empty ? part.as(pointee).value : pointer.pointer(pointee) }] };
}
