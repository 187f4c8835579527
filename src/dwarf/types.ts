/**
 * What a type is, read from its entry when somebody asks (DWARF 5, chapter 5). A type refers to others
 * by the offset of their entry in `.debug_info`, because types refer to each other in circles; what a
 * reference leads to is the next question. How a type is written is in type-names.ts.
 */
import { DW_AT, DW_TAG } from "./constants.ts";
import type { EntryCursor } from "./entries.ts";
import { origins, type UnitAt } from "./origins.ts";
import { type OutlinedType, type TypeOutline, typeOutline } from "./type-outline.ts";
import type { Unit } from "./units.ts";

/** A type's entry: its offset in `.debug_info`. `undefined` is `void`. */
export type TypeRef = number | undefined;

export type Qualifier = "const" | "volatile" | "restrict" | "_Atomic";

/** `target` is what a type points to, refers to, qualifies or is another name of. */
export type TypeShape =
  /** `encoding`: a DW_ATE number. */
  | { readonly kind: "base"; readonly encoding: number | undefined }
  | {
      readonly kind: "pointer" | "reference" | "rvalue reference" | "typedef";
      readonly target: TypeRef;
    }
  | { readonly kind: "qualified"; readonly qualifier: Qualifier; readonly target: TypeRef }
  /**
   * `counts`: of elements, the outermost dimension first; undefined where only the program knows. Then `countedBy` may
   * have the entry of a variable of the compiler's that counts them.
   */
  | {
      readonly kind: "array";
      readonly target: TypeRef;
      readonly counts: readonly (number | undefined)[];
      readonly countedBy: readonly (number | undefined)[];
    }
  /** `declared`: the entry says no more than that there is one. */
  | {
      readonly kind: "record";
      readonly keyword: "struct" | "class" | "union";
      readonly declared: boolean;
    }
  | { readonly kind: "enumeration"; readonly target: TypeRef; readonly declared: boolean }
  /** `target` is the result. */
  | {
      readonly kind: "function";
      readonly target: TypeRef;
      readonly parameters: readonly TypeRef[];
      /** Also of a function of C that says nothing about its parameters. */
      readonly variadic: boolean;
    }
  /** A member of `container` that is a `target`. */
  | { readonly kind: "member pointer"; readonly target: TypeRef; readonly container: TypeRef }
  /** One that has a name and nothing else: that of nullptr. */
  | { readonly kind: "unspecified" }
  /** Nothing but a scope for the names of types. */
  | { readonly kind: "namespace"; readonly inline: boolean };

export type Type = TypeShape & {
  readonly unit: Unit;
  /** Its offset in `.debug_info`. */
  readonly entry: number;
  /** Without what it is declared in. */
  readonly name: string | undefined;
  /** Of one value; undefined where the entry does not say it, or does not say it as a number. */
  readonly byteSize: number | undefined;
  /** The type or namespace that it is declared in. */
  readonly parent: number | undefined;
};

/** More types that lead to one another than any program has, and few enough to walk along. */
const LongestChain = 64;

/** C promises 12. */
const MostDimensions = 64;

/** All types of a file. What is asked of it may throw MalformedError, and only that. */
export class Types {
  readonly #unitAt: UnitAt;
  readonly #outlines = new Map<Unit, TypeOutline>();
  readonly #known = new Map<number, Type>();

  constructor(unitAt: UnitAt) {
    this.#unitAt = unitAt;
  }

  /** The type whose entry is at `offset`; undefined if there is none. */
  at(offset: number): Type | undefined {
    let type = this.#known.get(offset);
    if (type === undefined) {
      type = this.#read(offset);
      if (type !== undefined) this.#known.set(offset, type);
    }
    return type;
  }

  /** All types of a unit, in their order. */
  *in(unit: Unit): Generator<Type, void> {
    for (const offset of this.#outline(unit).keys()) {
      const type = this.at(offset);
      if (type !== undefined) yield type;
    }
  }

  /** The entries that `type` consists of, each at its tag and attributes. */
  *parts({ unit, entry }: Pick<Type, "unit" | "entry">): Generator<EntryCursor, void> {
    for (const part of this.#outlined(unit, entry)?.parts ?? []) {
      const cursor = unit.entries(part);
      if (cursor.next()) yield cursor;
    }
  }

  /** The bytes that a value of the type takes; undefined where nothing says it. */
  byteSize(ref: TypeRef): number | undefined {
    let values = 1;
    let at = ref;
    for (let steps = 0; at !== undefined && steps < LongestChain; steps++) {
      const type = this.at(at);
      if (type?.byteSize !== undefined) return exact(values * type.byteSize);
      switch (type?.kind) {
        case "array":
          for (const count of type.counts) values *= count ?? Number.NaN;
          break;
        case "qualified":
        case "typedef":
        case "enumeration":
          break;
        case "pointer":
        case "reference":
        case "rvalue reference":
          return exact(values * type.unit.encoding.addressSize);
        default:
          return undefined;
      }
      at = type.target;
    }
    return undefined;
  }

  #outlined(unit: Unit, offset: number): OutlinedType | undefined {
    return this.#outline(unit).get(offset);
  }

  #outline(unit: Unit): TypeOutline {
    let outline = this.#outlines.get(unit);
    if (outline === undefined) {
      // One that is broken is walked over once: to the next question it has no types.
      this.#outlines.set(unit, new Map());
      outline = typeOutline(unit);
      this.#outlines.set(unit, outline);
    }
    return outline;
  }

  #read(offset: number): Type | undefined {
    const unit = this.#unitAt(offset);
    const outlined = unit && this.#outlined(unit, offset);
    if (unit === undefined || outlined === undefined) return undefined;
    const entry = unit.entries(offset);
    if (!entry.next()) return undefined;
    const shape = shapeOf(entry, () => this.parts({ unit, entry: offset }));
    if (shape === undefined) return undefined;
    return {
      ...shape,
      unit,
      entry: offset,
      ...this.#naming(offset, outlined.parent),
      byteSize: entry.number(DW_AT.byte_size),
    };
  }

  /** A class may be declared in another one and defined elsewhere: its declaration knows where it belongs. */
  #naming(offset: number, parent: number | undefined): Pick<Type, "name" | "parent"> {
    let naming: Pick<Type, "name" | "parent"> = { name: undefined, parent };
    for (const { unit, entry } of origins(offset, this.#unitAt)) {
      const name = unit.string(entry.attribute(DW_AT.name));
      const outlined = this.#outlined(unit, entry.offset);
      if (outlined === undefined) break;
      naming = { name: naming.name ?? name, parent: outlined.parent };
    }
    return naming;
  }
}

function shapeOf(entry: EntryCursor, parts: () => Iterable<EntryCursor>): TypeShape | undefined {
  const target = entry.reference(DW_AT.type);
  const declared = entry.flag(DW_AT.declaration);
  switch (entry.tag) {
    case DW_TAG.base_type:
      return { kind: "base", encoding: entry.number(DW_AT.encoding) };
    case DW_TAG.pointer_type:
      return { kind: "pointer", target };
    case DW_TAG.reference_type:
      return { kind: "reference", target };
    case DW_TAG.rvalue_reference_type:
      return { kind: "rvalue reference", target };
    case DW_TAG.typedef:
    case DW_TAG.template_alias:
      return { kind: "typedef", target };
    case DW_TAG.const_type:
      return { kind: "qualified", qualifier: "const", target };
    case DW_TAG.volatile_type:
      return { kind: "qualified", qualifier: "volatile", target };
    case DW_TAG.restrict_type:
      return { kind: "qualified", qualifier: "restrict", target };
    case DW_TAG.atomic_type:
      return { kind: "qualified", qualifier: "_Atomic", target };
    case DW_TAG.array_type:
      return { kind: "array", target, ...dimensions(parts()) };
    case DW_TAG.structure_type:
      return { kind: "record", keyword: "struct", declared };
    case DW_TAG.class_type:
      return { kind: "record", keyword: "class", declared };
    case DW_TAG.union_type:
      return { kind: "record", keyword: "union", declared };
    case DW_TAG.enumeration_type:
      return { kind: "enumeration", target, declared };
    case DW_TAG.subroutine_type:
      return { kind: "function", target, ...parametersOf(parts()) };
    case DW_TAG.ptr_to_member_type:
      return {
        kind: "member pointer",
        target,
        container: entry.reference(DW_AT.containing_type),
      };
    case DW_TAG.unspecified_type:
      return { kind: "unspecified" };
    case DW_TAG.namespace:
      return { kind: "namespace", inline: entry.flag(DW_AT.export_symbols) };
    default:
      return undefined;
  }
}

/** Compilers write the count or the last index, as a number unless the program computes it. */
function dimensions(parts: Iterable<EntryCursor>): {
  counts: (number | undefined)[];
  countedBy: (number | undefined)[];
} {
  const counts: (number | undefined)[] = [];
  const countedBy: (number | undefined)[] = [];
  for (const part of parts) {
    if (part.tag !== DW_TAG.subrange_type) continue;
    const last = part.number(DW_AT.upper_bound);
    const first = part.number(DW_AT.lower_bound) ?? 0;
    const count = part.number(DW_AT.count) ?? (last === undefined ? undefined : last - first + 1);
    counts.push(count !== undefined && count >= 0 && count <= 0xffffffff ? count : undefined);
    countedBy.push(part.reference(DW_AT.count));
  }
  const sound = counts.length > 0 && counts.length <= MostDimensions;
  return sound ? { counts, countedBy } : { counts: [undefined], countedBy: [undefined] };
}

function exact(bytes: number): number | undefined {
  return Number.isSafeInteger(bytes) ? bytes : undefined;
}

function parametersOf(parts: Iterable<EntryCursor>): {
  parameters: TypeRef[];
  variadic: boolean;
} {
  const parameters: TypeRef[] = [];
  let variadic = false;
  for (const part of parts) {
    if (part.tag === DW_TAG.unspecified_parameters) variadic = true;
    // `this` is nothing that the programmer wrote.
    else if (part.tag === DW_TAG.formal_parameter && !part.flag(DW_AT.artificial)) {
      parameters.push(part.reference(DW_AT.type));
    }
  }
  return { parameters, variadic };
}
