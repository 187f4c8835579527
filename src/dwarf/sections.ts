import { ByteReader } from "../bytes/reader.ts";

/** The sections that are read. */
export type SectionName =
  | ".debug_abbrev"
  | ".debug_addr"
  | ".debug_info"
  | ".debug_line"
  | ".debug_line_str"
  | ".debug_loc"
  | ".debug_loclists"
  | ".debug_ranges"
  | ".debug_rnglists"
  | ".debug_str"
  | ".debug_str_offsets";

/**
 * Where the sections come from: the container (a WebAssembly module, say) is the caller's business.
 * A section that does not exist is `undefined`.
 */
export type SectionSource = (name: SectionName) => Uint8Array | undefined;

/** A missing section reads as an empty one: whatever points into it is then malformed. */
const nothing = new Uint8Array();

/** A reader of the section `name`, standing at `offset`. Throws MalformedError beyond its end. */
export function readSection(source: SectionSource, name: SectionName, offset: number): ByteReader {
  const reader = new ByteReader(source(name) ?? nothing, name);
  reader.seek(offset);
  return reader;
}

/** The string at `offset` of a string section. */
export function stringAt(source: SectionSource, name: SectionName, offset: number): string {
  return readSection(source, name, offset).cString();
}

/**
 * Whether an address stands for code that the linker threw away. wasm-ld writes −1 there (−2 in
 * `.debug_ranges`, where −1 has another meaning), older ones 0: no function begins at 0, where the
 * code section has the number of its functions.
 */
export function isTombstone(address: number): boolean {
  return address === 0 || address >= 0xfffffffe;
}
