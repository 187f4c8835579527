/**
 * Types as they lie in memory: read from the debug information once, so that a value is read without it.
 */
import { DW_ATE, DW_LANG } from "../dwarf/constants.ts";
import { type Enumerator, enumeratorsOf, membersOf } from "../dwarf/members.ts";
import type { Type, TypeRef } from "../dwarf/types.ts";
import type { ModuleDebug } from "../symbols/module-debug.ts";
import { shownArray, shownType } from "../symbols/shown-type.ts";
import { Definitions } from "./definitions.ts";

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
  /** Of a bit-field, from the start of the whole. */
  readonly bits: { readonly start: number; readonly count: number } | undefined;
  readonly isBase: boolean;
}

export type Shape =
  | { readonly kind: "number"; readonly format: NumberFormat }
  | {
      readonly kind: "enumeration";
      readonly signed: boolean;
      readonly enumerators: readonly Enumerator[];
    }
  | { readonly kind: "pointer"; readonly of: "object" | "function"; readonly pointee: TypeRef }
  /** `counts`: the outermost first; undefined where only the program knows. */
  | {
      readonly kind: "array";
      readonly element: TypeRef;
      readonly counts: readonly (number | undefined)[];
    }
  | { readonly kind: "record"; readonly union: boolean; readonly fields: readonly Field[] }
  /** Nothing that can be read. */
  | { readonly kind: "opaque"; readonly reason: string };

export interface Layout {
  /** Of the type without typedefs and qualifiers. */
  readonly plain: TypeRef;
  readonly language: "c" | "rust";
  /** As the program calls it here: a typedef has its own name. */
  readonly name: string;
  /** In bytes. */
  readonly size: number | undefined;
  readonly shape: Shape;
}

/** More typedefs and qualifiers than any program has, one on the other. */
const LongestChain = 64;

/** More names than any type needs, and few enough characters for a screen. */
const Unknown = "?";

export class Layouts {
  readonly #debug: ModuleDebug;
  readonly #definitions: Definitions;
  readonly #layouts = new Map<TypeRef, Layout>();
  readonly #plain = new Map<number, TypeRef>();
  readonly #shapes = new Map<TypeRef, Shape>();

  constructor(debug: ModuleDebug) {
    this.#debug = debug;
    this.#definitions = new Definitions(debug);
  }

  of(ref: TypeRef): Layout {
    let layout = this.#layouts.get(ref);
    if (layout === undefined) {
      const plain = this.plain(ref);
      layout = {
        plain,
        language: this.#isRust(plain) ? "rust" : "c",
        name: this.#name(ref),
        size: this.#attempt(() => this.#debug.types.byteSize(plain)),
        shape: this.#shapeOf(plain),
      };
      this.#layouts.set(ref, layout);
    }
    return layout;
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

  /** The name of so many of a type, as in shownArray. */
  arrayName(element: TypeRef, counts: readonly (number | undefined)[]): string {
    return this.#attempt(() => shownArray(this.#debug.types, element, counts)) ?? Unknown;
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
      case "array":
        return { kind: "array", element: type.target, counts: type.counts };
      case "record":
        return this.#record(type);
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
    return { kind: "record", union: type.keyword === "union", fields: this.#fields(type) };
  }

  #fields(type: Type): Field[] {
    return membersOf(this.#debug.types, type)
      .filter(({ artificial }) => !artificial)
      .map(({ name, type: ref, offset, bits, isBase }) => ({
        name: isBase ? undefined : name,
        type: ref,
        offset,
        bits,
        isBase,
      }));
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
