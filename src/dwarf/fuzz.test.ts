/**
 * Debug information comes with programs of unknown origin. Whatever is in it, reading must end, and with nothing but
 * MalformedError. What real sections become when they are damaged, the fuzz targets see to (tests/fuzz.test.ts).
 */
import fc from "fast-check";
import { expect, test } from "vitest";
import { readDwarf } from "../../fuzz/readers/dwarf.ts";
import { debugSections, fixtureModule, fixtures } from "../../tests/dwarf-fixtures.ts";

test("bytes that were never DWARF are malformed and nothing worse", () => {
  const section = fc.uint8Array({ maxLength: 200 });
  fc.assert(
    fc.property(section, section, section, (info, abbrev, rest) => {
      // A header that is right, so that there is something to read.
      const header = [info.length + 7, 0, 0, 0, 4, 0, 0, 0, 0, 0, 4];
      readDwarf((name) => {
        if (name === ".debug_info") return Uint8Array.from([...header, ...info]);
        return name === ".debug_abbrev" ? abbrev : rest;
      });
    }),
    { numRuns: 300 },
  );
});

test.each(fixtures)("sound sections are not malformed: %s", (name) => {
  expect(readDwarf(debugSections(fixtureModule(name)))).toBe(0);
});
