/**
 * Units: the pieces of `.debug_info`, usually one for each source file that was compiled (DWARF 5,
 * 7.5.1). A file with the debug information of a standard library has hundreds, of which a report
 * needs two or three: so the headers are read at once, which is a hop over each unit, and all else
 * when it is asked for.
 */
import { MalformedError } from "../bytes/malformed.ts";
import { ByteReader } from "../bytes/reader.ts";
import type { AbbreviationTables } from "./abbreviations.ts";
import { DW_AT, DW_UT } from "./constants.ts";
import {
  type Encoding,
  readAddress,
  readAddressSize,
  readInitialLength,
  readOffset,
} from "./encoding.ts";
import { EntryCursor } from "./entries.ts";
import type { AttributeValue } from "./forms.ts";
import type { Located, LocationLists } from "./location-lists.ts";
import type { AddressRange } from "./range-map.ts";
import type { RangeContext, RangeLists } from "./ranges.ts";
import { isTombstone, readSection, type SectionSource, stringAt } from "./sections.ts";

export interface UnitHeader {
  /** Where the unit begins in `.debug_info`, and the offset after its last byte. */
  readonly offset: number;
  readonly end: number;
  readonly encoding: Encoding;
  /** A DW_UT number; version 4 has only DW_UT_compile here. */
  readonly type: number;
  readonly abbreviationsOffset: number;
  /** Where the first entry begins in `.debug_info`. */
  readonly rootOffset: number;
}

/** The units of `.debug_info` as far as they can be read, and what is wrong with the others. */
export function readUnitHeaders(source: SectionSource): {
  headers: UnitHeader[];
  problems: MalformedError[];
} {
  const reader = readSection(source, ".debug_info", 0);
  const headers: UnitHeader[] = [];
  const problems: MalformedError[] = [];
  try {
    while (!reader.atEnd) {
      const offset = reader.offset;
      const { length, offsetSize } = readInitialLength(reader);
      const unit = reader.sub(length);
      try {
        headers.push(readUnitHeader(unit, offset, offsetSize));
      } catch (error) {
        // The length still says where the next unit is.
        problems.push(asMalformed(error));
      }
    }
  } catch (error) {
    problems.push(asMalformed(error));
  }
  return { headers, problems };
}

function readUnitHeader(reader: ByteReader, offset: number, offsetSize: 4 | 8): UnitHeader {
  const version = reader.u16();
  if (version !== 4 && version !== 5) throw reader.malformed(`DWARF version ${version}`, 0);
  let type: number = DW_UT.compile;
  let abbreviationsOffset: number;
  let addressSize: 4 | 8;
  if (version === 5) {
    type = reader.u8();
    addressSize = readAddressSize(reader);
    abbreviationsOffset = readOffset(reader, offsetSize);
    if (type === DW_UT.skeleton || type === DW_UT.split_compile) reader.skip(8);
    else if (type === DW_UT.type || type === DW_UT.split_type) reader.skip(8 + offsetSize);
  } else {
    abbreviationsOffset = readOffset(reader, offsetSize);
    addressSize = readAddressSize(reader);
  }
  return {
    offset,
    end: reader.base + reader.bytes.length,
    encoding: { version, offsetSize, addressSize },
    type,
    abbreviationsOffset,
    rootOffset: reader.offset,
  };
}

/** Passes MalformedError on as a value; anything else is a bug of ours and stays an exception. */
function asMalformed(error: unknown): MalformedError {
  if (error instanceof MalformedError) return error;
  throw error;
}

/** The attributes of a unit's first entry, as far as they are about the unit as a whole. */
interface Root {
  readonly name: AttributeValue | undefined;
  readonly compDir: AttributeValue | undefined;
  readonly dwoName: AttributeValue | undefined;
  /** A DW_LANG number. */
  readonly language: number | undefined;
  /** Into `.debug_line`. */
  readonly lineProgram: number | undefined;
  readonly lowPc: AttributeValue | undefined;
  /** Where the unit's parts of the sections begin that it refers to by index. */
  readonly stringOffsetsBase: number | undefined;
  readonly addressBase: number | undefined;
  readonly rangeListsBase: number | undefined;
  readonly locationListsBase: number | undefined;
}

/** A unit: its header, and the context in which the values of its entries mean something. */
export class Unit implements RangeContext {
  readonly header: UnitHeader;
  readonly #source: SectionSource;
  readonly #abbreviations: AbbreviationTables;
  readonly #rangeLists: RangeLists;
  readonly #locationLists: LocationLists;
  #root: Root | undefined;

  constructor(
    header: UnitHeader,
    source: SectionSource,
    abbreviations: AbbreviationTables,
    rangeLists: RangeLists,
    locationLists: LocationLists,
  ) {
    this.header = header;
    this.#source = source;
    this.#abbreviations = abbreviations;
    this.#rangeLists = rangeLists;
    this.#locationLists = locationLists;
  }

  get encoding(): Encoding {
    return this.header.encoding;
  }

  /** The source file as it was given to the compiler. */
  get name(): string | undefined {
    return this.string(this.#attributes.name);
  }

  /** The folder in which the compiler ran. */
  get compDir(): string | undefined {
    return this.string(this.#attributes.compDir);
  }

  /** The file that has the unit's entries, when they were split off. */
  get dwoName(): string | undefined {
    return this.string(this.#attributes.dwoName);
  }

  /** What the source is written in, a DW_LANG number. */
  get language(): number | undefined {
    return this.#attributes.language;
  }

  /** Where the unit's line number program begins in `.debug_line`. */
  get lineProgram(): number | undefined {
    return this.#attributes.lineProgram;
  }

  get lowPc(): number {
    return this.address(this.#attributes.lowPc) ?? 0;
  }

  /** A cursor whose first `next()` goes to the entry at `offset`. Throws MalformedError. */
  entries(offset: number = this.header.rootOffset): EntryCursor {
    const { abbreviationsOffset, encoding, end } = this.header;
    const table = this.#abbreviations.at(abbreviationsOffset, encoding);
    const info = readSection(this.#source, ".debug_info", 0);
    const reader = new ByteReader(info.bytes.subarray(0, end), info.where);
    reader.seek(offset);
    return new EntryCursor(reader, table, encoding, this.header.offset);
  }

  /** The text of a value of class string; undefined for any other. Throws MalformedError. */
  string(value: AttributeValue | undefined): string | undefined {
    switch (value?.kind) {
      case "string":
        return value.text;
      case "string offset":
        return stringAt(this.#source, value.section, value.offset);
      case "string index": {
        const { offsetSize } = this.encoding;
        const base = this.#base(this.#attributes.stringOffsetsBase, "DW_AT_str_offsets_base");
        const at = base + value.index * offsetSize;
        const reader = readSection(this.#source, ".debug_str_offsets", at);
        return stringAt(this.#source, ".debug_str", readOffset(reader, offsetSize));
      }
      default:
        return undefined;
    }
  }

  /** The address of a value of class address; undefined for any other. Throws MalformedError. */
  address(value: AttributeValue | undefined): number | undefined {
    if (value?.kind === "address") return value.address;
    return value?.kind === "address index" ? this.addressAt(value.index) : undefined;
  }

  addressAt(index: number): number {
    const { addressSize } = this.encoding;
    const base = this.#base(this.#attributes.addressBase, "DW_AT_addr_base");
    const reader = readSection(this.#source, ".debug_addr", base + index * addressSize);
    return readAddress(reader, addressSize);
  }

  /** The code of the cursor's entry (DWARF 5, 2.17), without what the linker threw away. */
  ranges(entry: EntryCursor): AddressRange[] {
    const ranges = entry.attribute(DW_AT.ranges);
    if (ranges !== undefined) return this.#rangeList(ranges);
    const start = this.address(entry.attribute(DW_AT.low_pc));
    if (start === undefined || isTombstone(start)) return [];
    const high = entry.attribute(DW_AT.high_pc);
    const end = high?.kind === "constant" ? start + Number(high.value) : this.address(high);
    return end === undefined || end <= start ? [] : [{ start, end }];
  }

  /** What a value of class exprloc or loclist says (DWARF 5, 2.6). Throws MalformedError. */
  locations(value: AttributeValue | undefined): readonly Located[] {
    const lists = this.#locationLists;
    switch (value?.kind) {
      case "block":
        return [{ range: undefined, expression: value.bytes }];
      case "section offset":
        return this.encoding.version === 5
          ? lists.version5(value.offset, this)
          : lists.version4(value.offset, this);
      case "list index": {
        const base = this.#base(this.#attributes.locationListsBase, "DW_AT_loclists_base");
        return lists.version5(lists.listOffset(value.index, base, this), this);
      }
      default:
        return [];
    }
  }

  #rangeList(value: AttributeValue): AddressRange[] {
    if (value.kind === "list index") {
      const base = this.#base(this.#attributes.rangeListsBase, "DW_AT_rnglists_base");
      return this.#rangeLists.version5(this.#rangeLists.listOffset(value.index, base, this), this);
    }
    if (value.kind !== "section offset") return [];
    return this.encoding.version === 5
      ? this.#rangeLists.version5(value.offset, this)
      : this.#rangeLists.version4(value.offset, this);
  }

  #base(base: number | undefined, attribute: string): number {
    if (base !== undefined) return base;
    const { offset } = this.header;
    throw new MalformedError(".debug_info", offset, `a unit uses an index but has no ${attribute}`);
  }

  get #attributes(): Root {
    this.#root ??= this.#readRoot();
    return this.#root;
  }

  #readRoot(): Root {
    const entry = this.entries();
    if (!entry.next()) {
      throw new MalformedError(".debug_info", this.header.rootOffset, "a unit without entries");
    }
    const value = (attribute: number) => entry.attribute(attribute);
    const offset = (attribute: number) => {
      const found = entry.attribute(attribute);
      return found?.kind === "section offset" ? found.offset : undefined;
    };
    return {
      name: value(DW_AT.name),
      compDir: value(DW_AT.comp_dir),
      dwoName: value(DW_AT.dwo_name) ?? value(DW_AT.GNU_dwo_name),
      language: entry.number(DW_AT.language),
      lineProgram: offset(DW_AT.stmt_list),
      lowPc: value(DW_AT.low_pc),
      stringOffsetsBase: offset(DW_AT.str_offsets_base),
      addressBase: offset(DW_AT.addr_base),
      rangeListsBase: offset(DW_AT.rnglists_base),
      locationListsBase: offset(DW_AT.loclists_base),
    };
  }
}
