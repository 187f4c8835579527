/**
 * A way around in a value whose type is known by name: by the names of its fields, never by numbers of bytes, so
 * that another release of a library is either understood or plainly not.
 */
import type { Addr } from "../bytes/brand.ts";
import type { TypeRef } from "../dwarf/types.ts";
import type { Field, Layout, Layouts } from "./layouts.ts";
import { type Place, unsignedOf, wordOf } from "./place.ts";
import { type Quoting, textOfUnits } from "./quoted.ts";
import type { Member, Value } from "./value.ts";

/** Thrown where a type is not made as expected: it is shown as it is, then. */
export class Unexpected {}

/** Anonymous members, bases and wrappers in one another, in which a field is looked for. */
const Deepest = 16;

/** Bytes of a number that counts something. */
const LargestCount = 8;

/** What Rc and Arc point to: the counts of the owners, then the value. */
const CountedBlocks: ReadonlySet<string> = new Set([
  "alloc::rc::RcBox",
  "alloc::rc::RcInner",
  "alloc::sync::ArcInner",
]);

/** What a standard type stands for: as in Value. */
export interface Meaning {
  readonly members: readonly Member[];
  readonly text?: string;
}

/** What reads the values that a part is made of. */
export interface PartReader {
  readonly layouts: Layouts;
  read(ref: TypeRef, place: Place): Value;
}

export class Part {
  readonly layout: Layout;
  readonly place: Place;
  readonly #reader: PartReader;
  readonly #ref: TypeRef;
  readonly #bits: Field["bits"];

  constructor(reader: PartReader, ref: TypeRef, place: Place, bits?: Field["bits"]) {
    this.layout = reader.layouts.of(ref);
    this.place = place;
    this.#reader = reader;
    this.#ref = ref;
    this.#bits = bits;
  }

  /** The field at the end of a path of names. */
  field(...path: readonly string[]): Part {
    let part: Part = this;
    for (const name of path) part = part.#step(name) ?? unexpected();
    return part;
  }

  /** The one of these that there is: releases differ. */
  oneOf(...names: readonly string[]): Part {
    for (const name of names) {
      const found = this.#step(name);
      if (found !== undefined) return found;
    }
    return unexpected();
  }

  has(name: string): boolean {
    return this.#step(name) !== undefined;
  }

  /** The type that the type's template or generic was made for, by its place among the parameters. */
  argument(index: number): TypeRef {
    const found = this.#reader.layouts.argumentsOf(this.#ref)[index];
    return found === undefined ? unexpected() : found.type;
  }

  /** The only thing in a wrapper. */
  get inner(): Part {
    return this.#only ?? unexpected();
  }

  /** The classes that it is derived from. */
  get bases(): readonly Part[] {
    return this.#fields.filter(({ isBase }) => isBase).map((field) => this.#at(field));
  }

  /** Whether some of its fields take no room, and others do. */
  get hasEmptyFields(): boolean {
    const sized = this.#sizedFields.length;
    return sized > 0 && sized < this.#fields.length;
  }

  /** The fields that take room, by their names. */
  get sized(): readonly (readonly [name: string, Part])[] {
    return this.#sizedFields.map((field) => [field.name ?? unexpected(), this.#at(field)]);
  }

  /** Its type. */
  get plain(): TypeRef {
    return this.layout.plain;
  }

  /** The argument's name in full, as it stands in the names of other types. */
  argumentName(index: number): string {
    return this.fullName(this.argument(index));
  }

  /** With all that it is declared in, and nothing abridged. */
  fullName(ref: TypeRef): string {
    return this.#reader.layouts.fullName(ref) ?? unexpected();
  }

  /** Whether there is one thing in it. */
  get isWrapper(): boolean {
    return this.#only !== undefined;
  }

  /** What is inside of the wrappers around a single value, such as Rust's Unique, NonNull, Cell. */
  get unwrapped(): Part {
    let part: Part = this;
    for (let depth = 0; depth < Deepest; depth++) {
      const inner = part.#only;
      if (inner === undefined) break;
      part = inner;
    }
    return part;
  }

  get value(): Value {
    return this.#reader.read(this.#ref, this.place);
  }

  /** A number without a sign; undefined where it is not defined. */
  get number(): number | undefined {
    const start = this.#bits?.start ?? 0;
    const count = this.#bits?.count ?? 8 * (this.layout.size ?? 0);
    const first = Math.floor(start / 8);
    const size = Math.ceil((start + count) / 8) - first;
    if (size < 1 || size > LargestCount) return unexpected();
    const bytes = this.place.bytes(first, size);
    if (bytes === undefined) return unexpected();
    const isWhole = this.#bits === undefined && size <= 4;
    if (isWhole && this.place.undefinedBits(first, size) === undefined) return wordOf(bytes);
    const cut = (of: Uint8Array) => BigInt.asUintN(count, unsignedOf(of) >> BigInt(start % 8));
    const missing = this.place.undefinedBits(first, size);
    if (missing !== undefined && cut(missing) !== 0n) return undefined;
    return Number(cut(bytes));
  }

  /** The address in a pointer; undefined where it is not defined. */
  get target(): Addr | undefined {
    if (this.layout.shape.kind !== "pointer") return unexpected();
    return this.number as Addr | undefined;
  }

  /** What a pointer's type says that it points to. */
  get pointee(): TypeRef {
    const { shape } = this.layout;
    return shape.kind === "pointer" ? shape.pointee : unexpected();
  }

  /** This pointer, as one to so many of `pointee`. */
  pointer(pointee: TypeRef, count?: number): Value {
    const { target } = this;
    const { name, size = 0 } = this.layout;
    const { address } = this.place;
    const of = { type: name, size, ...(address !== undefined && { address }) };
    if (target === undefined) return { ...of, kind: "undefined" };
    return {
      ...of,
      kind: "pointer",
      of: "object",
      target,
      pointee,
      ...(count !== undefined && { count }),
    };
  }

  /** Bytes that one of `ref` takes. */
  sizeOf(ref: TypeRef): number {
    return this.#reader.layouts.of(ref).size ?? unexpected();
  }

  /** A value of type `ref` in the same place. */
  as(ref: TypeRef): Part {
    return new Part(this.#reader, ref, this.place);
  }

  /** The struct that is called so in full, if there is one. */
  named(fullName: string): TypeRef {
    return this.#reader.layouts.named(fullName);
  }

  /** Of which type the functions are in a table of virtual functions. */
  typeOfTable(address: number): TypeRef {
    return this.#reader.layouts.typeOfTable(address);
  }

  /** The one field that takes room. */
  get #only(): Part | undefined {
    const sized = this.#sizedFields;
    return sized.length === 1 ? this.#at(sized[0]!) : undefined;
  }

  get #fields(): readonly Field[] {
    const { shape } = this.layout;
    return shape.kind === "record" ? shape.fields : [];
  }

  get #sizedFields(): readonly Field[] {
    return this.#fields.filter(({ type }) => (this.#reader.layouts.of(type).size ?? 0) > 0);
  }

  /**
   * What a trait object points to: `concrete`, or where that is in a block of Rc's, `RcBox<dyn T>`, the same block with
   * that in it; undefined where nothing is known.
   */
  withConcrete(pointee: TypeRef, concrete: TypeRef): TypeRef {
    if (concrete === undefined) return undefined;
    const { family } = this.#reader.layouts.of(pointee);
    const inside = this.#reader.layouts.fullName(concrete);
    if (family === undefined || inside === undefined || !CountedBlocks.has(family)) return concrete;
    return this.named(`${family}<${inside}>`);
  }

  #step(name: string): Part | undefined {
    const found = this.#find(name, this.layout, 0, Deepest);
    return found && this.#at(found);
  }

  #at({ type, offset = 0, bits }: Field): Part {
    const place = bits === undefined ? this.place.at(offset) : this.place;
    return new Part(this.#reader, type, place, bits);
  }

  /** A field by its name, also in anonymous members and base classes, with its distance from the start. */
  #find(name: string, { shape }: Layout, start: number, left: number): Field | undefined {
    if (shape.kind !== "record" || left === 0) return undefined;
    for (const field of shape.fields) {
      const { offset, bits } = field;
      if (field.name === name && offset !== undefined) {
        const moved = bits && { start: bits.start + 8 * start, count: bits.count };
        return { ...field, offset: start + offset, bits: moved };
      }
    }
    for (const { name: own, type, offset } of shape.fields) {
      if (own !== undefined || offset === undefined) continue;
      const found = this.#find(name, this.#reader.layouts.of(type), start + offset, left - 1);
      if (found !== undefined) return found;
    }
    return undefined;
  }
}

function unexpected(): never {
  throw new Unexpected();
}

/** A number that is nowhere in memory, but follows from what is. */
export function counted(name: string, count: number | undefined): Member {
  const of = { type: "size_t", size: 0 };
  if (count === undefined) return { name, value: { ...of, kind: "undefined" } };
  return { name, value: { ...of, kind: "scalar", text: String(count) } };
}

/** Characters of one text. */
const LongestText = 4096;

/**
 * So many characters of text in memory; undefined unless all of them are there, and defined.
 * @param unit bytes of a character
 */
export function textAt(
  { memory }: Place,
  address: number,
  length: number | undefined,
  { unit = 1, quoting = "c" }: { readonly unit?: number; readonly quoting?: Quoting } = {},
): string | undefined {
  if (length === undefined) return undefined;
  const size = unit * Math.min(length, LongestText);
  const bytes = memory.bytes(address, size);
  if (bytes === undefined) return undefined;
  if (memory.undefinedBits(address, size)?.some((bits) => bits !== 0)) return undefined;
  const text = textOfUnits(bytes, unit, quoting);
  return text === undefined || length <= LongestText ? text : `${text}…`;
}

/** 32 bits of memory; undefined where they are not defined. Throws Unexpected where there is no memory. */
export function wordAt({ memory }: Place, address: number): number | undefined {
  const bytes = memory.bytes(address, 4);
  if (bytes === undefined) return unexpected();
  if (memory.undefinedBits(address, 4)?.some((bits) => bits !== 0)) return undefined;
  return Number(unsignedOf(bytes));
}
