/**
 * What is said about one thing in several entries. The parts that all copies of a function share, its
 * own and its variables' names and types among them, stand in an entry of their own
 * (DW_AT_abstract_origin), and those of a class member in the class (DW_AT_specification).
 */
import { DW_AT } from "./constants.ts";
import type { EntryCursor } from "./entries.ts";
import type { Unit } from "./units.ts";

/** The unit that has the entry at `offset` of `.debug_info` in it. */
export type UnitAt = (offset: number) => Unit | undefined;

/** An entry goes on to the one that it is an instance of, and that to its declaration: 2 in practice. */
const LongestOrigin = 8;

/**
 * The entry at `offset` of `.debug_info`, then what it is an instance of, and so on: what an attribute
 * is, the first that has it says. A few at most, in a circle too. Throws MalformedError.
 */
export function* origins(
  offset: number,
  unitAt: UnitAt,
): Generator<{ readonly unit: Unit; readonly entry: EntryCursor }, void> {
  let at: number | undefined = offset;
  for (let steps = 0; at !== undefined && steps < LongestOrigin; steps++) {
    const unit: Unit | undefined = unitAt(at);
    const entry: EntryCursor | undefined = unit?.entries(at);
    if (unit === undefined || entry === undefined || !entry.next()) return;
    yield { unit, entry };
    at = entry.reference(DW_AT.abstract_origin) ?? entry.reference(DW_AT.specification);
  }
}
