/**
 * Memory of unknown contents: whatever is in it, every value is read, soon, and as something. What comes of damaged debug
 * information, the fuzz targets see to (tests/fuzz.test.ts).
 */
import fc from "fast-check";
import { expect, test } from "vitest";
import { readValues, repeatingMemory } from "../../fuzz/readers/values.ts";
import { type Fixture, fixtureModule } from "../../tests/dwarf-fixtures.ts";

const fixtures: Fixture[] = [
  "boxes-v4-O2",
  "boxes-v5-O2",
  "variables-v4-O0",
  "variables-v5-O2",
  "classes-v4-O0",
  "classes-v5-O2",
];
const modules = new Map(fixtures.map((name) => [name, fixtureModule(name)]));

test("anything in memory is read as something", () => {
  const contents = fc.uint8Array({ minLength: 1, maxLength: 64 });
  let readable = 0;
  fc.assert(
    fc.property(fc.constantFrom(...fixtures), contents, fc.nat(255), (fixture, bytes, mask) => {
      readable += readValues(modules.get(fixture)!, repeatingMemory(bytes, mask));
    }),
    { numRuns: 60 },
  );
  expect(readable).toBeGreaterThan(500);
});
