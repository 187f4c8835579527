/**
 * Rust's own mangling, "v0" (RFC 2603, doc.rust-lang.org/rustc/symbol-mangling/v0.html). A name begins
 * with `_R`; each part of it begins with a letter that says what it is:
 *
 *     _RNvMNtC3uaf6shapesNtB2_5Point3new      <uaf::shapes::Point>::new
 *       N v                           a value (`v`) in …
 *         M                             an inherent impl …
 *          NtC3uaf6shapes                 that stands in uaf::shapes, …
 *                        NtB2_5Point      of the type (`t`) Point in what began at offset 2 behind `_R`
 *                                   3new
 */
import { Cursor } from "../cursor.ts";
import {
  type Bound,
  type Lifetime,
  type Node,
  type Path,
  path,
  type Segment,
  word,
} from "./nodes.ts";
import { decodePunycode } from "./punycode.ts";

const BasicTypes: Readonly<Record<string, string>> = {
  a: "i8",
  b: "bool",
  c: "char",
  d: "f64",
  e: "str",
  f: "f32",
  h: "u8",
  i: "isize",
  j: "usize",
  l: "i32",
  m: "u32",
  n: "i128",
  o: "u128",
  p: "_",
  s: "i16",
  t: "u16",
  v: "...",
  x: "i64",
  y: "u64",
  z: "!",
};

/** Letters of the types whose constants are numbers. */
const Unsigned = /[htmyoj]/y;
const Signed = /[aslxni]/y;

const SpecialNamespaces: Readonly<Record<string, string>> = { C: "closure", S: "shim" };

/** More lifetimes than anybody binds at once. */
const MostLifetimes = 1000;

/** @throws NotMangled */
export function parseV0(mangled: string): Path {
  return new Parser(mangled.slice("_R".length)).symbol();
}

class Parser {
  readonly #cursor: Cursor;
  /** What began at which offset: a name refers to what it had before. */
  readonly #known = new Map<number, Node>();

  constructor(text: string) {
    this.#cursor = new Cursor(text);
  }

  symbol(): Path {
    // Behind `_R` may stand the version of the mangling; so far there is only the one without.
    const name = this.#path();
    if (/[A-Z]/.test(this.#cursor.peek())) this.#path();
    // What a vendor adds: `.llvm.123`.
    if (!this.#cursor.atEnd && !/[.$]/.test(this.#cursor.peek())) throw this.#cursor.fail();
    return name;
  }

  #path(): Path {
    return this.#remembered(() => this.#readPath());
  }

  #type(): Node {
    return this.#remembered(() => this.#readType());
  }

  #constant(): Node {
    return this.#remembered(() => this.#readConstant());
  }

  #remembered<Kind extends Node>(read: () => Kind): Kind {
    const start = this.#cursor.position;
    const node = this.#cursor.nested(read);
    this.#known.set(start, node);
    return node;
  }

  #readPath(): Path {
    const cursor = this.#cursor;
    switch (cursor.chars(1)) {
      case "C":
        return path({ kind: "name", text: this.#identifier().name });
      case "M": {
        const crate = this.#implCrate();
        return path({ kind: "impl", type: this.#type(), ...crate });
      }
      case "X": {
        const crate = this.#implCrate();
        return path({ kind: "impl", type: this.#type(), trait: this.#path(), ...crate });
      }
      case "Y": {
        const type = this.#type();
        const trait = this.#path();
        return path({ kind: "impl", type, trait, ...crateOf(trait) });
      }
      case "N":
        return this.#nestedPath();
      case "I": {
        const { segments } = this.#path();
        const last = segments.at(-1);
        if (last === undefined || last.args !== undefined) throw cursor.fail();
        return path(...segments.slice(0, -1), {
          ...last,
          args: this.#list(() => this.#argument()),
        });
      }
      case "B": {
        const node = this.#earlier();
        if (node.kind !== "path") throw cursor.fail();
        return node;
      }
      default:
        throw cursor.fail();
    }
  }

  #nestedPath(): Path {
    const namespace = this.#cursor.match(/[A-Za-z]/y);
    if (namespace === "") throw this.#cursor.fail();
    const { segments } = this.#path();
    const { name, number } = this.#identifier();
    const special = /[A-Z]/.test(namespace);
    // Other lower-case namespaces than `t` and `v` are the compiler's own, and have no names.
    if (!special && name === "") return path(...segments);
    const segment: Segment = special
      ? { kind: "special", what: SpecialNamespaces[namespace] ?? namespace, name, number }
      : { kind: "name", text: name };
    return path(...segments, segment);
  }

  /** Where an `impl` stands: of its path only the crate says anything. */
  #implCrate(): { crate?: string } {
    this.#disambiguator();
    return crateOf(this.#path());
  }

  #readType(): Node {
    const cursor = this.#cursor;
    const basic = BasicTypes[cursor.peek()];
    if (basic !== undefined) {
      cursor.chars(1);
      return word(basic);
    }
    const tag = cursor.match(/[uRQPOASTFDB]/y);
    switch (tag) {
      case "u":
        return { kind: "tuple", items: [] };
      case "R":
      case "Q": {
        const lifetime = cursor.take("L") ? this.#base62() : 0;
        return { kind: "reference", lifetime, mutable: tag === "Q", to: this.#type() };
      }
      case "P":
      case "O":
        return { kind: "pointer", mutable: tag === "O", to: this.#type() };
      case "A":
        return { kind: "array", of: this.#type(), length: this.#constant() };
      case "S":
        return { kind: "slice", of: this.#type() };
      case "T":
        return { kind: "tuple", items: this.#list(() => this.#type()) };
      case "F":
        return this.#functionType();
      case "D":
        return this.#dyn();
      case "B":
        return this.#earlier();
      default:
        return this.#readPath();
    }
  }

  #functionType(): Node {
    const cursor = this.#cursor;
    const lifetimes = this.#binder();
    let qualifiers = cursor.take("U") ? "unsafe " : "";
    if (cursor.take("K")) {
      const abi = cursor.take("C") ? "C" : this.#undisambiguated();
      qualifiers += `extern "${abi.replaceAll("_", "-")}" `;
    }
    const params = this.#list(() => this.#type());
    if (cursor.take("u")) return { kind: "function", lifetimes, qualifiers, params };
    return { kind: "function", lifetimes, qualifiers, params, result: this.#type() };
  }

  #dyn(): Node {
    const cursor = this.#cursor;
    const lifetimes = this.#binder();
    const bounds = this.#list((): Bound => {
      const trait = this.#path();
      const bindings: Bound["bindings"][number][] = [];
      while (cursor.take("p")) {
        bindings.push({ name: this.#undisambiguated(), type: this.#type() });
      }
      return { trait, bindings };
    });
    cursor.expect("L");
    return { kind: "dyn", lifetimes, bounds, lifetime: this.#base62() };
  }

  #argument(): Node {
    const cursor = this.#cursor;
    if (cursor.take("L")) return { kind: "lifetime", lifetime: this.#base62() };
    return cursor.take("K") ? this.#constant() : this.#type();
  }

  #readConstant(): Node {
    const cursor = this.#cursor;
    if (cursor.match(Unsigned)) return word(this.#number());
    if (cursor.match(Signed)) {
      const sign = cursor.take("n") ? "-" : "";
      return word(sign + this.#number());
    }
    const tag = cursor.chars(1);
    switch (tag) {
      case "p":
        return word("_");
      case "b": {
        const value = ["false", "true"][Number(this.#number())];
        if (value === undefined) throw cursor.fail();
        return word(value);
      }
      case "c":
        return word(quoted(this.#character(Number(this.#number())), "'"));
      case "e":
        return { kind: "value", parts: ["*", this.#string()] };
      case "R":
      case "Q":
        // The text `"…"` is a reference already.
        if (tag === "R" && cursor.take("e")) return word(this.#string());
        return { kind: "value", parts: [tag === "R" ? "&" : "&mut ", this.#constant()] };
      case "A":
        return this.#aggregate("[", this.#constants(), "]");
      case "T": {
        const items = this.#constants();
        return this.#aggregate("(", items, items.length === 1 ? ",)" : ")");
      }
      case "V":
        return this.#construction();
      case "B":
        return this.#earlier();
      default:
        throw cursor.fail();
    }
  }

  /** A constant of a struct's or an enum's type: `Some(1)`, `Point { x: 1, y: 2 }`. */
  #construction(): Node {
    const type = this.#path();
    switch (this.#cursor.chars(1)) {
      case "U":
        return { kind: "value", parts: [type] };
      case "T":
        return this.#aggregate([type, "("], this.#constants(), ")");
      case "S": {
        const fields = this.#list(() => [`${this.#identifier().name}: `, this.#constant()]);
        return this.#aggregate([type, " { "], fields, " }");
      }
      default:
        throw this.#cursor.fail();
    }
  }

  #constants(): Node[] {
    return this.#list(() => this.#constant());
  }

  #aggregate(
    open: string | readonly (string | Node)[],
    items: readonly (Node | readonly (string | Node)[])[],
    close: string,
  ): Node {
    const parts = items.flatMap((item, at) => (at === 0 ? [item] : [", ", item])).flat();
    return { kind: "value", parts: [...[open].flat(), ...parts, close] };
  }

  #string(): string {
    const digits = this.#hex();
    const bytes = Uint8Array.from(digits.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
    if (digits.length % 2 === 1) throw this.#cursor.fail();
    try {
      return quoted(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes), '"');
    } catch {
      throw this.#cursor.fail();
    }
  }

  /** A constant's value in decimal; one beyond 64 bits stays hexadecimal. */
  #number(): string {
    const digits = this.#hex().replace(/^0+(?=.)/, "") || "0";
    return digits.length > 16 ? `0x${digits}` : BigInt(`0x${digits}`).toString();
  }

  #character(code: number): string {
    const valid = code <= 0x10ffff && (code < 0xd800 || code >= 0xe000);
    if (!valid) throw this.#cursor.fail();
    return String.fromCodePoint(code);
  }

  #hex(): string {
    const digits = this.#cursor.match(/[0-9a-f]*/y);
    this.#cursor.expect("_");
    return digits;
  }

  #list<Item>(read: () => Item): Item[] {
    const items: Item[] = [];
    while (!this.#cursor.take("E")) items.push(read());
    return items;
  }

  #binder(): number {
    const lifetimes = this.#cursor.take("G") ? this.#base62() + 1 : 0;
    if (lifetimes > MostLifetimes) throw this.#cursor.fail();
    return lifetimes;
  }

  /** What began at an offset that was passed and whose end was, too. */
  #earlier(): Node {
    const node = this.#known.get(this.#base62());
    if (node === undefined) throw this.#cursor.fail();
    return node;
  }

  #identifier(): { name: string; number: number } {
    const number = this.#disambiguator();
    return { name: this.#undisambiguated(), number };
  }

  #disambiguator(): number {
    return this.#cursor.take("s") ? this.#base62() + 1 : 0;
  }

  #undisambiguated(): string {
    const cursor = this.#cursor;
    const punycode = cursor.take("u");
    const length = cursor.match(/0|[1-9]\d*/y);
    if (length === "") throw cursor.fail();
    // Between the length and a name that begins with a digit or with `_`.
    cursor.take("_");
    const name = cursor.chars(Number(length));
    const decoded = punycode ? decodePunycode(name) : name;
    if (decoded === undefined) throw cursor.fail();
    return decoded;
  }

  /** `_` is 0, `0_` is 1. A crate's hash has 64 bits, of which some get lost here; nobody reads it. */
  #base62(): Lifetime {
    const digits = this.#cursor.match(/[0-9a-zA-Z]*/y);
    this.#cursor.expect("_");
    if (digits === "") return 0;
    let value = 0;
    for (const digit of digits) value = value * 62 + Base62.indexOf(digit);
    return value + 1;
  }
}

const Base62 = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

function crateOf({ segments: [first] }: Path): { crate?: string } {
  if (first?.kind === "impl") return first.crate === undefined ? {} : { crate: first.crate };
  return first?.kind === "name" ? { crate: first.text } : {};
}

const Escapes: Readonly<Record<string, string>> = {
  "\0": "\\0",
  "\t": "\\t",
  "\n": "\\n",
  "\r": "\\r",
  "\\": "\\\\",
};

/** As Rust writes a literal: the other quote needs no backslash, what cannot be seen is a number. */
function quoted(text: string, quote: "'" | '"'): string {
  const written = [...text].map((char) => {
    if (char === quote) return `\\${char}`;
    const unseen = /[\p{C}\p{Zl}\p{Zp}]|(?! )\p{Zs}/u.test(char);
    return Escapes[char] ?? (unseen ? `\\u{${char.codePointAt(0)!.toString(16)}}` : char);
  });
  return quote + written.join("") + quote;
}
