/** What a Rust name says, as a tree: that of a function, or of a type. */

/** One step of a path; `args` are its generic arguments, undefined where it has none. */
export type Segment = (
  | { readonly kind: "name"; readonly text: string }
  /** What the compiler made and nobody named: `{closure#0}`, `{shim:vtable#0}`, `{impl#3}`. */
  | {
      readonly kind: "special";
      readonly what: string;
      readonly name: string;
      /** Tells several in one place apart; the legacy mangling does not say it. */
      readonly number?: number;
    }
  /** `<type>` and `<type as trait>`: what is written in an `impl`, or a trait's own method. */
  | {
      readonly kind: "impl";
      readonly type: Node;
      readonly trait?: Path;
      /** The crate with the `impl`, where the name tells. */
      readonly crate?: string;
    }
) & { readonly args?: readonly Node[] };

/** The first segment of a path that is not an `impl`'s is the crate's. */
export interface Path {
  readonly kind: "path";
  readonly segments: readonly Segment[];
}

/** A lifetime is how many binders (`for<'a>`) further out it was introduced, from 1; 0 is `'_`. */
export type Lifetime = number;

/** `Trait<Args, Name = Type>`. */
export interface Bound {
  readonly trait: Path;
  readonly bindings: readonly { readonly name: string; readonly type: Node }[];
}

export type Node =
  | Path
  /** `i32`, `!`, `_`, `'x'`, `42`. */
  | { readonly kind: "word"; readonly text: string }
  | { readonly kind: "lifetime"; readonly lifetime: Lifetime }
  | {
      readonly kind: "reference";
      readonly lifetime: Lifetime;
      readonly mutable: boolean;
      readonly to: Node;
    }
  | { readonly kind: "pointer"; readonly mutable: boolean; readonly to: Node }
  | { readonly kind: "slice"; readonly of: Node }
  | { readonly kind: "array"; readonly of: Node; readonly length: Node }
  | { readonly kind: "tuple"; readonly items: readonly Node[] }
  /** `for<'a, 'b> unsafe extern "C" fn(…) -> …`; `lifetimes` of the binder. */
  | {
      readonly kind: "function";
      readonly lifetimes: number;
      readonly qualifiers: string;
      readonly params: readonly Node[];
      /** Undefined for `()`. */
      readonly result?: Node;
    }
  | {
      readonly kind: "dyn";
      readonly lifetimes: number;
      readonly bounds: readonly Bound[];
      readonly lifetime: Lifetime;
    }
  /** A constant that is more than a word, in braces where it is an argument. */
  | { readonly kind: "value"; readonly parts: readonly (string | Node)[] };

export function word(text: string): Node {
  return { kind: "word", text };
}

export function path(...segments: readonly Segment[]): Path {
  return { kind: "path", segments };
}

/** The text of a path that is one plain name, and of a segment that is one. */
export function plainName(of: Node | Segment | undefined): string | undefined {
  if (of === undefined || of.kind === "word") return undefined;
  const segment = of.kind === "path" ? (of.segments.length === 1 ? of.segments[0] : undefined) : of;
  return segment?.kind === "name" && segment.args === undefined ? segment.text : undefined;
}
