/**
 * A type as a programmer writes it: `char[8]`, `const struct node *`, `int (*)(int, char)`. C puts what
 * is done with a thing around the thing's name, innermost first. So a type is written from its outside
 * inwards, with a *declarator* that grows around a name (which is left out here) until a type is
 * reached that stands for itself: `int` with the declarator `(*)[4]`.
 */
import { DW_AT, DW_LANG, DW_TAG } from "./constants.ts";
import type { EntryCursor } from "./entries.ts";
import type { Qualifier, Type, TypeRef, Types } from "./types.ts";

/** What stands for a type that cannot be found, or for the rest of one that makes no end. */
const Unknown = "?";

/** Types in one name: enough for any that a person could read, and an end for those that lead round. */
const MostTypes = 256;

/** Of one name out of the file, in characters. */
const LongestName = 1000;

/** The languages in which `struct node` is a type and `node` is none. */
const C: ReadonlySet<number | undefined> = new Set([
  DW_LANG.C89,
  DW_LANG.C,
  DW_LANG.C99,
  DW_LANG.ObjC,
  DW_LANG.C11,
  DW_LANG.C17,
  DW_LANG.C23,
]);

const TemplateParameters: ReadonlySet<number> = new Set<number>([
  DW_TAG.template_type_parameter,
  DW_TAG.template_value_parameter,
  DW_TAG.GNU_template_template_parameter,
]);

/** In the order in which they are written, whatever the order of the entries. */
const Spelling: Readonly<Record<Qualifier, { readonly c: string; readonly other: string }>> = {
  const: { c: "const", other: "const" },
  volatile: { c: "volatile", other: "volatile" },
  restrict: { c: "restrict", other: "__restrict" },
  _Atomic: { c: "_Atomic", other: "_Atomic" },
};

const Sigils = { pointer: "*", reference: "&", "rvalue reference": "&&" } as const;

/**
 * @param shortName gives the full name of a class a shorter one, if it has one: `std::string`
 * @param declarator what stands where the name of a variable would: `[4]` for four of these
 * @throws MalformedError
 */
export function typeName(
  types: Types,
  ref: TypeRef,
  shortName: (name: string) => string = (name) => name,
  declarator = "",
): string {
  return new NameWriter(types, shortName).declare(ref, declarator);
}

class NameWriter {
  readonly #types: Types;
  readonly #shortName: (name: string) => string;
  #left = MostTypes;

  constructor(types: Types, shortName: (name: string) => string) {
    this.#types = types;
    this.#shortName = shortName;
  }

  declare(ref: TypeRef, declarator: string): string {
    if (ref === undefined) return joined("void", declarator);
    const type = this.#at(ref);
    switch (type?.kind) {
      case "pointer":
      case "reference":
      case "rvalue reference":
        // A pointer of Rust's has a name of its own.
        if (type.name !== undefined) return joined(cut(type.name), declarator);
        return this.#pointing(Sigils[type.kind], type.target, declarator);
      case "member pointer":
        return this.#pointing(`${this.declare(type.container, "")}::*`, type.target, declarator);
      case "array": {
        const bounds = type.counts.map((count) => `[${count ?? ""}]`).join("");
        return this.declare(type.target, declarator + bounds);
      }
      case "function":
        return this.declare(type.target, `${declarator}(${this.#parameters(type)})`);
      case "qualified":
        return this.#qualified(type, declarator);
      case "typedef":
        if (type.name === undefined) return this.declare(type.target, declarator);
        return joined(this.#fullName(type, type.name), declarator);
      case "record":
        return joined(this.#tagged(type, type.keyword), declarator);
      case "enumeration":
        return joined(this.#tagged(type, "enum"), declarator);
      case "base":
        return joined(baseName(type), declarator);
      case "unspecified":
        return joined(cut(type.name ?? Unknown), declarator);
      default:
        return joined(Unknown, declarator);
    }
  }

  #at(ref: number): Type | undefined {
    if (this.#left === 0) return undefined;
    this.#left--;
    return this.#types.at(ref);
  }

  #pointing(sigil: string, target: TypeRef, declarator: string): string {
    const inner = sigil + declarator;
    return this.declare(target, this.#bindsTighter(target) ? `(${inner})` : inner);
  }

  /** Whether what is declared as `target` is followed by brackets, which come before a `*`. */
  #bindsTighter(target: TypeRef): boolean {
    const { kind } = this.#unqualified(target).type ?? {};
    return kind === "array" || kind === "function";
  }

  #qualified(type: Type, declarator: string): string {
    const { qualifiers, ref, type: bare } = this.#unqualified(type.entry);
    const language = isC(type) ? "c" : "other";
    const words = Object.entries(Spelling)
      .filter(([qualifier]) => qualifiers.has(qualifier as Qualifier))
      .map(([, spelling]) => spelling[language])
      .join(" ");
    const pointer = bare !== undefined && (bare.kind in Sigils || bare.kind === "member pointer");
    if (!pointer || bare.name !== undefined) return `${words} ${this.declare(ref, declarator)}`;
    return this.declare(ref, joined(words, declarator));
  }

  #unqualified(start: TypeRef): {
    qualifiers: Set<Qualifier>;
    ref: TypeRef;
    type: Type | undefined;
  } {
    const qualifiers = new Set<Qualifier>();
    for (let ref = start; ; ) {
      const type = ref === undefined ? undefined : this.#at(ref);
      if (type?.kind !== "qualified") return { qualifiers, ref, type };
      qualifiers.add(type.qualifier);
      ref = type.target;
    }
  }

  #parameters(type: Extract<Type, { readonly kind: "function" }>): string {
    const { parameters, variadic } = type;
    // In C, `()` says nothing about the parameters, and none are `(void)`.
    if (parameters.length === 0 && isC(type)) return variadic ? "" : "void";
    const written: string[] = [];
    for (const parameter of parameters) {
      if (this.#left === 0) break;
      written.push(this.declare(parameter, ""));
    }
    if (variadic || written.length < parameters.length) written.push("...");
    return written.join(", ");
  }

  /** A type that C names by a keyword and a tag. */
  #tagged(type: Type, keyword: string): string {
    if (type.name === undefined) return `${keyword} {…}`;
    const name = this.#fullName(type, type.name);
    return isC(type) ? `${keyword} ${name}` : this.#shortName(name);
  }

  /** With the namespaces and classes around it that a programmer has to write. */
  #fullName(type: Type, name: string): string {
    const names = [this.#templateName(type, cut(name))];
    for (let ref = type.parent; ref !== undefined; ) {
      const parent = this.#at(ref);
      if (parent === undefined) break;
      const visible = parent.kind !== "namespace" || !parent.inline;
      if (visible && parent.name !== undefined) {
        names.unshift(this.#templateName(parent, cut(parent.name)));
      }
      ref = parent.parent;
    }
    return names.join("::");
  }

  /**
   * The name of a class template's instance stands in the file with all its arguments, in full. Those
   * that are what they would be anyway are left out, the others are written as types are here.
   */
  #templateName(type: Type, name: string): string {
    const open = name.indexOf("<");
    if (type.kind !== "record" || open < 1 || !name.endsWith(">")) return name;
    const written = templateArguments(name.slice(open + 1, -1));
    const parameters = [...this.#templateParameters(type)];
    if (parameters.length !== written.length) return name;
    while (parameters.at(-1)?.flag(DW_AT.default_value)) parameters.pop();
    const shown = parameters.map((parameter, index) =>
      parameter.tag === DW_TAG.template_type_parameter
        ? this.declare(parameter.reference(DW_AT.type), "")
        : // 4UL
          written[index]!.replace(/^(-?\d+)U?L{0,2}$/, "$1"),
    );
    return `${name.slice(0, open)}<${shown.join(", ")}>`;
  }

  *#templateParameters(type: Pick<Type, "unit" | "entry">): Generator<EntryCursor, void> {
    for (const part of this.#types.parts(type)) {
      if (TemplateParameters.has(part.tag)) yield part;
      else if (part.tag === DW_TAG.GNU_template_parameter_pack)
        yield* this.#types.parts({ unit: type.unit, entry: part.offset });
    }
  }
}

/** Clang calls all complex numbers the same. */
const ComplexNames: ReadonlyMap<number | undefined, string> = new Map([
  [8, "float complex"],
  [16, "double complex"],
  [32, "long double complex"],
]);

function baseName({ name, byteSize }: Type): string {
  const complex = name === "complex" ? ComplexNames.get(byteSize) : undefined;
  return complex ?? cut(name ?? Unknown);
}

function isC({ unit }: Type): boolean {
  return C.has(unit.language);
}

function joined(base: string, declarator: string): string {
  return declarator === "" || declarator.startsWith("[")
    ? base + declarator
    : `${base} ${declarator}`;
}

function cut(name: string): string {
  return name.length <= LongestName ? name : `${name.slice(0, LongestName)}…`;
}

const Opening = new Set("<([{");
const Closing = new Set(">)]}");

/** The pieces between the commas that are in no brackets and no quotes. */
function templateArguments(text: string): string[] {
  const found: string[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at < text.length; at++) {
    const char = text[at]!;
    if (char === "'" || char === '"') {
      while (at + 1 < text.length && text[++at] !== char) if (text[at] === "\\") at++;
    } else if (Opening.has(char)) depth++;
    else if (Closing.has(char)) depth--;
    else if (char === "," && depth === 0) {
      found.push(text.slice(start, at).trim());
      start = at + 1;
    }
  }
  if (text.trim() !== "") found.push(text.slice(start).trim());
  return found;
}
