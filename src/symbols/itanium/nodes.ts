/**
 * What a mangled name says, as a tree. Expressions are rare in names and only ever shown, so they are
 * a text with nodes in it and how tightly it binds; names and types are taken apart.
 */

/** How tightly an expression binds; the order of C++, tightest first. */
export const Precedence = {
  primary: 0,
  postfix: 1,
  unary: 2,
  cast: 3,
  memberPointer: 4,
  multiplicative: 5,
  additive: 6,
  shift: 7,
  spaceship: 8,
  relational: 9,
  equality: 10,
  and: 11,
  xor: 12,
  or: 13,
  andIf: 14,
  orIf: 15,
  conditional: 16,
  assign: 17,
  comma: 18,
  default: 19,
} as const;
export type Precedence = (typeof Precedence)[keyof typeof Precedence];

export interface FunctionShape {
  readonly params: readonly Node[];
  /** ` const &` and the like, as it is shown behind the parameters. */
  readonly suffix: string;
}

export type Node =
  | { readonly kind: "name"; readonly text: string }
  /** `scope::name`. */
  | { readonly kind: "nested"; readonly scope: Node; readonly name: Node }
  | { readonly kind: "template"; readonly name: Node; readonly args: readonly Node[] }
  | { readonly kind: "abi tag"; readonly name: Node; readonly tag: string }
  /** `std::string` and its like: the short form, and what it stands for. */
  | { readonly kind: "abbreviation"; readonly short: string; readonly full: string }
  /** A constructor or, with a tilde, a destructor of a class. */
  | { readonly kind: "structor"; readonly of: Node; readonly destructor: boolean }
  | { readonly kind: "conversion"; readonly to: Node }
  | { readonly kind: "lambda"; readonly params: readonly Node[]; readonly number: string }
  | { readonly kind: "unnamed"; readonly number: string }
  /** Something that is declared in a function. */
  | { readonly kind: "local"; readonly within: Node; readonly name: Node }
  /** A function, with its type as far as its name tells. */
  | ({
      readonly kind: "function";
      readonly name: Node;
      readonly result?: Node;
      readonly requires?: Node;
    } & FunctionShape)
  /** `vtable for X`: what the compiler made. */
  | { readonly kind: "special"; readonly parts: readonly (string | Node)[] }
  | { readonly kind: "qualified"; readonly type: Node; readonly qualifiers: string }
  | { readonly kind: "pointer"; readonly to: Node }
  | { readonly kind: "reference"; readonly to: Node; readonly sign: "&" | "&&" }
  | { readonly kind: "member pointer"; readonly class: Node; readonly to: Node }
  | { readonly kind: "array"; readonly of: Node; readonly size?: Node }
  | ({ readonly kind: "function type"; readonly result: Node } & FunctionShape)
  /** The arguments that a template's pack stands for, where the pack was given. */
  | { readonly kind: "arguments"; readonly items: readonly Node[] }
  /** The same where the pack is used: one of them at a time, in an expansion. */
  | { readonly kind: "pack"; readonly items: readonly Node[] }
  | { readonly kind: "expansion"; readonly of: Node }
  /** An argument whose parameter is spelled out, since it takes part in choosing the overload. */
  | { readonly kind: "constrained"; readonly arg: Node }
  /** A template parameter that stands before the arguments it is about (in a conversion's type). */
  | { readonly kind: "forward"; target?: Node }
  | {
      readonly kind: "expression";
      readonly parts: readonly (string | Operand)[];
      readonly precedence: Precedence;
    };

/** A part of an expression: in parentheses unless it binds at least so tightly. */
export interface Operand {
  readonly node: Node;
  readonly within: Precedence;
  /** Equal precedence needs parentheses as well. */
  readonly strict: boolean;
}

export function named(text: string): Node {
  return { kind: "name", text };
}
