/**
 * Names and types as the Itanium C++ ABI mangles them (section 5.1), read into a tree. The grammar's
 * productions have their names from there.
 *
 * Two things need a memory: parts that were seen are not spelled out again but numbered
 * (substitutions), and `T_` is an argument of the template that the name is an instance of.
 */
import { Cursor } from "../cursor.ts";
import { type ExpressionParts, parseExpression, parseLiteral } from "./expressions.ts";
import { type Node, named } from "./nodes.ts";
import { Abbreviations, BuiltinTypes, Operators, SpecialNames } from "./tables.ts";

/** What a function's name tells of how the rest is to be read. */
interface NameInfo {
  /** A constructor, destructor or conversion: those have no result type. */
  structor: boolean;
  /** The last part has template arguments: then a result type follows. */
  templated: boolean;
  /** ` const &` of a member function. */
  suffix: string;
}

type ForwardNode = Extract<Node, { kind: "forward" }>;

/** @throws NotMangled */
export function parseMangled(name: string): Node {
  const parser = new Parser(name);
  return parser.mangled();
}

class Parser implements ExpressionParts {
  readonly cursor: Cursor;
  /** What `S_`, `S0_`, … stand for. */
  #substitutions: Node[] = [];
  /** Arguments of the templates around, outermost first: `T_` is of the first, `TL0__` of the second. */
  #levels: Node[][] = [];
  /** Of a conversion's type, whose template arguments come behind it. */
  #forward: { node: ForwardNode; index: number }[] = [];
  #permitForward = false;
  #permitArguments = true;
  /** How many levels there are outside of a lambda whose parameters are read: beyond, `T_` is `auto`. */
  #lambdaLevel = Number.POSITIVE_INFINITY;

  constructor(name: string) {
    this.cursor = new Cursor(name);
  }

  mangled(): Node {
    const { cursor } = this;
    cursor.expect("_Z");
    const node = this.encoding();
    const suffix = cursor.match(/\..*/sy);
    if (!cursor.atEnd) throw cursor.fail();
    return suffix === "" ? node : { kind: "special", parts: [node, ` (${suffix})`] };
  }

  encoding(): Node {
    const { cursor } = this;
    const outer = this.#levels;
    this.#levels = [];
    try {
      return cursor.nested(() => this.#encoding());
    } finally {
      this.#levels = outer;
    }
  }

  #encoding(): Node {
    const { cursor } = this;
    if (cursor.peek() === "T" || cursor.peek() === "G") return this.#specialName();
    const info: NameInfo = { structor: false, templated: false, suffix: "" };
    const forwards = this.#forward.length;
    const name = this.#name(info);
    for (const { node, index } of this.#forward.splice(forwards)) {
      const target = this.#levels[0]?.[index];
      if (target === undefined) throw cursor.fail();
      node.target = target;
    }
    const atEnd = () => cursor.atEnd || /[E._]/.test(cursor.peek());
    if (atEnd()) return name;
    const result = !info.structor && info.templated ? this.type() : undefined;
    const params: Node[] = [];
    if (!cursor.take("v")) {
      do params.push(this.type());
      while (!atEnd() && cursor.peek() !== "Q");
    }
    const requires = cursor.take("Q") ? parseExpression(this) : undefined;
    return {
      kind: "function",
      name,
      params,
      suffix: info.suffix,
      ...(result && { result }),
      ...(requires && { requires }),
    };
  }

  #specialName(): Node {
    const { cursor } = this;
    const code = cursor.chars(2);
    const prefix = SpecialNames[code];
    const special = (...parts: (string | Node)[]): Node => ({ kind: "special", parts });
    if (prefix !== undefined) {
      return special(prefix, /T[VTIS]/.test(code) ? this.type() : this.#name());
    }
    switch (code) {
      case "Th":
        this.#callOffset("h");
        return special("non-virtual thunk to ", this.encoding());
      case "Tv":
        this.#callOffset("v");
        return special("virtual thunk to ", this.encoding());
      case "Tc":
        this.#callOffset(cursor.chars(1));
        this.#callOffset(cursor.chars(1));
        return special("covariant return thunk to ", this.encoding());
      case "TC": {
        const of = this.type();
        cursor.match(/n?\d+/y);
        cursor.expect("_");
        return special("construction vtable for ", this.type(), "-in-", of);
      }
      case "TA":
        return special("template parameter object for ", this.templateArgument());
      case "GR": {
        const name = this.#name();
        const hasNumber = /[0-9A-Z]/.test(cursor.peek());
        if (hasNumber || cursor.peek() === "_") cursor.sequence();
        return special("reference temporary for ", name);
      }
      default:
        throw cursor.fail();
    }
  }

  #callOffset(kind: string): void {
    const { cursor } = this;
    cursor.match(/n?\d+/y);
    cursor.expect("_");
    if (kind === "h") return;
    cursor.match(/n?\d+/y);
    cursor.expect("_");
  }

  // Names (5.1.2)

  #name(info?: NameInfo): Node {
    const { cursor } = this;
    if (cursor.peek() === "N") return this.#nestedName(info);
    if (cursor.peek() === "Z") return this.#localName(info);
    const substituted = cursor.peek() === "S" && cursor.peek(1, 1) !== "t";
    const name = substituted ? this.substitution() : this.#unscopedName(info);
    if (cursor.peek() !== "I") {
      if (substituted) throw cursor.fail();
      return name;
    }
    if (!substituted) this.#substitutions.push(name);
    const args = this.templateArguments(info !== undefined);
    if (info) info.templated = true;
    return { kind: "template", name, args };
  }

  #unscopedName(info?: NameInfo): Node {
    const std = this.cursor.take("St") ? named("std") : undefined;
    return this.#unqualifiedName(info, std);
  }

  /** With its scope, when there is one. */
  #unqualifiedName(info: NameInfo | undefined, scope: Node | undefined): Node {
    const { cursor } = this;
    cursor.take("F"); // a friend that is defined in a class with constraints
    cursor.take("L"); // static
    const next = cursor.peek();
    let name: Node;
    if (/\d/.test(next)) name = this.sourceName();
    else if (next === "U") name = this.#unnamed();
    else if (cursor.take("DC")) name = this.#structuredBinding();
    else if ((next === "C" || next === "D") && scope !== undefined) {
      name = this.#structor(scope, info);
    } else name = this.operatorName(info);
    name = this.attachTags(name);
    return scope === undefined ? name : { kind: "nested", scope, name };
  }

  sourceName(): Node {
    const { cursor } = this;
    const length = Number(cursor.digits());
    if (length === 0) throw cursor.fail();
    const text = cursor.chars(length);
    return named(text.startsWith("_GLOBAL__N") ? "(anonymous namespace)" : text);
  }

  attachTags(name: Node): Node {
    let tagged = name;
    while (this.cursor.take("B")) {
      const length = Number(this.cursor.digits());
      tagged = { kind: "abi tag", name: tagged, tag: this.cursor.chars(length) };
    }
    return tagged;
  }

  #structuredBinding(): Node {
    const names: Node[] = [];
    do names.push(this.sourceName());
    while (!this.cursor.take("E"));
    const parts = names.flatMap((name, at) => (at === 0 ? [name] : [", ", name]));
    return { kind: "special", parts: ["[", ...parts, "]"] };
  }

  #structor(scope: Node, info: NameInfo | undefined): Node {
    const { cursor } = this;
    const destructor = cursor.chars(1) === "D";
    const inherited = !destructor && cursor.take("I");
    if (!/\d/.test(cursor.chars(1))) throw cursor.fail();
    if (inherited) this.#name();
    if (info) info.structor = true;
    return { kind: "structor", of: scope, destructor };
  }

  operatorName(info?: NameInfo): Node {
    const { cursor } = this;
    if (cursor.take("cv")) return this.#conversion(info);
    if (cursor.take("li"))
      return { kind: "special", parts: ['operator""', " ", this.sourceName()] };
    const operator = Operators[cursor.chars(2)];
    if (operator === undefined || /cast|^\.$|typeid|sizeof|alignof|\?/.test(operator.name)) {
      throw cursor.fail();
    }
    const spaced = /^[a-z]/.test(operator.name) ? " " : "";
    return named(`operator${spaced}${operator.name}`);
  }

  #conversion(info: NameInfo | undefined): Node {
    const [permitForward, permitArguments] = [this.#permitForward, this.#permitArguments];
    this.#permitArguments = false;
    this.#permitForward = permitForward || info !== undefined;
    const to = this.type();
    [this.#permitForward, this.#permitArguments] = [permitForward, permitArguments];
    if (info) info.structor = true;
    return { kind: "conversion", to };
  }

  #unnamed(): Node {
    const { cursor } = this;
    if (cursor.take("Ut")) {
      const number = cursor.digits();
      cursor.expect("_");
      return { kind: "unnamed", number };
    }
    if (cursor.take("Ul")) return this.#lambda();
    if (cursor.take("Ub")) {
      cursor.digits();
      cursor.expect("_");
      return named("'block-literal'");
    }
    throw cursor.fail();
  }

  #lambda(): Node {
    const { cursor } = this;
    const [outerLevel, levels] = [this.#lambdaLevel, this.#levels];
    this.#lambdaLevel = levels.length;
    const own: Node[] = [];
    this.#levels = [...levels, own];
    while (/^T[yntpk]/.test(cursor.peek(2))) {
      own.push(this.#templateParameterDeclaration());
    }
    if (own.length === 0) this.#levels = levels;
    if (cursor.take("Q")) parseExpression(this);
    const params: Node[] = [];
    if (!cursor.take("v")) {
      do params.push(this.type());
      while (cursor.peek() !== "E" && cursor.peek() !== "Q");
    }
    if (cursor.take("Q")) parseExpression(this);
    cursor.expect("E");
    const number = cursor.digits();
    cursor.expect("_");
    [this.#lambdaLevel, this.#levels] = [outerLevel, levels];
    return { kind: "lambda", params, number };
  }

  /** 5.1.5.8: the parameter's name, which is made up. */
  #templateParameterDeclaration(): Node {
    const { cursor } = this;
    if (cursor.take("Ty")) return named("$T");
    if (cursor.take("Tk")) {
      this.#name();
      return named("$T");
    }
    if (cursor.take("Tn")) {
      this.type();
      return named("$N");
    }
    if (cursor.take("Tp")) {
      return { kind: "pack", items: [this.#templateParameterDeclaration()] };
    }
    cursor.expect("Tt");
    while (!cursor.take("E")) this.#templateParameterDeclaration();
    return named("$TT");
  }

  #nestedName(info?: NameInfo): Node {
    const { cursor } = this;
    cursor.expect("N");
    const explicit = cursor.take("H"); // an explicit object parameter
    const qualifiers = explicit ? "" : this.#qualifiers();
    const reference = cursor.take("O") ? " &&" : cursor.take("R") ? " &" : "";
    if (info) info.suffix = qualifiers + reference;
    let name: Node | undefined;
    let pushed = false;
    while (!cursor.take("E")) {
      if (info) info.templated = false;
      if (name === undefined && cursor.take("St")) {
        name = named("std");
        continue;
      }
      const next = cursor.peek();
      if (next === "S") {
        if (name !== undefined) throw cursor.fail();
        name = this.substitution();
        pushed = false;
        continue;
      }
      if (next === "T" && name === undefined) name = this.templateParameter();
      else if (next === "I") {
        if (name === undefined || name.kind === "template") throw cursor.fail();
        name = { kind: "template", name, args: this.templateArguments(info !== undefined) };
        if (info) info.templated = true;
      } else if (next === "D" && /[tT]/.test(cursor.peek(1, 1)) && name === undefined) {
        name = this.#decltype();
      } else name = this.#unqualifiedName(info, name);
      this.#substitutions.push(name);
      pushed = true;
      cursor.take("M");
    }
    if (name === undefined || !pushed) throw cursor.fail();
    this.#substitutions.pop();
    return name;
  }

  #localName(info?: NameInfo): Node {
    const { cursor } = this;
    cursor.expect("Z");
    const within = this.encoding();
    cursor.expect("E");
    if (cursor.take("s")) {
      this.#discriminator();
      return { kind: "local", within, name: named("string literal") };
    }
    if (cursor.take("d")) {
      cursor.match(/n?\d+/y);
      cursor.expect("_");
      return { kind: "local", within, name: this.#name(info) };
    }
    const name = this.#name(info);
    this.#discriminator();
    return { kind: "local", within, name };
  }

  #discriminator(): void {
    this.cursor.match(/__\d+_|_\d/y);
  }

  substitution(): Node {
    const { cursor } = this;
    cursor.expect("S");
    const abbreviation = Abbreviations[cursor.peek()];
    if (abbreviation !== undefined) {
      cursor.chars(1);
      const [short, full] = abbreviation;
      const special: Node = { kind: "abbreviation", short, full };
      const tagged = this.attachTags(special);
      if (tagged !== special) this.#substitutions.push(tagged);
      return tagged;
    }
    const node = this.#substitutions[cursor.sequence()];
    if (node === undefined) throw cursor.fail();
    return node;
  }

  // Template arguments and parameters (5.1.5.8, 5.1.5.9)

  /** @param tag whether later `T_` are about these: they are the arguments of the name itself. */
  templateArguments(tag = false): readonly Node[] {
    const { cursor } = this;
    cursor.expect("I");
    const level: Node[] = [];
    if (tag) this.#levels = [level];
    const args: Node[] = [];
    while (!cursor.take("E")) {
      if (cursor.take("Q")) {
        parseExpression(this);
        cursor.expect("E");
        break;
      }
      const arg = this.templateArgument();
      args.push(arg);
      level.push(asParameter(arg));
    }
    return args;
  }

  templateArgument(): Node {
    const { cursor } = this;
    switch (cursor.peek()) {
      case "X": {
        cursor.take("X");
        const value = parseExpression(this);
        cursor.expect("E");
        return value;
      }
      case "J": {
        cursor.take("J");
        const items: Node[] = [];
        while (!cursor.take("E")) items.push(this.templateArgument());
        return { kind: "arguments", items };
      }
      case "L":
        return parseLiteral(this);
      case "T":
        if (!/[yntpk]/.test(cursor.peek(1, 1))) return this.type();
        this.#templateParameterDeclaration();
        return { kind: "constrained", arg: this.templateArgument() };
      default:
        return this.type();
    }
  }

  templateParameter(): Node {
    const { cursor } = this;
    cursor.expect("T");
    let level = 0;
    if (cursor.take("L")) {
      level = Number(cursor.digits()) + 1;
      cursor.expect("_");
    }
    const digits = cursor.digits();
    cursor.expect("_");
    const index = digits === "" ? 0 : Number(digits) + 1;
    if (this.#permitForward && level === 0) {
      const node: ForwardNode = { kind: "forward" };
      this.#forward.push({ node, index });
      return node;
    }
    const found = this.#levels[level]?.[index];
    if (found !== undefined) return found;
    if (this.#lambdaLevel === level) return named("auto");
    throw cursor.fail();
  }

  // Types (5.1.5)

  type(): Node {
    return this.cursor.nested(() => this.#type());
  }

  #type(): Node {
    const builtin = this.#builtinType();
    if (builtin !== undefined) return builtin;
    const known = this.#knownType();
    if ("done" in known) return known.done;
    return this.remembered(known.fresh);
  }

  remembered(node: Node): Node {
    this.#substitutions.push(node);
    return node;
  }

  #builtinType(): Node | undefined {
    const { cursor } = this;
    const one = BuiltinTypes[cursor.peek()];
    if (one !== undefined) {
      cursor.chars(1);
      return named(one);
    }
    const two = BuiltinTypes[cursor.peek(2)];
    if (two !== undefined) {
      cursor.chars(2);
      return named(two);
    }
    if (cursor.take("DF16b")) return named("std::bfloat16_t");
    if (cursor.take("DF")) {
      const bits = cursor.digits();
      if (!cursor.take("_")) cursor.expect("x");
      return named(`_Float${bits}`);
    }
    if (cursor.peek(2) === "DB" || cursor.peek(2) === "DU") {
      const signed = cursor.chars(2) === "DB";
      const bits = cursor.digits();
      cursor.expect("_");
      return named(`${signed ? "" : "unsigned "}_BitInt(${bits})`);
    }
    return undefined;
  }

  /** `fresh`: it gets a number, by which it may be meant later. */
  #knownType(): { readonly done: Node } | { readonly fresh: Node } {
    const { cursor } = this;
    const next = cursor.peek();
    switch (next) {
      case "r":
      case "V":
      case "K": {
        if (/^[rVK]+(?:D[oOwx].*)?F/.test(cursor.peek(8))) return { fresh: this.#functionType() };
        const qualifiers = this.#qualifiers();
        return { fresh: { kind: "qualified", type: this.type(), qualifiers } };
      }
      case "P":
        cursor.take("P");
        return { fresh: { kind: "pointer", to: this.type() } };
      case "R":
        cursor.take("R");
        return { fresh: { kind: "reference", to: this.type(), sign: "&" } };
      case "O":
        cursor.take("O");
        return { fresh: { kind: "reference", to: this.type(), sign: "&&" } };
      case "C":
      case "G": {
        const suffix = cursor.chars(1) === "C" ? " complex" : " imaginary";
        return { fresh: { kind: "qualified", type: this.type(), qualifiers: suffix } };
      }
      case "F":
        return { fresh: this.#functionType() };
      case "A":
        return { fresh: this.#arrayType() };
      case "M": {
        cursor.take("M");
        const of = this.type();
        return { fresh: { kind: "member pointer", class: of, to: this.type() } };
      }
      case "u":
        return { fresh: this.#vendorType() };
      case "U":
        return { fresh: this.#vendorQualified() };
      case "D":
        return { fresh: this.#typeOfD() };
      case "T":
        if (!/[sue]/.test(cursor.peek(1, 1))) return { fresh: this.#parameterType() };
        return { fresh: this.#elaborated() };
      case "S":
        if (cursor.peek(1, 1) !== "t") return this.#substitutedType();
    }
    return { fresh: this.#name() };
  }

  #elaborated(): Node {
    this.cursor.chars(2);
    return this.#name();
  }

  #qualifiers(): string {
    const codes = this.cursor.match(/r?V?K?/y);
    return (
      (codes.includes("K") ? " const" : "") +
      (codes.includes("V") ? " volatile" : "") +
      (codes.includes("r") ? " restrict" : "")
    );
  }

  #parameterType(): Node {
    const { cursor } = this;
    const name = this.templateParameter();
    if (!this.#permitArguments || cursor.peek() !== "I") return name;
    this.#substitutions.push(name);
    return { kind: "template", name, args: this.templateArguments() };
  }

  #substitutedType(): { readonly done: Node } | { readonly fresh: Node } {
    const name = this.substitution();
    if (this.cursor.peek() !== "I" || !this.#permitArguments) return { done: name };
    return { fresh: { kind: "template", name, args: this.templateArguments() } };
  }

  #typeOfD(): Node {
    const { cursor } = this;
    switch (cursor.peek(2)) {
      case "Dp":
        cursor.chars(2);
        return { kind: "expansion", of: this.type() };
      case "Dt":
      case "DT":
        return this.#decltype();
      case "Dv":
        return this.#vectorType();
      case "Do":
      case "DO":
      case "Dw":
      case "Dx":
        return this.#functionType();
    }
    throw cursor.fail();
  }

  #decltype(): Node {
    const { cursor } = this;
    cursor.chars(2);
    const of = parseExpression(this);
    cursor.expect("E");
    return { kind: "special", parts: ["decltype(", of, ")"] };
  }

  #vectorType(): Node {
    const { cursor } = this;
    cursor.expect("Dv");
    const digits = cursor.digits();
    if (digits === "") cursor.take("_");
    const size = digits === "" ? parseExpression(this) : named(digits);
    cursor.expect("_");
    return { kind: "special", parts: [this.type(), " vector[", size, "]"] };
  }

  #vendorType(): Node {
    const { cursor } = this;
    cursor.expect("u");
    const name = this.sourceName();
    if (cursor.peek() !== "I") return name;
    // What a builtin makes of types: `__decay(T)`.
    const args = this.templateArguments();
    const parts = args.flatMap((arg, at) => (at === 0 ? [arg] : [", ", arg]));
    return { kind: "special", parts: [name, "(", ...parts, ")"] };
  }

  #vendorQualified(): Node {
    const { cursor } = this;
    cursor.expect("U");
    const qualifier = this.sourceName();
    const args = cursor.peek() === "I" ? this.templateArguments() : undefined;
    const type = this.type();
    const name: Node = args ? { kind: "template", name: qualifier, args } : qualifier;
    return { kind: "special", parts: [type, " ", name] };
  }

  #arrayType(): Node {
    const { cursor } = this;
    cursor.expect("A");
    const digits = cursor.digits();
    const size =
      digits !== "" ? named(digits) : cursor.peek() === "_" ? undefined : parseExpression(this);
    cursor.expect("_");
    return { kind: "array", of: this.type(), ...(size && { size }) };
  }

  #functionType(): Node {
    const { cursor } = this;
    const qualifiers = this.#qualifiers();
    let exceptions = "";
    if (cursor.take("Do")) exceptions = " noexcept";
    else if (cursor.take("DO")) {
      parseExpression(this);
      cursor.expect("E");
      exceptions = " noexcept(…)";
    } else if (cursor.take("Dw")) {
      while (!cursor.take("E")) this.type();
      exceptions = " throw(…)";
    }
    cursor.take("Dx");
    cursor.expect("F");
    cursor.take("Y"); // extern "C"
    const result = this.type();
    const params: Node[] = [];
    let reference = "";
    while (!cursor.take("E")) {
      if (cursor.take("v")) continue;
      if (cursor.take("RE")) {
        reference = " &";
        break;
      }
      if (cursor.take("OE")) {
        reference = " &&";
        break;
      }
      params.push(this.type());
    }
    const suffix = qualifiers + reference + exceptions;
    return { kind: "function type", result, params, suffix };
  }
}

/** What `T_` is when this was the argument. */
function asParameter(arg: Node): Node {
  if (arg.kind === "constrained") return asParameter(arg.arg);
  return arg.kind === "arguments" ? { kind: "pack", items: arg.items } : arg;
}
