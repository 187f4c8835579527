/**
 * Which variables can be seen from where: those of a function at one of its instructions, and the program's
 * globals. Functions and units are read once.
 */
import type { CodeOffset } from "../bytes/brand.ts";
import { DW_AT, DW_LANG } from "../dwarf/constants.ts";
import { localsOf } from "../dwarf/expressions.ts";
import type { FunctionScope } from "../dwarf/functions.ts";
import { origins, type UnitAt } from "../dwarf/origins.ts";
import type { Unit } from "../dwarf/units.ts";
import {
  type Declaration,
  declaration,
  functionVariables,
  staticVariables,
  type Variable,
} from "../dwarf/variables.ts";
import { shownName } from "../symbols/demangle.ts";
import { isLibraryFile } from "../symbols/library-units.ts";
import type { ModuleDebug } from "../symbols/module-debug.ts";
import type { ScopedVariable } from "./value.ts";

interface Local {
  readonly variable: Variable;
  readonly scoped: ScopedVariable;
}

/** Of the names of one program's globals: real ones have far less, and damaged ones may each be as long as the file. */
const MostCharacters = 1 << 24;

export class Scopes {
  readonly #debug: ModuleDebug;
  /** By the entry of the subprogram. */
  readonly #locals = new Map<number, readonly Local[]>();
  #globals: readonly ScopedVariable[] | undefined;

  constructor(debug: ModuleDebug) {
    this.#debug = debug;
  }

  /** As in Values. */
  variables(site: number, inlined: number): readonly ScopedVariable[] {
    const scopes = this.#functions(site);
    const scope = scopes[inlined];
    const subprogram = scopes.at(-1);
    if (scope === undefined || subprogram === undefined) return [];
    const here = this.#place(scopes, inlined, site);
    const visible = this.#localsOf(subprogram)
      .filter(({ variable }) => variable.scope === scope.entry && covers(variable, site))
      .map(({ scoped }) => scoped)
      .filter((scoped) => isDeclared(scoped, here));
    const last = new Map(visible.map((scoped) => [scoped.name, scoped.id]));
    return visible.map((scoped) =>
      last.get(scoped.name) === scoped.id ? scoped : { ...scoped, shadowed: true },
    );
  }

  /** As in Values. */
  outOfScope(site: number): readonly ScopedVariable[] {
    const subprogram = this.subprogram(site);
    if (subprogram === undefined) return [];
    const scopes = this.#functions(site);
    const visible = new Set(
      scopes.flatMap((_, inlined) => this.variables(site, inlined).map(({ id }) => id)),
    );
    const here = this.#place(scopes, 0, site);
    // Rust drops a variable's value behind its scope: what has been declared may still be dropped.
    const isDropped = (scoped: ScopedVariable) =>
      subprogram.unit.language !== DW_LANG.Rust || !isDeclared(scoped, here);
    return this.#localsOf(subprogram)
      .map(({ scoped }) => scoped)
      .filter((scoped) => !visible.has(scoped.id) && isDropped(scoped));
  }

  /** As in Values. */
  get globals(): readonly ScopedVariable[] {
    this.#globals ??= this.#readGlobals();
    return this.#globals;
  }

  /** The function around the instruction, as it was compiled. */
  subprogram(site: number): FunctionScope | undefined {
    return this.#functions(site).at(-1);
  }

  /** As in Values. */
  localsNeeded(body: number): readonly number[] {
    const subprogram = this.subprogram(body);
    if (subprogram === undefined) return [];
    const { unit } = subprogram;
    const needed = new Set<number>();
    const note = (expression: Uint8Array, of: Unit) => {
      for (const local of localsOf(expression, of)) needed.add(local);
    };
    this.#debug.notes.attempt(() => {
      const entry = unit.entries(subprogram.entry);
      if (!entry.next()) return;
      for (const { expression } of unit.locations(entry.attribute(DW_AT.frame_base))) {
        note(expression, unit);
      }
    });
    for (const { variable } of this.#localsOf(subprogram)) {
      this.#debug.notes.attempt(() => {
        for (const { expression } of variable.unit.locations(variable.location)) {
          note(expression, variable.unit);
        }
      });
    }
    return [...needed].sort((a, b) => a - b);
  }

  /** The functions at the site, innermost first. */
  #functions(site: number): FunctionScope[] {
    const scopes: FunctionScope[] = [];
    let scope = this.#debug.info.scopeAt(site as CodeOffset);
    for (; scope !== undefined; scope = scope.caller) scopes.push(scope);
    return scopes;
  }

  /** Where the site is in the source of the `inlined`-th function there. */
  #place(
    scopes: readonly FunctionScope[],
    inlined: number,
    site: number,
  ): { readonly file: string | undefined; readonly line: number | undefined } {
    const { info } = this.#debug;
    const { unit } = scopes[inlined]!;
    const inner = scopes[inlined - 1];
    const { file, line } =
      (inner === undefined ? info.rowAt(unit, site as CodeOffset) : info.callSite(inner)) ?? {};
    return {
      file: file === undefined ? undefined : info.path(unit, file),
      line: line || undefined,
    };
  }

  /** In the order in which they are declared, outer blocks before inner ones. */
  #localsOf({ unit, entry }: FunctionScope): readonly Local[] {
    let locals = this.#locals.get(entry);
    if (locals === undefined) {
      const found = this.#debug.notes.attempt(() => functionVariables(unit, entry)) ?? [];
      locals = inSourceOrder(this.#described(found));
      this.#locals.set(entry, locals);
    }
    return locals;
  }

  #described(variables: readonly Variable[]): Local[] {
    const locals: Local[] = [];
    let characters = 0;
    for (const variable of variables) {
      const { entry, isParameter } = variable;
      const scoped = this.#scoped(entry, isParameter, false);
      if (scoped === undefined) continue;
      characters += scoped.name.length;
      if (characters > MostCharacters) break;
      locals.push({ variable, scoped });
    }
    return locals.filter((local, at) => !isLoopIterator(local, locals[at + 1]));
  }

  #readGlobals(): readonly ScopedVariable[] {
    const found = new Map<string, ScopedVariable>();
    let characters = 0;
    for (const unit of this.#debug.info.units) {
      const variables = this.#debug.notes.attempt(() => staticVariables(unit)) ?? [];
      for (const { entry, address, scope } of variables) {
        if (scope !== undefined) continue;
        const scoped = this.#scoped(entry, false, true);
        // What no line declares is the compiler's own.
        if (scoped?.file === undefined || isLibraryFile(scoped.file)) continue;
        characters += scoped.name.length;
        if (characters > MostCharacters) break;
        // A variable of a header that several units have.
        const key = `${address} ${scoped.name}`;
        if (!found.has(key)) found.set(key, scoped);
      }
    }
    const files = [...new Set([...found.values()].map(({ file }) => file))];
    return [...found.values()].toSorted(
      (a, b) => files.indexOf(a.file) - files.indexOf(b.file) || (a.line ?? 0) - (b.line ?? 0),
    );
  }

  /** undefined for what the program has no name for. */
  #scoped(entry: number, isParameter: boolean, isGlobal: boolean): ScopedVariable | undefined {
    const { info, notes } = this.#debug;
    const unitAt = (offset: number) => info.unitAt(offset);
    return notes.attempt(() => {
      const declared = declaration(entry, unitAt);
      const name = isGlobal ? globalName(declared) : declared.name;
      if (name === undefined || name === "") return undefined;
      if (isArtificial(entry, unitAt) && name !== "this") return undefined;
      const { file, line } = declared;
      const path = file && info.path(file.unit, file.number);
      return {
        id: entry,
        name,
        isParameter,
        shadowed: false,
        ...(path !== undefined && { file: path }),
        ...(line !== undefined && { line }),
      };
    });
  }
}

/** Of each block those that are declared first, parameters before all others. */
function inSourceOrder(locals: readonly Local[]): Local[] {
  // The variables of one block share its ranges.
  const blocks = new Map<Variable["ranges"], Local[]>();
  for (const local of locals) {
    const block = blocks.get(local.variable.ranges);
    if (block === undefined) blocks.set(local.variable.ranges, [local]);
    else block.push(local);
  }
  return [...blocks.values()].flatMap((block) =>
    block.toSorted(
      ({ scoped: a }, { scoped: b }) =>
        Number(b.isParameter) - Number(a.isParameter) ||
        // All parameters are in their order.
        (a.isParameter ? 0 : (a.line ?? 0) - (b.line ?? 0)),
    ),
  );
}

/** Made by the compiler. */
function isArtificial(offset: number, unitAt: UnitAt): boolean {
  for (const { entry } of origins(offset, unitAt)) if (entry.flag(DW_AT.artificial)) return true;
  return false;
}

/** Without the crate that the path of one of Rust's begins with. */
function globalName(declared: Declaration): string | undefined {
  const name = shownName(declared);
  const isRust = declared.file?.unit.language === DW_LANG.Rust;
  return isRust ? name?.replace(/^\w+::/, "") : name;
}

/** rustc's own: what a `for` goes over, declared where the variable of the loop is. */
function isLoopIterator({ variable, scoped }: Local, next: Local | undefined): boolean {
  return (
    scoped.name === "iter" &&
    variable.unit.language === DW_LANG.Rust &&
    next !== undefined &&
    next.variable.ranges !== variable.ranges &&
    next.scoped.line === scoped.line
  );
}

function covers({ ranges }: Variable, site: number): boolean {
  return ranges.some(({ start, end }) => start <= site && site < end);
}

/** A parameter is there from the start, anything else from its line on. */
function isDeclared(
  { isParameter, file, line }: ScopedVariable,
  here: { readonly file: string | undefined; readonly line: number | undefined },
): boolean {
  if (isParameter || line === undefined || here.line === undefined) return true;
  return file !== here.file || line <= here.line;
}
