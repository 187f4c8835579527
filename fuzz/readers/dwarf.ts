import { MalformedError } from "../../src/bytes/malformed.ts";
import { DW_AT } from "../../src/dwarf/constants.ts";
import { Dwarf } from "../../src/dwarf/dwarf.ts";
import { type FunctionScope, functionName, functionScopes } from "../../src/dwarf/functions.ts";
import { readLineTable } from "../../src/dwarf/line-program.ts";
import { enumeratorsOf, membersOf, typeArguments, variantsOf } from "../../src/dwarf/members.ts";
import type { SectionSource } from "../../src/dwarf/sections.ts";
import { typeName } from "../../src/dwarf/type-names.ts";
import { Types } from "../../src/dwarf/types.ts";
import type { Unit } from "../../src/dwarf/units.ts";
import {
  declaration,
  functionVariables,
  staticVariables,
  type Variable,
} from "../../src/dwarf/variables.ts";

/** Code addresses that are asked about: the fixtures' code is not much longer. */
const Addresses = Array.from({ length: 290 }, (_, at) => 7 * at);

export type Part = "units" | "functions" | "variables" | "statics" | "lines";
const AllParts: readonly Part[] = ["units", "functions", "variables", "statics", "lines"];

/** Asks all that src/dwarf can answer about these parts. @returns how many answers were that something is malformed */
export function readDwarf(source: SectionSource, parts: readonly Part[] = AllParts): number {
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
      typeArguments(types, whole);
    });
  };
  const readFunctions = (unit: Unit) => {
    const scopes = functionScopes(unit);
    const subprograms = new Set<number>();
    const seen = new Set<FunctionScope>();
    for (const address of Addresses) {
      const scope = scopes.at(address);
      if (scope === undefined || seen.has(scope)) continue;
      seen.add(scope);
      attempt(() => functionName(scope.entry, unitAt));
      if (scope.caller === undefined) subprograms.add(scope.entry);
    }
    if (!parts.includes("variables")) return;
    // Each once: lists of ranges that are read over and over are taken for damage.
    for (const entry of subprograms) {
      attempt(() => functionVariables(unit, entry).forEach(readVariable));
    }
  };
  const readLines = (unit: Unit) => {
    const table = readLineTable(source, unit.lineProgram ?? 0, unit);
    for (let index = 0; index < 5; index++) attempt(() => table.path(index));
    for (const address of Addresses) table.rowAt(address);
  };
  for (const unit of file.units) {
    if (parts.includes("units")) attempt(() => [unit.name, unit.compDir, unit.dwoName]);
    if (parts.includes("functions")) attempt(() => readFunctions(unit));
    if (parts.includes("statics")) attempt(() => staticVariables(unit).forEach(readVariable));
    if (parts.includes("lines")) attempt(() => readLines(unit));
  }
  return malformed + file.problems.length;
}
