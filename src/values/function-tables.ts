/**
 * The tables of functions that objects point to: Rust's of trait objects, C++'s of classes with virtual functions.
 * Where one lies is written in the debug information, and of which type it is.
 */
import { DW_AT, DW_TAG } from "../dwarf/constants.ts";
import type { TypeRef } from "../dwarf/types.ts";
import type { Unit } from "../dwarf/units.ts";
import { declaredType, staticVariables } from "../dwarf/variables.ts";
import type { ModuleDebug } from "../symbols/module-debug.ts";

export class FunctionTables {
  readonly #debug: ModuleDebug;
  #byAddress: ReadonlyMap<number, number> | undefined;

  constructor(debug: ModuleDebug) {
    this.#debug = debug;
  }

  /** The type whose functions are in the table at `address`. */
  typeAt(address: number): TypeRef {
    this.#byAddress ??= this.#read();
    return this.#byAddress.get(address);
  }

  #read(): ReadonlyMap<number, number> {
    const found = new Map<number, number>();
    for (const unit of this.#debug.info.units) {
      this.#debug.notes.attempt(() => this.#readUnit(unit, found));
    }
    return found;
  }

  #readUnit(unit: Unit, found: Map<number, number>): void {
    const unitAt = (offset: number) => this.#debug.info.unitAt(offset);
    /** C++: by the declaration in the class. */
    const declared = new Map<number, number>();
    for (const { entry, address } of staticVariables(unit)) {
      const cursor = unit.entries(entry);
      if (!cursor.next()) continue;
      const declaration = cursor.reference(DW_AT.specification);
      if (declaration !== undefined) declared.set(declaration, address);
      else {
        const type = containedType(declaredType(entry, unitAt), unitAt);
        if (type !== undefined) found.set(address, type);
      }
    }
    if (declared.size === 0) return;
    for (const type of this.#debug.types.in(unit)) {
      if (type.kind !== "record") continue;
      for (const part of this.#debug.types.parts(type)) {
        const address = part.tag === DW_TAG.member ? declared.get(part.offset) : undefined;
        if (address === undefined || unit.string(part.attribute(DW_AT.name)) !== CppTable) continue;
        // Objects point behind the distance to the whole object and the type's own information.
        found.set(address + 2 * unit.encoding.addressSize, type.entry);
      }
    }
  }
}

/** What clang calls the static member that it describes a class's table as. */
const CppTable = "_vtable$";

/** Of the type of one of Rust's tables, the type that it is for. */
function containedType(type: TypeRef, unitAt: (offset: number) => Unit | undefined): TypeRef {
  const cursor = type === undefined ? undefined : unitAt(type)?.entries(type);
  return cursor?.next() ? cursor.reference(DW_AT.containing_type) : undefined;
}
