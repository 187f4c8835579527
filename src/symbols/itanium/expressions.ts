/**
 * Expressions in names (Itanium C++ ABI 5.1.6): arguments of templates that are computed, types that
 * are `decltype`. They are turned into text with the nodes of types and names in it.
 */
import type { Cursor } from "../cursor.ts";
import { type Node, named, type Operand, Precedence } from "./nodes.ts";
import { BuiltinTypes, LiteralSuffixes, type Operator, Operators } from "./tables.ts";

/** What expressions hold that is none. */
export interface ExpressionParts {
  readonly cursor: Cursor;
  type(): Node;
  templateParameter(): Node;
  templateArguments(): readonly Node[];
  templateArgument(): Node;
  sourceName(): Node;
  operatorName(): Node;
  substitution(): Node;
  encoding(): Node;
  attachTags(name: Node): Node;
  /** Gives what was just read a number, by which it may be meant later. */
  remembered(node: Node): Node;
}

type Part = string | Operand;

function make(precedence: Precedence, ...parts: readonly Part[]): Node {
  return { kind: "expression", parts, precedence };
}

function operand(node: Node, within: Precedence = Precedence.default, strict = false): Operand {
  return { node, within, strict };
}

function list(nodes: readonly Node[]): Part[] {
  return nodes.flatMap((node, at) => {
    const item = operand(node, Precedence.comma);
    return at === 0 ? [item] : [", ", item];
  });
}

export function parseExpression(from: ExpressionParts): Node {
  return from.cursor.nested(() => expression(from));
}

function expression(from: ExpressionParts): Node {
  const { cursor } = from;
  const global = cursor.take("gs");
  const next = cursor.peek();
  if (next === "L") return parseLiteral(from);
  if (next === "T") return from.templateParameter();
  if (next === "f") {
    const third = cursor.peek(1, 2);
    if (cursor.peek(2) === "fp" || (cursor.peek(2) === "fL" && /\d/.test(third))) {
      return functionParameter(cursor);
    }
    return fold(from);
  }
  const operator = Operators[cursor.peek(2)];
  if (operator !== undefined && operator.form !== "none") {
    return operation(from, cursor.chars(2), operator, global ? "::" : "");
  }
  if (/\d/.test(next) || cursor.peek(2) === "on" || cursor.peek(2) === "dn") {
    return unresolved(from, global);
  }
  const other = Others[cursor.peek(2)];
  if (other !== undefined) {
    cursor.chars(2);
    return other(from, global);
  }
  if (cursor.take("u")) {
    const name = from.sourceName();
    const args: Node[] = [];
    while (!cursor.take("E")) args.push(from.templateArgument());
    return make(Precedence.postfix, operand(name), "(", ...list(args), ")");
  }
  throw cursor.fail();
}

function until(from: ExpressionParts, end: string): Node[] {
  const nodes: Node[] = [];
  while (!from.cursor.take(end)) nodes.push(parseExpression(from));
  return nodes;
}

/** Expressions that are no operator, by their two letters. */
const Others: Readonly<Record<string, (from: ExpressionParts, global: boolean) => Node>> = {
  il: (from) => make(Precedence.primary, "{", ...list(until(from, "E")), "}"),
  tl: (from) => {
    const type = from.type();
    return make(Precedence.postfix, operand(type), "{", ...list(braced(from)), "}");
  },
  nx: (from) => make(Precedence.unary, "noexcept (", operand(parseExpression(from)), ")"),
  sr: unresolvedIn,
  sp: (from) => ({ kind: "expansion", of: parseExpression(from) }),
  sZ: (from) => {
    const pack =
      from.cursor.peek() === "T" ? from.templateParameter() : functionParameter(from.cursor);
    return make(Precedence.unary, "sizeof... (", operand({ kind: "expansion", of: pack }), ")");
  },
  sP: (from) => {
    const args: Node[] = [];
    while (!from.cursor.take("E")) args.push(from.templateArgument());
    return make(Precedence.unary, "sizeof... (", ...list(args), ")");
  },
  tw: (from) => make(Precedence.unary, "throw ", operand(parseExpression(from))),
  tr: () => named("throw"),
  rq: requirements,
  rQ: (from) => {
    const params: Node[] = [];
    while (!from.cursor.take("_")) params.push(from.type());
    return make(Precedence.primary, "(", ...list(params), ") ", operand(requirements(from)));
  },
};

function braced(from: ExpressionParts): Node[] {
  const nodes: Node[] = [];
  while (!from.cursor.take("E")) nodes.push(bracedExpression(from));
  return nodes;
}

/** A designated initializer, or any expression. */
function bracedExpression(from: ExpressionParts): Node {
  const { cursor } = from;
  if (cursor.take("di")) {
    const name = from.sourceName();
    return make(Precedence.assign, ".", operand(name), " = ", operand(bracedExpression(from)));
  }
  if (cursor.take("dx")) {
    const index = parseExpression(from);
    return make(Precedence.assign, "[", operand(index), "] = ", operand(bracedExpression(from)));
  }
  return parseExpression(from);
}

function operation(
  from: ExpressionParts,
  code: string,
  { name, form, precedence }: Operator,
  global: string,
): Node {
  const { cursor } = from;
  const next = (within: Precedence = precedence, strict = false) =>
    operand(parseExpression(from), within, strict);
  switch (form) {
    case "prefix":
      return make(precedence, name, next());
    case "postfix":
      // `pp_` is the operator before its operand.
      if (cursor.take("_")) return make(Precedence.unary, name, next(Precedence.unary));
      return make(precedence, next(precedence, true), name);
    case "binary": {
      const left = next(precedence, precedence === Precedence.assign);
      const right = next(precedence, precedence !== Precedence.assign);
      const spaced = name === "," ? ", " : ` ${name} `;
      const greater = name === ">" || name === ">>" || name === ">=" || name === ">>=";
      // In a template's arguments a bare > would end them.
      return greater
        ? make(Precedence.primary, "(", left, spaced, right, ")")
        : make(precedence, left, spaced, right);
    }
    case "index":
      return make(precedence, next(), "[", next(Precedence.default), "]");
    case "member":
      return make(precedence, next(), name, next(precedence, true));
    case "conditional":
      return make(
        precedence,
        next(precedence, true),
        " ? ",
        next(Precedence.default),
        " : ",
        next(Precedence.assign),
      );
    case "call": {
      const callee = operand(parseExpression(from), precedence);
      return make(precedence, callee, "(", ...list(until(from, "E")), ")");
    }
    case "cast": {
      const type = from.type();
      const values = cursor.take("_") ? until(from, "E") : [parseExpression(from)];
      return make(precedence, "(", operand(type), ")(", ...list(values), ")");
    }
    case "named cast": {
      const type = from.type();
      return make(precedence, name, "<", operand(type), ">(", next(Precedence.default), ")");
    }
    case "of": {
      const isType = code === "st" || code === "ti" || code === "at";
      const of = isType ? from.type() : parseExpression(from);
      return make(precedence, name, "(", operand(of), ")");
    }
    case "new": {
      const placement = until(from, "_");
      const type = operand(from.type());
      const values = cursor.take("pi") ? until(from, "E") : undefined;
      if (values === undefined) cursor.expect("E");
      const before: Part[] = placement.length > 0 ? [" (", ...list(placement), ")"] : [];
      const behind: Part[] = values ? ["(", ...list(values), ")"] : [];
      return make(precedence, global, name, ...before, " ", type, ...behind);
    }
    case "delete":
      return make(precedence, global, name, " ", next(Precedence.cast));
    case "none":
      throw cursor.fail();
  }
}

function functionParameter(cursor: Cursor): Node {
  if (cursor.take("fpT")) return named("this");
  if (cursor.take("fL")) {
    cursor.digits();
    cursor.expect("p");
  } else {
    cursor.expect("fp");
  }
  cursor.match(/[rVK]+/y);
  const number = cursor.digits();
  cursor.expect("_");
  return named(`fp${number}`);
}

function fold(from: ExpressionParts): Node {
  const { cursor } = from;
  const [, kind = "", code = ""] = /^f([lrLR])(..)$/.exec(cursor.chars(4)) ?? [];
  const operator = Operators[code];
  if (operator?.form !== "binary" && operator?.form !== "member") throw cursor.fail();
  const left = parseExpression(from);
  const right = kind === "L" || kind === "R" ? parseExpression(from) : undefined;
  const pack = kind === "l" || kind === "r" ? left : kind === "L" ? right : left;
  const init = right && (kind === "L" ? left : right);
  if (pack === undefined) throw cursor.fail();
  const expanded = operand(
    make(Precedence.primary, "(", operand({ kind: "expansion", of: pack }), ")"),
  );
  const name = ` ${operator.name} `;
  const dots = `...`;
  const isLeft = kind === "l" || kind === "L";
  const parts: Part[] = isLeft
    ? [...(init ? [operand(init, Precedence.cast), name] : []), dots, name, expanded]
    : [expanded, name, dots, ...(init ? [name, operand(init, Precedence.cast)] : [])];
  return make(Precedence.primary, "(", ...parts, ")");
}

/** 5.1.6.5: a name that is looked up where the template is used. */
function unresolved(from: ExpressionParts, global: boolean): Node {
  const name = unresolvedBase(from);
  return global ? make(Precedence.primary, "::", operand(name)) : name;
}

function unresolvedBase(from: ExpressionParts): Node {
  const { cursor } = from;
  let name: Node;
  if (/\d/.test(cursor.peek())) name = from.attachTags(from.sourceName());
  else if (cursor.take("dn")) {
    const type = /\d/.test(cursor.peek()) ? from.sourceName() : unresolvedType(from);
    return { kind: "structor", of: type, destructor: true };
  } else {
    cursor.take("on");
    name = from.operatorName();
  }
  return cursor.peek() === "I" ? { kind: "template", name, args: from.templateArguments() } : name;
}

function unresolvedType(from: ExpressionParts): Node {
  const { cursor } = from;
  if (cursor.peek() === "T") return from.remembered(from.templateParameter());
  return cursor.peek() === "D" ? from.type() : from.substitution();
}

/** `sr`: in a type. `srN`: in a type and its members; `sr` and digits: in these. */
function unresolvedIn(from: ExpressionParts, global: boolean): Node {
  const { cursor } = from;
  const qualifier = () => {
    const name = from.attachTags(from.sourceName());
    const args = cursor.peek() === "I" ? from.templateArguments() : undefined;
    return args ? ({ kind: "template", name, args } as const) : name;
  };
  const inside = (scope: Node, name: Node): Node => ({ kind: "nested", scope, name });
  if (cursor.take("N")) {
    let scope = unresolvedScope(from);
    while (!cursor.take("E")) scope = inside(scope, qualifier());
    return inside(scope, unresolvedBase(from));
  }
  if (/\d/.test(cursor.peek())) {
    let scope: Node = qualifier();
    while (!cursor.take("E")) scope = inside(scope, qualifier());
    const name = inside(scope, unresolvedBase(from));
    return global ? make(Precedence.primary, "::", operand(name)) : name;
  }
  return inside(unresolvedScope(from), unresolvedBase(from));
}

function unresolvedScope(from: ExpressionParts): Node {
  const type = unresolvedType(from);
  return from.cursor.peek() === "I"
    ? { kind: "template", name: type, args: from.templateArguments() }
    : type;
}

/** `requires { … }` of C++20. */
function requirements(from: ExpressionParts): Node {
  const { cursor } = from;
  const parts: Part[] = ["requires"];
  parts.push(" { ");
  while (!cursor.take("E")) {
    if (cursor.take("X")) {
      const inner = operand(parseExpression(from));
      const noexcept = cursor.take("N");
      const constrained = cursor.take("R") ? from.type() : undefined;
      if (noexcept || constrained) parts.push("{", inner, "}");
      else parts.push(inner);
      if (noexcept) parts.push(" noexcept");
      if (constrained) parts.push(" -> ", operand(constrained));
    } else if (cursor.take("T")) parts.push("typename ", operand(from.type()));
    else if (cursor.take("Q")) parts.push("requires ", operand(parseExpression(from)));
    else throw cursor.fail();
    parts.push("; ");
  }
  return make(Precedence.primary, ...parts, "}");
}

/** 5.1.6.3, Literals: `L` type value `E`, or the name of something. */
export function parseLiteral(from: ExpressionParts): Node {
  const { cursor } = from;
  cursor.expect("L");
  if (cursor.take("_Z")) {
    const name = from.encoding();
    cursor.expect("E");
    return name;
  }
  if (cursor.take("b0E")) return named("false");
  if (cursor.take("b1E")) return named("true");
  if (cursor.take("DnE") || cursor.take("Dn0E")) return named("nullptr");
  const code = cursor.peek();
  const type = from.type();
  const value = cursor.match(/n?[0-9a-f]*/y);
  cursor.expect("E");
  if (/^[fdeg]$/.test(code)) return named(floating(code, value));
  if (value === "") return make(Precedence.primary, '"<', operand(type), '>"');
  const number = value.replace(/^n/, "-");
  const suffix = LiteralSuffixes[code];
  if (suffix !== undefined && code in BuiltinTypes) {
    return named(`${number}${suffix}`);
  }
  return make(Precedence.cast, "(", operand(type), ")", number);
}

/** The bytes of a number in hexadecimal, highest first. */
function floating(code: string, hex: string): string {
  const view = new DataView(new ArrayBuffer(8));
  if (code === "f" && hex.length === 8) {
    view.setUint32(0, Number.parseInt(hex, 16));
    return `${view.getFloat32(0)}f`;
  }
  if (code === "d" && hex.length === 16) {
    view.setBigUint64(0, BigInt(`0x${hex}`));
    return String(view.getFloat64(0));
  }
  return `0x${hex}`;
}
