/** What is at a place in memory, as the layout of its type tells. */
import type { Addr } from "../bytes/brand.ts";
import type { TypeRef } from "../dwarf/types.ts";
import type { Field, Layout, Layouts, Shape } from "./layouts.ts";
import { anyUndefined, type Place, unsignedOf } from "./place.ts";
import { escapedText, textOfBytes } from "./quoted.ts";
import { enumeratorText, integerText, numberText } from "./scalars.ts";
import type { Member, Value } from "./value.ts";

/** Elements of one array that are read. */
const MostElements = 1000;
/** Values in one variable: an array of structs with arrays in it makes many of them. */
const MostValues = 20_000;
/** Values in values; only damaged types are deeper. */
const Deepest = 32;
/** Characters of one text. */
const LongestText = 4096;

/** Reads one value, with an end to it whatever is in memory and in the debug information. */
export class Reader {
  readonly #layouts: Layouts;
  #left = MostValues;
  #depth = 0;

  constructor(layouts: Layouts) {
    this.#layouts = layouts;
  }

  /** A value of type `ref` that begins at `place`. */
  read(ref: TypeRef, place: Place): Value {
    return this.#whole(this.#layouts.of(ref), place);
  }

  /**
   * So many of a type, one after the other; `counts` are those of the dimensions, the outermost first.
   * `undefined`: as many as only the program knows.
   */
  array(element: TypeRef, counts: readonly (number | undefined)[], place: Place): Value {
    return this.#array(element, counts, this.#layouts.arrayName(element, counts), place);
  }

  #whole(layout: Layout, place: Place): Value {
    const { shape, name, size = 0 } = layout;
    if (this.#left === 0 || this.#depth === Deepest) {
      return {
        ...common(name, size, place),
        kind: "unreadable",
        reason: "there is too much of it",
      };
    }
    this.#left--;
    this.#depth++;
    try {
      return this.#shaped(layout, shape, place);
    } finally {
      this.#depth--;
    }
  }

  #shaped(layout: Layout, shape: Shape, place: Place): Value {
    const { name, size } = layout;
    switch (shape.kind) {
      case "array":
        return this.#array(shape.element, shape.counts, name, place);
      case "record":
        return {
          ...common(name, size ?? 0, place),
          kind: "record",
          union: shape.union,
          members: this.#members(shape.fields, place),
        };
      case "opaque":
        return { ...common(name, size ?? 0, place), kind: "unreadable", reason: shape.reason };
      default:
        return this.#single(layout, shape, place);
    }
  }

  /** What is one piece, of which all bits count. */
  #single(
    layout: Layout,
    shape: Exclude<Shape, { kind: "array" | "record" | "opaque" }>,
    place: Place,
  ): Value {
    const { name, size = 0, language } = layout;
    const of = common(name, size, place);
    const bytes = size > 0 && size <= LargestNumber ? place.bytes(0, size) : undefined;
    if (bytes === undefined) return { ...of, kind: "unreadable", reason: outside(size) };
    if (anyUndefined(place, 0, size)) return { ...of, kind: "undefined" };
    switch (shape.kind) {
      case "pointer":
        return {
          ...of,
          kind: "pointer",
          of: shape.of,
          target: addressIn(bytes),
          pointee: shape.pointee,
        };
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

  #array(
    element: TypeRef,
    counts: readonly (number | undefined)[],
    name: string,
    place: Place,
  ): Value {
    const [count, ...inner] = counts;
    const size = this.#layouts.of(element).size ?? 0;
    const stride = inner.reduce<number>((bytes, n) => bytes * (n ?? 0), size);
    const of = common(name, stride * (count ?? 0), place);
    const innerName = inner.length === 0 ? "" : this.#layouts.arrayName(element, inner);
    const elements: Value[] = [];
    for (let index = 0; index < Math.min(count ?? 0, MostElements) && this.#left > 0; index++) {
      const at = place.at(index * stride);
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
    const { shape, size, language } = this.#layouts.of(element);
    if (shape.kind !== "number" || size === undefined) return undefined;
    if (shape.format !== "character" && shape.format !== "code point") return undefined;
    if (language === "rust") return undefined;
    const length = size * Math.min(count, LongestText);
    const bytes = place.bytes(0, length);
    const end = bytes && terminator(bytes, size);
    if (end === undefined || anyUndefined(place, 0, end + size)) return undefined;
    if (shape.format === "character") return textOfBytes(bytes!.subarray(0, end), "c");
    const codes: string[] = [];
    for (let at = 0; at < end; at += size) {
      const code = Number(unsignedOf(bytes!.subarray(at, at + size)));
      if (code > 0x10ffff) return undefined;
      codes.push(String.fromCodePoint(code));
    }
    return escapedText(codes.join(""), "c");
  }

  #members(fields: readonly Field[], place: Place): Member[] {
    const members: Member[] = [];
    for (const field of fields) {
      if (this.#left === 0) break;
      const { name } = field;
      members.push({ ...(name !== undefined && { name }), value: this.#field(field, place) });
    }
    return members;
  }

  #field({ type, offset, bits }: Field, place: Place): Value {
    if (bits !== undefined) return this.#bitField(this.#layouts.of(type), bits, place);
    if (offset !== undefined) return this.read(type, place.at(offset));
    const { name, size = 0 } = this.#layouts.of(type);
    return {
      type: name,
      size,
      kind: "unreadable",
      reason: "where it is in its object is not known",
    };
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

/** Bytes: complex long double. */
const LargestNumber = 32;

function common(type: string, size: number, { address }: Place) {
  return { type, size, ...(address !== undefined && { address }) };
}

function outside(size: number): string {
  return size > 0 && size <= LargestNumber
    ? "it is not in the program's memory"
    : "its type does not say how large it is";
}

export function addressIn(bytes: Uint8Array): Addr {
  return Number(BigInt.asUintN(32, unsignedOf(bytes))) as Addr;
}

/** Where the first character that is 0 begins. */
function terminator(bytes: Uint8Array, size: number): number | undefined {
  for (let at = 0; at + size <= bytes.length; at += size) {
    if (bytes.subarray(at, at + size).every((byte) => byte === 0)) return at;
  }
  return undefined;
}
