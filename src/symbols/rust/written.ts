/**
 * Paths and types as text: rustc writes them so into the debug information, and the legacy mangling is
 * nothing else. It is Rust's syntax, with what no programmer can name in braces (`{closure#0}`), and
 * differs from version to version in where spaces are.
 */
import { Cursor, NotMangled } from "../cursor.ts";
import { type Bound, type Node, type Path, path, type Segment, word } from "./nodes.ts";

/** The type that `text` is; undefined when it is none that can be read. */
export function readType(text: string): Node | undefined {
  return attempt(text, (reader) => reader.type());
}

/** The path of a function. */
export function readPath(text: string): Path | undefined {
  return attempt(text, (reader) => reader.path());
}

/** What stands behind a function's name: `<i32, alloc::alloc::Global>`. */
export function readArguments(text: string): readonly Node[] | undefined {
  return attempt(text, (reader) => reader.arguments());
}

function attempt<Result>(text: string, read: (reader: Reader) => Result): Result | undefined {
  try {
    const reader = new Reader(text);
    const result = read(reader);
    return reader.atEnd ? result : undefined;
  } catch (error) {
    if (error instanceof NotMangled) return undefined;
    throw error;
  }
}

const Space = / */y;
const Identifier = /(?:r#)?[\p{L}\p{Nl}_][\p{L}\p{N}\p{M}_.$-]*/uy;
const Special = /\{\{([^{}]*)\}\}|\{([^{}#:]*)(?::([^{}#]*))?(?:#(\d+))?\}/y;
const Literal = /-?\d[\w.]*|true\b|false\b|'(?:\\.[^']*|[^'\\])'|"(?:\\.|[^"\\])*"/y;
const LifetimeName = /'(?:[A-Za-z_]\w*|_)(?!')/y;

class Reader {
  readonly #cursor: Cursor;

  constructor(text: string) {
    this.#cursor = new Cursor(text);
  }

  get atEnd(): boolean {
    return this.#cursor.atEnd;
  }

  type(): Node {
    return this.#cursor.nested(() => this.#type());
  }

  #type(): Node {
    const cursor = this.#cursor;
    if (cursor.take("&")) {
      if (this.#lifetime()) this.#space();
      const mutable = cursor.take("mut ");
      return { kind: "reference", lifetime: 0, mutable, to: this.type() };
    }
    if (cursor.take("*const ")) return { kind: "pointer", mutable: false, to: this.type() };
    if (cursor.take("*mut ")) return { kind: "pointer", mutable: true, to: this.type() };
    if (cursor.take("[")) return this.#array();
    if (cursor.take("(")) return this.#tuple();
    if (cursor.take("!")) return word("!");
    if (cursor.take("for<")) {
      while (this.#lifetime()) this.#separator(",");
      cursor.expect(">");
      this.#space();
    }
    if (cursor.take("dyn ") || cursor.take("impl ")) return this.#dyn();
    const qualifiers = cursor.match(/(?:unsafe )?(?:extern (?:"[^"]*" )?)?(?=fn\()/y);
    if (cursor.take("fn(")) return this.#function(qualifiers);
    return this.path();
  }

  #array(): Node {
    const of = this.type();
    if (!this.#separator(";")) {
      this.#cursor.expect("]");
      return { kind: "slice", of };
    }
    const length = this.#argument();
    this.#cursor.expect("]");
    return { kind: "array", of, length };
  }

  #tuple(): Node {
    const items: Node[] = [];
    let comma = false;
    while (!this.#cursor.take(")")) {
      items.push(this.type());
      comma = this.#separator(",");
      if (!comma) {
        this.#cursor.expect(")");
        break;
      }
    }
    // `(dyn A + B)`; a tuple of one has a comma, but not in the debug information.
    const [only] = items;
    const bracketed = items.length === 1 && !comma && only?.kind === "dyn";
    return bracketed ? only : { kind: "tuple", items };
  }

  #function(qualifiers: string): Node {
    const params: Node[] = [];
    while (!this.#cursor.take(")")) {
      params.push(this.#cursor.take("...") ? word("...") : this.type());
      this.#separator(",");
    }
    const result = this.#result();
    return {
      kind: "function",
      lifetimes: 0,
      qualifiers,
      params,
      ...(result !== undefined && { result }),
    };
  }

  /** The legacy mangling has no `-`. */
  #result(): Node | undefined {
    if (this.#cursor.match(/ ?[-.]> ?/y) === "") return undefined;
    const result = this.type();
    return result.kind === "tuple" && result.items.length === 0 ? undefined : result;
  }

  #dyn(): Node {
    const bounds: Bound[] = [];
    do {
      if (this.#lifetime()) continue;
      // The legacy mangling writes `Fn<(i32,)>+Output = i32`.
      const name = this.#binding();
      const last = bounds.at(-1);
      if (name !== undefined && last !== undefined) {
        bounds[bounds.length - 1] = {
          ...last,
          bindings: [...last.bindings, { name, type: this.type() }],
        };
      } else bounds.push(this.#bound());
    } while (this.#separator("+"));
    return { kind: "dyn", lifetimes: 0, bounds, lifetime: 0 };
  }

  #bound(): Bound {
    const bindings: Bound["bindings"][number][] = [];
    return { trait: this.path(bindings), bindings };
  }

  /** @param bindings takes up what is `Name = Type` among the last arguments */
  path(bindings: Bound["bindings"][number][] = []): Path {
    return this.#cursor.nested(() => this.#path(bindings));
  }

  #path(bindings: Bound["bindings"][number][]): Path {
    const segments: Segment[] = [];
    do {
      const segment = this.#segment();
      // Of a generic function: `swap::<i32>`.
      this.#cursor.match(/::(?=<(?!impl ))/y);
      const args = this.#cursor.peek() === "<" ? this.arguments(bindings) : this.#inputs(bindings);
      segments.push(args === undefined ? segment : { ...segment, args });
      // `call_once{{vtable.shim}}`
    } while (this.#cursor.take("::") || this.#cursor.peek(2) === "{{");
    return path(...segments);
  }

  #segment(): Segment {
    const cursor = this.#cursor;
    if (cursor.take("<impl ")) {
      const first = this.type();
      const type = cursor.take(" for ") ? this.type() : undefined;
      cursor.expect(">");
      if (type === undefined) return { kind: "impl", type: first };
      if (first.kind !== "path") throw cursor.fail();
      return { kind: "impl", type, trait: first };
    }
    if (cursor.take("<")) {
      const type = this.type();
      const trait = cursor.take(" as ") ? this.path() : undefined;
      cursor.expect(">");
      return { kind: "impl", type, ...(trait !== undefined && { trait }) };
    }
    const special = cursor.match(Special);
    if (special !== "") return specialSegment(special);
    const text = cursor.match(Identifier);
    if (text === "") throw cursor.fail();
    return { kind: "name", text };
  }

  /** `Fn(i32) -> i32` is `Fn<(i32,), Output = i32>`. */
  #inputs(bindings: Bound["bindings"][number][]): Node[] | undefined {
    if (!this.#cursor.take("(")) return undefined;
    const items: Node[] = [];
    while (!this.#cursor.take(")")) {
      items.push(this.type());
      this.#separator(",");
    }
    const type = this.#result() ?? { kind: "tuple", items: [] };
    bindings.push({ name: "Output", type });
    return [{ kind: "tuple", items }];
  }

  arguments(bindings: Bound["bindings"][number][] = []): Node[] {
    this.#cursor.expect("<");
    const args: Node[] = [];
    while (!this.#cursor.take(">")) {
      const name = this.#binding();
      if (name !== undefined) bindings.push({ name, type: this.type() });
      else if (!this.#lifetime()) args.push(this.#argument());
      this.#separator(",");
    }
    return args;
  }

  #binding(): string | undefined {
    const found = this.#cursor.match(/\w+ ?= ?/y);
    return found === "" ? undefined : found.replace(/ ?= ?/, "");
  }

  #argument(): Node {
    const literal = this.#cursor.match(Literal);
    // `3_usize`
    if (literal !== "") return word(literal.replace(/^(-?\d+)_?[iu](?:\d+|size)$/, "$1"));
    return this.type();
  }

  #lifetime(): boolean {
    return this.#cursor.match(LifetimeName) !== "";
  }

  #separator(separator: string): boolean {
    return (
      this.#cursor.attempt(() => {
        this.#space();
        if (!this.#cursor.take(separator)) return undefined;
        this.#space();
        return true;
      }) ?? false
    );
  }

  #space(): void {
    this.#cursor.match(Space);
  }
}

/** `{closure#0}`, `{shim:vtable#0}`, `{{closure}}`; what a closure is made of, `{closure_env#0}`, is it to a reader. */
function specialSegment(text: string): Segment {
  Special.lastIndex = 0;
  const [, legacy, what = "", name = "", number] = Special.exec(text) ?? [];
  return {
    kind: "special",
    what: legacy ?? (what === "closure_env" ? "closure" : what),
    name,
    ...(number !== undefined && { number: Number(number) }),
  };
}
