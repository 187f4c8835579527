/** A module's sections, taken apart without looking into them, damaged, and put together again. */
import { ByteReader } from "../src/bytes/reader.ts";
import { ByteWriter } from "../src/bytes/writer.ts";
import type { Random } from "../tests/fuzz/random.ts";
import { type Bytes, changeBytes, joined } from "./changes.ts";

const HeaderBytes = 8;

interface Section {
  readonly id: number;
  readonly bytes: Uint8Array;
}

/** Undefined for what has no sections. */
function sectionsOf(module: Uint8Array): Section[] | undefined {
  try {
    const reader = new ByteReader(module, "input");
    reader.skip(HeaderBytes);
    const sections: Section[] = [];
    while (!reader.atEnd) sections.push({ id: reader.u8(), bytes: reader.take(reader.uleb32()) });
    return sections;
  } catch {
    return undefined;
  }
}

/** @param lie makes another number of a section's length */
function joinedSections(
  header: Uint8Array,
  sections: readonly Section[],
  lie = (length: number, _: Section) => length,
): Bytes {
  const writer = new ByteWriter();
  writer.append(header);
  for (const section of sections) {
    writer.u8(section.id);
    writer.uleb32(lie(section.bytes.length, section) >>> 0);
    writer.append(section.bytes);
  }
  return joined(writer.view());
}

/** Something about the sections as such: they are lost, moved, repeated, called something else, or longer than said. */
export function changeFrame(module: Uint8Array, random: Random): Bytes {
  const sections = sectionsOf(module);
  if (sections === undefined || sections.length === 0) return changeBytes(module, random);
  const header = module.subarray(0, HeaderBytes);
  const at = random.between(0, sections.length - 1);
  const section = sections[at]!;
  switch (random.between(0, 4)) {
    case 0:
      return joinedSections(header, sections.toSpliced(at, 1));
    case 1:
      return joinedSections(header, sections.toSpliced(at, 0, random.pick(sections)));
    case 2:
      return joinedSections(header, sections.with(at, { ...section, id: random.between(0, 15) }));
    case 3:
      return joinedSections(header, sections, (length, each) =>
        each === section
          ? length + random.pick([-1, 1, -length, 1000, 2 ** 31, 2 ** 32 - 1])
          : length,
      );
    default:
      return changeBytes(module, random);
  }
}

/** Bytes in a section whose length stays right, so that they are looked at. */
export function changeSection(
  module: Uint8Array,
  random: Random,
  others: readonly Uint8Array[],
  wanted: (section: Section) => boolean = () => true,
): Bytes {
  const sections = sectionsOf(module);
  const found = sections?.filter(wanted) ?? [];
  if (sections === undefined || found.length === 0) return changeBytes(module, random, others);
  // Any one, or by size: most of a file is code and debug information.
  let section = random.pick(found);
  if (random.oneIn(2))
    section = [section, random.pick(found)].sort((a, b) => b.bytes.length - a.bytes.length)[0]!;
  const lender = others.length > 0 && random.oneIn(2) ? sectionsOf(random.pick(others)) : undefined;
  const lenders = (lender ?? []).filter(({ id }) => id === section.id).map(({ bytes }) => bytes);
  const changed = { id: section.id, bytes: changeBytes(section.bytes, random, lenders) };
  return joinedSections(
    module.subarray(0, HeaderBytes),
    sections.with(sections.indexOf(section), changed),
  );
}
