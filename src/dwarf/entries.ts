/**
 * Walking the entries ("DIEs") of a unit. They are a tree written in prefix order: an entry's
 * children follow it, ended by a null entry (DWARF 5, 2.3). The cursor visits them in that order
 * and decodes nothing but the attributes that it is asked for. LLVM writes no DW_AT_sibling, so to
 * skip a subtree is to walk over it: what makes that cheap is that most shapes have a fixed size.
 */
import type { ByteReader } from "../bytes/reader.ts";
import type { Abbreviation, AbbreviationTable } from "./abbreviations.ts";
import { DW_FORM } from "./constants.ts";
import type { Encoding } from "./encoding.ts";
import { type AttributeValue, readForm, skipForm } from "./forms.ts";

export class EntryCursor {
  readonly #reader: ByteReader;
  readonly #abbreviations: AbbreviationTable;
  readonly #encoding: Encoding;
  readonly #unitOffset: number;
  #abbreviation: Abbreviation | undefined;
  #attributesAt = 0;
  #depth = 0;
  #nextDepth = 0;
  #offset = 0;

  /** `reader` ends where the unit ends and stands at the entry that the first `next()` goes to. */
  constructor(
    reader: ByteReader,
    abbreviations: AbbreviationTable,
    encoding: Encoding,
    unitOffset: number,
  ) {
    this.#reader = reader;
    this.#abbreviations = abbreviations;
    this.#encoding = encoding;
    this.#unitOffset = unitOffset;
  }

  /** The current entry's offset in `.debug_info`. */
  get offset(): number {
    return this.#offset;
  }

  /** 0 for the entry at which the walk began. */
  get depth(): number {
    return this.#depth;
  }

  /** A DW_TAG number. */
  get tag(): number {
    return this.#current.tag;
  }

  /** Goes to the next entry of the walk; false when the first entry and all below it were visited. */
  next(): boolean {
    const reader = this.#reader;
    if (this.#abbreviation !== undefined) {
      this.#skipAttributes();
      if (this.#nextDepth === 0) return false;
    }
    // A unit may end without the last null entries.
    while (!reader.atEnd) {
      const start = reader.position;
      const code = reader.uleb32();
      if (code !== 0) {
        this.#enter(start, code);
        return true;
      }
      if (this.#nextDepth <= 1) return false;
      this.#nextDepth--;
    }
    return false;
  }

  /** The value of the current entry's attribute `name` (a DW_AT number). Throws MalformedError. */
  attribute(name: number): AttributeValue | undefined {
    const { attributes } = this.#current;
    const index = attributes.findIndex((spec) => spec.name === name);
    const wanted = attributes[index];
    if (wanted === undefined) return undefined;
    if (wanted.form === DW_FORM.implicit_const) {
      return { kind: "constant", value: wanted.implicit ?? 0 };
    }
    this.#reader.seek(this.#attributesAt);
    for (let i = 0; i < index; i++) skipForm(this.#reader, attributes[i]!.form, this.#encoding);
    return readForm(this.#reader, wanted.form, this.#encoding, this.#unitOffset);
  }

  /** The value of an attribute of class constant, rounded where it is too large for a number. */
  number(name: number): number | undefined {
    const value = this.attribute(name);
    return value?.kind === "constant" ? Number(value.value) : undefined;
  }

  /** The entry that an attribute refers to: its offset in `.debug_info`. */
  reference(name: number): number | undefined {
    const value = this.attribute(name);
    return value?.kind === "reference" ? value.offset : undefined;
  }

  /** Whether an attribute of class flag is there and set. */
  flag(name: number): boolean {
    const value = this.attribute(name);
    return value?.kind === "flag" && value.value;
  }

  get #current(): Abbreviation {
    if (this.#abbreviation === undefined) throw new Error("the cursor is not at an entry");
    return this.#abbreviation;
  }

  #enter(start: number, code: number): void {
    const reader = this.#reader;
    const abbreviation = this.#abbreviations.get(code);
    if (abbreviation === undefined) {
      throw reader.malformed(`an entry of an unknown shape (abbreviation ${code})`, start);
    }
    this.#abbreviation = abbreviation;
    this.#offset = start;
    this.#attributesAt = reader.position;
    this.#depth = this.#nextDepth;
    if (abbreviation.hasChildren) this.#nextDepth++;
  }

  #skipAttributes(): void {
    const { size, attributes } = this.#current;
    this.#reader.seek(this.#attributesAt);
    if (size !== undefined) this.#reader.skip(size);
    else for (const { form } of attributes) skipForm(this.#reader, form, this.#encoding);
  }
}
