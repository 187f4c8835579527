/**
 * One type has an entry in each unit that uses it, in some of them no more than its declaration. Of those that are
 * the same, as far as their names, sizes and lines tell, one stands for all.
 */
import { DW_AT } from "../dwarf/constants.ts";
import { rustTypeName } from "../dwarf/rust-type-names.ts";
import { typeName } from "../dwarf/type-names.ts";
import type { Type, TypeRef } from "../dwarf/types.ts";
import type { ModuleDebug } from "../symbols/module-debug.ts";

/** Types that lead to one another; only damaged ones lead on and on. */
const LongestChain = 64;

export class Definitions {
  readonly #debug: ModuleDebug;
  readonly #first = new Map<string, number>();
  readonly #known = new Map<number, number>();
  #byName: ReadonlyMap<string, number> | undefined;

  constructor(debug: ModuleDebug) {
    this.#debug = debug;
  }

  /** The entry that stands for the type; itself where there is no other. */
  canonical(ref: TypeRef): TypeRef {
    return this.#canonical(ref, LongestChain);
  }

  /** The struct or class that is called so in full: `std::__list_node<int, void *>`. */
  named(name: string): TypeRef {
    return this.#defined.get(`record ${name}`);
  }

  #canonical(ref: TypeRef, left: number): TypeRef {
    if (ref === undefined || left === 0) return ref;
    let known = this.#known.get(ref);
    if (known === undefined) {
      // Whoever comes here again on the way, in a circle, gets no further.
      this.#known.set(ref, ref);
      known = this.#debug.notes.attempt(() => this.#find(ref, left)) ?? ref;
      this.#known.set(ref, known);
    }
    return known;
  }

  #find(ref: number, left: number): number {
    const type = this.#debug.types.at(ref);
    if (type === undefined) return ref;
    if (isDeclaration(type)) {
      const definition = this.#defined.get(this.#fullName(type) ?? "");
      return this.#canonical(definition, left - 1) ?? ref;
    }
    const key = this.#key(type, left);
    if (key === undefined) return ref;
    const first = this.#first.get(key);
    if (first !== undefined) return first;
    this.#first.set(key, ref);
    return ref;
  }

  /** The same for all entries of one type; undefined for a type that has only one. */
  #key(type: Type, left: number): string | undefined {
    const target = (ref: TypeRef) => this.#canonical(ref, left - 1) ?? "void";
    const { kind, name = "" } = type;
    switch (kind) {
      case "base":
        return `${kind} ${name} ${type.byteSize} ${type.encoding}`;
      case "record":
      case "enumeration": {
        // Functions and files may each have a type of that name.
        const entry = type.unit.entries(type.entry);
        const line = entry.next() ? entry.number(DW_AT.decl_line) : undefined;
        const full = this.#fullName(type);
        return full && `${full} ${type.byteSize} ${line}`;
      }
      case "pointer":
      case "reference":
      case "rvalue reference":
      case "typedef":
        return `${kind} ${name} ${target(type.target)}`;
      case "qualified":
        return `${type.qualifier} ${target(type.target)}`;
      case "array":
        // What is counted by a variable is only that function's.
        return `${kind} ${type.counts.join()} ${type.countedBy.join()} ${target(type.target)}`;
      default:
        return undefined;
    }
  }

  /** undefined for one without a name. */
  #fullName({ entry, kind }: Type): string | undefined {
    const { types } = this.#debug;
    const name = rustTypeName(types, entry) ?? typeName(types, entry);
    return /[{?]/.test(name) ? undefined : `${kind} ${name}`;
  }

  /** Where types are defined that are only declared elsewhere. */
  get #defined(): ReadonlyMap<string, number> {
    if (this.#byName === undefined) {
      const byName = new Map<string, number>();
      this.#byName = byName;
      for (const unit of this.#debug.info.units) {
        this.#debug.notes.attempt(() => {
          for (const type of this.#debug.types.in(unit)) {
            const name = isDefinition(type) ? this.#fullName(type) : undefined;
            if (name !== undefined && !byName.has(name)) byName.set(name, type.entry);
          }
        });
      }
    }
    return this.#byName;
  }
}

function isDeclaration(type: Type): boolean {
  return (type.kind === "record" || type.kind === "enumeration") && type.declared;
}

function isDefinition(type: Type): boolean {
  return (type.kind === "record" || type.kind === "enumeration") && !type.declared;
}
