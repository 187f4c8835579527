/**
 * `.debug_abbrev` (DWARF 5, 7.5.3): the shapes that the entries of `.debug_info` refer to by code.
 */
import type { ByteReader } from "../bytes/reader.ts";
import { DW_FORM } from "./constants.ts";
import type { Encoding } from "./encoding.ts";
import { fixedSize } from "./forms.ts";
import { readSection, type SectionSource } from "./sections.ts";

export interface AttributeSpec {
  /** A DW_AT number. */
  readonly name: number;
  /** A DW_FORM number. */
  readonly form: number;
  /** The value itself, for DW_FORM_implicit_const alone. */
  readonly implicit?: number;
}

export interface Abbreviation {
  /** A DW_TAG number. */
  readonly tag: number;
  readonly hasChildren: boolean;
  readonly attributes: readonly AttributeSpec[];
  /** Bytes of all attributes together where that is always the same, so that an entry is skipped in one step. */
  readonly size?: number;
}

/** Two versions, two sizes of an offset, two of an address. */
const EncodingCount = 8;

/**
 * Compilers come to about 30. Without a limit, entries of a byte or two that have a long list of
 * attributes without bytes could again cost the square of a file's size.
 */
const MostAttributes = 256;

/** By abbreviation code. */
export type AbbreviationTable = ReadonlyMap<number, Abbreviation>;

/**
 * Reads each table once (once for each encoding, because the sizes differ). Tables lie beside each
 * other, so together they are not longer than the section; a file in which they overlap, which could
 * make a small file cost the square of its size, is refused on that ground.
 */
export class AbbreviationTables {
  readonly #source: SectionSource;
  readonly #tables = new Map<string, AbbreviationTable>();
  #bytesRead = 0;

  constructor(source: SectionSource) {
    this.#source = source;
  }

  /** The table at `offset` for units of this encoding (it decides the sizes). Throws MalformedError. */
  at(offset: number, encoding: Encoding): AbbreviationTable {
    const key = `${offset} ${encoding.version} ${encoding.offsetSize} ${encoding.addressSize}`;
    let table = this.#tables.get(key);
    if (table === undefined) {
      table = this.#read(offset, encoding);
      this.#tables.set(key, table);
    }
    return table;
  }

  #read(offset: number, encoding: Encoding): AbbreviationTable {
    const reader = readSection(this.#source, ".debug_abbrev", offset);
    const table = new Map<number, Abbreviation>();
    for (;;) {
      const start = reader.position;
      const code = reader.uleb32();
      if (code === 0) break;
      // The first of two declarations with one code counts, as in LLVM.
      const abbreviation = readAbbreviation(reader, encoding);
      if (!table.has(code)) table.set(code, abbreviation);
      this.#bytesRead += reader.position - start;
      if (this.#bytesRead > reader.bytes.length * EncodingCount) {
        throw reader.malformed("abbreviation tables overlap", offset);
      }
    }
    return table;
  }
}

function readAbbreviation(reader: ByteReader, encoding: Encoding): Abbreviation {
  const tag = reader.uleb32();
  const hasChildren = reader.u8() !== 0;
  const attributes: AttributeSpec[] = [];
  let size: number | undefined = 0;
  for (;;) {
    const name = reader.uleb32();
    const form = reader.uleb32();
    if (name === 0 && form === 0) break;
    if (attributes.length === MostAttributes) throw reader.malformed("an entry of endless shape");
    if (form === DW_FORM.implicit_const) {
      attributes.push({ name, form, implicit: Number(reader.sleb64()) });
    } else {
      attributes.push({ name, form });
      const bytes = fixedSize(form, encoding);
      size = size === undefined || bytes === undefined ? undefined : size + bytes;
    }
  }
  return { tag, hasChildren, attributes, ...(size !== undefined && { size }) };
}
