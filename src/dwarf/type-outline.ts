/**
 * Which entries of a unit are types, in what they are declared, and what they consist of. Entries do
 * not say what they stand in, and to look for the parts of one type is to walk over all that is below
 * it: so the unit is walked once and both are kept. It also makes damage harmless: a reference that
 * leads anywhere but to an entry is none.
 */
import { DW_TAG } from "./constants.ts";
import type { Unit } from "./units.ts";

export interface OutlinedType {
  /** The namespace or type that it is declared in, an entry too; undefined for a file or function. */
  readonly parent: number | undefined;
  /** The entries of its parts (`Parts`), in their order. */
  readonly parts: readonly number[];
}

/** By the offset of the type's entry in `.debug_info`; namespaces, in which types stand, are among them. */
export type TypeOutline = ReadonlyMap<number, OutlinedType>;

/** One more kind of type: here and in types.ts. */
const Holders: ReadonlySet<number> = new Set<number>([
  DW_TAG.array_type,
  DW_TAG.atomic_type,
  DW_TAG.base_type,
  DW_TAG.class_type,
  DW_TAG.const_type,
  DW_TAG.enumeration_type,
  DW_TAG.namespace,
  DW_TAG.pointer_type,
  DW_TAG.ptr_to_member_type,
  DW_TAG.reference_type,
  DW_TAG.restrict_type,
  DW_TAG.rvalue_reference_type,
  DW_TAG.structure_type,
  DW_TAG.subroutine_type,
  DW_TAG.template_alias,
  DW_TAG.typedef,
  DW_TAG.union_type,
  DW_TAG.unspecified_type,
  DW_TAG.volatile_type,
  // No types, but they have parts: the arguments that it stands for, and what is in a variant of Rust's.
  DW_TAG.GNU_template_parameter_pack,
  DW_TAG.variant,
  DW_TAG.variant_part,
]);

/** What a name needs, and a value. */
const Parts: ReadonlySet<number> = new Set<number>([
  DW_TAG.enumerator,
  DW_TAG.formal_parameter,
  DW_TAG.inheritance,
  DW_TAG.member,
  DW_TAG.subrange_type,
  DW_TAG.template_type_parameter,
  DW_TAG.template_value_parameter,
  DW_TAG.GNU_template_parameter_pack,
  DW_TAG.GNU_template_template_parameter,
  DW_TAG.unspecified_parameters,
  DW_TAG.variant,
  DW_TAG.variant_part,
]);

/** Throws MalformedError. */
export function typeOutline(unit: Unit): TypeOutline {
  const outline = new Map<number, OutlinedType>();
  /** The entries around the current one, by depth; undefined for those that are not outlined. */
  const around: ({ readonly offset: number; readonly parts: number[] } | undefined)[] = [];
  const entry = unit.entries();
  while (entry.next()) {
    const { tag, depth, offset } = entry;
    const parent = depth === 0 ? undefined : around[depth - 1];
    around[depth] = undefined;
    if (Parts.has(tag)) parent?.parts.push(offset);
    if (!Holders.has(tag)) continue;
    const parts: number[] = [];
    around[depth] = { offset, parts };
    outline.set(offset, { parent: parent?.offset, parts });
  }
  return outline;
}
