/** A name's tree as text: all of it as `c++filt` shows it, or as a person would write it. */
import { TextBudget, TooLong } from "../text-budget.ts";
import { defaultedArguments, isInlineNamespace, shortName } from "./abridged.ts";
import { type Node, type Operand, Precedence } from "./nodes.ts";

export type Style = "full" | "abridged";

/** @throws TooLong */
export function print(node: Node, style: Style): string {
  return new Printer(style === "abridged").text(node);
}

class Printer {
  readonly #abridged: boolean;
  readonly #budget = new TextBudget();
  /** In an expansion: which item of its packs is shown, and how many the first pack met has. */
  #pack: { readonly index: number; count: number | undefined } | undefined;

  constructor(abridged: boolean) {
    this.#abridged = abridged;
  }

  text(node: Node): string {
    return this.#budget.spend(this.#declared(node, ""));
  }

  /** A type with what is declared to have it: `int (*f)(char)`. Names ignore `declarator`. */
  #declared(node: Node, declarator: string): string {
    return this.#budget.spend(this.#shape(node, declarator));
  }

  #shape(node: Node, declarator: string): string {
    switch (node.kind) {
      case "pointer":
        return this.#declared(node.to, this.#enclosed(node.to, `*${declarator}`));
      case "reference": {
        const { to, sign } = this.#collapsed(node);
        return this.#declared(to, this.#enclosed(to, `${sign}${declarator}`));
      }
      case "member pointer": {
        const inner = `${this.text(node.class)}::*${declarator}`;
        const to = this.#resolved(node.to);
        const spaced = to.kind === "function type" || to.kind === "array" ? inner : ` ${inner}`;
        return this.#declared(node.to, this.#enclosed(node.to, spaced));
      }
      case "qualified": {
        const type = this.#resolved(node.type);
        if (type.kind === "function type") {
          return this.#declared({ ...type, suffix: node.qualifiers + type.suffix }, declarator);
        }
        return this.#declared(node.type, `${node.qualifiers}${declarator}`);
      }
      case "array": {
        const size = node.size ? this.text(node.size) : "";
        const spaced = declarator.endsWith("]") ? declarator : `${declarator} `;
        return this.#declared(node.of, `${spaced}[${size}]`);
      }
      case "function type":
        return this.#declared(node.result, ` ${declarator}${this.#signature(node)}`);
      case "pack": {
        const item = this.#item(node.items);
        return item === undefined ? "" : this.#declared(item, declarator);
      }
      case "forward":
        if (node.target === undefined) throw new TooLong();
        return this.#declared(node.target, declarator);
      default:
        return this.#simple(node) + declarator;
    }
  }

  #simple(node: Node): string {
    switch (node.kind) {
      case "name":
        return node.text;
      case "nested":
        return this.#nested(node.scope, node.name);
      case "template":
        return this.#template(node.name, node.args);
      case "abi tag":
        return this.#abridged ? this.text(node.name) : `${this.text(node.name)}[abi:${node.tag}]`;
      case "abbreviation":
        return node.short;
      case "structor":
        return `${node.destructor ? "~" : ""}${this.#ownName(node.of)}`;
      case "conversion":
        return `operator ${this.text(node.to)}`;
      case "lambda":
        return this.#abridged
          ? `{lambda(${this.#list(node.params)})}`
          : `'lambda${node.number}'(${this.#list(node.params)})`;
      case "unnamed":
        return this.#abridged ? "{unnamed}" : `'unnamed${node.number}'`;
      case "local":
        return `${this.text(node.within)}::${this.text(node.name)}`;
      case "function":
        return this.#function(node);
      case "special":
        return node.parts
          .map((part) => (typeof part === "string" ? part : this.text(part)))
          .join("");
      case "arguments":
        return this.#list(node.items);
      case "expansion":
        return this.#expanded(node.of);
      case "constrained":
        return this.text(node.arg);
      case "expression":
        return node.parts.map((part) => this.#operand(part)).join("");
    }
    return this.text(node);
  }

  #operand(part: string | Operand): string {
    if (typeof part === "string") return part;
    const { node, within, strict } = part;
    const text = this.text(node);
    const precedence = node.kind === "expression" ? node.precedence : Precedence.primary;
    const tight = strict ? precedence < within : precedence <= within;
    return tight ? text : `(${text})`;
  }

  #nested(scope: Node, name: Node): string {
    // A member of it is one of the template's.
    const expanded = !this.#abridged && scope.kind === "abbreviation" && name.kind === "structor";
    const outer = expanded ? scope.full : this.text(scope);
    const inner = this.text(name);
    return this.#abridged && isInlineNamespace(outer, inner) ? outer : `${outer}::${inner}`;
  }

  #template(name: Node, args: readonly Node[]): string {
    const base = this.text(name);
    if (!this.#abridged) return `${base}<${this.#list(args)}>`;
    const separator = base.endsWith("<") ? " " : "";
    const shown = args
      .filter((arg) => arg.kind !== "constrained")
      .flatMap((arg) => this.#items(arg));
    const kept = shown.slice(0, shown.length - defaultedArguments(base, shown));
    if (kept.length === 0 && args.length > 0 && shown.length === 0) return base;
    return shortName(`${base}${separator}<${kept.join(", ")}>`);
  }

  #function(node: Extract<Node, { kind: "function" }>): string {
    const name = this.text(node.name);
    const signature = this.#signature(node);
    if (this.#abridged || node.result === undefined) {
      return `${name}${signature}${this.#requires(node.requires)}`;
    }
    const separator = this.#surrounds(node.result) ? "" : " ";
    const declarator = `${separator}${name}${signature}`;
    return `${this.#declared(node.result, declarator)}${this.#requires(node.requires)}`;
  }

  #requires(constraint: Node | undefined): string {
    if (constraint === undefined || this.#abridged) return "";
    return ` requires ${this.text(constraint)}`;
  }

  #signature({ params, suffix }: { params: readonly Node[]; suffix: string }): string {
    return `(${this.#list(params)})${suffix}`;
  }

  #list(nodes: readonly Node[]): string {
    return nodes.flatMap((node) => this.#items(node)).join(", ");
  }

  /** What stands in a list for this node: several things for a pack, none for an empty one. */
  #items(node: Node): string[] {
    if (node.kind === "arguments") return node.items.flatMap((item) => this.#items(item));
    const text = this.text(node);
    return text === "" ? [] : [text];
  }

  #expanded(of: Node): string {
    const outer = this.#pack;
    const pack: { index: number; count: number | undefined } = { index: 0, count: undefined };
    this.#pack = pack;
    const texts = [this.text(of)];
    const { count } = pack;
    for (let index = 1; index < (count ?? 0); index++) {
      this.#pack = { index, count };
      texts.push(this.text(of));
    }
    this.#pack = outer;
    if (count === undefined) return `${texts[0]}...`;
    return count === 0 ? "" : texts.join(", ");
  }

  #item(items: readonly Node[]): Node | undefined {
    if (this.#pack === undefined) return items[0];
    this.#pack.count ??= items.length;
    return items[this.#pack.index];
  }

  /** Behind parameters of templates. */
  #resolved(node: Node): Node {
    let at = node;
    for (;;) {
      if (at.kind === "pack") {
        const item = this.#item(at.items);
        if (item === undefined) return at;
        at = item;
      } else if (at.kind === "forward" && at.target !== undefined) at = at.target;
      else if (at.kind === "constrained") at = at.arg;
      else return at;
    }
  }

  /** A reference to a reference is one: `&` unless both are `&&`. */
  #collapsed(node: Extract<Node, { kind: "reference" }>): { to: Node; sign: "&" | "&&" } {
    let { to, sign } = node;
    for (let next = this.#resolved(to); next.kind === "reference"; next = this.#resolved(to)) {
      to = next.to;
      if (next.sign === "&") sign = "&";
    }
    return { to, sign };
  }

  /** Whether parts of the type stand behind what is declared with it. */
  #surrounds(type: Node): boolean {
    const node = this.#resolved(type);
    switch (node.kind) {
      case "pointer":
      case "reference":
      case "member pointer":
        return this.#surrounds(node.to);
      case "qualified":
        return this.#surrounds(node.type);
      default:
        return node.kind === "function type" || node.kind === "array";
    }
  }

  #enclosed(to: Node, declarator: string): string {
    let target = this.#resolved(to);
    while (target.kind === "qualified") target = this.#resolved(target.type);
    if (target.kind === "array") return ` (${declarator})`;
    return target.kind === "function type" ? `(${declarator})` : declarator;
  }

  /** The class's own name, without its scope and arguments. */
  #ownName(node: Node): string {
    switch (node.kind) {
      case "nested":
      case "template":
      case "abi tag":
      case "local":
        return this.#ownName(node.name);
      case "abbreviation":
        return /\w+(?=<|$)/.exec(node.full)?.[0] ?? node.short;
      default:
        return this.text(this.#resolved(node));
    }
  }
}
