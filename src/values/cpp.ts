/**
 * Types of C++'s standard library, as libc++ makes them (its second ABI namespace, releases of about 17 to 22; where the
 * names of fields changed both are here). One more type: a row in `CppTypes`, by its name without arguments.
 */
import { counted, type Meaning, type Part, textAt, Unexpected, wordAt } from "./part.ts";
import type { Member, Value } from "./value.ts";

type Read = (part: Part) => Meaning;

/** What `a.b.c` of it is, and nothing else. */
const only =
  (...path: readonly string[]): Read =>
  (part) => ({ members: [{ value: part.field(...path).value }] });

/** Those that only wrap what they have. */
export const CppWrappers: ReadonlyMap<string, Read> = new Map<string, Read>([
  ["std::array", only("__elems_")],
  ["std::unique_ptr", only("__ptr_")],
  ["std::atomic", only("__a_", "__a_value")],
  ["std::reference_wrapper", only("__f_")],
  ["std::stack", only("c")],
  ["std::queue", only("c")],
  ["std::priority_queue", only("c")],
  ["std::__value_type", only("__cc_")],
  ["std::__hash_value_type", only("__cc_")],
]);

export const CppTypes: ReadonlyMap<string, Read> = new Map<string, Read>([
  ["std::basic_string", string],
  ["std::basic_string_view", stringView],
  ["std::vector", vector],
  ["std::span", range],
  ["std::initializer_list", range],
  ["std::shared_ptr", sharedPointer],
  ["std::weak_ptr", sharedPointer],
  ["std::__shared_ptr_emplace", countedObject],
  ["std::__shared_ptr_pointer", countedPointer],
  ["std::optional", optional],
  ["std::variant", variant],
  ["std::tuple", tuple],
  ["std::deque", deque],
  ["std::list", list],
  ["std::forward_list", forwardList],
  ["std::map", tree],
  ["std::multimap", tree],
  ["std::set", tree],
  ["std::multiset", tree],
  ["std::unordered_map", hashTable],
  ["std::unordered_multimap", hashTable],
  ["std::unordered_set", hashTable],
  ["std::unordered_multiset", hashTable],
  ["std::__list_node", node("__prev_", "__next_")],
  ["std::__forward_list_node", node("__next_")],
  ["std::__tree_node", node("__parent_", "__left_", "__right_")],
  ["std::__hash_node", node("__next_")],
]);

/** A short one is in its object, where a long one has its size, its capacity and where its text is. */
function string(part: Part): Meaning {
  const long = part.field("__rep_", "__l");
  const short = part.field("__rep_", "__s");
  const character = part.argument(0);
  const isLong = short.field("__is_long_").number;
  const size = isLong === undefined ? undefined : (isLong ? long : short).field("__size_").number;
  const sized = counted("size", size);
  if (isLong === undefined) return { members: [sized] };
  const unit = part.sizeOf(character);
  const data = isLong ? long.field("__data_").target : short.field("__data_").place.address;
  const text = data === undefined ? undefined : textAt(part.place, data, size, { unit });
  if (isLong === 0) return { members: [sized], ...(text !== undefined && { text }) };
  // With room for the terminator.
  const room = long.field("__cap_").number;
  return {
    members: [
      { name: "data", value: long.field("__data_").pointer(character, size) },
      sized,
      counted("capacity", room === undefined ? undefined : room - 1),
    ],
    ...(text !== undefined && { text }),
  };
}

function stringView(part: Part): Meaning {
  const data = part.oneOf("__data_", "__data");
  const size = part.oneOf("__size_", "__size").number;
  const character = part.argument(0);
  const { target } = data;
  const unit = part.sizeOf(character);
  const text = target === undefined ? undefined : textAt(part.place, target, size, { unit });
  return {
    members: [{ name: "data", value: data.pointer(character, size) }, counted("size", size)],
    ...(text !== undefined && { text }),
  };
}

/** A pointer and how many there are; of a span whose size its type says, the pointer. */
function range(part: Part): Meaning {
  const data = part.oneOf("__data_", "__begin_");
  if (!part.has("__size_")) return { members: [{ value: data.value }] };
  const size = part.field("__size_").number;
  return {
    members: [{ name: "data", value: data.pointer(data.pointee, size) }, counted("size", size)],
  };
}

function vector(part: Part): Meaning {
  const begin = part.field("__begin_");
  // One of bool keeps its bits in words.
  if (part.has("__size_")) {
    const size = part.field("__size_").number;
    return { members: [{ name: "data", value: begin.value }, counted("size", size)] };
  }
  const element = part.argument(0);
  const size = between(begin, part.field("__end_"), part.sizeOf(element));
  const capacity = between(
    begin,
    part.oneOf("__cap_", "__end_cap_").unwrapped,
    part.sizeOf(element),
  );
  return {
    members: [
      { name: "data", value: begin.pointer(element, size) },
      counted("size", size),
      counted("capacity", capacity),
    ],
  };
}

/** How many of so many bytes each; undefined where one of the pointers is. */
function between(begin: Part, end: Part, size: number): number | undefined {
  if (begin.target === undefined || end.target === undefined) return undefined;
  const count = size > 0 ? (end.target - begin.target) / size : Number.NaN;
  // Overwritten, perhaps: it is shown as it is.
  if (!Number.isInteger(count) || count < 0) throw new Unexpected();
  return count;
}

/** It has two pointers: to the object, and to the block with the counts, where that is not gone. */
function sharedPointer(part: Part): Meaning {
  const pointer = { name: "ptr", value: part.field("__ptr_").value };
  const control = part.field("__cntrl_");
  const { target } = control;
  if (target === undefined || target === 0) return { members: [pointer] };
  const table = wordAt(part.place, target);
  const type = table === undefined ? undefined : part.typeOfTable(table);
  return {
    members: [
      pointer,
      ...(type === undefined ? [] : [{ name: "control", value: control.pointer(type) }]),
      ...owners(part, target),
    ],
  };
}

/**
 * The counts are in a class that is compiled into the library, so programs have no description of it; for the same reason
 * it stays as it is: a pointer, then both counts, kept as one less than there are.
 */
function owners({ place }: Part, control: number): Member[] {
  const shared = wordAt(place, control + Word);
  const others = wordAt(place, control + 2 * Word);
  const uses = shared === undefined ? undefined : (shared + 1) | 0;
  // As long as there are owners they are one of the others, together.
  const weak = others === undefined || uses === undefined ? undefined : others + Number(uses === 0);
  return [counted("use_count", uses), counted("weak_count", weak)];
}

const Word = 4;

/** What make_shared allocates: the counts, then the object itself. */
function countedObject(part: Part): Meaning {
  const { address } = part.place;
  const buffer = part.field("__storage_", "__buffer_");
  const type = part.argument(0);
  // An allocator that takes room would be before it.
  if (address === undefined || buffer.layout.size !== part.sizeOf(type)) throw new Unexpected();
  return { members: [...owners(part, address), { name: "value", value: buffer.as(type).value }] };
}

/** What a shared_ptr allocates that is given a pointer. */
function countedPointer(part: Part): Meaning {
  const { address } = part.place;
  if (address === undefined) throw new Unexpected();
  return {
    members: [...owners(part, address), { name: "ptr", value: part.field("__ptr_").value }],
  };
}

function optional(part: Part): Meaning {
  const engaged = part.field("__engaged_").number;
  if (engaged === undefined) return { members: [{ value: part.field("__engaged_").value }] };
  if (engaged === 0) return { members: [{ value: word("nullopt") }] };
  return { members: [{ value: part.field("__val_").value }] };
}

/** Alternatives are a chain of unions, the first of which is the first one or all others. */
function variant(part: Part): Meaning {
  const index = part.field("__impl_", "__index");
  const { number = 0 } = index;
  if (index.number === undefined) return { members: [{ value: index.value }] };
  const none = 2 ** (8 * (index.layout.size ?? 0)) - 1;
  if (number === none) return { members: [{ value: word("valueless") }] };
  if (number > MostAlternatives) throw new Unexpected();
  let data = part.field("__impl_", "__data");
  for (let left = number; left > 0; left--) data = data.field("__tail");
  return { members: [{ value: data.field("__head", "__value").value }] };
}

/** More than any sound one has. */
const MostAlternatives = 100;

/** Each element is in a base class of its own; one that is empty is that class. */
function tuple(part: Part): Meaning {
  const members = part
    .field("__base_")
    .bases.filter((base) => base.has("__value_"))
    .map((base, index): Member => ({ name: String(index), value: base.field("__value_").value }));
  return { members };
}

/** The elements are in blocks of a fixed size, to which a row of pointers leads. */
function deque(part: Part): Meaning {
  const blocks = part.field("__map_", "__begin_");
  const { pointee } = blocks;
  const count = between(blocks, part.field("__map_", "__end_"), part.sizeOf(pointee));
  return {
    members: [
      { name: "blocks", value: blocks.pointer(pointee, count) },
      { name: "start", value: part.field("__start_").value },
      { name: "size", value: part.field("__size_").value },
    ],
  };
}

/** An empty one's sentinel leads to itself. */
function list(part: Part): Meaning {
  const size = { name: "size", value: part.field("__size_").value };
  const nodes = part.named(`std::__list_node<${part.argumentName(0)}, void *>`);
  if (part.field("__size_").number === 0 || nodes === undefined) return { members: [size] };
  const ends = part.field("__end_");
  return {
    members: [
      { name: "first", value: ends.field("__next_").pointer(nodes) },
      { name: "last", value: ends.field("__prev_").pointer(nodes) },
      size,
    ],
  };
}

function forwardList(part: Part): Meaning {
  const first = part.field("__before_begin_", "__next_");
  const nodes = part.named(`std::__forward_list_node<${part.argumentName(0)}, void *>`);
  return { members: [{ name: "first", value: first.pointer(nodes ?? first.pointee) }] };
}

function tree(part: Part): Meaning {
  const inner = part.field("__tree_");
  const root = inner.field("__end_node_", "__left_");
  const nodes = part.named(`std::__tree_node<${inner.argumentName(0)}, void *>`);
  return {
    members: [
      { name: "root", value: root.pointer(nodes ?? root.pointee) },
      { name: "size", value: inner.field("__size_").value },
    ],
  };
}

function hashTable(part: Part): Meaning {
  const inner = part.field("__table_");
  const first = inner.field("__first_node_", "__next_");
  const nodes = part.named(`std::__hash_node<${inner.argumentName(0)}, void *>`);
  const buckets = inner.field("__bucket_list_", "__ptr_");
  const count = inner.field("__bucket_list_", "__deleter_", "__size_").number;
  return {
    members: [
      { name: "first", value: first.pointer(nodes ?? first.pointee) },
      { name: "buckets", value: buckets.pointer(buckets.pointee, count) },
      { name: "size", value: inner.field("__size_").value },
    ],
  };
}

/** Nodes point to nodes, though their types only say that they point to what nodes begin with. */
function node(...pointers: readonly string[]): Read {
  return (part) => ({
    members: [
      { name: "value", value: part.field("__value_").value },
      ...pointers.map(
        (name): Member => ({
          name: name.replaceAll("_", ""),
          value: part.field(name).pointer(part.plain),
        }),
      ),
    ],
  });
}

function word(text: string): Value {
  return { type: "", size: 0, kind: "scalar", text };
}
