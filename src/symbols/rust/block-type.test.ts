import { expect, test } from "vitest";
import type { Frame } from "../frame.ts";
import { blockType, countsOwners } from "./block-type.ts";

/** A frame of the standard library: the function, or the type and, behind a dot, its method. */
function frame(text: string): Frame {
  const [selfType, method] = text.split(".");
  const std = { crate: "alloc", library: true };
  if (method === undefined) return { ...std, function: text };
  return { ...std, function: `${selfType}::${method}`, ...(selfType && { selfType }) };
}

const main: Frame = {
  function: "uaf::main",
  crate: "uaf",
  file: "uaf.rs",
  line: 3,
  library: false,
};
const asked = ["__rust_alloc", "alloc::alloc::alloc", "Global.alloc_impl"];
const boxed = [...asked, "alloc::alloc::exchange_malloc"];
const grown = ["__rust_realloc", "alloc::raw_vec::finish_grow"];

/** Stacks of programs that were compiled with 1.63, 1.85 and 1.97. */
test.each([
  ["Box<Node>", [...boxed, "Box<Node>.new"]],
  ["Rc<Cycle>", [...boxed, "Box<RcBox<Cycle>>.new", "Rc<Cycle>.new"]],
  [
    "Rc<RefCell<Vec<i32>>>",
    [...boxed, "Box<RcInner<RefCell<Vec<i32>>>>.new", "Rc<RefCell<Vec<i32>>>.new"],
  ],
  ["Rc<Node>", [...boxed, "Box<RcInner<MaybeUninit<Node>>>.new_in", "Rc<Node>.new_cyclic"]],
  ["Arc<Mutex<u8>>", [...boxed, "Box<ArcInner<Mutex<u8>>>.new", "Arc<Mutex<u8>>.new"]],
  ["Arc<[i32]>", [...asked, "Arc<[i32]>.allocate_for_slice", "Vec<i32>.into"]],
  ["Vec<Node>", [...asked, "RawVec<Node>.allocate_in", "Vec<Node>.with_capacity"]],
  ["Vec<Node>", [...grown, "RawVecInner.grow_one", "RawVec<Node>.grow_one", "Vec<Node>.push"]],
  ["Vec<i64>", [...asked, "RawVec<i64>.with_capacity_zeroed_in", "alloc::vec::from_elem<i64>"]],
  ["Box<[u16]>", [...grown, "RawVec<u16>.shrink", "Vec<u16>.into_boxed_slice"]],
  ["String", [...grown, "RawVec<u8>.reserve", "Vec<u8>.extend", "String.push_str"]],
  ["String", [...asked, "RawVec<u8>.allocate_in", "Vec<u8>.with_capacity", "alloc::fmt::format"]],
  ["BinaryHeap<u32>", [...grown, "RawVec<u32>.grow_one", "Vec<u32>.push", "BinaryHeap<u32>.push"]],
  ["LinkedList<u8>", [...boxed, "Box<Node<u8>>.new", "LinkedList<u8>.push_back"]],
  ["HashMap<u16, i8>", [...asked, "RawTable<(u16, i8)>.reserve", "HashMap<u16, i8>.insert"]],
  [
    "HashSet<u16>",
    [...asked, "RawTable<(u16, ())>.reserve", "HashMap<u16, ()>.insert", "HashSet<u16>.insert"],
  ],
  // With a hasher of the user's own.
  [
    "HashSet<u16, Fnv>",
    [
      ...asked,
      "RawTable<(u16, ())>.reserve",
      "HashMap<u16, (), Fnv>.insert",
      "HashSet<u16, Fnv>.insert",
    ],
  ],
  [
    "BTreeSet<char>",
    [
      ...asked,
      "Box<LeafNode<char, SetValZST>>.new_uninit_in",
      "BTreeMap<char, SetValZST>.insert",
      "BTreeSet<char>.insert",
    ],
  ],
  // What is compiled without types: the caller says of what.
  ["VecDeque<u8>", [...grown, "RawVec<T, A>::grow_one", "VecDeque<u8>.grow"]],
  [
    "String",
    [...grown, "RawVec<T, A>::grow_one", "<&mut W as Write>::write_str", "alloc::fmt::format"],
  ],
  // The linker keeps one of two functions with the same code.
  [
    "String",
    [...grown, "RawVec<i8>.reserve", "RawVec<u8>.reserve", "Vec<u8>.extend", "String.push_str"],
  ],
  // A block of an element's, not of the Vec that is cloned.
  ["Box<i32>", [...boxed, "Box<i32>.clone", "[Box<i32>].to_vec_in", "Vec<Box<i32>>.clone"]],
  ["Vec<u8>", [...asked, "RawVec<u8>.allocate_in", "Vec<u8>.clone", "BinaryHeap<Vec<u8>>.clone"]],
  // A Node of the user's own in a Box is one.
  ["Box<Node<u8>>", [...boxed, "Box<Node<u8>>.new"]],
  [undefined, asked],
  [undefined, boxed],
  // vec![1, 2] before 1.86: the array is boxed, and nothing says of which type.
  [undefined, [...boxed, "LinkedList<u8>.push_back"]],
  [undefined, [...asked, "RawVec<u8>.allocate_in"]],
  [undefined, [...grown, "RawVec<T, A>::grow_one"]],
  [undefined, []],
])("%s", (type, functions) => {
  expect(blockType([...functions.map(frame), main, frame("Vec<Outer>.extend")])).toBe(type);
});

test("a long one is shortened", () => {
  const words = Array.from({ length: 10 }, () => "VeryLongName").join(", ");
  const stack = [...boxed, `Box<RcBox<Table<${words}>>>.new`, `Rc<Table<${words}>>.new`];
  expect(blockType(stack.map(frame))).toBe("Rc<Table<…>>");
});

test.each([
  [true, [...boxed, "Box<RcBox<Cycle>>.new", "Rc<Cycle>.new"]],
  [true, [...asked, "Arc<[i32]>.allocate_for_slice", "Vec<i32>.into"]],
  // The value's own block, when it is cloned to be changed.
  [false, [...asked, "RawVec<u8>.allocate_in", "Vec<u8>.clone", "Rc<Vec<u8>>.make_mut"]],
  [false, [...asked, "RawVec<Rc<u8>>.allocate_in", "Vec<Rc<u8>>.with_capacity"]],
  [false, [...boxed, "Rc<T>::new"]],
])("counts its owners: %s, %s", (counts, functions) => {
  expect(countsOwners([...functions.map(frame), main])).toBe(counts);
});
