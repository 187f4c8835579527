/**
 * Variables that are not in one place all the time: `.debug_loc` (DWARF 4, 2.6.2) and
 * `.debug_loclists` (DWARF 5, 2.6.2 and 7.7.3). Places in code that the linker threw away are left out.
 */
import type { ByteReader } from "../bytes/reader.ts";
import { DW_LLE } from "./constants.ts";
import { readAddress, readOffset } from "./encoding.ts";
import type { AddressRange } from "./range-map.ts";
import type { RangeContext } from "./ranges.ts";
import { isTombstone, readSection, type SectionSource } from "./sections.ts";

/** For some code the expression that says where a variable is there. */
export interface Located {
  /** undefined: for all code that has the variable in scope, as far as no other entry is about it. */
  readonly range: AddressRange | undefined;
  readonly expression: Uint8Array;
}

/** Those of live code, in the order of the list. */
class LiveLocations {
  readonly found: Located[] = [];
  base: number;

  constructor(base: number) {
    this.base = base;
  }

  add(start: number, end: number, expression: Uint8Array): void {
    if (start < end && !isTombstone(start)) this.found.push({ range: { start, end }, expression });
  }

  addRelative(start: number, end: number, expression: Uint8Array): void {
    // A base of 0 is no mark: it is the low_pc of a unit whose code is in several pieces.
    if (this.base !== 0 && isTombstone(this.base)) return;
    this.add(this.base + start, this.base + end, expression);
  }
}

/** Reads location lists of one file; as of range lists, the bytes that are read in all are limited. */
export class LocationLists {
  readonly #source: SectionSource;
  readonly #known = new Map<number, readonly Located[]>();
  #bytesRead = 0;

  constructor(source: SectionSource) {
    this.#source = source;
  }

  /** The list at `offset` of `.debug_loc`, as DWARF 4 writes it. Throws MalformedError. */
  version4(offset: number, unit: RangeContext): readonly Located[] {
    return this.#read(offset, ".debug_loc", (reader) => {
      const { addressSize } = unit.encoding;
      const largest = addressSize === 4 ? 0xffffffff : Number.MAX_SAFE_INTEGER;
      const locations = new LiveLocations(unit.lowPc);
      for (;;) {
        const start = readAddress(reader, addressSize);
        const end = readAddress(reader, addressSize);
        if (start === 0 && end === 0) return locations.found;
        if (start === largest) locations.base = end;
        else locations.addRelative(start, end, reader.take(reader.u16()));
      }
    });
  }

  /** The list at `offset` of `.debug_loclists`, as DWARF 5 writes it. Throws MalformedError. */
  version5(offset: number, unit: RangeContext): readonly Located[] {
    return this.#read(offset, ".debug_loclists", (reader) => version5(reader, unit));
  }

  /** As RangeLists.listOffset; `base` is the unit's DW_AT_loclists_base. Throws MalformedError. */
  listOffset(index: number, base: number, unit: RangeContext): number {
    const { offsetSize } = unit.encoding;
    const reader = readSection(this.#source, ".debug_loclists", base + index * offsetSize);
    return base + readOffset(reader, offsetSize);
  }

  /** A value is read at every step: each list once. */
  #read(
    offset: number,
    section: ".debug_loc" | ".debug_loclists",
    read: (reader: ByteReader) => readonly Located[],
  ): readonly Located[] {
    let list = this.#known.get(offset);
    if (list === undefined) {
      const reader = readSection(this.#source, section, offset);
      list = read(reader);
      this.#bytesRead += reader.position - offset;
      if (this.#bytesRead > 4 * reader.bytes.length) {
        throw reader.malformed("location lists overlap again and again", offset);
      }
      this.#known.set(offset, list);
    }
    return list;
  }
}

function version5(reader: ByteReader, unit: RangeContext): readonly Located[] {
  const { addressSize } = unit.encoding;
  const locations = new LiveLocations(unit.lowPc);
  const address = () => readAddress(reader, addressSize);
  const indexed = () => unit.addressAt(reader.uleb32());
  const expression = () => reader.take(reader.uleb32());
  for (;;) {
    const kindAt = reader.position;
    const kind = reader.u8();
    switch (kind) {
      case DW_LLE.end_of_list:
        return locations.found;
      case DW_LLE.base_addressx:
        locations.base = indexed();
        break;
      case DW_LLE.base_address:
        locations.base = address();
        break;
      case DW_LLE.startx_endx:
        locations.add(indexed(), indexed(), expression());
        break;
      case DW_LLE.startx_length: {
        const start = indexed();
        locations.add(start, start + reader.uleb32(), expression());
        break;
      }
      case DW_LLE.offset_pair:
        locations.addRelative(reader.uleb32(), reader.uleb32(), expression());
        break;
      case DW_LLE.default_location:
        locations.found.push({ range: undefined, expression: expression() });
        break;
      case DW_LLE.start_end:
        locations.add(address(), address(), expression());
        break;
      case DW_LLE.start_length: {
        const start = address();
        locations.add(start, start + reader.uleb32(), expression());
        break;
      }
      default:
        throw reader.malformed(`unknown kind of location list entry ${kind}`, kindAt);
    }
  }
}

/** The expression that holds at `address`. */
export function locationAt(list: readonly Located[], address: number): Uint8Array | undefined {
  const exact = list.find(
    ({ range }) => range !== undefined && range.start <= address && address < range.end,
  );
  return (exact ?? list.find(({ range }) => range === undefined))?.expression;
}
