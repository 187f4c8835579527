/**
 * A module's debug information as far as it is sound. It is read in three steps, each when the first
 * question needs it: which unit covers which code (the first entry of each unit), the functions of
 * one unit, the lines of one unit. A unit that is broken answers nothing and leaves a note.
 */
import type { CodeOffset } from "../bytes/brand.ts";
import { DW_LANG } from "../dwarf/constants.ts";
import { Dwarf } from "../dwarf/dwarf.ts";
import {
  type CallSite,
  callSite,
  type FunctionName,
  type FunctionScope,
  functionName,
  functionScopes,
} from "../dwarf/functions.ts";
import { readLineTable } from "../dwarf/line-program.ts";
import type { LineRow, LineTable } from "../dwarf/line-table.ts";
import { type AddressRange, RangeMap } from "../dwarf/range-map.ts";
import type { SectionSource } from "../dwarf/sections.ts";
import type { Unit } from "../dwarf/units.ts";
import { crateOfUnit, isLibraryUnit } from "./library-units.ts";
import type { NoteTaker } from "./notes.ts";

export class DebugInfo {
  readonly #source: SectionSource;
  readonly #notes: NoteTaker;
  readonly #dwarf: Dwarf;
  readonly #units: RangeMap<Unit>;
  readonly #scopes = new Map<Unit, RangeMap<FunctionScope> | undefined>();
  readonly #lines = new Map<Unit, LineTable | undefined>();
  /** Units of what the user wrote whose code is known. */
  readonly #withCode: readonly Unit[];
  #hasFunctions: boolean | undefined;

  /** Reads which unit covers which code. Like all methods here it never throws MalformedError. */
  constructor(source: SectionSource, notes: NoteTaker) {
    this.#source = source;
    this.#notes = notes;
    this.#dwarf = new Dwarf(source);
    for (const problem of this.#dwarf.problems) notes.addMalformed(problem);
    const code = this.#dwarf.units.flatMap((unit) => this.#code(unit));
    this.#units = new RangeMap(code);
    this.#withCode = [...new Set(code.map(([, unit]) => unit))];
  }

  /** The unit that has the entry at `offset` of `.debug_info` in it, a library's too. */
  unitAt(offset: number): Unit | undefined {
    return this.#dwarf.unitAt(offset);
  }

  /** The units of what the user wrote. */
  get units(): readonly Unit[] {
    return this.#dwarf.units.filter((unit) => !this.#isLibrary(unit));
  }

  /** Whether there is a function that the user wrote and that is described: where all is damaged there is none. */
  get hasFunctions(): boolean {
    this.#hasFunctions ??= this.#withCode.some((unit) => this.#scopesOf(unit)?.isEmpty === false);
    return this.#hasFunctions;
  }

  /** The innermost function that the instruction at `site` was made from. */
  scopeAt(site: CodeOffset): FunctionScope | undefined {
    const unit = this.#units.at(site);
    return unit && this.#scopesOf(unit)?.at(site);
  }

  #scopesOf(unit: Unit): RangeMap<FunctionScope> | undefined {
    return remembered(this.#scopes, unit, () => this.#notes.attempt(() => functionScopes(unit)));
  }

  /** The row of the unit's line table about the instruction at `site`. */
  rowAt(unit: Unit, site: CodeOffset): LineRow | undefined {
    return this.#lineTable(unit)?.rowAt(site);
  }

  /** The rows about the code from `from` to `to`, all of one unit. */
  rowsIn(from: CodeOffset, to: CodeOffset): readonly LineRow[] {
    const unit = this.#units.at(from);
    return (unit && this.#lineTable(unit)?.rowsIn(from, to)) ?? [];
  }

  /** The paths of the files that have lines about the code from `from` to `to`. */
  filesIn(from: CodeOffset, to: CodeOffset): readonly string[] {
    const unit = this.#units.at(from);
    if (unit === undefined) return [];
    const files = new Set(this.rowsIn(from, to).map(({ file }) => file));
    return [...files].flatMap((file) => this.path(unit, file) ?? []);
  }

  /** The path of one of the unit's files, as it was given to the compiler. */
  path(unit: Unit, file: number): string | undefined {
    const table = this.#lineTable(unit);
    const path = table && this.#notes.attempt(() => table.path(file));
    return path && (this.#notes.attempt(() => typedPath(unit, path)) ?? path);
  }

  /** Where the call stands that an inlined function was made from. */
  callSite(scope: FunctionScope): CallSite | undefined {
    return this.#notes.attempt(() => callSite(scope));
  }

  /** The crate that a unit of Rust is of. */
  crate(unit: Unit): string | undefined {
    return this.#notes.attempt(() =>
      unit.language === DW_LANG.Rust && unit.name ? crateOfUnit(unit.name) : undefined,
    );
  }

  /** Of the function that has this entry. */
  name({ entry }: Pick<FunctionScope, "entry">): FunctionName {
    const names = () => functionName(entry, (offset) => this.#dwarf.unitAt(offset));
    return this.#notes.attempt(names) ?? {};
  }

  #lineTable(unit: Unit): LineTable | undefined {
    return remembered(this.#lines, unit, () =>
      this.#notes.attempt(() => {
        const program = unit.lineProgram;
        return program === undefined ? undefined : readLineTable(this.#source, program, unit);
      }),
    );
  }

  #isLibrary(unit: Unit): boolean {
    return this.#notes.attempt(() => isLibraryUnit(unit)) ?? false;
  }

  #code(unit: Unit): [AddressRange, Unit][] {
    const ranges = this.#notes.attempt(() => {
      const root = unit.entries();
      if (!root.next() || this.#isLibrary(unit)) return [];
      const file = unit.dwoName;
      if (file !== undefined) this.#notes.add({ kind: "split", unit: unit.name, file });
      return unit.ranges(root);
    });
    return (ranges ?? []).map((range) => [range, unit]);
  }
}

/** Line tables leave the compiler's folder out of a path even where the user typed it. */
function typedPath({ name, compDir }: Unit, path: string): string {
  return name === `${compDir}/${path}` ? name : path;
}

/** `map.get(key)`, made on the first call; undefined is an answer like any other. */
function remembered<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  if (!map.has(key)) map.set(key, make());
  return map.get(key) as V;
}
