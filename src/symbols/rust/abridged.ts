/**
 * A name as a Rust programmer writes it in an error message or a comment: types without the modules
 * that they are in and without the arguments that nobody gives (an allocator), functions with their
 * path as far as it tells one from another.
 *
 *     <alloc::vec::Vec<uaf::Node, alloc::alloc::Global>>::push    Vec<Node>::push
 *     <uaf::Point as core::fmt::Display>::fmt                     <Point as Display>::fmt
 *     uaf::shapes::area::{closure#0}                              uaf::shapes::area::{closure}
 */
import { TextBudget } from "../text-budget.ts";
import { type Bound, type Node, type Path, path, plainName, type Segment } from "./nodes.ts";

/** Names that are longer lose the arguments of what stands in so many brackets, from the first number on. */
const Readable = 100;
const Depths = [Number.POSITIVE_INFINITY, 3, 2, 1, 0];

/** @throws TooLong */
export function abridgedFunction(name: Path): string {
  return readable((printer) => printer.function(name));
}

/** @throws TooLong */
export function abridgedType(type: Node): string {
  return readable((printer) => printer.type(type));
}

/** With all of its arguments, however long. @throws TooLong */
export function wholeType(type: Node): string {
  return new Abridger(Number.POSITIVE_INFINITY).type(type);
}

/** The type that a function belongs to, if it does: that of its `impl`. @throws TooLong */
export function selfType({ segments }: Path): string | undefined {
  const segment = segments[firstOfFunction(segments)];
  if (segment?.kind === "impl") return wholeType(segment.type);
  if (segment?.kind !== "name" || !startsAsType(segment.text)) return undefined;
  return wholeType(path(segment));
}

function readable(print: (printer: Abridger) => string): string {
  let text = "";
  for (const depth of Depths) {
    text = print(new Abridger(depth));
    if (text.length <= Readable) break;
  }
  return text;
}

/** What a standard type has when nobody says otherwise, and where that is defined. One more: a row. */
const Defaults: Readonly<Record<string, readonly string[]>> = {
  /** Of Box, Vec, Rc, and all others that allocate. */
  Global: ["alloc"],
  /** Of HashMap and HashSet. */
  RandomState: ["std"],
};

/** The traits whose one argument is a tuple, written `Fn(i32) -> i32`. */
const Callable: ReadonlySet<string> = new Set(["Fn", "FnMut", "FnOnce"]);

class Abridger {
  readonly #budget = new TextBudget();
  readonly #deepest: number;
  #depth = 0;

  constructor(deepest: number) {
    this.#deepest = deepest;
  }

  function({ segments }: Path): string {
    return this.#joined(segments.slice(firstOfFunction(segments)));
  }

  type(node: Node): string {
    return this.#budget.nested(() => this.#text(node));
  }

  #text(node: Node): string {
    switch (node.kind) {
      case "path":
        return this.#typePath(node);
      case "word":
        return node.text;
      case "lifetime":
        return "'_";
      case "reference":
        return `&${node.mutable ? "mut " : ""}${this.#bracketed(node.to)}`;
      case "pointer":
        return `*${node.mutable ? "mut" : "const"} ${this.#bracketed(node.to)}`;
      case "slice":
        return `[${this.type(node.of)}]`;
      case "array":
        return `[${this.type(node.of)}; ${this.type(node.length)}]`;
      case "tuple":
        return `(${this.#list(node.items)}${node.items.length === 1 ? "," : ""})`;
      case "function": {
        const result = node.result === undefined ? "" : ` -> ${this.type(node.result)}`;
        return `${node.qualifiers}fn(${this.#list(node.params)})${result}`;
      }
      case "dyn":
        return `dyn ${node.bounds.map((bound) => this.#bound(bound)).join(" + ")}`;
      case "value":
        return node.parts
          .map((part) => (typeof part === "string" ? part : this.type(part)))
          .join("");
    }
  }

  /** `&(dyn A + B)` */
  #bracketed(node: Node): string {
    const text = this.type(node);
    return node.kind === "dyn" && node.bounds.length > 1 ? `(${text})` : text;
  }

  /** Without the modules: its last name, with what the compiler made in it. */
  #typePath({ segments }: Path): string {
    let first = segments.length - 1;
    while (first > 0 && segments[first]!.kind === "special") first--;
    const shown = segments.slice(first);
    if (shown.length === 1) return this.#segment(shown[0]!);
    // Of a closure it is enough which function it is in.
    return this.#joined(shown.map(({ args: _, ...bare }) => bare));
  }

  #joined(segments: readonly Segment[]): string {
    return this.#budget.spend(segments.map((segment) => this.#segment(segment)).join("::"));
  }

  #segment(segment: Segment): string {
    const name = this.#name(segment);
    return segment.args === undefined ? name : name + this.#arguments(segment.args, name);
  }

  #name(segment: Segment): string {
    switch (segment.kind) {
      case "name":
        return segment.text;
      case "special":
        return `{${segment.what}${segment.name === "" ? "" : `:${segment.name}`}}`;
      case "impl": {
        const type = this.type(segment.type);
        if (segment.trait !== undefined) return `<${type} as ${this.type(segment.trait)}>`;
        return segment.type.kind === "path" ? type : `<${type}>`;
      }
    }
  }

  #arguments(args: readonly Node[], name: string): string {
    const [only] = args;
    if (Callable.has(name) && args.length === 1 && only?.kind === "tuple") {
      return `(${this.#nested(only.items)})`;
    }
    const given = args.filter((arg) => arg.kind !== "lifetime");
    while (isDefault(given.at(-1))) given.pop();
    return given.length === 0 ? "" : `<${this.#nested(given)}>`;
  }

  #nested(nodes: readonly Node[]): string {
    if (this.#depth >= this.#deepest && nodes.length > 0) return "…";
    this.#depth++;
    const text = this.#list(nodes);
    this.#depth--;
    return text;
  }

  #list(nodes: readonly Node[]): string {
    return nodes.map((node) => this.type(node)).join(", ");
  }

  #bound({ trait, bindings }: Bound): string {
    const text = this.type(trait);
    const rest = bindings.filter(({ name, type }) => name !== "Output" || !isUnit(type));
    if (rest.length === 0) return text;
    const [first] = rest;
    if (text.endsWith(")")) return `${text} -> ${this.type(first!.type)}`;
    const written = rest.map(({ name, type }) => `${name} = ${this.type(type)}`).join(", ");
    return text.endsWith(">") ? `${text.slice(0, -1)}, ${written}>` : `${text}<${written}>`;
  }
}

/**
 * The segment with which a function's name begins. An `impl` says what it is of, and where it stands is of
 * no interest. Names of types begin with a capital letter, those of modules do not: the legacy mangling
 * has only `alloc::vec::Vec<T>::push` for a method.
 */
function firstOfFunction(segments: readonly Segment[]): number {
  const impl = segments.findLastIndex(({ kind }) => kind === "impl");
  if (impl >= 0) return impl;
  const type = segments.findIndex(
    (segment) => segment.kind === "name" && startsAsType(segment.text),
  );
  return type < 0 || type === segments.length - 1 ? 0 : type;
}

function startsAsType(name: string): boolean {
  return /^\p{Lu}/u.test(name);
}

function isDefault(node: Node | undefined): boolean {
  // LinkedList's nodes have a reference to the list's.
  if (node?.kind === "reference") return isDefault(node.to);
  if (node?.kind !== "path") return false;
  const name = plainName(node.segments.at(-1));
  const crate = plainName(node.segments[0]);
  return name !== undefined && crate !== undefined && (Defaults[name]?.includes(crate) ?? false);
}

function isUnit(node: Node): boolean {
  return node.kind === "tuple" && node.items.length === 0;
}
