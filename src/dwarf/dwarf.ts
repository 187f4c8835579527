import type { MalformedError } from "../bytes/malformed.ts";
import { AbbreviationTables } from "./abbreviations.ts";
import { LocationLists } from "./location-lists.ts";
import { RangeLists } from "./ranges.ts";
import type { SectionSource } from "./sections.ts";
import { readUnitHeaders, Unit } from "./units.ts";

/**
 * The debug information of one file. Making it reads the units' headers and nothing else, and never
 * throws; what a unit is asked later may throw MalformedError, and only that.
 */
export class Dwarf {
  /** By ascending offset. */
  readonly units: readonly Unit[];
  /** What is wrong with the units that are missing from `units`. */
  readonly problems: readonly MalformedError[];

  constructor(source: SectionSource) {
    const abbreviations = new AbbreviationTables(source);
    const rangeLists = new RangeLists(source);
    const locationLists = new LocationLists(source);
    const { headers, problems } = readUnitHeaders(source);
    this.units = headers.map(
      (header) => new Unit(header, source, abbreviations, rangeLists, locationLists),
    );
    this.problems = problems;
  }

  /** The unit that has the entry at `offset` of `.debug_info` in it. */
  unitAt(offset: number): Unit | undefined {
    let low = 0;
    let high = this.units.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.units[middle]!.header.rootOffset <= offset) low = middle + 1;
      else high = middle;
    }
    const unit = this.units[low - 1];
    return unit !== undefined && offset < unit.header.end ? unit : undefined;
  }
}
