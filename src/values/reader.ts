/** What is at a place in memory, as the layout of its type tells. */
import type { Addr } from "../bytes/brand.ts";
import { type ExpressionSurroundings, evaluate } from "../dwarf/expressions.ts";
import type { TypeRef } from "../dwarf/types.ts";
import type { Field, Layout, Layouts, Shape, Variant } from "./layouts.ts";
import { classAt } from "./objects.ts";
import { type Meaning, Part, type PartReader } from "./part.ts";
import { anyUndefined, InMemory, type Place, unsignedOf, wordOf } from "./place.ts";
import { textOfUnits } from "./quoted.ts";
import { enumeratorText, integerText, numberText } from "./scalars.ts";
import { meaningOf } from "./standard.ts";
import type { Member, Value } from "./value.ts";

/** Elements of one array that are read. */
const MostElements = 1000;
/** Values in one variable: an array of structs with arrays in it makes many of them. */
const MostValues = 20_000;
/** Values in values; only damaged types are deeper. */
const Deepest = 32;
/** Bytes: complex long double. */
const LargestNumber = 32;
/** Of a pointer to a data member. */
const NullMember = 0xffffffff;
/** Characters of one text. */
const LongestText = 4096;

type RecordShape = Extract<Shape, { readonly kind: "record" }>;
type VariantsShape = Extract<Shape, { readonly kind: "variants" }>;
type SingleShape = Extract<
  Shape,
  { readonly kind: "number" | "enumeration" | "pointer" | "member pointer" }
>;

/** The number in a variable of the compiler's, whose entry this is: how long an array is. */
export type CountIn = (entry: number) => number | undefined;

/** Its raw record is read when somebody asks: standard types are made of standard types, each with twice as much to show. */
class StandardValue {
  readonly kind = "standard";
  readonly type: string;
  readonly size: number;
  readonly address?: Addr;
  readonly members: readonly Member[];
  readonly text?: string;
  readonly #raw: () => Value;

  constructor({ type, size, address }: Common, { members, text }: Meaning, raw: () => Value) {
    this.type = type;
    this.size = size;
    if (address !== undefined) this.address = address;
    this.members = members;
    if (text !== undefined) this.text = text;
    this.#raw = raw;
  }

  get raw(): Value {
    return this.#raw();
  }
}

/** Reads one value, with an end to it whatever is in memory and in the debug information. */
export class Reader implements PartReader {
  readonly layouts: Layouts;
  readonly #countIn: CountIn;
  readonly #end: number | undefined;
  #left = MostValues;
  #depth = 0;

  /** @param end where the memory ends that an array of no length may take */
  constructor(layouts: Layouts, countIn: CountIn = () => undefined, end?: number) {
    this.#end = end;
    this.layouts = layouts;
    this.#countIn = countIn;
  }

  /** A value of type `ref` that begins at `place`. */
  read(ref: TypeRef, place: Place): Value {
    const layout = this.layouts.of(ref);
    const { name, size = 0 } = layout;
    // What is not read counts, too: an array of itself would be full of it.
    if (this.#left-- <= 0 || this.#depth === Deepest) {
      return {
        ...common(name, size, place),
        kind: "unreadable",
        reason: "there is too much of it",
      };
    }
    this.#depth++;
    try {
      return this.#whole(ref, layout, place);
    } finally {
      this.#depth--;
    }
  }

  /** So many of a type, one after the other; `counts` are those of the dimensions, the outermost first. */
  array(element: TypeRef, counts: readonly (number | undefined)[], place: Place): Value {
    return this.#array(element, counts, this.layouts.arrayName(element, counts), place);
  }

  #whole(ref: TypeRef, layout: Layout, place: Place): Value {
    const { shape, name, size = 0 } = layout;
    const of = common(name, size, place);
    switch (shape.kind) {
      case "array": {
        const { element, counts, countedBy } = shape;
        if (counts.every((count) => count !== undefined)) {
          return this.#array(element, counts, name, place);
        }
        const known = counts.map(
          (count, index) =>
            count ?? this.#count(countedBy[index]) ?? this.#room(element, index, counts, place),
        );
        const whole = known.every((count) => count !== undefined);
        return whole ? this.array(element, known, place) : this.#array(element, known, name, place);
      }
      case "record":
        return this.#record(ref, shape, of, place);
      case "variants":
        return this.#variant(shape, of, place);
      case "opaque":
        return { ...of, kind: "unreadable", reason: shape.reason };
      case "single":
        return { ...of, kind: "scalar", text: shape.text };
      default:
        return this.#single(layout, shape, of, place);
    }
  }

  /** How many elements an array of no length has, by the memory that is there. */
  #room(
    element: TypeRef,
    index: number,
    counts: readonly (number | undefined)[],
    { address }: Place,
  ): number | undefined {
    const { size = 0 } = this.layouts.of(element);
    const inner = counts.slice(1).reduce<number>((bytes, count) => bytes * (count ?? 0), size);
    if (index > 0 || inner === 0 || this.#end === undefined || address === undefined) {
      return undefined;
    }
    return Math.max(0, Math.floor((this.#end - address) / inner));
  }

  #count(entry: number | undefined): number | undefined {
    return entry === undefined ? undefined : this.#countIn(entry);
  }

  #record(ref: TypeRef, shape: RecordShape, of: Common, place: Place): Value {
    const record = (reader: Reader): Value => ({
      ...of,
      kind: "record",
      union: shape.union,
      members: reader.#members(shape.fields, place),
    });
    const meaning = meaningOf(new Part(this, ref, place));
    if (meaning === undefined) return record(this);
    return new StandardValue(of, meaning, () => record(new Reader(this.layouts, this.#countIn)));
  }

  #variant({ discriminant, variants }: VariantsShape, of: Common, place: Place): Value {
    let chosen = variants[0];
    if (discriminant !== undefined) {
      const { offset, size } = discriminant;
      const bytes = size <= LargestNumber ? place.bytes(offset, size) : undefined;
      if (bytes === undefined) return { ...of, kind: "unreadable", reason: outside(size) };
      if (anyUndefined(place, offset, size)) return { ...of, kind: "undefined" };
      chosen = variantFor(variants, unsignedOf(bytes), size);
    }
    if (chosen === undefined) {
      return { ...of, kind: "unreadable", reason: "it is none of its type's variants" };
    }
    const { shape } = this.layouts.of(chosen.type);
    const fields = shape.kind === "record" ? shape.fields : [];
    const members = this.#members(fields, place.at(chosen.offset));
    return { ...of, kind: "variant", variant: chosen.name, members };
  }

  /** What is one piece, of which all bits count. */
  #single(layout: Layout, shape: SingleShape, of: Common, place: Place): Value {
    const { size = 0, language } = layout;
    const bytes = size > 0 && size <= LargestNumber ? place.bytes(0, size) : undefined;
    if (bytes === undefined) return { ...of, kind: "unreadable", reason: outside(size) };
    if (anyUndefined(place, 0, size)) {
      return { ...of, kind: "undefined", ...(shape.kind === "pointer" && { isPointer: true }) };
    }
    switch (shape.kind) {
      case "pointer": {
        const { of: what } = shape;
        const target = addressIn(bytes);
        const pointee = classAt(this.layouts, shape.pointee, target, place.memory);
        return { ...of, kind: "pointer", of: what, target, pointee };
      }
      case "member pointer":
        return { ...of, kind: "scalar", text: this.#memberPointed(shape.container, bytes) };
      case "enumeration": {
        const { enumerators, signed } = shape;
        const text = enumeratorText(enumerators, signed, unsignedOf(bytes), 8 * size);
        return { ...of, kind: "scalar", text };
      }
      case "number": {
        const text = numberText(shape.format, bytes, language);
        if (text !== undefined) return { ...of, kind: "scalar", text };
        return { ...of, kind: "unreadable", reason: `a number of ${size} bytes is not known` };
      }
    }
  }

  /** The distance of a member, which C++ writes as its name: `&point::x`. */
  #memberPointed(container: TypeRef, bytes: Uint8Array): string {
    const distance = addressIn(bytes);
    if (distance === NullMember) return "nullptr";
    const { shape, name } = this.layouts.of(container);
    const fields = shape.kind === "record" ? shape.fields : [];
    const member = fields.find(({ offset, name: own }) => own !== undefined && offset === distance);
    return member === undefined ? `${name} + ${distance}` : `&${name}::${member.name}`;
  }

  #array(
    element: TypeRef,
    counts: readonly (number | undefined)[],
    name: string,
    place: Place,
  ): Value {
    const [count, ...inner] = counts;
    const size = this.layouts.of(element).size ?? 0;
    const stride = inner.reduce<number>((bytes, n) => bytes * (n ?? 0), size);
    const of = common(name, stride * (count ?? 0), place);
    const innerName = inner.length === 0 ? "" : this.layouts.arrayName(element, inner);
    const elements: Value[] = [];
    for (let index = 0; index < Math.min(count ?? 0, MostElements) && this.#left > 0; index++) {
      const at = place.at(index * stride);
      // As of arrays without elements in arrays.
      if (inner.length > 0) this.#left--;
      elements.push(
        inner.length === 0 ? this.read(element, at) : this.#array(element, inner, innerName, at),
      );
    }
    const text = inner.length === 0 ? this.#text(element, count ?? 0, place) : undefined;
    return {
      ...of,
      kind: "array",
      elements,
      count: count ?? 0,
      ...(text !== undefined && { text }),
    };
  }

  /** Of an array of characters with a terminator: what is before it, if all of that is defined. */
  #text(element: TypeRef, count: number, place: Place): string | undefined {
    const { shape, size, language } = this.layouts.of(element);
    if (shape.kind !== "number" || size === undefined) return undefined;
    if (shape.format !== "character" && shape.format !== "code point") return undefined;
    if (language === "rust") return undefined;
    const length = size * Math.min(count, LongestText);
    const bytes = place.bytes(0, length);
    const end = bytes && terminator(bytes, size);
    if (end === undefined || anyUndefined(place, 0, end + size)) return undefined;
    return textOfUnits(bytes!.subarray(0, end), size, "c");
  }

  #members(fields: readonly Field[], place: Place): Member[] {
    const members: Member[] = [];
    for (const field of fields) {
      if (this.#left <= 0) break;
      const { name } = field;
      if (field.isBase && this.#isEmpty(field.type)) continue;
      members.push({ ...(name !== undefined && { name }), value: this.#field(field, place) });
    }
    return members;
  }

  /** Of a base class that is there for its functions there is nothing to be seen. */
  #isEmpty(ref: TypeRef, left = Deepest): boolean {
    const { shape } = this.layouts.of(ref);
    return (
      shape.kind === "record" &&
      left > 0 &&
      shape.fields.every(({ isBase, type }) => isBase && this.#isEmpty(type, left - 1))
    );
  }

  #field({ type, offset, computed, bits }: Field, place: Place): Value {
    if (bits !== undefined) return this.#bitField(this.layouts.of(type), bits, place);
    if (offset !== undefined) return this.read(type, place.at(offset));
    const found = computed && baseAddress(computed, place);
    if (found !== undefined) return this.read(type, new InMemory(place.memory, found));
    const { name, size = 0 } = this.layouts.of(type);
    const reason = "where it is in its object is not known";
    return { type: name, size, kind: "unreadable", reason };
  }

  #bitField(
    { shape, name, language }: Layout,
    { start, count }: { readonly start: number; readonly count: number },
    place: Place,
  ): Value {
    const first = Math.floor(start / 8);
    const size = Math.ceil((start + count) / 8) - first;
    const of = { type: name, size };
    const bytes = size > 0 && size <= LargestNumber ? place.bytes(first, size) : undefined;
    if (bytes === undefined) return { ...of, kind: "unreadable", reason: outside(size) };
    const of64 = (from: Uint8Array) =>
      BigInt.asUintN(count, unsignedOf(from) >> BigInt(start - 8 * first));
    const unknown = place.undefinedBits(first, size);
    if (unknown !== undefined && of64(unknown) !== 0n) return { ...of, kind: "undefined" };
    const value = of64(bytes);
    if (shape.kind === "enumeration") {
      const text = enumeratorText(shape.enumerators, shape.signed, value, count);
      return { ...of, kind: "scalar", text };
    }
    const format = shape.kind === "number" ? shape.format : "unsigned";
    return { ...of, kind: "scalar", text: integerText(format, value, count, language) };
  }
}

type Common = Pick<Value, "type" | "size" | "address">;

function common(type: string, size: number, { address }: Place): Common {
  return { type, size, ...(address !== undefined && { address }) };
}

/** The variant with this discriminant, or the one that has all others. */
export function variantFor(
  variants: readonly Variant[],
  discriminant: bigint,
  size: number,
): Variant | undefined {
  const exact = variants.find(
    ({ discriminant: value }) =>
      value !== undefined && BigInt.asUintN(8 * size, value) === discriminant,
  );
  return exact ?? variants.find(({ discriminant: value }) => value === undefined);
}

/** Where a virtual base is: the object knows it. */
function baseAddress(
  { expression, unit }: NonNullable<Field["computed"]>,
  { address, memory }: Place,
): number | undefined {
  if (address === undefined) return undefined;
  const surroundings: ExpressionSurroundings = {
    local: () => undefined,
    global: () => undefined,
    frameBase: () => ({ kind: "nowhere" }),
    memory(at, size) {
      const bytes = memory.bytes(at, size);
      return bytes && unsignedOf(bytes);
    },
  };
  const found = evaluate(expression, unit, surroundings, BigInt(address));
  return found.kind === "address" ? found.address : undefined;
}

function outside(size: number): string {
  return size > 0 && size <= LargestNumber
    ? "it is not in the program's memory"
    : "its type does not say how large it is";
}

export function addressIn(bytes: Uint8Array): Addr {
  return wordOf(bytes.length > 4 ? bytes.subarray(0, 4) : bytes) as Addr;
}

/** Where the first character that is 0 begins. */
function terminator(bytes: Uint8Array, size: number): number | undefined {
  for (let at = 0; at + size <= bytes.length; at += size) {
    if (bytes.subarray(at, at + size).every((byte) => byte === 0)) return at;
  }
  return undefined;
}
