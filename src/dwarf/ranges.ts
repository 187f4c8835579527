/**
 * Code that is not in one piece: `.debug_ranges` (DWARF 4, 2.17.3) and `.debug_rnglists` (DWARF 5,
 * 2.17.3 and 7.25). Ranges of code that the linker threw away are left out.
 */
import type { ByteReader } from "../bytes/reader.ts";
import { DW_RLE } from "./constants.ts";
import { type Encoding, readAddress, readOffset } from "./encoding.ts";
import type { AddressRange } from "./range-map.ts";
import { isTombstone, readSection, type SectionSource } from "./sections.ts";

/** Collects ranges, leaving out what is empty or gone: the linker marks both ends, or the start alone. */
class LiveRanges {
  readonly found: AddressRange[] = [];
  base: number;

  constructor(base: number) {
    this.base = base;
  }

  add(start: number, end: number): void {
    if (start < end && !isTombstone(start)) this.found.push({ start, end });
  }

  addRelative(start: number, end: number): void {
    // A base of 0 is no mark: it is the low_pc of a unit whose code is in several pieces.
    if (this.base === 0 || !isTombstone(this.base)) this.add(this.base + start, this.base + end);
  }
}

/** What a list needs to know about its unit; a Unit is one. */
export interface RangeContext {
  readonly encoding: Encoding;
  /** The unit's own low_pc, from which offsets count; 0 if it has none. */
  readonly lowPc: number;
  /** Address number `index` of the unit's part of `.debug_addr`. */
  addressAt(index: number): number;
}

/**
 * Reads range lists of one file. No two entries share a list in a sound file, but in a bad one all
 * may point to the same long list: so the bytes that are read in all are limited.
 */
export class RangeLists {
  readonly #source: SectionSource;
  #bytesRead = 0;

  constructor(source: SectionSource) {
    this.#source = source;
  }

  /** The list at `offset` of `.debug_ranges`, as DWARF 4 writes it. Throws MalformedError. */
  version4(offset: number, unit: RangeContext): AddressRange[] {
    const reader = readSection(this.#source, ".debug_ranges", offset);
    const { addressSize } = unit.encoding;
    const largest = addressSize === 4 ? 0xffffffff : Number.MAX_SAFE_INTEGER;
    const ranges = new LiveRanges(unit.lowPc);
    for (;;) {
      const start = readAddress(reader, addressSize);
      const end = readAddress(reader, addressSize);
      if (start === 0 && end === 0) break;
      if (start === largest) ranges.base = end;
      else ranges.addRelative(start, end);
    }
    this.#account(reader, offset);
    return ranges.found;
  }

  /** The list at `offset` of `.debug_rnglists`, as DWARF 5 writes it. Throws MalformedError. */
  version5(offset: number, unit: RangeContext): AddressRange[] {
    const reader = readSection(this.#source, ".debug_rnglists", offset);
    const { addressSize } = unit.encoding;
    const ranges = new LiveRanges(unit.lowPc);
    for (;;) {
      const kindAt = reader.position;
      const kind = reader.u8();
      if (kind === DW_RLE.end_of_list) break;
      switch (kind) {
        case DW_RLE.base_addressx:
          ranges.base = unit.addressAt(reader.uleb32());
          break;
        case DW_RLE.base_address:
          ranges.base = readAddress(reader, addressSize);
          break;
        case DW_RLE.startx_endx:
          ranges.add(unit.addressAt(reader.uleb32()), unit.addressAt(reader.uleb32()));
          break;
        case DW_RLE.startx_length: {
          const start = unit.addressAt(reader.uleb32());
          ranges.add(start, start + reader.uleb32());
          break;
        }
        case DW_RLE.offset_pair:
          ranges.addRelative(reader.uleb32(), reader.uleb32());
          break;
        case DW_RLE.start_end:
          ranges.add(readAddress(reader, addressSize), readAddress(reader, addressSize));
          break;
        case DW_RLE.start_length: {
          const start = readAddress(reader, addressSize);
          ranges.add(start, start + reader.uleb32());
          break;
        }
        default:
          throw reader.malformed(`unknown kind of range list entry ${kind}`, kindAt);
      }
    }
    this.#account(reader, offset);
    return ranges.found;
  }

  /**
   * Where list number `index` of a unit begins in `.debug_rnglists`; `base` is the unit's
   * DW_AT_rnglists_base, from which a table of offsets counts. Throws MalformedError.
   */
  listOffset(index: number, base: number, unit: RangeContext): number {
    const { offsetSize } = unit.encoding;
    const reader = readSection(this.#source, ".debug_rnglists", base + index * offsetSize);
    return base + readOffset(reader, offsetSize);
  }

  #account(reader: ByteReader, start: number): void {
    this.#bytesRead += reader.position - start;
    if (this.#bytesRead > 4 * reader.bytes.length) {
      throw reader.malformed("a range list is used again and again", start);
    }
  }
}
