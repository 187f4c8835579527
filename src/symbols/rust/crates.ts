/** The crate that a function was written in: `alloc`, `uaf`. */
import type { Node, Path, Segment } from "./nodes.ts";

/** Of the standard library, each built on those before it. */
const Standard: readonly string[] = ["core", "alloc", "std"];

/** What else the standard library is built of and comes with, on wasm or elsewhere. */
const ComesWithRust: ReadonlySet<string> = new Set([
  ...Standard,
  ...["proc_macro", "test", "panic_abort", "panic_unwind", "unwind", "std_detect", "sysroot"],
  ...["compiler_builtins", "hashbrown", "foldhash", "dlmalloc", "wasi", "wasip1", "wasip2"],
  ...["rustc_demangle", "addr2line", "gimli", "miniz_oxide", "object", "adler", "adler2", "memchr"],
  ...["cfg_if", "libc", "getopts", "unicode_width", "rustc_std_workspace_core"],
]);

/** Whether a crate is of the standard library, as far as its name tells. */
export function comesWithRust(crate: string): boolean {
  return ComesWithRust.has(crate);
}

/**
 * As the mangled name has it. The legacy one says for `<A as B>::f` only where A and B are from: the
 * `impl` then stands in a crate that knows both, so in the one that is built on the other.
 * @returns undefined where the name does not tell
 */
export function crateOf({ segments }: Path): string | undefined {
  const impl = segments.find((segment) => segment.kind === "impl");
  if (impl?.crate !== undefined) return impl.crate;
  const [first] = segments;
  if (first?.kind === "name") return first.text;
  return [...mentioned(first)].reduce<string | undefined>(
    (last, crate) => (last === undefined || rank(crate) > rank(last) ? crate : last),
    undefined,
  );
}

function rank(crate: string): number {
  const at = Standard.indexOf(crate);
  return at < 0 ? Standard.length : at;
}

/** The crates in a segment. A path of one name is a type parameter. */
function* mentioned(segment: Segment | undefined): Generator<string, void> {
  for (const arg of segment?.args ?? []) yield* mentionedIn(arg);
  if (segment?.kind !== "impl") return;
  yield* mentionedIn(segment.type);
  if (segment.trait !== undefined) yield* mentionedIn(segment.trait);
}

function* mentionedIn(node: Node): Generator<string, void> {
  switch (node.kind) {
    case "path": {
      const [first] = node.segments;
      if (first?.kind === "name" && node.segments.length > 1) yield first.text;
      for (const segment of node.segments) yield* mentioned(segment);
      break;
    }
    case "reference":
    case "pointer":
      yield* mentionedIn(node.to);
      break;
    case "slice":
    case "array":
      yield* mentionedIn(node.of);
      break;
    case "tuple":
      for (const item of node.items) yield* mentionedIn(item);
      break;
    case "dyn":
      for (const { trait } of node.bounds) yield* mentionedIn(trait);
      break;
  }
}
