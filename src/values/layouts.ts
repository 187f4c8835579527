/**
 * Types as they lie in memory: read from the debug information once, so that a value is read without it.
 */
import { DW_ATE, DW_LANG } from "../dwarf/constants.ts";
import {
  type Enumerator,
  enumeratorsOf,
  type MemberEntry,
  membersOf,
  type TypeArgument,
  typeArguments,
  variantsOf,
} from "../dwarf/members.ts";
import { rustTypeName } from "../dwarf/rust-type-names.ts";
import { typeName } from "../dwarf/type-names.ts";
import type { Type, TypeRef } from "../dwarf/types.ts";
import type { Unit } from "../dwarf/units.ts";
import type { ModuleDebug } from "../symbols/module-debug.ts";
import { shownArray, shownType } from "../symbols/shown-type.ts";
import { Definitions } from "./definitions.ts";
import { FunctionTables } from "./function-tables.ts";

/** How a base type's bits are to be read. */
export type NumberFormat =
  | "signed"
  | "unsigned"
  | "boolean"
  | "float"
  | "complex"
  /** One byte of text: C's char. */
  | "character"
  /** A code point, or a unit of UTF-16. */
  | "code point";

export interface Field {
  /** None of an anonymous struct or union, and of a base class. */
  readonly name: string | undefined;
  readonly type: TypeRef;
  /** Bytes from the start of the whole; undefined where only the object itself tells. */
  readonly offset: number | undefined;
  /** Of a virtual base: how its address is found from the object's. */
  readonly computed: { readonly expression: Uint8Array; readonly unit: Unit } | undefined;
  /** Of a bit-field, from the start of the whole. */
  readonly bits: { readonly start: number; readonly count: number } | undefined;
  readonly isBase: boolean;
}

export interface Variant {
  readonly name: string;
  /** The discriminant's value; undefined: any that is no other's. */
  readonly discriminant: bigint | undefined;
  readonly offset: number;
  /** A struct with the variant's fields. */
  readonly type: TypeRef;
}

export type Shape =
  | { readonly kind: "number"; readonly format: NumberFormat }
  | {
      readonly kind: "enumeration";
      readonly signed: boolean;
      readonly enumerators: readonly Enumerator[];
    }
  | { readonly kind: "pointer"; readonly of: "object" | "function"; readonly pointee: TypeRef }
  /** `counts`: the outermost first; what only the program knows may be in the variable `countedBy`. */
  | {
      readonly kind: "array";
      readonly element: TypeRef;
      readonly counts: readonly (number | undefined)[];
      readonly countedBy: readonly (number | undefined)[];
    }
  | {
      readonly kind: "record";
      readonly union: boolean;
      readonly fields: readonly Field[];
      /** It points to a table of virtual functions itself, not in a base class. */
      readonly hasTable: boolean;
    }
  /** A Rust enum with data. */
  | {
      readonly kind: "variants";
      /** Where it is, in bytes from the start; undefined where there is one variant. */
      readonly discriminant: { readonly offset: number; readonly size: number } | undefined;
      readonly variants: readonly Variant[];
    }
  | { readonly kind: "member pointer"; readonly container: TypeRef }
  /** Of this type there is one value: nullptr. */
  | { readonly kind: "single"; readonly text: string }
  /** Nothing that can be read. */
  | { readonly kind: "opaque"; readonly reason: string };

export interface Layout {
  /** Of the type without typedefs and qualifiers. */
  readonly plain: TypeRef;
  readonly language: "c" | "rust";
  /** As the program calls it here: a typedef has its own name. */
  readonly name: string;
  /** Of a template's or generic's instance, without its arguments: `std::vector`, `alloc::vec::Vec`. */
  readonly family: string | undefined;
  /** In bytes. */
  readonly size: number | undefined;
  readonly shape: Shape;
}

/** More typedefs and qualifiers than any program has, one on the other. */
const LongestChain = 64;

/** What clang calls it: `_vptr$shape`. */
const TablePointer = "_vptr";

/** What stands for a name that cannot be found. */
const Unknown = "?";

export class Layouts {
  readonly #debug: ModuleDebug;
  readonly #definitions: Definitions;
  readonly #tables: FunctionTables;
  readonly #layouts = new Map<TypeRef, Layout>();
  readonly #plain = new Map<number, TypeRef>();
  readonly #shapes = new Map<TypeRef, Shape>();
  readonly #arguments = new Map<TypeRef, readonly TypeArgument[]>();
  readonly #fullNames = new Map<TypeRef, string | undefined>();

  constructor(debug: ModuleDebug) {
    this.#debug = debug;
    this.#definitions = new Definitions(debug);
    this.#tables = new FunctionTables(debug);
  }

  of(ref: TypeRef): Layout {
    let layout = this.#layouts.get(ref);
    if (layout === undefined) {
      const plain = this.plain(ref);
      layout = {
        plain,
        language: this.#isRust(plain) ? "rust" : "c",
        name: this.#name(ref),
        family: this.#attempt(() => this.#family(plain)),
        size: this.#size(plain),
        shape: this.#shapeOf(plain),
      };
      this.#layouts.set(ref, layout);
    }
    return layout;
  }

  /** As in Values. */
  hasFlexibleEnd(ref: TypeRef): boolean {
    const { shape } = this.of(ref);
    const last = shape.kind === "record" && !shape.union ? shape.fields.at(-1) : undefined;
    if (last === undefined) return false;
    const { shape: end } = this.of(last.type);
    return end.kind === "array" && end.counts[0] === undefined && end.countedBy[0] === undefined;
  }

  /** As in Values. */
  plain(ref: TypeRef): TypeRef {
    if (ref === undefined) return undefined;
    let plain = this.#plain.get(ref);
    if (plain === undefined && !this.#plain.has(ref)) {
      plain = this.#definitions.canonical(this.#bare(ref));
      this.#plain.set(ref, plain);
    }
    return plain;
  }

  /** What a template or generic was made for. */
  argumentsOf(ref: TypeRef): readonly TypeArgument[] {
    let found = this.#arguments.get(ref);
    if (found === undefined) {
      const type = this.#at(this.plain(ref));
      found = (type && this.#attempt(() => typeArguments(this.#debug.types, type))) ?? [];
      this.#arguments.set(ref, found);
    }
    return found;
  }

  /** As in Definitions. */
  named(fullName: string): TypeRef {
    return this.#definitions.named(fullName);
  }

  /** Of which type the functions are in the table at this address; undefined where there is none. */
  typeOfTable(address: number): TypeRef {
    return this.#tables.typeAt(address);
  }

  /** Whether objects of this type begin with a pointer to their class's table of virtual functions. */
  beginsWithTable(ref: TypeRef): boolean {
    let at = ref;
    for (let steps = 0; steps < LongestChain; steps++) {
      const { shape } = this.of(at);
      if (shape.kind !== "record") return false;
      if (shape.hasTable) return true;
      const [first] = shape.fields;
      if (first === undefined || !first.isBase || first.offset !== 0) return false;
      at = first.type;
    }
    return false;
  }

  /** The name of so many of a type, as in shownArray. */
  arrayName(element: TypeRef, counts: readonly (number | undefined)[]): string {
    return this.#attempt(() => shownArray(this.#debug.types, element, counts)) ?? Unknown;
  }

  #size(plain: TypeRef): number | undefined {
    const type = this.#at(plain);
    // The debug information says nothing of these: a distance, or two words of a member function.
    if (type?.kind === "member pointer") {
      return this.#at(this.plain(type.target))?.kind === "function" ? 8 : 4;
    }
    return this.#attempt(() => this.#debug.types.byteSize(plain));
  }

  #name(ref: TypeRef): string {
    return this.#attempt(() => shownType(this.#debug.types, ref)) ?? Unknown;
  }

  /** Without typedefs and qualifiers; undefined for void. */
  #bare(start: number): TypeRef {
    let ref: TypeRef = start;
    for (let steps = 0; ref !== undefined && steps < LongestChain; steps++) {
      const type = this.#at(ref);
      if (type?.kind !== "typedef" && type?.kind !== "qualified") break;
      ref = type.target;
    }
    return ref;
  }

  #shapeOf(plain: TypeRef): Shape {
    let shape = this.#shapes.get(plain);
    if (shape === undefined) {
      shape = this.#attempt(() => this.#read(plain)) ?? opaque("its type is damaged");
      this.#shapes.set(plain, shape);
    }
    return shape;
  }

  #read(plain: TypeRef): Shape {
    const type = this.#at(plain);
    switch (type?.kind) {
      case "base":
        // Rust's `()` and `!`.
        if (type.byteSize === 0) return { kind: "single", text: type.name ?? Unknown };
        return { kind: "number", format: formatOf(type) };
      case "enumeration":
        return this.#enumeration(type);
      case "pointer":
      case "reference":
      case "rvalue reference": {
        const target = this.#at(this.plain(type.target));
        const of = target?.kind === "function" ? "function" : "object";
        return { kind: "pointer", of, pointee: type.target };
      }
      case "array": {
        const { target, counts, countedBy } = type;
        return { kind: "array", element: target, counts, countedBy };
      }
      case "record":
        return this.#record(type);
      case "member pointer":
        return this.#memberPointer(type);
      case "unspecified":
        return { kind: "single", text: "nullptr" };
      default:
        return opaque("its type is not known");
    }
  }

  #enumeration(type: Type & { readonly kind: "enumeration" }): Shape {
    const enumerators = enumeratorsOf(this.#debug.types, type);
    const base = this.#at(this.plain(type.target));
    const signed =
      base?.kind === "base"
        ? formatOf(base) === "signed"
        : enumerators.some(({ value }) => value < 0n);
    return { kind: "enumeration", signed, enumerators };
  }

  #record(type: Type & { readonly kind: "record" }): Shape {
    if (type.declared) return opaque("its type is only declared, nowhere defined");
    const variants = this.#variants(type);
    if (variants !== undefined) return variants;
    const members = membersOf(this.#debug.types, type);
    return {
      kind: "record",
      union: type.keyword === "union",
      fields: members
        .filter(({ artificial }) => !artificial)
        .map((member) => fieldOf(member, type.unit)),
      hasTable: members.some(
        ({ artificial, name }) => artificial && name?.startsWith(TablePointer),
      ),
    };
  }

  #variants(type: Type): Shape | undefined {
    const { types } = this.#debug;
    const found = variantsOf(types, type);
    if (found === undefined) return undefined;
    const { discriminant, variants } = found;
    const size = discriminant && types.byteSize(discriminant.type);
    const known = discriminant?.offset !== undefined && size !== undefined;
    if (discriminant !== undefined && !known)
      return opaque("where its discriminant is is not known");
    return {
      kind: "variants",
      discriminant: known ? { offset: discriminant.offset, size } : undefined,
      variants: variants.map(({ discriminant: value, member }) => ({
        name: member.name ?? Unknown,
        discriminant: value,
        offset: member.offset ?? 0,
        type: member.type,
      })),
    };
  }

  /** To a function: like a pointer to one, and how far to move the object. To data: its distance. */
  #memberPointer(type: Type & { readonly kind: "member pointer" }): Shape {
    const target = this.#at(this.plain(type.target));
    if (target?.kind === "function") {
      return { kind: "pointer", of: "function", pointee: type.target };
    }
    return { kind: "member pointer", container: type.container };
  }

  #family(plain: TypeRef): string | undefined {
    const type = this.#at(plain);
    if (plain === undefined || type?.kind !== "record") return undefined;
    return this.fullName(plain)?.split("<", 1)[0];
  }

  /** With all that it is declared in, and nothing abridged. */
  fullName(ref: TypeRef): string | undefined {
    let name = this.#fullNames.get(ref);
    if (name === undefined && !this.#fullNames.has(ref)) {
      const { types } = this.#debug;
      name = this.#attempt(() => rustTypeName(types, ref) ?? typeName(types, ref));
      this.#fullNames.set(ref, name);
    }
    return name;
  }

  #isRust(ref: TypeRef): boolean {
    return this.#attempt(() => this.#at(ref)?.unit.language === DW_LANG.Rust) ?? false;
  }

  #at(ref: TypeRef): Type | undefined {
    return ref === undefined ? undefined : this.#attempt(() => this.#debug.types.at(ref));
  }

  #attempt<T>(read: () => T): T | undefined {
    return this.#debug.notes.attempt(read);
  }
}

/**
 * As the source calls it what rustc calls `__0`, in a tuple, and `_ref__pair__0`, in a closure that has a reference to
 * `pair.0`.
 */
function fieldName(name: string | undefined, unit: Unit): string | undefined {
  if (unit.language !== DW_LANG.Rust) return name;
  const captured = /^_ref__(.+)$/.exec(name ?? "")?.[1];
  return captured === undefined ? name?.replace(/^__(?=\d+$)/, "") : captured.replaceAll("__", ".");
}

function fieldOf(
  { name, type, offset, computed: expression, bits, isBase }: MemberEntry,
  unit: Unit,
): Field {
  return {
    name: isBase ? undefined : fieldName(name, unit),
    type,
    offset,
    computed: expression && { expression, unit },
    bits,
    isBase,
  };
}

export function opaque(reason: string): Shape {
  return { kind: "opaque", reason };
}

/** The types whose bytes are text: `signed char` and `unsigned char` are C's smallest numbers. */
const Characters: ReadonlyMap<string | undefined, NumberFormat> = new Map([
  ["char", "character"],
  ["char8_t", "character"],
  ["char16_t", "code point"],
  ["char32_t", "code point"],
  ["wchar_t", "code point"],
]);

function formatOf({ encoding, name, unit }: Type & { readonly kind: "base" }): NumberFormat {
  if (unit.language !== DW_LANG.Rust) {
    const text = Characters.get(name);
    if (text !== undefined) return text;
  }
  switch (encoding) {
    case DW_ATE.boolean:
      return "boolean";
    case DW_ATE.float:
      return "float";
    case DW_ATE.complex_float:
      return "complex";
    case DW_ATE.signed:
    case DW_ATE.signed_char:
      return "signed";
    case DW_ATE.UTF:
      return "code point";
    default:
      return "unsigned";
  }
}
