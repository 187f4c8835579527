/**
 * Variables as a report names them: a local one by what the compiler calls it, a global one by its
 * address. Functions and units are read when the first question about them comes, and once. What is
 * broken answers nothing and leaves a note.
 */
import type { Addr, CodeOffset } from "../bytes/brand.ts";
import type { FunctionScope } from "../dwarf/functions.ts";
import { type AddressRange, RangeMap } from "../dwarf/range-map.ts";
import type { Types } from "../dwarf/types.ts";
import {
  constantAddress,
  type Declaration,
  declaration,
  declaredType,
  functionVariables,
  type StaticVariable,
  staticVariables,
  type Variable,
} from "../dwarf/variables.ts";
import type { DebugInfo } from "./debug-info.ts";
import { shownName } from "./demangle.ts";
import type { ModuleDebug } from "./module-debug.ts";
import type { NoteTaker } from "./notes.ts";
import { shownType } from "./shown-type.ts";

/** Where a variable comes from. What is not known is left out. */
export interface VariableSource {
  /** As a programmer writes it: `char[8]`, `struct node *`, `&mut [u8]`. */
  readonly type?: string;
  /** The path as it was given to the compiler. */
  readonly file?: string;
  /** From 1. */
  readonly line?: number;
  /** The function that declares it: of an inlined one, not that which it was inlined into. */
  readonly function?: string;
}

export interface GlobalVariable extends VariableSource {
  /** Demangled, but without the function of a static one in a function. A string literal has none. */
  readonly name?: string;
  readonly start: Addr;
  /** In bytes. */
  readonly size: number;
}

/** Where a variable lies in memory. */
interface Extent extends AddressRange {
  readonly value: StaticVariable;
}

interface Local {
  readonly variable: Variable;
  readonly declared: Declaration;
}

/**
 * Of the names in one function: real ones have far less, and damaged ones may each be as long as the
 * file.
 */
const MostCharacters = 1 << 24;

export class Variables {
  readonly #info: DebugInfo;
  readonly #notes: NoteTaker;
  readonly #types: Types;
  /** By the entry of the subprogram. */
  readonly #locals = new Map<number, readonly Local[]>();
  #globals: RangeMap<Extent> | undefined;

  constructor({ info, notes, types }: Pick<ModuleDebug, "info" | "notes" | "types">) {
    this.#info = info;
    this.#notes = notes;
    this.#types = types;
  }

  local(site: CodeOffset, name: string, line?: number): VariableSource | undefined {
    /** The functions at the site, innermost first. */
    const scopes: FunctionScope[] = [];
    for (let scope = this.#info.scopeAt(site); scope !== undefined; scope = scope.caller) {
      scopes.push(scope);
    }
    const subprogram = scopes.at(-1);
    if (subprogram === undefined) return undefined;
    const named = this.#localsOf(subprogram).filter(({ declared }) => declared.name === name);
    const here = named.filter(({ declared }) => line === undefined || declared.line === line);
    // The line only tells several apart; that of a single one may have been counted in another way.
    const candidates = here.length > 0 || named.length > 1 ? here : named;
    /** Less is better: what is in scope at the site, then what is in no function there. */
    const distance = ({ variable }: Local) => {
      const depth = scopes.findIndex(({ entry }) => entry === variable.scope);
      const covers = variable.ranges.some(({ start, end }) => start <= site && site < end);
      return 2 * (depth < 0 ? scopes.length : depth) + (covers ? 0 : 1);
    };
    const nearest = candidates.toSorted((a, b) => distance(a) - distance(b))[0];
    return nearest && this.#source(nearest.declared, nearest.variable.scope);
  }

  globalAt(address: Addr): GlobalVariable | undefined {
    return this.#described(this.#globalExtents.at(address));
  }

  readonly #unitAt = (offset: number) => this.#info.unitAt(offset);

  #localsOf({ unit, entry }: FunctionScope): readonly Local[] {
    let locals = this.#locals.get(entry);
    if (locals === undefined) {
      const found = this.#notes.attempt(() => functionVariables(unit, entry)) ?? [];
      locals = this.#declared(found.filter((variable) => !this.#isStatic(variable)));
      this.#locals.set(entry, locals);
    }
    return locals;
  }

  #declared(variables: readonly Variable[]): Local[] {
    const locals: Local[] = [];
    let characters = 0;
    for (const variable of variables) {
      const declared = this.#notes.attempt(() => declaration(variable.entry, this.#unitAt));
      if (declared === undefined) continue;
      characters += declared.name?.length ?? 0;
      if (characters > MostCharacters) break;
      locals.push({ variable, declared });
    }
    return locals;
  }

  #isStatic({ unit, location }: Variable): boolean {
    return this.#notes.attempt(() => constantAddress(unit, location)) !== undefined;
  }

  get #globalExtents(): RangeMap<Extent> {
    this.#globals ??= new RangeMap(
      this.#info.units
        .flatMap((unit) => this.#notes.attempt(() => staticVariables(unit)) ?? [])
        .map((variable) => this.#extent(variable))
        .map((extent) => [extent, extent]),
    );
    return this.#globals;
  }

  #extent(value: StaticVariable): Extent {
    const size = this.#notes.attempt(() =>
      this.#types.byteSize(declaredType(value.entry, this.#unitAt)),
    );
    return { start: value.address, end: value.address + (size ?? 0), value };
  }

  #described(extent: Extent | undefined): GlobalVariable | undefined {
    if (extent === undefined) return undefined;
    const { start, end, value } = extent;
    const declared = this.#notes.attempt(() => declaration(value.entry, this.#unitAt));
    if (declared === undefined) return undefined;
    const name = value.scope === undefined ? shownName(declared) : declared.name;
    return {
      ...(name !== undefined && { name }),
      ...this.#source(declared, value.scope),
      start: start as Addr,
      size: end - start,
    };
  }

  #source({ type, file, line }: Declaration, scope: number | undefined): VariableSource {
    const written =
      type === undefined ? undefined : this.#notes.attempt(() => shownType(this.#types, type));
    const path = file && this.#info.path(file.unit, file.number);
    const inside = scope === undefined ? undefined : shownName(this.#info.name({ entry: scope }));
    return {
      ...(written !== undefined && { type: written }),
      ...(path !== undefined && { file: path }),
      ...(line !== undefined && { line }),
      ...(inside !== undefined && { function: inside }),
    };
  }
}
