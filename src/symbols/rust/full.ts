/** A name's tree as text, with all that it says: what `rustc-demangle` shows without hashes. */
import { NotMangled } from "../cursor.ts";
import { TextBudget } from "../text-budget.ts";
import type { Bound, Lifetime, Node, Path, Segment } from "./nodes.ts";

/** @throws TooLong, and NotMangled where a lifetime is nobody's */
export function printFull(name: Path): string {
  return new FullPrinter().path(name, true);
}

class FullPrinter {
  readonly #budget = new TextBudget();
  /** How many lifetimes the binders around introduced. */
  #bound = 0;

  /** @param inValue where `<` could be an operator, arguments begin with `::<` */
  path({ segments }: Path, inValue: boolean): string {
    return this.#budget.nested(() =>
      segments.map((segment) => this.#segment(segment, inValue)).join("::"),
    );
  }

  #segment(segment: Segment, inValue: boolean): string {
    const name = this.#name(segment);
    if (segment.args === undefined) return name;
    return `${name}${inValue ? "::" : ""}<${this.#arguments(segment.args).join(", ")}>`;
  }

  #name(segment: Segment): string {
    switch (segment.kind) {
      case "name":
        return segment.text;
      case "special": {
        const { what, name, number } = segment;
        return `{${what}${name === "" ? "" : `:${name}`}${number === undefined ? "" : `#${number}`}}`;
      }
      case "impl": {
        const { type, trait } = segment;
        const as = trait === undefined ? "" : ` as ${this.path(trait, false)}`;
        return `<${this.#node(type)}${as}>`;
      }
    }
  }

  #arguments(args: readonly Node[]): string[] {
    return args.map((arg) => (arg.kind === "value" ? `{${this.#node(arg)}}` : this.#node(arg)));
  }

  #node(node: Node): string {
    return this.#budget.nested(() => this.#text(node));
  }

  #text(node: Node): string {
    switch (node.kind) {
      case "path":
        return this.path(node, false);
      case "word":
        return node.text;
      case "lifetime":
        return this.#lifetime(node.lifetime);
      case "reference": {
        const lifetime = node.lifetime === 0 ? "" : `${this.#lifetime(node.lifetime)} `;
        return `&${lifetime}${node.mutable ? "mut " : ""}${this.#node(node.to)}`;
      }
      case "pointer":
        return `*${node.mutable ? "mut" : "const"} ${this.#node(node.to)}`;
      case "slice":
        return `[${this.#node(node.of)}]`;
      case "array":
        return `[${this.#node(node.of)}; ${this.#node(node.length)}]`;
      case "tuple":
        return `(${this.#list(node.items)}${node.items.length === 1 ? "," : ""})`;
      case "function":
        return this.#within(node.lifetimes, () => {
          const result = node.result === undefined ? "" : ` -> ${this.#node(node.result)}`;
          return `${node.qualifiers}fn(${this.#list(node.params)})${result}`;
        });
      case "dyn": {
        const bounds = this.#within(node.lifetimes, () =>
          node.bounds.map((bound) => this.#boundText(bound)).join(" + "),
        );
        const lifetime = node.lifetime === 0 ? "" : ` + ${this.#lifetime(node.lifetime)}`;
        return `dyn ${bounds}${lifetime}`;
      }
      case "value":
        return node.parts.map((part) => this.#part(part)).join("");
    }
  }

  #part(part: string | Node): string {
    if (typeof part === "string") return part;
    return part.kind === "path" ? this.path(part, true) : this.#node(part);
  }

  #list(nodes: readonly Node[]): string {
    return nodes.map((node) => this.#node(node)).join(", ");
  }

  #boundText({ trait, bindings }: Bound): string {
    if (bindings.length === 0) return this.path(trait, false);
    const last = trait.segments.at(-1)!;
    const { args = [], ...bare } = last;
    const open = this.path(
      { kind: "path", segments: [...trait.segments.slice(0, -1), bare] },
      false,
    );
    const bound = bindings.map(({ name, type }) => `${name} = ${this.#node(type)}`);
    return `${open}<${[...this.#arguments(args), ...bound].join(", ")}>`;
  }

  /** What stands in the scope of a `for<…>`. */
  #within(lifetimes: number, inner: () => string): string {
    const outer = this.#bound;
    const introduced = Array.from({ length: lifetimes }, () => {
      this.#bound++;
      return this.#lifetime(1);
    });
    const text = (lifetimes === 0 ? "" : `for<${introduced.join(", ")}> `) + inner();
    this.#bound = outer;
    return text;
  }

  #lifetime(lifetime: Lifetime): string {
    if (lifetime === 0) return "'_";
    const depth = this.#bound - lifetime;
    if (depth < 0) throw new NotMangled(`a lifetime ${lifetime} binders out`);
    return depth < 26 ? `'${String.fromCharCode(0x61 + depth)}` : `'_${depth}`;
  }
}
