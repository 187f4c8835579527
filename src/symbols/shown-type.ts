/** Types as a programmer of their language writes them. */
import { DW_LANG } from "../dwarf/constants.ts";
import { rustTypeName } from "../dwarf/rust-type-names.ts";
import { typeName } from "../dwarf/type-names.ts";
import type { TypeRef, Types } from "../dwarf/types.ts";
import { shortName } from "./itanium/abridged.ts";
import { abridgedTypeName } from "./rust/demangle.ts";

/** `char[8]`, `struct node *`, `std::vector<int>`, `&mut [u8]`. Throws MalformedError. */
export function shownType(types: Types, ref: TypeRef): string {
  const rust = rustTypeName(types, ref);
  return rust === undefined ? typeName(types, ref, shortName) : abridgedTypeName(rust);
}

/**
 * So many of a type, one after the other: `int[2][3]`, `[[i32; 3]; 2]`. The outermost count comes first; undefined
 * where it is not known. Throws MalformedError.
 */
export function shownArray(
  types: Types,
  element: TypeRef,
  counts: readonly (number | undefined)[],
): string {
  const rust = element !== undefined && types.at(element)?.unit.language === DW_LANG.Rust;
  if (!rust) {
    const bounds = counts.map((count) => `[${count ?? ""}]`).join("");
    return typeName(types, element, shortName, bounds);
  }
  return counts.reduceRight<string>(
    (inner, count) => (count === undefined ? `[${inner}]` : `[${inner}; ${count}]`),
    shownType(types, element),
  );
}
