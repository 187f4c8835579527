/**
 * The help lines: one sentence on what to do about a finding. The rule for each: it must be true
 * whenever it is shown. A guess that is right nine times in ten sends the tenth reader away from
 * the mistake, so where the facts prove nothing there is no help.
 */
import {
  type ErrorFacts,
  type Family,
  type GlobalFacts,
  isRustAllocator,
  type LocalFacts,
  type RustLayout,
} from "../runtime/facts.ts";
import { operatorRole } from "../symbols/operators.ts";
import type { ReportedFrame, VariableKind } from "./model.ts";
import { grouped, hex } from "./numbers.ts";
import {
  helpForRustDoubleFree,
  helpForRustFreed,
  helpForRustOverflow,
  RustGivenBack,
  RustUndefined,
} from "./rust-help.ts";

/** A finding's stacks with their names: what a help line may point to. */
export interface Located {
  readonly stack: readonly ReportedFrame[];
  readonly allocated?: readonly ReportedFrame[];
  readonly freed?: readonly ReportedFrame[];
  readonly origin?: readonly ReportedFrame[];
  readonly originKind?: "heap" | "stack";
  readonly variableKind?: VariableKind;
  /** Of the variable that an address has to do with. */
  readonly type?: string;
}

type Access = Extract<ErrorFacts, { readonly kind: "InvalidRead" | "InvalidWrite" }>;
type Free = Extract<ErrorFacts, { readonly kind: "InvalidFree" }>;
type Overlap = Extract<ErrorFacts, { readonly kind: "Overlap" }>;
type Mismatch = Extract<ErrorFacts, { readonly kind: "MismatchedFree" }>;

export function helpForAccess(error: Access, located: Located): string | undefined {
  const { place, size, address } = error;
  switch (place.region) {
    case "freed":
      if (place.block.freed && isRustAllocator(place.block.freed)) {
        return helpForRustFreed(place.block.freed, placeOf(located.freed, located));
      }
      return calledBy(located.freed) === "realloc"
        ? `realloc() gave the block up${placeOf(located.freed, located)}: only the pointer that it returned may be used.`
        : `The block was freed${placeOf(located.freed, located)}: use it before that, or free it later.`;
    case "heap":
      if (place.poisoned) return undefined;
      return outside(place.offset, size, place.block.size, "block");
    case "null":
      return address === 0
        ? "The pointer is NULL: check it before you follow it."
        : `${hex(address)} is NULL plus ${grouped(address)} bytes: check the pointer before you follow it.`;
    case "stack":
      if (place.local !== undefined) return helpForLocal(place.local, size, located);
      return place.below > 0 ? "No function that is running owns this memory." : undefined;
    case "global": {
      const { variable, constant } = place;
      if (constant && error.kind === "InvalidWrite" && isInside(variable)) {
        return "A string literal or another constant must not be changed: change a copy.";
      }
      return variable && outsideVariable(variable, size, located);
    }
    case "unmapped":
      return undefined;
  }
}

function isInside(variable: GlobalFacts | undefined): boolean {
  return variable === undefined || (variable.offset >= 0 && variable.offset < variable.size);
}

function helpForLocal(local: LocalFacts, accessed: number, located: Located): string | undefined {
  switch (local.life) {
    case "returned":
      return "A local variable is gone when its function returns: return its value, or allocate it.";
    case "out of scope":
      return "A variable lives to the end of the block that it is declared in.";
    case "living":
      return outsideVariable(local, accessed, located);
  }
}

/** How many elements an array has; 1 for what is none. */
function elementsOf(type: string): number {
  const dimensions = [...type.matchAll(/\[(\d+)\]/g)].map(([, count]) => Number(count));
  return dimensions.reduce((product, count) => product * count, 1);
}

/** Indices are spoken of where it is an array whose elements are as large as what was accessed. */
function outsideVariable(
  { offset, size }: { readonly offset: number; readonly size: number },
  accessed: number,
  { type, variableKind }: Located,
): string | undefined {
  const of = variableKind === "literal" ? "literal" : "variable";
  const elements = type === undefined ? size / accessed : elementsOf(type);
  if (offset >= size && (elements * accessed !== size || elements === 1)) return undefined;
  return outside(offset, accessed, size, of);
}

/** The sizes that C's own types have. Another size is that of a range, which says nothing. */
const ElementSizes = [1, 2, 4, 8];

function outside(
  offset: number,
  size: number,
  blockSize: number,
  of: "block" | "variable" | "literal",
): string | undefined {
  if (offset < 0) return undefined;
  if (offset < blockSize) {
    const left = blockSize - offset;
    const are = left === 1 ? "is" : "are";
    return `The access takes ${grouped(size)} bytes, but only ${grouped(left)} ${are} left of the ${of}.`;
  }
  if (blockSize === 0) return "A block of size 0 has no byte that can be used.";
  if (blockSize % size !== 0 || !ElementSizes.includes(size)) return undefined;
  const count = blockSize / size;
  const what = size === 1 ? "byte" : "element";
  const elements = `${grouped(count)} ${what}${count === 1 ? "" : "s"}`;
  const each = size === 1 ? "" : ` of ${size} bytes`;
  return `The ${of} has room for ${elements}${each}: the last index is ${grouped(count - 1)}.`;
}

/** A family as the source has it: what makes a block, and what gives it back. */
const FAMILY_WORDS = {
  malloc: { made: "malloc()", given: "free()" },
  new: { made: "new", given: "delete" },
  "new[]": { made: "new[]", given: "delete[]" },
  "aligned new": { made: "new of an over-aligned type", given: "delete of that type" },
  "aligned new[]": { made: "new[] of an over-aligned type", given: "delete[] of that type" },
  rust: { made: "Rust's allocator", given: "Rust's dealloc()" },
} satisfies Record<Family, { readonly made: string; readonly given: string }>;

export function helpForMismatch({ place, layouts }: Mismatch): string | undefined {
  if (layouts !== undefined) {
    const { allocated, freed } = layouts;
    return `It was allocated with ${layoutWords(allocated)}, and is given back with ${layoutWords(freed)}: both have to be the same.`;
  }
  return "block" in place ? givenBackBy(place.block.family) : undefined;
}

function givenBackBy(family: Family): string {
  if (family === "rust") return RustGivenBack;
  const { made, given } = FAMILY_WORDS[family];
  return `Memory from ${made} is given back by ${given}.`;
}

function layoutWords({ size, alignment }: RustLayout): string {
  return `size ${grouped(size)} and alignment ${grouped(alignment)}`;
}

export function helpForFree(error: Free, located: Located): string | undefined {
  const { place, family } = error;
  const { made } = FAMILY_WORDS[family];
  const call = error.call === "realloc" ? "realloc()" : FAMILY_WORDS[family].given;
  // new[] may note how many elements there are before the first, and only delete[] knows that.
  if (place.region === "heap" && place.block.family !== family) {
    return givenBackBy(place.block.family);
  }
  switch (place.region) {
    case "freed":
      if (place.offset === 0 && isRustAllocator(error.stack)) {
        return helpForRustDoubleFree(placeOf(located.freed, located));
      }
      return place.offset === 0
        ? `The block was freed${placeOf(located.freed, located)} already: a block may be freed only once.`
        : undefined;
    case "heap":
      return place.offset > 0 && place.offset < place.block.size
        ? `${call} needs the start of the block: the pointer is ${grouped(place.offset)} bytes past it.`
        : undefined;
    case "stack":
      return `${call} takes memory from ${made} only; the stack frees itself.`;
    case "global":
      return `${call} takes memory from ${made} only; global memory is never freed.`;
    case "null":
    case "unmapped":
      return undefined;
  }
}

/** memmove does what the others do not promise, but it knows nothing of where a string ends. */
export function helpForOverlap({ length }: Overlap): string | undefined {
  return length === undefined
    ? "Overlapping strings can be copied by memmove(), with their length."
    : "memmove() copies overlapping memory correctly.";
}

export function helpForOverflow(_error: unknown, { stack }: Located): string | undefined {
  const rust = helpForRustOverflow(stack);
  if (rust !== undefined) return rust;
  const folded = stack.find((frame) => frame.omitted !== undefined)?.omitted;
  if (folded === undefined) return undefined;
  const [only, ...others] = folded.of;
  const who =
    others.length === 0 ? `${only} calls itself` : `${folded.of.join(", ")} call each other`;
  return `${who} again and again: see that the recursion ends.`;
}

/** What C says about a value that nobody set, by where it was made. */
export function helpForUndefined(error: ErrorFacts, located: Located): string | undefined {
  const { origin, originKind } = located;
  if (originKind === undefined) return undefined;
  if ("origin" in error && error.origin && isRustAllocator(error.origin.stack))
    return RustUndefined;
  if (originKind === "stack") return "A local variable has no value until it is given one.";
  const allocator = calledBy(origin);
  if (allocator === undefined) return undefined;
  if (operatorRole(allocator) !== undefined) {
    return "new does not set plain values: give it one before you use it (new int() sets it to 0).";
  }
  return allocator === "realloc"
    ? "realloc() does not clear what it adds: set it before you use it."
    : `${allocator}() does not clear memory (calloc() does): set it before you use it.`;
}

function calledBy(stack: readonly ReportedFrame[] | undefined): string | undefined {
  return stack?.[0]?.function;
}

/**
 * " in line 13", where the stack is in the user's own code; with the file if that is another one than
 * the error's, and "" when nobody knows.
 */
function placeOf(stack: readonly ReportedFrame[] | undefined, { stack: here }: Located): string {
  const place = ownPlace(stack ?? []);
  if (place === undefined) return "";
  const sameFile = place.file === ownPlace(here)?.file;
  return sameFile ? ` in line ${place.line}` : ` at ${place.file}:${place.line}`;
}

/** The innermost frame with a place in the author's own files; in those of dependencies, if there is none. */
export function ownPlace(stack: readonly ReportedFrame[]): ReportedFrame | undefined {
  const located = stack.filter(({ file, line }) => file !== undefined && line !== undefined);
  return located.find(({ dependency }) => !dependency) ?? located[0];
}
