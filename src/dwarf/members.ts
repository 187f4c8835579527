/** What structs, unions, classes and enumerations consist of (DWARF 5, 5.7). */

import { ByteReader } from "../bytes/reader.ts";
import { DW_AT, DW_OP, DW_TAG } from "./constants.ts";
import type { EntryCursor } from "./entries.ts";
import type { AttributeValue } from "./forms.ts";
import type { Type, TypeRef, Types } from "./types.ts";

export interface MemberEntry {
  /** The offset of its entry in `.debug_info`. */
  readonly entry: number;
  /** None of an anonymous struct or union. */
  readonly name: string | undefined;
  readonly type: TypeRef;
  /** Bytes from the start of the whole; undefined where only the program knows. */
  readonly offset: number | undefined;
  /** Of a virtual base: the expression that makes its address of the whole's. */
  readonly computed: Uint8Array | undefined;
  /** A bit-field: bits from the start of the whole, the lowest bit of a byte first. */
  readonly bits: { readonly start: number; readonly count: number } | undefined;
  readonly isBase: boolean;
  /** Made by the compiler: the pointer to a class's table of virtual functions. */
  readonly artificial: boolean;
}

type Whole = Pick<Type, "unit" | "entry">;

/** More than any sound type has: of a damaged one the rest is left out. */
const MostMembers = 10_000;

/** Base classes first; static members are variables elsewhere, and not among them. Throws MalformedError. */
export function membersOf(types: Types, whole: Whole): MemberEntry[] {
  const found: MemberEntry[] = [];
  for (const part of types.parts(whole)) {
    const isBase = part.tag === DW_TAG.inheritance;
    if (!isBase && part.tag !== DW_TAG.member) continue;
    if (part.flag(DW_AT.external) || part.flag(DW_AT.declaration)) continue;
    if (found.length === MostMembers) break;
    found.push(memberOf(whole, part, isBase));
  }
  return found;
}

function memberOf({ unit }: Whole, part: EntryCursor, isBase: boolean): MemberEntry {
  const bitSize = part.number(DW_AT.bit_size);
  const location = part.attribute(DW_AT.data_member_location);
  const offset = memberOffset(location);
  return {
    entry: part.offset,
    name: unit.string(part.attribute(DW_AT.name)),
    type: part.reference(DW_AT.type),
    offset,
    computed: offset === undefined && location?.kind === "block" ? location.bytes : undefined,
    bits:
      bitSize === undefined
        ? undefined
        : { start: part.number(DW_AT.data_bit_offset) ?? 0, count: bitSize },
    isBase,
    artificial: part.flag(DW_AT.artificial),
  };
}

/** A number, or as old compilers write it: DW_OP_plus_uconst and a number. */
function memberOffset(location: AttributeValue | undefined): number | undefined {
  if (location === undefined) return 0;
  if (location.kind === "constant") return Number(location.value);
  if (location.kind !== "block") return undefined;
  const reader = new ByteReader(location.bytes, "a member's location in .debug_info");
  if (reader.atEnd || reader.u8() !== DW_OP.plus_uconst) return undefined;
  const offset = reader.uleb32();
  return reader.atEnd ? offset : undefined;
}

export interface Enumerator {
  readonly name: string;
  /** As it is written: one form of many compilers has no sign. */
  readonly value: bigint;
}

/** In the order of the source. Throws MalformedError. */
export function enumeratorsOf(types: Types, whole: Whole): Enumerator[] {
  const found: Enumerator[] = [];
  for (const part of types.parts(whole)) {
    if (part.tag !== DW_TAG.enumerator || found.length === MostMembers) continue;
    const name = whole.unit.string(part.attribute(DW_AT.name));
    const value = part.attribute(DW_AT.const_value);
    if (name === undefined || value?.kind !== "constant") continue;
    found.push({ name, value: BigInt(value.value) });
  }
  return found;
}

/** One of the forms that a value of a Rust enum may have (DWARF 5, 5.7.10). */
export interface VariantEntry {
  /** What the discriminant is then, of as many bits as that has; undefined: anything else. */
  readonly discriminant: bigint | undefined;
  /** Has the variant's name, and its fields as a struct of its own. */
  readonly member: MemberEntry;
}

export interface VariantsEntry {
  /** Where the discriminant is; undefined of an enum with one variant. */
  readonly discriminant: MemberEntry | undefined;
  readonly variants: readonly VariantEntry[];
}

/** Of a type that has variants. Throws MalformedError. */
export function variantsOf(types: Types, whole: Whole): VariantsEntry | undefined {
  const { unit } = whole;
  for (const part of types.parts(whole)) {
    if (part.tag !== DW_TAG.variant_part) continue;
    const discriminantAt = part.reference(DW_AT.discr);
    let discriminant: MemberEntry | undefined;
    const variants: VariantEntry[] = [];
    for (const inner of types.parts({ unit, entry: part.offset })) {
      if (inner.tag === DW_TAG.member && inner.offset === discriminantAt) {
        discriminant = memberOf(whole, inner, false);
      } else if (inner.tag === DW_TAG.variant && variants.length < MostMembers) {
        const value = inner.attribute(DW_AT.discr_value);
        const [member] = membersOf(types, { unit, entry: inner.offset });
        if (member === undefined) continue;
        variants.push({
          discriminant: value?.kind === "constant" ? BigInt(value.value) : undefined,
          member,
        });
      }
    }
    return { discriminant, variants };
  }
  return undefined;
}

/** With the name of the template's or generic's parameter. */
export interface TypeArgument {
  readonly name: string | undefined;
  readonly type: TypeRef;
}

/** The types that a template or generic was made for. Throws MalformedError. */
export function typeArguments(types: Types, whole: Whole): TypeArgument[] {
  const found: TypeArgument[] = [];
  const add = (part: EntryCursor) => {
    if (part.tag !== DW_TAG.template_type_parameter) return;
    found.push({
      name: whole.unit.string(part.attribute(DW_AT.name)),
      type: part.reference(DW_AT.type),
    });
  };
  for (const part of types.parts(whole)) {
    add(part);
    if (part.tag !== DW_TAG.GNU_template_parameter_pack) continue;
    for (const inner of types.parts({ unit: whole.unit, entry: part.offset })) add(inner);
  }
  return found;
}
