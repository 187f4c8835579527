/**
 * What a block of the heap holds: `Rc<RefCell<Node>>`, `Vec<i32>`. Nobody writes that down, but the functions of the
 * standard library that a block is allocated through belong to types: `Box<RcBox<Node>>::new`, called by
 * `Rc<Node>::new`. So the calls are followed outwards, from one type to the one that is made of it, up to the
 * program's own code. Where one of them is not known (`RawVec<T>`), nothing is guessed.
 */
import { type Frame, isRust } from "../frame.ts";
import { wholeType } from "./abridged.ts";
import { abridgedTypeName } from "./demangle.ts";
import { readType } from "./written.ts";

/**
 * What the types of the standard library are made of: a block that a part asks for is one of the whole. `$1` is
 * a type's first argument; those without parts ask the allocator themselves. Another type: a row.
 */
const MadeOf: Readonly<Record<string, readonly string[]>> = {
  Box: [],
  RawVec: [],
  Vec: ["RawVec<$1>"],
  VecDeque: ["RawVec<$1>", "Vec<$1>"],
  BinaryHeap: ["Vec<$1>"],
  String: ["Vec<u8>"],
  OsString: ["Vec<u8>"],
  PathBuf: ["OsString"],
  CString: ["Vec<u8>", "Box<[u8]>"],
  LinkedList: ["Box<Node<$1>>"],
  BTreeMap: ["Box<LeafNode<$1, $2>>", "Box<InternalNode<$1, $2>>"],
  BTreeSet: ["BTreeMap<$1, SetValZST>", "BTreeMap<$1, ()>"],
  RawTable: [],
  HashMap: ["RawTable<($1, $2)>"],
  HashSet: ["HashMap<$1, ()>"],
  Rc: [
    "Box<RcBox<$1>>",
    "Box<RcBox<MaybeUninit<$1>>>",
    "Box<RcInner<$1>>",
    "Box<RcInner<MaybeUninit<$1>>>",
  ],
  Arc: ["Box<ArcInner<$1>>", "Box<ArcInner<MaybeUninit<$1>>>"],
};

/** Those that have parts, and for slices ask the allocator themselves all the same. */
const Askers: ReadonlySet<string> = new Set(["Rc", "Arc"]);

/** What is never the whole. */
const Parts: ReadonlySet<string> = new Set(["RawVec", "RawTable"]);

/** Functions that make one type of another, but belong to neither or to the other. `$1` is an argument of `of`. */
const Makers: readonly { readonly by: RegExp; readonly of: string; readonly make: string }[] = [
  {
    by: /^<(?:.* as (?:Spec)?ToString|str as ToOwned)>::|^<?str>?::|^alloc::(?:fmt::format|str::join_generic_copy<str,)/,
    of: "Vec<u8>",
    make: "String",
  },
  { by: /^alloc::vec::from_elem</, of: "RawVec<$1>", make: "Vec<$1>" },
  { by: /::into_boxed_slice$/, of: "Vec<$1>", make: "Box<[$1]>" },
  { by: /::into_boxed_str$/, of: "String", make: "Box<str>" },
  { by: /^<Rc<str> as From</, of: "Rc<[u8]>", make: "Rc<str>" },
  { by: /^<Arc<str> as From</, of: "Arc<[u8]>", make: "Arc<str>" },
];

/**
 * How Vec, String and others grow, in functions that may be compiled without their types: then the block is one of
 * a type that is made of a RawVec, and the caller says of which.
 */
const AnyRawVec = /\bRawVec(?:Inner)?\b|^alloc::raw_vec::/;
const RawVecBased: ReadonlySet<string> = new Set(["RawVec", "Vec", "OsString"]);

interface Holder {
  readonly name: string;
  readonly args: readonly string[];
  readonly text: string;
}

/**
 * @param frames of the allocation, innermost first
 * @returns undefined where they do not tell
 */
export function blockType(frames: readonly Frame[]): string | undefined {
  let held: Holder | "any RawVec" | undefined;
  for (const frame of frames) {
    if (!frame.library || !isRust(frame)) break;
    held = wholeOf(frame, held) ?? held;
    held = made(frame, held) ?? held;
    if (held === undefined && AnyRawVec.test(frame.function ?? "")) held = "any RawVec";
  }
  if (held === undefined || held === "any RawVec" || Parts.has(held.name)) return undefined;
  return abridgedTypeName(held.text);
}

/**
 * Whether a block begins with the counts of its owners, as what an Rc or Arc points to does: the strong count, the
 * weak count, and then the value. Where the frames do not tell what the block holds, nobody reads counts in it.
 * @param frames of the allocation, innermost first
 */
export function countsOwners(frames: readonly Frame[]): boolean {
  return /^(?:Rc|Arc)</.test(blockType(frames) ?? "");
}

function made(
  { function: name = "" }: Frame,
  held: Holder | "any RawVec" | undefined,
): Holder | undefined {
  if (held === undefined) return undefined;
  for (const { by, of, make } of Makers) {
    if (!by.test(name) || !fits(of, held === "any RawVec" ? [] : held.args, held)) continue;
    // Of which Vec has to be known.
    if (held !== "any RawVec" || !make.includes("$")) {
      return holder(filled(make, held === "any RawVec" ? [] : held.args));
    }
  }
  return undefined;
}

/** The type that the function belongs to, if what is held is a part of it. */
function wholeOf({ selfType }: Frame, held: Holder | "any RawVec" | undefined): Holder | undefined {
  const type = selfType === undefined ? undefined : holder(selfType);
  if (type === undefined || !Object.hasOwn(MadeOf, type.name)) return undefined;
  const parts = MadeOf[type.name]!;
  if (held === undefined) return parts.length === 0 || Askers.has(type.name) ? type : undefined;
  // Of functions with the same code the linker keeps one, whatever its type: RawVec<u8> may grow in RawVec<i8>'s.
  if (type.name === "RawVec" && (held === "any RawVec" || held.name === "RawVec")) return type;
  return parts.some((part) => fits(part, type.args, held)) ? type : undefined;
}

/** Whether `held` is what `pattern` says; it may have more arguments, those that are not the default. */
function fits(pattern: string, args: readonly string[], held: Holder | "any RawVec"): boolean {
  if (held === "any RawVec") return RawVecBased.has(/^\w+/.exec(pattern)?.[0] ?? "");
  const text = filled(pattern, args);
  return held.text === text || held.text.startsWith(text.replace(/>$/, ", "));
}

function filled(pattern: string, args: readonly string[]): string {
  return pattern.replace(/\$(\d)/g, (_, digit) => args[digit - 1] ?? "");
}

/** `HashMap<String, i32>` as its name and its arguments. */
function holder(text: string): Holder | undefined {
  const type = readType(text);
  const last = type?.kind === "path" ? type.segments.at(-1) : undefined;
  if (last?.kind !== "name") return undefined;
  return { name: last.text, args: (last.args ?? []).map(wholeType), text };
}
