/**
 * A type of Rust's in full, as Rust writes it: `alloc::vec::Vec<i32, alloc::alloc::Global>`. rustc gives nearly all
 * types the name that a programmer knows them by, references, tuples and slices too (a slice is a
 * structure that is called `&[u8]`); only arrays have none, and what a type is declared in stands around it.
 */
import { DW_LANG } from "./constants.ts";
import type { Type, TypeRef, Types } from "./types.ts";

/** Types in one name: enough for any that a person could read, and an end for those that lead round. */
const MostTypes = 64;

/**
 * @returns undefined for a type of another language, and where nothing says what it is
 * @throws MalformedError
 */
export function rustTypeName(types: Types, ref: TypeRef): string | undefined {
  const type = ref === undefined ? undefined : types.at(ref);
  if (type?.unit.language !== DW_LANG.Rust) return undefined;
  let left = MostTypes;
  const at = (next: TypeRef) => (next === undefined || left-- <= 0 ? undefined : types.at(next));

  function written(of: Type | undefined): string | undefined {
    if (of?.kind === "array") {
      const element = written(at(of.target));
      if (element === undefined) return undefined;
      return of.counts.reduceRight<string>(
        (inner, count) => `[${inner}; ${count ?? "_"}]`,
        element,
      );
    }
    return of?.name === undefined ? undefined : [...scopes(of), of.name].join("::");
  }

  /** The names of what a type is declared in, outermost first. */
  function scopes(of: Type): string[] {
    const names: string[] = [];
    for (let scope = at(of.parent); scope !== undefined; scope = at(scope.parent)) {
      if (scope.name !== undefined) names.unshift(scope.name);
    }
    return names;
  }

  return written(type);
}
