/**
 * Which function of the source a piece of code belongs to. A unit's subprograms have the code of
 * functions as they were compiled; the inlined subroutines in them say which parts are copies of
 * other functions, and where they were called (DWARF 5, 3.3). Both are found in one walk over the
 * unit and kept in one map, the innermost first; what they are called is looked up when a report
 * wants to know.
 */
import { DW_AT, DW_LANG, DW_TAG } from "./constants.ts";
import { origins, type UnitAt } from "./origins.ts";
import { type AddressRange, RangeMap } from "./range-map.ts";
import type { Unit } from "./units.ts";

/** A subprogram with code, or one that was inlined into the code of another. */
export interface FunctionScope {
  readonly unit: Unit;
  /** The offset of the DW_TAG_subprogram or DW_TAG_inlined_subroutine in `.debug_info`. */
  readonly entry: number;
  /** The function into which it was inlined; undefined for a subprogram. */
  readonly caller: FunctionScope | undefined;
}

/** Functions inlined into each other: no compiler gets so far, and a report shows each of them. What is deeper counts as this one's. */
const DeepestInlining = 256;

/** All functions of the unit that have code, by address. Throws MalformedError. */
export function functionScopes(unit: Unit): RangeMap<FunctionScope> {
  const found: [AddressRange, FunctionScope][] = [];
  /** The scopes around the current entry, outermost first. */
  const around: { readonly depth: number; readonly scope: FunctionScope }[] = [];
  const entry = unit.entries();
  while (entry.next()) {
    const { tag, depth } = entry;
    // Every entry that is no descendant ends a scope: a block beside an inlined call has calls too.
    while (around.length > 0 && around.at(-1)!.depth >= depth) around.pop();
    if (tag !== DW_TAG.subprogram && tag !== DW_TAG.inlined_subroutine) continue;
    const caller = tag === DW_TAG.subprogram ? undefined : around.at(-1)?.scope;
    if (tag === DW_TAG.inlined_subroutine && caller === undefined) continue;
    if (around.length === DeepestInlining) continue;
    const scope = { unit, entry: entry.offset, caller };
    around.push({ depth, scope });
    for (const range of unit.ranges(entry)) found.push([range, scope]);
  }
  return new RangeMap(found);
}

/** Where in the source the call stands that was replaced by a function's body. */
export interface CallSite {
  /** File number of the unit's line table. */
  readonly file: number | undefined;
  /** From 1; 0 or undefined if the compiler does not know. */
  readonly line: number | undefined;
  readonly column: number | undefined;
}

/** The call of an inlined function, in the function `caller`. Throws MalformedError. */
export function callSite({ unit, entry }: FunctionScope): CallSite {
  const inlined = unit.entries(entry);
  if (!inlined.next()) return { file: undefined, line: undefined, column: undefined };
  return {
    file: inlined.number(DW_AT.call_file),
    line: inlined.number(DW_AT.call_line),
    column: inlined.number(DW_AT.call_column),
  };
}

export interface FunctionName {
  /** As the programmer wrote it, without namespaces, classes and parameters. */
  readonly name?: string;
  /** As the linker knows it, with all of that encoded in it; C has none. */
  readonly linkageName?: string;
  /** Rust: the names of its parameters that are types, in the order of the arguments in `name`. */
  readonly typeParameters?: readonly string[];
}

/** The names of the function whose entry is at `offset` of `.debug_info`. Throws MalformedError. */
export function functionName(offset: number, unitAt: UnitAt): FunctionName {
  let name: string | undefined;
  let linkageName: string | undefined;
  let typeParameters: readonly string[] = [];
  for (const { unit, entry } of origins(offset, unitAt)) {
    // One of no characters is none: the linker knows it by another.
    name ??= unit.string(entry.attribute(DW_AT.name)) || undefined;
    linkageName ??=
      unit.string(
        entry.attribute(DW_AT.linkage_name) ?? entry.attribute(DW_AT.MIPS_linkage_name),
      ) || undefined;
    if (unit.language === DW_LANG.Rust && typeParameters.length === 0) {
      typeParameters = typeParameterNames(unit, entry.offset);
    }
  }
  return {
    ...(name !== undefined && { name }),
    ...(linkageName !== undefined && { linkageName }),
    ...(typeParameters.length > 0 && { typeParameters }),
  };
}

function typeParameterNames(unit: Unit, offset: number): string[] {
  const names: string[] = [];
  const entry = unit.entries(offset);
  while (entry.next()) {
    if (entry.depth !== 1 || entry.tag !== DW_TAG.template_type_parameter) continue;
    names.push(unit.string(entry.attribute(DW_AT.name)) ?? "");
  }
  return names;
}
