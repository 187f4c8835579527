/**
 * Debug information comes with programs of unknown origin. Whatever is in it, reading must end, and
 * with nothing but MalformedError: here real sections are damaged and everything is read from them.
 */
import fc from "fast-check";
import { expect, test } from "vitest";
import { debugSections, type Fixture, fixtureModule } from "../../tests/dwarf-fixtures.ts";
import { MalformedError } from "../bytes/malformed.ts";
import { DW_AT } from "./constants.ts";
import { Dwarf } from "./dwarf.ts";
import { functionName, functionScopes } from "./functions.ts";
import { readLineTable } from "./line-program.ts";
import { enumeratorsOf, membersOf, variantsOf } from "./members.ts";
import type { SectionName, SectionSource } from "./sections.ts";
import { typeName } from "./type-names.ts";
import { Types } from "./types.ts";
import { declaration, functionVariables, staticVariables, type Variable } from "./variables.ts";

const fixtures: Fixture[] = [
  "boxes-v4-O2",
  "boxes-v5-O2",
  "stack-v4-O0",
  "stack-v5-O2",
  "variables-v5-O2",
  "classes-v4-O0",
];
const damaged: SectionName[] = [
  ".debug_abbrev",
  ".debug_addr",
  ".debug_info",
  ".debug_line",
  ".debug_line_str",
  ".debug_loc",
  ".debug_loclists",
  ".debug_ranges",
  ".debug_rnglists",
  ".debug_str",
  ".debug_str_offsets",
];

/** Reads everything; the number of things that were malformed. */
function readAll(source: SectionSource): number {
  let malformed = 0;
  const attempt = (read: () => void) => {
    try {
      read();
    } catch (error) {
      if (!(error instanceof MalformedError)) throw error;
      malformed++;
    }
  };
  const file = new Dwarf(source);
  const unitAt = (offset: number) => file.unitAt(offset);
  const types = new Types(unitAt);
  const readVariable = ({ unit, entry }: Pick<Variable, "unit" | "entry">) => {
    attempt(() => {
      const cursor = unit.entries(entry);
      if (cursor.next()) unit.locations(cursor.attribute(DW_AT.location));
    });
    attempt(() => {
      const { type } = declaration(entry, unitAt);
      typeName(types, type);
      types.byteSize(type);
      const whole = type === undefined ? undefined : types.at(type);
      if (whole === undefined) return;
      membersOf(types, whole);
      enumeratorsOf(types, whole);
      variantsOf(types, whole);
    });
  };
  for (const unit of file.units) {
    attempt(() => [unit.name, unit.compDir, unit.dwoName]);
    attempt(() => {
      const scopes = functionScopes(unit);
      const subprograms = new Set<number>();
      for (let address = 0; address < 2000; address += 7) {
        const scope = scopes.at(address);
        if (scope === undefined) continue;
        attempt(() => functionName(scope.entry, unitAt));
        if (scope.caller === undefined) subprograms.add(scope.entry);
      }
      // Each once: lists of ranges that are read over and over are taken for damage.
      for (const entry of subprograms) {
        attempt(() => functionVariables(unit, entry).forEach(readVariable));
      }
    });
    attempt(() => staticVariables(unit).forEach(readVariable));
    attempt(() => {
      const table = readLineTable(source, unit.lineProgram ?? 0, unit);
      for (let index = 0; index < 5; index++) attempt(() => table.path(index));
      for (let address = 0; address < 2000; address += 7) table.rowAt(address);
    });
  }
  return malformed + file.problems.length;
}

/** Bytes to overwrite, at places given as a fraction of the section, and where to cut it off. */
const damage = fc.record({
  fixture: fc.constantFrom(...fixtures),
  section: fc.constantFrom(...damaged),
  changes: fc.array(
    fc.tuple(
      fc.double({ min: 0, max: 1, noNaN: true }),
      // The values that matter in DWARF, more often than others.
      fc.oneof(fc.constantFrom(0, 1, 0x7f, 0x80, 0xff), fc.nat(255)),
    ),
    { maxLength: 6 },
  ),
  length: fc.oneof(fc.constant(1), fc.double({ min: 0, max: 1, noNaN: true })),
});

test("damaged sections are malformed and nothing worse", () => {
  const modules = new Map(fixtures.map((name) => [name, fixtureModule(name)]));
  let malformed = 0;
  fc.assert(
    fc.property(damage, ({ fixture, section, changes, length }) => {
      const module = modules.get(fixture)!;
      const whole = debugSections(module)(section);
      if (whole === undefined) return;
      // Not slice: of a Buffer of Node's that is no copy.
      const bytes = Uint8Array.from(whole.subarray(0, Math.ceil(whole.length * length)));
      for (const [where, value] of changes) bytes[Math.floor(where * bytes.length)] = value;
      malformed += readAll(debugSections(module, { [section]: bytes }));
    }),
    { numRuns: 400 },
  );
  // Otherwise the damage was none.
  expect(malformed).toBeGreaterThan(100);
});

test("bytes that were never DWARF are malformed and nothing worse", () => {
  const section = fc.uint8Array({ maxLength: 200 });
  fc.assert(
    fc.property(section, section, section, (info, abbrev, rest) => {
      // A header that is right, so that there is something to read.
      const header = [info.length + 7, 0, 0, 0, 4, 0, 0, 0, 0, 0, 4];
      readAll((name) => {
        if (name === ".debug_info") return Uint8Array.from([...header, ...info]);
        return name === ".debug_abbrev" ? abbrev : rest;
      });
    }),
    { numRuns: 300 },
  );
});

test("sound sections are not malformed", () => {
  for (const name of fixtures) expect(readAll(debugSections(fixtureModule(name)))).toBe(0);
});
