/** What class an object really is of: one with virtual functions says it. */
import type { TypeRef } from "../dwarf/types.ts";
import type { Layouts } from "./layouts.ts";
import { wordOf } from "./place.ts";
import type { ValueMemory } from "./value.ts";

const TablePointerBytes = 4;

/**
 * The class of the object that a pointer to `pointee` leads to: a class derived from it, where the object begins
 * there; `pointee` where nothing says more.
 */
export function classAt(
  layouts: Layouts,
  pointee: TypeRef,
  address: number,
  memory: ValueMemory,
): TypeRef {
  if (!layouts.beginsWithTable(pointee)) return pointee;
  const bytes = memory.bytes(address, TablePointerBytes);
  if (bytes === undefined) return pointee;
  const unknown = memory.undefinedBits(address, TablePointerBytes);
  if (unknown?.some((bits) => bits !== 0)) return pointee;
  return layouts.typeOfTable(wordOf(bytes)) ?? pointee;
}
