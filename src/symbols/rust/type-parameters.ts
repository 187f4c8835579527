/**
 * What the type parameters of a function stand for. The legacy mangling has only their names in it,
 * `Vec<T,A>::push`; the debug information of each instance tells the rest.
 */
import { type Bound, type Node, type Path, plainName, type Segment } from "./nodes.ts";
import { readArguments } from "./written.ts";

/** In the order in which the function has them; a single constant among them is `_`. */
export type TypeParameters = ReadonlyMap<string, Node>;

/** The legacy mangling writes it for constants in most places: `Grid<T,_>`. */
const Constant = "_";

/**
 * @param name as the debug information has it: `push<uaf::Node, alloc::alloc::Global>`
 * @param parameters the names of its parameters that are types: `T`, `A`
 */
export function typeParameters(name: string, parameters: readonly string[]): TypeParameters {
  const open = name.indexOf("<");
  const args = open < 0 ? [] : (readArguments(name.slice(open)) ?? []);
  const types = args.filter((arg) => !isConstant(arg));
  if (types.length !== parameters.length) return new Map();
  const constants = args.filter(isConstant);
  return new Map([
    ...parameters.map((parameter, at): [string, Node] => [parameter, types[at]!]),
    ...(constants.length === 1 ? [[Constant, constants[0]!] as const] : []),
  ]);
}

function isConstant(arg: Node): boolean {
  return arg.kind === "word" && /^[-\d'"]|^(?:true|false)$/.test(arg.text);
}

/**
 * The path of an instance. A trait's own method, `Iterator::map`, becomes that of the type that it was
 * called for; what the path says nothing of are arguments of the function itself.
 */
export function instantiated(path: Path, parameters: TypeParameters): Path {
  if (parameters.size === 0) return path;
  const substitution = new Substitution(parameters);
  const segments = path.segments.map((segment) => substitution.segment(segment));
  const at = segments.findLastIndex(({ kind }) => kind !== "special");
  const named = segments[at];
  if (named?.kind !== "name") return { kind: "path", segments };
  const self = parameters.get("Self");
  const own = substitution.unused.filter(([name]) => name !== "Self").map(([, type]) => type);
  const method: Segment =
    own.length > 0 && named.args === undefined ? { ...named, args: own } : named;
  const ofTrait = self !== undefined && at >= 2 && !segments.some(({ kind }) => kind === "impl");
  const scope: readonly Segment[] = ofTrait
    ? [{ kind: "impl", type: self, trait: { kind: "path", segments: segments.slice(0, at) } }]
    : segments.slice(0, at);
  return { kind: "path", segments: [...scope, method, ...segments.slice(at + 1)] };
}

class Substitution {
  readonly #parameters: TypeParameters;
  readonly #used = new Set<string>();

  constructor(parameters: TypeParameters) {
    this.#parameters = parameters;
  }

  get unused(): [name: string, type: Node][] {
    return [...this.#parameters].filter(([name]) => !this.#used.has(name));
  }

  segment(segment: Segment): Segment {
    const args = segment.args && { args: segment.args.map((arg) => this.#node(arg)) };
    if (segment.kind !== "impl") return { ...segment, ...args };
    const { type, trait } = segment;
    return {
      ...segment,
      type: this.#node(type),
      ...(trait !== undefined && { trait: this.#path(trait) }),
      ...args,
    };
  }

  #path({ segments }: Path): Path {
    return { kind: "path", segments: segments.map((segment) => this.segment(segment)) };
  }

  #node(node: Node): Node {
    switch (node.kind) {
      case "path": {
        const name = plainName(node);
        const type = name === undefined ? undefined : this.#parameters.get(name);
        if (name === undefined || type === undefined) return this.#path(node);
        this.#used.add(name);
        return type;
      }
      case "reference":
      case "pointer":
        return { ...node, to: this.#node(node.to) };
      case "slice":
        return { ...node, of: this.#node(node.of) };
      case "array":
        return { ...node, of: this.#node(node.of), length: this.#length(node.length) };
      case "tuple":
        return { ...node, items: this.#nodes(node.items) };
      case "function":
        return {
          ...node,
          params: this.#nodes(node.params),
          ...(node.result !== undefined && { result: this.#node(node.result) }),
        };
      case "dyn":
        return { ...node, bounds: node.bounds.map((bound) => this.#bound(bound)) };
      case "word":
      case "lifetime":
      case "value":
        return node;
    }
  }

  /** Here the constant has its name. */
  #length(length: Node): Node {
    const constant = this.#parameters.get(Constant);
    if (plainName(length) === undefined || constant === undefined) return length;
    this.#used.add(Constant);
    return constant;
  }

  #nodes(nodes: readonly Node[]): Node[] {
    return nodes.map((node) => this.#node(node));
  }

  #bound({ trait, bindings }: Bound): Bound {
    return {
      trait: this.#path(trait),
      bindings: bindings.map(({ name, type }) => ({ name, type: this.#node(type) })),
    };
  }
}
