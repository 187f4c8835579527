/**
 * The variables of the source (DWARF 5, 4.1): those of a function, with the blocks and the inlined
 * functions in it, and those that stay at one address for the whole run.
 */
import { ByteReader } from "../bytes/reader.ts";
import { DW_AT, DW_OP, DW_TAG } from "./constants.ts";
import { readAddress } from "./encoding.ts";
import type { AttributeValue } from "./forms.ts";
import { origins, type UnitAt } from "./origins.ts";
import type { AddressRange } from "./range-map.ts";
import { isTombstone } from "./sections.ts";
import type { TypeRef } from "./types.ts";
import type { Unit } from "./units.ts";

/** The parameter or variable whose entry is `entry`, an offset in `.debug_info`. */
export interface Variable {
  readonly unit: Unit;
  readonly entry: number;
  readonly isParameter: boolean;
  /**
   * The function that declares it: the entry of the DW_TAG_subprogram, or of the
   * DW_TAG_inlined_subroutine where that function was inlined.
   */
  readonly scope: number;
  /** The code of the innermost block around it. */
  readonly ranges: readonly AddressRange[];
  /**
   * DW_AT_location as it is written: a block is one expression, anything else leads to a list of them;
   * undefined where optimisation left nothing.
   */
  readonly location: AttributeValue | undefined;
}

/** Entries of a function whose variables are the function's. Those of a class in it are not. */
const Blocks: ReadonlySet<number> = new Set<number>([
  DW_TAG.inlined_subroutine,
  DW_TAG.lexical_block,
  DW_TAG.try_block,
  DW_TAG.catch_block,
]);

/**
 * All variables of the function whose DW_TAG_subprogram is at `offset`, outer blocks before inner ones
 * and in the order of the source, static ones among them. Throws MalformedError.
 */
export function functionVariables(unit: Unit, offset: number): Variable[] {
  const found: Variable[] = [];
  /** The blocks around the current entry, by depth; undefined for other entries. */
  const around: ({ readonly scope: number; readonly ranges: AddressRange[] } | undefined)[] = [];
  const entry = unit.entries(offset);
  while (entry.next()) {
    const { tag, depth } = entry;
    const block = depth === 0 ? undefined : around[depth - 1];
    around[depth] = undefined;
    if (depth === 0) around[0] = { scope: offset, ranges: unit.ranges(entry) };
    else if (block === undefined) continue;
    else if (Blocks.has(tag)) {
      const scope = tag === DW_TAG.inlined_subroutine ? entry.offset : block.scope;
      around[depth] = { scope, ranges: unit.ranges(entry) };
    } else if (tag === DW_TAG.variable || tag === DW_TAG.formal_parameter) {
      // `extern int x;` in a function is about a variable of somewhere else.
      if (entry.flag(DW_AT.declaration)) continue;
      found.push({
        unit,
        entry: entry.offset,
        isParameter: tag === DW_TAG.formal_parameter,
        ...block,
        location: entry.attribute(DW_AT.location),
      });
    }
  }
  return found;
}

/** A variable that is at the same address for the whole run. */
export interface StaticVariable {
  readonly unit: Unit;
  /** The offset of its entry in `.debug_info`. */
  readonly entry: number;
  readonly address: number;
  /** The DW_TAG_subprogram that it is declared in, if it is declared in a function. */
  readonly scope: number | undefined;
}

/** All of them in the unit, without what the linker threw away. Throws MalformedError. */
export function staticVariables(unit: Unit): StaticVariable[] {
  const found: StaticVariable[] = [];
  /** The functions around the current entry, innermost last. */
  const around: { readonly depth: number; readonly scope: number }[] = [];
  const entry = unit.entries();
  while (entry.next()) {
    const { tag, depth, offset } = entry;
    while (around.length > 0 && around.at(-1)!.depth >= depth) around.pop();
    if (tag === DW_TAG.subprogram) around.push({ depth, scope: offset });
    if (tag !== DW_TAG.variable) continue;
    const address = constantAddress(unit, entry.attribute(DW_AT.location));
    if (address === undefined || isTombstone(address)) continue;
    found.push({ unit, entry: offset, address, scope: around.at(-1)?.scope });
  }
  return found;
}

/**
 * The address that a location is, if it is one whatever the program does: DW_OP_addr or DW_OP_addrx,
 * and the distance from there where several variables were made one. Throws MalformedError.
 */
export function constantAddress(
  unit: Unit,
  location: AttributeValue | undefined,
): number | undefined {
  if (location?.kind !== "block" || location.bytes.length === 0) return undefined;
  const reader = new ByteReader(location.bytes, "a location in .debug_info");
  const operation = reader.u8();
  let address: number;
  if (operation === DW_OP.addr) address = readAddress(reader, unit.encoding.addressSize);
  else if (operation === DW_OP.addrx) address = unit.addressAt(reader.uleb32());
  else return undefined;
  while (!reader.atEnd) {
    if (reader.u8() !== DW_OP.plus_uconst) return undefined;
    address += reader.uleb32();
  }
  return address;
}

/** How a variable was declared. What is not known is left out. */
export interface Declaration {
  /** None for the memory of a string literal, which LLVM describes like a variable. */
  readonly name?: string;
  /** As the linker knows a variable of C++ that is no local one. */
  readonly linkageName?: string;
  /** `void`, which no variable is, where nothing says it. */
  readonly type: TypeRef;
  /** A file number of the line table of that unit. */
  readonly file?: { readonly unit: Unit; readonly number: number };
  /** From 1. */
  readonly line?: number;
}

/** Of the variable whose entry is at `offset` of `.debug_info`. Throws MalformedError. */
export function declaration(offset: number, unitAt: UnitAt): Declaration {
  let name: string | undefined;
  let linkageName: string | undefined;
  let file: Declaration["file"];
  let line: number | undefined;
  for (const { unit, entry } of origins(offset, unitAt)) {
    name ??= unit.string(entry.attribute(DW_AT.name));
    linkageName ??= unit.string(
      entry.attribute(DW_AT.linkage_name) ?? entry.attribute(DW_AT.MIPS_linkage_name),
    );
    const number = entry.number(DW_AT.decl_file);
    if (number !== undefined) file ??= { unit, number };
    line ??= entry.number(DW_AT.decl_line);
  }
  return {
    ...(name !== undefined && { name }),
    ...(linkageName !== undefined && { linkageName }),
    type: declaredType(offset, unitAt),
    ...(file !== undefined && { file }),
    ...(line !== undefined && line > 0 && { line }),
  };
}

/** The type alone: all that has to be known of a variable that is not asked about. Throws MalformedError. */
export function declaredType(offset: number, unitAt: UnitAt): TypeRef {
  for (const { entry } of origins(offset, unitAt)) {
    const type = entry.reference(DW_AT.type);
    if (type !== undefined) return type;
  }
  return undefined;
}
