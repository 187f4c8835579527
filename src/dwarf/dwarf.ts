import type { MalformedError } from "../bytes/malformed.ts";
import { AbbreviationTables } from "./abbreviations.ts";
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
    const { headers, problems } = readUnitHeaders(source);
    this.units = headers.map((header) => new Unit(header, source, abbreviations, rangeLists));
    this.problems = problems;
  }

  /** The unit that has the entry at `offset` of `.debug_info` in it. */
  unitAt(offset: number): Unit | undefined {
    return this.units.find(({ header }) => offset >= header.rootOffset && offset < header.end);
  }
}
